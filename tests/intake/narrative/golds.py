"""Whole reports written for these tests, with every figure that they state (reports/*.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.files.yamlfile import read
from scoring.intake.report import Fact

REPORTS = Path(__file__).parent / "reports"
NAMES = sorted(file.stem for file in REPORTS.glob("*.yaml"))
QUALIFIERS = {"about", "at_least", "at_most"}


def gold(name: str) -> dict[str, Any]:
    """``facts`` of one report, in the words of the cases, and its ``unit`` and ``year``."""
    return dict(read(REPORTS / f"{name}.yaml").data)


def states(entry: str, fact: Fact) -> bool:
    """Whether a fact is the one that an entry names; unit and scope only where the entry pins them."""
    metric, value, *pinned = entry.split()
    scopes = [word[1:] for word in pinned if word.startswith("@")]
    qualifiers = [word for word in pinned if word in QUALIFIERS]
    uoms = [word for word in pinned if word not in QUALIFIERS and not word.startswith("@")]
    return (
        fact.metric == metric
        and (fact.value is None if value == "text" else fact.value == Decimal(value))
        and fact.qualifier == (qualifiers[0] if qualifiers else "exact")
        and (not uoms or fact.uom == uoms[0])
        and (not scopes or fact.scope == scopes[0])
    )


def compared(entries: Iterable[str], facts: Sequence[Fact]) -> tuple[list[str], list[Fact]]:
    """Entries that were not read, and facts that no entry names."""
    missed, left = [], list(facts)
    for entry in entries:
        found = next((fact for fact in left if states(entry, fact)), None)
        if found is None:
            missed.append(entry)
        else:
            left.remove(found)
    return missed, left
