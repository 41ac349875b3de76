"""The planted mistakes: which unit prints what instead of the truth. Kinds are those found in real reports."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.figures import Figures


@dataclass(frozen=True)
class Mistake:
    """One planted mistake.

    Args:
        unit_id: The unit that makes it.
        kind: Short name, as in the README and in figures.csv.
        metric: The metric that is printed wrongly.
        shift: What is added to the true number; None leaves the cell blank.
    """

    unit_id: str
    kind: str
    metric: str
    shift: int | None = None


STAFF = Mistake("yanbei", "staff_sum", "staff_total", 1)
FAX = Mistake("gongshang", "blank_for_zero", "requests_fax")
REVIEWS = Mistake("lingxi", "reviews_total", "reviews_total", -1)
POINTS = Mistake("yunyan", "reading_points_sum", "reading_points_township", -54)
# The increase divided by this year's number instead of last year's: the slip behind a real growth figure.
GROWTH = Mistake("minzheng", "growth_rate", "proactive_disclosed_total_growth_pct")
MISTAKES = (STAFF, FAX, REVIEWS, POINTS, GROWTH)


def printed(unit_id: str, figures: Figures) -> Figures:
    """What the unit prints: the truth, but for its planted mistake."""
    values, parts = dict(figures.values), dict(figures.parts)
    for mistake in MISTAKES:
        if mistake.unit_id == unit_id and mistake.shift is not None:
            target = values if mistake.metric in values else parts
            target[mistake.metric] += mistake.shift
    return replace(figures, values=values, parts=parts)


def is_blank(unit_id: str, metric: str) -> bool:
    """Whether the unit leaves the cell of the metric empty."""
    return (unit_id, metric) == (FAX.unit_id, FAX.metric)


NO_DATE = "guozi"  # its report carries no publication date
LEAKED = "zhijian"  # had a leak in the year, so its report does not say that there was none
