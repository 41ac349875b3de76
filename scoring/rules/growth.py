"""Rule kind ``growth`` (R18)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.declared import Measure
from scoring.criteria.fields import Field
from scoring.criteria.formulas import Formula
from scoring.criteria.model import Node
from scoring.criteria.shapes import NUMBER, TEXT
from scoring.measures import Input
from scoring.problems.nearest import nearest
from scoring.rules.base import NOT_ASSESSABLE, Bound, Judged, Row, RuleKind, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading
from scoring.rules.words import shown


@dataclass(frozen=True, slots=True)
class Parameters:
    """The metric, the growth that earns full points and the one up to which there are none.

    ``measure`` is the id of the growth as a measure, ``year`` the year assessed.
    """

    metric: str
    title: str
    uom: str
    target: Decimal
    floor: Decimal
    measure: str
    year: int


class Growth(RuleKind):
    """Change of a metric on last year, as points (R18).

    Growth = this year / last year - 1. Points = full x (growth - ``floor``) / (``target`` - ``floor``), within
    0 and the full points. A last year of 0 is not applicable, a missing one missing, one below 0
    not assessable.
    """

    name = "growth"
    code = "R18"
    scheme = "年度通报中的较上年增长，部分目标考核以增长计分"
    fields: ClassVar = {
        "of": Field("统计指标 metric that is compared with last year", TEXT, required=True),
        "target": Field("得满分的增长率 growth that earns full points", NUMBER, required=True),
        "floor": Field("增长率不高于此值不得分 growth up to which there are no points, 0 unless given", NUMBER),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        floor = reader.number(fields.get("floor", 0), (*path, "floor"))
        target = reader.number(fields.get("target", floor + 1), (*path, "target"), above=floor)
        name = reader.text(fields["of"], (*path, "of")) if "of" in fields else ""
        metric = reading.names.metric(name)
        if name and metric is None:
            reader.problem("C044", (*path, "of"), name, nearest=nearest(name, reading.names.metrics))
        title, uom = (metric.title, metric.uom) if metric else ("", "")
        measure = _measure(name, title, path)
        reading.names.measures[measure.id] = measure
        return Parameters(name, title, uom, target, floor, measure.id, reading.names.criteria.period)

    def measures(self, node: Node, parameters: Any) -> tuple[str, ...]:
        del node
        return (parameters.measure,)

    def outcome_sql(self, bound: Bound) -> str:
        return f"case when {_last_year(bound.parameters).column} < 0 then {NOT_ASSESSABLE} else 0 end"

    def refusal(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        before = numbers.plain(row.value(_last_year(rule).column))
        return f"{rule.title}{rule.year - 1}年为{before}{rule.uom}，小于0，不能计算增长"

    def points_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        floor, span = numbers.decimal_sql(rule.floor), numbers.decimal_sql(rule.target - rule.floor)
        share = f"({bound.judged[rule.measure].value} - cast({floor} as double)) / cast({span} as double)"
        return f"{bound.full_double} * least(1, greatest(0, {share}))"

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        judged = bound.judged[rule.measure]
        now, before = row.value(Input("fact", rule.metric).column), row.value(_last_year(rule).column)
        figures = f"{rule.title}{rule.year}年{numbers.plain(now)}{rule.uom}，{rule.year - 1}年{numbers.plain(before)}{rule.uom}"
        change = row.value(judged.value)
        none = f"，{_change(judged, rule.floor)}及以下不得分" if rule.floor or change <= 0 else ""
        return f"{figures}，{_change(judged, change)}，目标{_change(judged, rule.target)}{none}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        judged = bound.judged[rule.measure]
        floor = f"增长不高于{shown(judged, rule.floor)}的不得分" if rule.floor else "未增长的不得分"
        return f"{rule.title}较上年增长达到{shown(judged, rule.target)}的得满分，{floor}，其间按比例得分"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full


def _measure(metric: str, title: str, path: tuple[str | int, ...]) -> Measure:
    # A declared measure cannot have two underscores side by side in its id.
    name, previous = Formula("name", name=metric), Formula("name", name=metric, previous=True)
    value = Formula("-", (Formula("/", (name, previous)), Formula("number", value=Decimal(1))))
    return Measure(f"growth_of__{metric}", f"{title}较上年增长", value, "percent", "not_applicable", "refuse", "", path)


def _last_year(rule: Parameters) -> Input:
    return Input("fact", rule.metric, "prev")


def _change(judged: Judged, change: Decimal) -> str:
    if change == 0:
        return "持平"
    return f"{'增长' if change > 0 else '下降'}{shown(judged, abs(change))}"
