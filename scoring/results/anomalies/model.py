"""What the screen of self-reported data noted: rows of documents, every number a finished string."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RuleOutcome = Literal["screened", "left_out", "not_assessable"]


@dataclass(frozen=True, slots=True)
class AnomalyRow:
    """One anomaly of one unit: a question, never a deduction.

    ``metric`` are codes of the figures, separated by ``;``, ``locator`` their places in ``file``; ``expected`` is what counting
    gives, ``unusual`` how unusual the found is; ``ask`` what the unit is asked for.
    """

    rule: str
    title: str
    unit_id: str
    unit: str
    group: str
    period: str
    metric: str
    other_id: str
    expected: str
    found: str
    unusual: str
    sentence: str
    file: str
    locator: str
    ask: str


@dataclass(frozen=True, slots=True)
class ScreenRule:
    """One rule of the screen: whether it was applied, how many units it could assess, how many it noted, how many anomalies.

    ``skipped`` names record tables that were too large to be compared; ``false_alarms`` is the share of units without mistakes
    that it notes, from above, as measured.
    """

    rule: str
    title: str
    outcome: RuleOutcome
    units: int
    noted: int
    anomalies: int
    skipped: str = ""
    false_alarms: str = ""


@dataclass(frozen=True, slots=True)
class Screened:
    """The screen of a run or an audit; no rules where it was not made."""

    rows: tuple[AnomalyRow, ...] = ()
    rules: tuple[ScreenRule, ...] = ()

    @property
    def units(self) -> int:
        """Units with an anomaly."""
        return len({row.unit_id for row in self.rows})

    @property
    def applied(self) -> int:
        """Rules that had something to look at."""
        return sum(rule.outcome == "screened" for rule in self.rules)
