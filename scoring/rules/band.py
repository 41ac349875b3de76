"""Rule kind ``band`` (R9)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import FLAG, NUMBER, Shape, list_of, mapping
from scoring.rules.base import Bound, Row, RuleKind, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading
from scoring.rules.words import measured_words, shown


@dataclass(frozen=True, slots=True)
class Band:
    """Points for values from ``lower`` (included) up to the next band."""

    lower: Decimal
    points: Decimal


class BandRule(RuleKind):
    """Ordered bands: the first whose ``from`` is not above the value gives the points (R9, 分档得分).

    Bands are half-open [from, next); below the lowest there are no points.
    """

    name = "band"
    code = "R9"
    scheme = "S22 乡镇街道信息公开细则：超出数量10%、30%及以上分档加分"
    judges = True
    fields: ClassVar = {
        "from": Field("下限（含） lower end, included", NUMBER, required=True),
        "points": Field("得分 points", NUMBER, required=True),
        "turns": Field("true 得分有意在此档由升转降或由降转升 points turn here on purpose", FLAG),
    }

    def shape(self) -> Shape:
        return list_of(mapping(self.fields))

    def read(self, reading: Reading, parameters: object) -> tuple[Band, ...]:
        reader = reading.reader
        bands: list[Band] = []
        for i, item in enumerate(reading.listed(parameters, reading.path)):
            path = (*reading.path, i)
            fields = reader.mapping(item, path, self.fields)
            lower = reader.number(fields.get("from", 0), (*path, "from"))
            if "turns" in fields:
                reader.flag(fields["turns"], (*path, "turns"))
            points = reader.number(fields.get("points", 0), (*path, "points"), low=0)
            if bands and lower >= bands[-1].lower:
                reader.problem("C035", (*path, "from"), numbers.plain(lower), upper=numbers.plain(bands[-1].lower))
            if points > reading.full:
                reader.problem("C036", (*path, "points"), numbers.plain(points), points=numbers.plain(reading.full))
            bands.append(Band(lower, points))
        return tuple(bands)

    def points_sql(self, bound: Bound) -> str:
        value = next(iter(bound.judged.values())).value
        cases = " ".join(
            f"when {numbers.compare_sql(value, '>=', band.lower)} then {numbers.decimal_sql(band.points)}" for band in bound.parameters
        )
        return f"case {cases} else 0 end"

    def sentence(self, bound: Bound, row: Row) -> str:
        judged = next(iter(bound.judged.values()))
        value = numbers.rounded(row.value(judged.value), numbers.GUARD_DIGITS)
        band = next((band for band in bound.parameters if value >= band.lower), None)
        reached = f"达到“{shown(judged, band.lower)}及以上”一档" if band else f"未达到最低档{shown(judged, bound.parameters[-1].lower)}"
        return f"{measured_words(judged, row)}，{reached}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        judged = next(iter(bound.judged.values()))
        bands = list(bound.parameters)
        while bands and not bands[-1].points:
            bands.pop()  # the lowest bands without points are the rest; one above others must be named
        words = "，".join(f"{shown(judged, band.lower)}及以上的{_earned(band.points)}" for band in bands)
        return f"{judged.measure.title}{words}，其余不得分" if bands else f"{judged.measure.title}各档均不得分"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        points = [band.points for band in bound.parameters]
        return ZERO, min(max(points, default=ZERO), full)


def _earned(points: Decimal) -> str:
    return f"得{numbers.plain(points)}分" if points else "不得分"
