"""Rule kind ``quota`` (R7)."""

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
    """What must be reached, and what is lost where it is not (None: everything)."""

    target: Decimal
    loss: Decimal | None


class Quota(RuleKind):
    """Full points where the measure reaches the target, else less (R7, 总量200条，未完成扣2分).

    Points below ``target`` = full - ``loss``, never below 0; without ``loss`` 0.
    """

    name = "quota"
    code = "R7"
    scheme = "S12 涞源2023：总量200条得8分，未完成扣2分"
    judges = True
    fields: ClassVar = {
        "target": Field("定额 value that must be reached", NUMBER, required=True),
        "loss": Field("未达到时扣分 loss where it is not reached, everything unless given", NUMBER),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        loss = reader.number(fields["loss"], (*path, "loss"), above=0, high=reading.full) if "loss" in fields else None
        return Parameters(reader.number(fields.get("target", 1), (*path, "target")), loss)

    def points_sql(self, bound: Bound) -> str:
        reached = numbers.compare_sql(next(iter(bound.judged.values())).value, ">=", bound.parameters.target)
        loss = bound.parameters.loss
        less = "0" if loss is None else f"greatest({bound.full} - {numbers.decimal_sql(loss)}, 0)"
        return f"case when {reached} then {bound.full} else {less} end"

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        judged = next(iter(bound.judged.values()))
        reached = row.value(judged.value) >= rule.target
        lost = "不得分" if rule.loss is None else f"扣{numbers.plain(row.full - row.points)}分"
        words = "达到" if reached else f"未达到，{lost}"
        return f"{measured_words(judged, row)}，定额{shown(judged, rule.target)}，{words}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        judged = next(iter(bound.judged.values()))
        loss = bound.parameters.loss
        lost = "不得分" if loss is None else f"扣{numbers.plain(loss)}分"
        return f"{judged.measure.title}达到{shown(judged, bound.parameters.target)}的得满分，未达到的{lost}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return ZERO if bound.parameters.loss is None else max(full - bound.parameters.loss, ZERO), full
