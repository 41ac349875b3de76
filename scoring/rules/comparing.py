"""What rule kinds share that compare a unit with its peers: parameters, refusals, words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.formulas import MOST_YEARS
from scoring.criteria.shapes import WHOLE, choice
from scoring.rules.base import MEASURED, NOT_ASSESSABLE, Bound, Judged, Row, RuleKind, score_words
from scoring.rules.peers import Peers
from scoring.rules.reading import Reading
from scoring.rules.words import measured_words, shown

OVER = Field("比较范围：group 本组（缺省）、all 全部 the unit's group (default) or all groups", choice("group", "all"))
OVER_YEARS = Field(
    "比较范围：group 本组（缺省）、all 全部、years 本组连同上年 group (default), all, or years: the group, years pooled",
    choice("group", "all", "years"),
)
YEARS = Field("合并比较的年数，含本年 years whose values are pooled, this one included; 1 unless given, 2 for over: years", WHOLE)
DIRECTION = Field("higher 越高越好（缺省），lower 越低越好 which end is the good one", choice("higher", "lower"))
EQUAL = Field(
    "无从比较时：not_assessable 不作评价（缺省）、full 满分、zero 零分 where there is nothing to compare",
    choice("not_assessable", "full", "zero"),
)
EQUAL_CHOICES = ("not_assessable", "full", "zero")


def read_peers(reading: Reading, fields: Mapping[str, Any], **wanted: Any) -> Peers:
    """``over`` and ``years`` of a rule (C006, C007)."""
    reader, path, period = reading.reader, reading.path, reading.names.criteria.period
    pooled = "years" in wanted.pop("allowed", ("group", "all", "years"))
    over = reader.choice(fields.get("over", "group"), (*path, "over"), ("group", "all", "years") if pooled else ("group", "all"))
    years = _years(reading, fields.get("years", 2 if over == "years" else 1), least=2 if over == "years" else 1)
    label = "全部" if over == "all" else "本组"
    return Peers("all" if over == "all" else "group", label + (f"{period - years + 1}—{period}年" if years > 1 else ""), years, **wanted)


def _years(reading: Reading, value: object, least: int) -> int:
    return reading.reader.whole_number(value, (*reading.path, "years"), low=least, high=MOST_YEARS + 1)


def read_direction(reading: Reading, fields: Mapping[str, Any]) -> bool:
    """Whether lower values are better (C007)."""
    return reading.reader.choice(fields.get("direction", "higher"), (*reading.path, "direction"), ("higher", "lower")) == "lower"


def read_equal(reading: Reading, fields: Mapping[str, Any], more: Iterable[str] = ()) -> str:
    """What happens where there is nothing to compare (C007)."""
    return reading.reader.choice(fields.get("equal", "not_assessable"), (*reading.path, "equal"), (*EQUAL_CHOICES, *more))


def judged_of(bound: Bound) -> Judged:
    """The one measure that an indicator judges."""
    return next(iter(bound.judged.values()))


def bare(judged: Judged, value: Decimal | Fraction) -> str:
    """A value without its unit of measure, for formulas: 98.50%, 12.5."""
    if judged.measure.show == "percent":
        return shown(judged, value)
    return numbers.plain(numbers.rounded(value, numbers.MEASURE_DIGITS))


def own_sql(bound: Bound) -> str:
    """SQL of the unit's value freed from the double's error."""
    return numbers.guard_sql(judged_of(bound).value)


def above_zero_sql(bound: Bound) -> str:
    """SQL of the outcome code of a kind that takes logarithms: what is not above zero has none."""
    return f"case when {own_sql(bound)} <= 0 then {NOT_ASSESSABLE} else {MEASURED} end"


def no_logarithm(bound: Bound, row: Row) -> str:
    """Words for a value without a logarithm."""
    return f"{measured_words(judged_of(bound), row)}，不大于0，不能取对数"


def within_sql(share: str) -> str:
    """SQL of a share held within 0 and 1, which only a unit that is no peer can leave."""
    return f"least(1E0, greatest(0E0, {share}))"


def members(peers: Peers, bound: Bound, row: Row) -> str:
    """Who is compared: 本组12个单位."""
    return f"{peers.label}{numbers.plain(row.value(bound.columns.count))}{peers.counted}"


class Comparing(RuleKind):
    """Base of the kinds whose points depend on peers; parameters have ``peers`` and ``equal``."""

    judges = True
    equal_points: ClassVar[Mapping[str, str]] = {"full": "满分", "zero": "0分"}

    def peers(self, parameters: Any) -> Peers | None:
        return parameters.peers  # type: ignore[no-any-return]  # every comparing kind's parameters have it

    def something_sql(self, bound: Bound) -> str:
        """SQL of the condition that there is something to compare; never true without peers."""
        return f"{bound.columns.width} > 0"

    def nothing(self, bound: Bound, row: Row) -> bool:
        """Whether there is nothing to compare, for a sentence."""
        return row.value(bound.columns.high) == row.value(bound.columns.low)

    def refused_sql(self, bound: Bound) -> str | None:
        peers = self.something_sql(bound) if bound.parameters.equal == "not_assessable" else f"{bound.columns.count} > 0"
        return f"case when {peers} then {MEASURED} else {NOT_ASSESSABLE} end"

    def equal_sql(self, bound: Bound) -> str:
        """SQL of the points where there is nothing to compare."""
        return bound.full if bound.parameters.equal == "full" else "0"

    def compared_sql(self, bound: Bound) -> str:
        """SQL (DOUBLE) of the points where there is something to compare."""
        raise NotImplementedError

    def points_sql(self, bound: Bound) -> str:
        compared = self.compared_sql(bound)
        if bound.parameters.equal == "not_assessable":
            return compared
        return f"case when {self.something_sql(bound)} then {compared} else cast({self.equal_sql(bound)} as double) end"

    def members(self, bound: Bound, row: Row) -> str:
        """Who is compared: 本组12个单位."""
        return members(bound.parameters.peers, bound, row)

    def alike(self, bound: Bound, row: Row) -> str:
        """Words for a unit that has nothing to be compared with."""
        peers: Peers = bound.parameters.peers
        if row.value(bound.columns.count) == 0:
            return f"{peers.label}没有可以比较的单位"
        if row.value(bound.columns.count) == 1:
            return f"{peers.label}只有1{peers.counted}，无从比较"
        return f"{self.members(bound, row)}均为{shown(judged_of(bound), row.value(bound.columns.low))}，无从比较"

    def refusal(self, bound: Bound, row: Row) -> str:
        return f"{measured_words(judged_of(bound), row)}，{self.alike(bound, row)}"

    def words(self, bound: Bound, row: Row) -> str:
        """Against whom, by which formula, what came out."""
        raise NotImplementedError

    def sentence(self, bound: Bound, row: Row) -> str:
        if self.nothing(bound, row):
            compared = f"{self.alike(bound, row)}，按规定得{self.equal_points[bound.parameters.equal]}"
        else:
            compared = self.words(bound, row)
        return f"{measured_words(judged_of(bound), row)}，{compared}，{score_words(row)}"


class Placing(Comparing):
    """Base of the kinds that count the peers before or behind a unit: there is something to compare where there is another peer."""

    def something_sql(self, bound: Bound) -> str:
        return f"{bound.columns.others} > 0"

    def nothing(self, bound: Bound, row: Row) -> bool:
        return row.value(bound.columns.count) == row.value(bound.columns.own)


def equal_standard(equal: str) -> str:
    """Words of the standard on units that do not differ; empty for the default."""
    return {"full": "，没有差距时得满分", "zero": "，没有差距时不得分", "centre": "，没有差距时按平均水平计分"}.get(equal, "")
