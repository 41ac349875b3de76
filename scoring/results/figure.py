"""A named figure of a document's text, with everything that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """One named number of a document's text.

    Args:
        name: Name in figures.yaml and in the template.
        text: The finished string that is printed, without unit (``1563668``, ``8.91``, ``多数``); empty where
            the data carry nothing to say.
        value: The exact value (quotients with ten decimals), or None where the figure is a word or list.
        formula: How it was computed, readable for an official: ``2016年主动公开政府信息数合计``.
        uom: Unit of measure (条, 件, %), may be empty.
        covered: Number of units that carry the data.
        of: Number of units it speaks of.
        sources: Files (paths inside the assessment) it was computed from; where they are many, only the first.
        source_count: Number of all these files; that of ``sources`` when None.
        facts: Number of values that went in, 0 where they were not counted.
        missing: Units without the data, for the office's own eyes; where they are many, only the first.
        words: Further finished strings of the figure that a text may print, by name (``note``, ``change``).
        entries: Its single lines where it is a list, each a mapping of finished strings (``name``, ``text``).
        why: Why ``text`` is empty, or what else the office should know.
    """

    name: str
    text: str
    value: Decimal | int | None
    formula: str
    uom: str = ""
    covered: int = 0
    of: int = 0
    sources: tuple[str, ...] = ()
    source_count: int | None = None
    facts: int = 0
    missing: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Mapping[str, str], ...] = ()
    why: str = ""

    def __str__(self) -> str:
        return self.text
