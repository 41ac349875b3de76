"""Rule kind ``judgement`` (R15)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import NUMBER, choice
from scoring.measures import Input
from scoring.rules.base import Bound, Row, RuleKind, score_words
from scoring.rules.marks import MarkLimits
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Parameters:
    """Range of the mark, its step, and how several markers count (empty: there is one)."""

    lower: Decimal
    upper: Decimal
    step: Decimal | None
    markers: str


# How several markers count, and how sentences call the result.
MARKERS = {"mean": "平均", "median": "中位数", "trimmed_mean": "去掉最高和最低后平均"}


class Judgement(RuleKind):
    """A scorer's mark inside a range, scaled to the full points (R15, 由考核人员评分).

    Points = full x mark / to. A mark outside [from, to] or off the step is refused when the data
    are read. With ``markers`` several people mark the same thing and their mean, median, or mean
    without the highest and the lowest mark (from three marks on) counts; table ``agreement`` of the
    run says how far they are apart.
    """

    name = "judgement"
    code = "R15"
    scheme = "由考核人员在规定幅度内评分，如0.1至0.5分"
    fields: ClassVar = {
        "from": Field("最低分 lowest mark", NUMBER, required=True),
        "to": Field("最高分 highest mark", NUMBER, required=True),
        "step": Field("分值间隔 step between marks", NUMBER),
        "markers": Field("多人评分时取 mean 平均、median 中位数或 trimmed_mean 去掉最高最低的平均", choice(*MARKERS)),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        lower = reader.number(fields.get("from", 0), (*path, "from"), low=0)
        upper = reader.number(fields.get("to", 1), (*path, "to"), above=lower)
        step = reader.number(fields["step"], (*path, "step"), above=0) if "step" in fields else None
        markers = reader.choice(fields["markers"], (*path, "markers"), MARKERS) if "markers" in fields else ""
        return Parameters(lower, upper, step, markers)

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        return (Input("mark", node.id, parameters.markers),)

    def mark_limits(self, parameters: Any) -> MarkLimits:
        return MarkLimits(lower=parameters.lower, upper=parameters.upper, step=parameters.step)

    def points_sql(self, bound: Bound) -> str:
        return f"{bound.full_double} * {bound.inputs[0].column} / {numbers.double_sql(bound.parameters.upper)}"

    def sentence(self, bound: Bound, row: Row) -> str:
        mark = numbers.rounded(row.value(bound.inputs[0].column), numbers.POINT_DIGITS)
        upper = bound.parameters.upper
        scaled = "" if upper == row.full else f"（{numbers.plain(mark)}÷{numbers.plain(upper)}×{numbers.plain(row.full)}）"
        several = MARKERS.get(bound.parameters.markers, "")
        return f"{bound.node.title}评审{several}得{numbers.plain(mark)}分（评分上限{numbers.plain(upper)}分）{scaled}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        step = f"，以{numbers.plain(rule.step)}分为间隔" if rule.step is not None else ""
        several = f"，多人评分取{MARKERS[rule.markers]}" if rule.markers else ""
        scaled = "" if set(bound.node.points.values()) == {rule.upper} else f"，按评分÷{numbers.plain(rule.upper)}×本项分值计分"
        return f"由评审人员在{numbers.plain(rule.lower)}至{numbers.plain(rule.upper)}分之间评分{step}{several}{scaled}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return full * bound.parameters.lower / bound.parameters.upper, full
