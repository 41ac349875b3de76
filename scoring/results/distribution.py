"""How many units have which grade, or a total in which band: counted, without names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.results.model import GroupTable, RankedUnit

_SHARE_DIGITS = 1


@dataclass(frozen=True, slots=True)
class Share:
    """A grade or band: its words, and number and share of the units as finished strings."""

    words: str
    units: str
    share: str


def grade_words(groups: Sequence[GroupTable]) -> tuple[str, ...]:
    """The grades of groups, best first, also those that no unit has."""
    declared = (grade for group in groups for grade in group.grades)
    return tuple(dict.fromkeys([*declared, *(row.grade for group in groups for row in group.rows if row.grade)]))


def grade_shares(groups: Sequence[GroupTable], words: Sequence[str]) -> tuple[Share, ...]:
    """One row per grade of ``words``; the last row is the whole."""
    found = [row.grade for group in groups for row in group.rows if row.grade]
    return _shares((word, found.count(word)) for word in words)


def band_shares(groups: Sequence[GroupTable], bounds: Sequence[Decimal]) -> tuple[Share, ...]:
    """One row per band of printed totals, highest first; the last row is the whole.

    Args:
        groups: The rankings.
        bounds: Lower ends of the bands, falling; what is below the last is a band too.
    """
    totals = [Decimal(row.total) for group in groups for row in group.rows if _counted(row)]
    limits = [None, *bounds, None]
    bands = list(zip(limits[1:], limits[:-1], strict=True))
    return _shares((_band(low, high), sum(_inside(total, low, high) for total in totals)) for low, high in bands)


def left_out(groups: Sequence[GroupTable], *, by_grade: bool) -> str:
    """Number of units that no row counts, empty for none."""
    rows = [row for group in groups for row in group.rows]
    count = sum(not (row.grade if by_grade else _counted(row)) for row in rows)
    return str(count) if count else ""


def _counted(row: RankedUnit) -> bool:
    return bool(row.total) and row.status == "assessed"


def _inside(total: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or total >= low) and (high is None or total < high)


def _band(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return f"不足{numbers.plain(high or 0)}分"
    return f"{numbers.plain(low)}分及以上" + (f"、不足{numbers.plain(high)}分" if high is not None else "")


def _shares(counts: Iterable[tuple[str, int]]) -> tuple[Share, ...]:
    rows = [*counts]
    whole = sum(count for _, count in rows)
    return tuple(Share(words, str(count), _share(count, whole)) for words, count in [*rows, ("合计", whole)])


def _share(count: int, whole: int) -> str:
    return numbers.percent(Fraction(count, whole), _SHARE_DIGITS) if whole else ""
