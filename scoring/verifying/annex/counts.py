"""Tables without names: how many units have which grade, or a total in which band."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.verifying.annex.reading import Row
from scoring.verifying.annex.units import NONE, Wrong
from scoring.verifying.derived import Derived, UnitScore

_UNITS, _SHARE, _WHOLE = "单位数", "占比", "合计"
_SHARE_DIGITS = 1
_BAND = re.compile(r"(?:(?P<low>[0-9.]+)分及以上)?、?(?:不足(?P<high>[0-9.]+)分)?")


def check_counts(derived: Derived, heads: Sequence[str], rows: Sequence[Row]) -> tuple[list[Wrong], int]:
    """Numbers and shares of units that are not what is counted, and how many numbers there are.

    Args:
        derived: Every unit's scores.
        heads: 等次 or 得分, then per group (and for all) 单位数 and 占比.
        rows: The rows, the whole last. A single column names no group: the one that fits best is taken.
    """
    groups = {group.title: (group.id,) for group in derived.stored.criteria.groups}
    whole = tuple(group for name in heads[1:] for group in groups.get(name.removesuffix(_UNITS), ()))
    wrong: list[Wrong] = []
    for column in range(1, len(heads), 2):
        name = heads[column].removesuffix(_UNITS)
        tried = [groups[name]] if name in groups else [whole] if name == _WHOLE else [*groups.values()]
        found = [list(_column(derived, heads[0], rows, column, units)) for units in tried]
        best: list[Wrong] = min(found, key=len)
        wrong += best
    return wrong, sum(bool(re.search(r"\d", cell)) for row in rows for cell in row.cells[1:])


def _column(derived: Derived, word: str, rows: Sequence[Row], column: int, groups: Sequence[str]) -> Iterator[Wrong]:
    scores = [score for score in derived.scores.values() if score.unit.group in groups]
    counted = [score for score in scores if score.unit.status == "assessed" and _has(score, word)]
    for row in rows:
        count = len(counted) if row.cells[0] == _WHOLE else sum(_is_in(score, word, row.cells[0]) for score in counted)
        share = numbers.percent(Fraction(count, len(counted)), _SHARE_DIGITS) if counted else NONE
        for place, kind, expected in ((column, _UNITS, str(count)), (column + 1, _SHARE, share)):
            if row.cells[place] != expected:
                yield Wrong(row.page, row.cells[0], kind, row.cells[place], expected)


def _has(score: UnitScore, word: str) -> bool:
    return bool(score.place.grade) if word == "等次" else score.printed is not None


def _is_in(score: UnitScore, word: str, name: str) -> bool:
    if word == "等次":
        return score.place.grade == name
    band = _BAND.fullmatch(name)
    if band is None or score.printed is None:
        return False
    low, high = (Decimal(bound) if bound else None for bound in (band["low"], band["high"]))
    return (low is None or score.printed >= low) and (high is None or score.printed < high)
