"""Rule kind ``deduct_per_period`` (R6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import ID, NUMBER, TEXT, either, list_of, mapping
from scoring.measures import Input
from scoring.rules.base import Bound, Row, RuleKind, floor_words, joined, left_sql, score_words
from scoring.rules.losses import floor_standard, left_over
from scoring.rules.marks import ANY_COUNT, MarkLimits
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Parameters:
    """Titles of the periods by id, the quota of each, and what missing it costs."""

    periods: Mapping[str, str]
    quota: Decimal
    short: Decimal
    empty: Decimal


class DeductPerPeriod(RuleKind):
    """A quota for every period; a short period costs points, an empty one more (R6, 每月不少于40条).

    The mark ``<indicator>.<period>`` is the count of the period. A count of 0 costs ``empty``, one
    below ``quota`` costs ``short``; points = full - all losses, never below 0 (扣完为止). A blank
    period is missing, not empty.
    """

    name = "deduct_per_period"
    code = "R6"
    scheme = "S22 乡镇街道信息公开细则：每月少于40条扣5分，空白月扣10分"
    period: ClassVar = {"id": Field("标识 id", ID, required=True), "title": Field("名称 title", TEXT, required=True)}
    fields: ClassVar = {
        "periods": Field(
            "各期标识，或标识与名称 ids of the periods, or id and title", list_of(either(TEXT, mapping(period))), required=True
        ),
        "quota": Field("每期定额 count that each period must reach", NUMBER, required=True),
        "short": Field("不足定额每期扣分 loss per period below it", NUMBER, required=True),
        "empty": Field("空白每期扣分 loss per period with none", NUMBER, required=True),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        short = reader.number(fields.get("short", 0), (*path, "short"), low=0)
        return Parameters(
            self._periods(reading, fields) if "periods" in fields else {},
            reader.number(fields.get("quota", 1), (*path, "quota"), above=0),
            short,
            reader.number(fields.get("empty", short), (*path, "empty"), low=short),
        )

    def _periods(self, reading: Reading, fields: Mapping[str, Any]) -> dict[str, str]:
        reader, path = reading.reader, (*reading.path, "periods")
        periods: dict[str, str] = {}
        for i, item in enumerate(reading.listed(fields["periods"], path)):
            place = (*path, i)
            named = reader.mapping(item, place, self.period) if isinstance(item, dict) else {"id": item, "title": item}
            identity = reading.part(named.get("id", "none"), (*place, "id") if isinstance(item, dict) else place)
            if identity in periods:
                reader.problem("C020", place, identity, first=reader.source.line((*path, list(periods).index(identity))))
            periods.setdefault(identity, reader.text(named.get("title", identity), place))
        return periods

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        return tuple(Input("mark", f"{node.id}.{period}") for period in parameters.periods)

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        return dict(zip((found.column for found in self.inputs(node, parameters)), parameters.periods.values(), strict=True))

    def mark_limits(self, parameters: Any) -> MarkLimits:
        del parameters
        return ANY_COUNT

    def points_sql(self, bound: Bound) -> str:
        quota, short, empty = (numbers.decimal_sql(getattr(bound.parameters, key)) for key in ("quota", "short", "empty"))
        counts = (found.column for found in bound.inputs)
        losses = " + ".join(f"case when {count} <= 0 then {empty} when {count} < {quota} then {short} else 0 end" for count in counts)
        return left_sql(bound, losses)

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        counts = [(title, row.value(found.column)) for title, found in zip(rule.periods.values(), bound.inputs, strict=True)]
        short = [f"{title}为{numbers.plain(count)}" for title, count in counts if 0 < count < rule.quota]
        empty = [title for title, count in counts if count == 0]
        words = [*_words("不足定额的", short, rule.short), *_words("空白的", empty, rule.empty)]
        head = f"共{len(counts)}期，每期定额{numbers.plain(rule.quota)}"
        if not words:
            return f"{head}，各期均达到定额，{score_words(row)}"
        floor = floor_words(row)
        return f"{head}，{'，'.join(words)}，共扣{numbers.plain(row.full - row.points)}分{floor}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        losses = f"不足的每期扣{numbers.plain(rule.short)}分，空白的每期扣{numbers.plain(rule.empty)}分"
        return f"共{len(rule.periods)}期，每期不少于{numbers.plain(rule.quota)}，{losses}，{floor_standard(bound)}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return left_over(bound, full, len(bound.parameters.periods) * bound.parameters.empty), full


def _words(what: str, periods: list[str], each: Decimal) -> Iterable[str]:
    return [f"{what}{len(periods)}期（{joined(periods)}）每期扣{numbers.plain(each)}分"] if periods else []
