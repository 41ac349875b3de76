"""What is known about one report after reading: facts, structure, repairs, or a refusal.

``facts`` has one entry per figure that the report states, ``structure`` one per
property of the document that is not a figure (sections announced and present,
statutory table present, publication date, scope of the title, ...).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from scoring.intake.document import Repair

Semantic = Literal["numeric", "zero", "blank", "not_applicable", "text"]
Qualifier = Literal["exact", "about", "at_least", "at_most"]
Form = str
"""Id of a statutory form, ``narrative`` when only prose carries figures, or ``none``."""


class Fact(NamedTuple):
    """One figure as the report states it. A fact carries no weight.

    Args:
        metric: Metric code of report-formats; ``@prev`` is appended where the figure is last year's.
        part: Applicant column without underscores (``natural_person`` ...), else ``total``.
        value: The number, or None where the semantic is not numeric.
        semantic: ``numeric``, ``zero`` (0 or in words), ``blank``, ``not_applicable`` or ``text``.
        qualifier: ``exact``, ``about`` (余, 多, 近, 约, rounded), ``at_least``, ``at_most``.
        uom: Unit of measure as printed (条, 件, 万元, %), empty when none.
        raw: The characters that carry the value, as printed.
        scope: Whose figure it is, in the report's own word (全县, 市政府, 本机关), empty when not said.
        locator: Place: ``table 1 row 3 column 3``, ``line 12 [34:39]``, ``Sheet1!C5``.
        quote: The sentence or row it was read from.
    """

    metric: str
    part: str
    value: Decimal | None
    semantic: Semantic
    qualifier: Qualifier
    uom: str
    raw: str
    scope: str
    locator: str
    quote: str

    @property
    def from_table(self) -> bool:
        """Whether it stands in a statutory table (which outranks the narrative)."""
        return not self.locator.startswith("line ")


class Structure(NamedTuple):
    """One property of the document: ``item`` with a value (number or text), its quote and place."""

    item: str
    value: str
    quote: str
    locator: str


class Unread(NamedTuple):
    """A row that belongs to a form but cannot be read without guessing.

    Args:
        what: The row or cell, as its labels are printed.
        reason: Chinese sentence of the code.
        raw: Its cells as printed.
        locator: Its place.
        code: Why, as a code of the catalogue (U001-U019).
    """

    what: str
    reason: str
    raw: str
    locator: str
    code: str


@dataclass(frozen=True)
class Report:
    """One file after reading.

    Args:
        file: The file as the user would name it.
        sha256: Hash of its bytes.
        size: Number of its bytes.
        kind: Format: ``html``, ``text``, ``xlsx`` ...
        form: Statutory form found, ``narrative`` when only prose carries figures, ``none``.
        unit: Name of the reporting unit as its title gives it, empty when not found.
        year: Reporting year, None when not found.
        published_on: Publication date printed in the report, None when not found.
        refusal: (code, Chinese sentence) when the file was refused, else None.
        kept: Whether an earlier reading of the same contents was taken.
    """

    file: str
    sha256: str
    size: int
    kind: str
    form: Form
    unit: str = ""
    year: int | None = None
    published_on: date | None = None
    facts: tuple[Fact, ...] = ()
    structure: tuple[Structure, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unread: tuple[Unread, ...] = ()
    refusal: tuple[str, str] | None = None
    kept: bool = field(default=False, compare=False)
