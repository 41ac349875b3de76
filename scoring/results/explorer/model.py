"""What the pages of single units and indicators say: finished strings only, empty where there is nothing to say."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.results.comparison.model import ComparedUnit
from scoring.results.margins.model import MarginRow
from scoring.results.material import SourceEntry
from scoring.results.robustness.model import UnitFirmness
from scoring.results.sheets.model import LossLine, UnitSheet


@dataclass(frozen=True, slots=True)
class PointLine:
    """One indicator, bonus or deduction of one unit, as in table ``points``.

    Args:
        indicator_id: The indicator.
        outcome: ``measured``, ``missing``, ``not_applicable``, ``not_assessable`` or ``exempt``.
        value: What was measured, plain.
        full, points, lost: Points, exact; empty where there is no number.
        reason: The sentence of the rule.
        evidence: Evidence of findings and remarks of markers.
        counted: Whether it counts in the total: not where the gate of a bonus is closed.
        mean: Mean of the ranked units of its group that have points there.
        last: Printed points in the run that this one is compared with, or why there are none; ``last_full`` the full points there.
        move: Points gained since; empty where that is no number.
        loss: How many others lost some and what full points would give, where points were lost.
        sources: Where its numbers came from, as far as the explorer shows them.
    """

    indicator_id: str
    outcome: str
    value: str
    full: str
    points: str
    lost: str
    reason: str
    evidence: str
    counted: bool = True
    mean: str = ""
    last: str = ""
    last_full: str = ""
    move: str = ""
    loss: LossLine | None = None
    sources: tuple[SourceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything that one unit's page says.

    Args:
        sheet: The unit's sheet.
        points: Every indicator of its group, then bonuses and deductions, in the order of the criteria.
        firmness: Its ranks in the draws; None without an analysis.
        margins: Its distances to the next rank and grade; None where it is not ranked.
        compared: The unit beside the run compared with; None without a comparison.
    """

    sheet: UnitSheet
    points: tuple[PointLine, ...]
    firmness: UnitFirmness | None = None
    margins: MarginRow | None = None
    compared: ComparedUnit | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How the ranked units of a group did in one indicator, over those that have points there.

    Args:
        counted: Their number.
        mean, median, highest, lowest: Of their points.
        deviation: Standard deviation of their points (of these units, not of a sample).
        mean_rate: Mean as a share of the full points.
        full_share: Share of the units with all points; of a bonus, with as much as there is at most.
        none_share: Share of the units without any points.
        correlation: Correlation of the points with the rest of the total (total less points), from -1 to 1; with the total
            itself where ``of_rest`` is false, because totals are no sums of points there.
        of_rest: Whether it is that with the rest.
        variance_share: What the indicator adds to the spread of the totals: covariance of points and total divided by the
            variance of the total. Shares of all that a total is the sum of make 100%.
    """

    counted: str = ""
    mean: str = ""
    median: str = ""
    highest: str = ""
    lowest: str = ""
    deviation: str = ""
    mean_rate: str = ""
    full_share: str = ""
    none_share: str = ""
    correlation: str = ""
    of_rest: bool = True
    variance_share: str = ""


@dataclass(frozen=True, slots=True)
class UnitPoints:
    """One unit in the table of an indicator; ``last`` are its points in the run compared with."""

    unit_id: str
    outcome: str
    value: str
    points: str
    lost: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """One group that has an indicator: full points, how it did, and every unit of it, in the order of the ranking."""

    group_id: str
    full: str
    spread: Spread
    rows: tuple[UnitPoints, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything that one indicator's page says.

    Args:
        indicator_id: The indicator, bonus or deduction.
        title: Its title.
        kind: Empty for an indicator of the tree, else ``bonus`` or ``penalty``.
        block: Title of the block at the top that it belongs to, empty for a bonus or deduction.
        standard: 评分标准 in words.
        basis: Legal basis.
        evidence: What an assessor looks at.
        condition: Condition of a bonus in words.
        groups: The groups that have it, in the order of the criteria.
    """

    indicator_id: str
    title: str
    kind: str
    block: str
    standard: str
    basis: str
    evidence: str
    condition: str
    groups: tuple[IndicatorGroup, ...]
