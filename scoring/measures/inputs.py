"""The inputs of measures and rules: where each comes from, and its columns in the wide table ``inputs``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

InputKind = Literal["fact", "event", "unit_event", "mark", "external", "date", "report", "check", "column", "record"]
# What is known of the report as a document (its date, that it is there, its failed checks) begins with d.
_PREFIX = {
    "fact": "f",
    "event": "e",
    "unit_event": "u",
    "mark": "m",
    "external": "x",
    "date": "d",
    "column": "c",
    "record": "r",
    "report": "d__report",
    "check": "d__check",
}
EVENTS = frozenset({"event", "unit_event"})
# What findings and checks do not mention did not happen: a real zero, unlike a blank in a report.
COUNTED = EVENTS | {"check"}


@dataclass(frozen=True, order=True)
class Input:
    """One column of the wide table ``inputs``.

    Args:
        kind: Where it comes from: a fact, findings of one indicator, findings of the unit, a mark,
            an external score, a date, the columns of a website, whether there is a report of the year (1, else missing), or its
            failed checks.
        key: Metric code (``metric__part`` for a part), event, mark id, external key, date name or check
            id (empty for all checks), id of the aggregate.
        scope: Indicator id for findings of one indicator; ``prev`` for last year's fact or records, ``prev2`` for the
            fact of the year before that, and so on; how several marks count (``mean``, ``median``,
            ``trimmed_mean``); the state of columns (``all``, ``stale``, ``undated``, ``blank``).
    """

    kind: InputKind
    key: str
    scope: str = ""

    @property
    def column(self) -> str:
        """Name of the value column (DOUBLE)."""
        parts = [_PREFIX[self.kind], self.scope, self.key]
        return "__".join(part.replace(".", "__").replace("-", "_") for part in parts if part)

    @property
    def years_back(self) -> int:
        """How many years before the year assessed a fact or the records are read."""
        return years_back(self.scope) if self.kind in {"fact", "record"} else 0

    @property
    def status(self) -> str:
        """Name of the status column; counted events and checks have none."""
        return f"s__{self.column}"

    @property
    def approximate(self) -> str:
        """Name of the column that says whether a figure is approximate (余, 约); only where a measure accepts that."""
        return f"q__{self.column}"


def scope_of(years: int) -> str:
    """Scope of a fact so many years back: empty, ``prev``, ``prev2``, ..."""
    return "" if years == 0 else "prev" if years == 1 else f"prev{int(years)}"


def years_back(scope: str) -> int:
    """How many years back the scope of a fact is."""
    return int(scope.removeprefix("prev") or 1) if scope else 0


def status_sql(inputs: Iterable[Input], *, accept_qualified: bool = False) -> str:
    """SQL of the worst status over inputs: 0 measured, 1 not applicable, 2 missing, 3 not assessable.

    An approximate figure is not assessable, but measured for a measure that accepts it.
    """
    terms = [
        f"CASE WHEN {found.approximate} THEN 0 ELSE {found.status} END" if accept_qualified and found.kind == "fact" else found.status
        for found in inputs
        if found.kind not in COUNTED
    ]
    if not terms:
        return "0"
    return terms[0] if len(terms) == 1 else f"GREATEST({', '.join(terms)})"
