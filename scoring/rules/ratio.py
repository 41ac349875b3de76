"""Rule kind ``ratio`` (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import NUMBER
from scoring.rules.base import Bound, Row, RuleKind, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading
from scoring.rules.words import measured_words, shown


@dataclass(frozen=True, slots=True)
class Parameters:
    """Target that earns full points, and the value below which there are none."""

    target: Decimal
    threshold: Decimal | None


class Ratio(RuleKind):
    """Points in proportion to value ÷ target, at most full points (R8, 按比例得分).

    Points = full x min(1, value / target), never below 0; below an optional ``threshold`` 0.
    """

    name = "ratio"
    code = "R8"
    scheme = "按完成率、答复率比例得分；S33 软件评测中心指数×权重"
    judges = True
    fields: ClassVar = {
        "target": Field("目标值 value that earns full points", NUMBER, required=True),
        "threshold": Field("低于此值不得分 below it no points", NUMBER),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        target = reader.number(fields.get("target", 1), (*path, "target"), above=0)
        threshold = reader.number(fields["threshold"], (*path, "threshold"), high=target) if "threshold" in fields else None
        return Parameters(target, threshold)

    def points_sql(self, bound: Bound) -> str:
        value = next(iter(bound.judged.values())).value
        share = f"least(1E0, greatest(0E0, {value} / {numbers.double_sql(bound.parameters.target)}))"
        product = f"{bound.full_double} * {share}"
        if bound.parameters.threshold is None:
            return product
        return f"case when {numbers.compare_sql(value, '<', bound.parameters.threshold)} then 0 else {product} end"

    def sentence(self, bound: Bound, row: Row) -> str:
        judged = next(iter(bound.judged.values()))
        words = f"{measured_words(judged, row)}，目标{shown(judged, bound.parameters.target)}"
        threshold = bound.parameters.threshold
        if threshold is not None and row.value(judged.value) < threshold:
            words += f"，低于{shown(judged, threshold)}不得分"
        return f"{words}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        judged = next(iter(bound.judged.values()))
        rule: Parameters = bound.parameters
        words = f"{judged.measure.title}达到{shown(judged, rule.target)}的得满分，未达到的按比例得分"
        return words if rule.threshold is None else f"{words}，低于{shown(judged, rule.threshold)}的不得分"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full
