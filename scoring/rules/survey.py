"""Rule kind ``survey`` (R16)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import NUMBER, TEXT
from scoring.rules.base import NOT_ASSESSABLE, Bound, Row, RuleKind, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading
from scoring.rules.words import measured_words, shown


@dataclass(frozen=True, slots=True)
class Parameters:
    """Measures of the share and of the sample, and the smallest sample that says something."""

    share: str
    sample: str
    minimum: Decimal


class Survey(RuleKind):
    """Satisfaction share x full points, from a sample that is large enough (R16, 社会评议).

    Points = full x ``share``. Where the ``sample`` is below ``minimum``, or the share is not within 0
    and 1 (more satisfied than asked, a percentage without its sign), the outcome is not
    assessable, never 0 or full points.
    """

    name = "survey"
    code = "R16"
    scheme = "S6 甘肃2015考核办法：社会评议评价"
    fields: ClassVar = {
        "share": Field("满意率，0 至 1 measure of the satisfied share, 0 to 1", TEXT, required=True),
        "sample": Field("样本数 measure or metric of the answers", TEXT, required=True),
        "minimum": Field("最低样本数（含） smallest sample, included", NUMBER, required=True),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        share, sample = (reading.measure(fields[key], (*path, key)) if key in fields else "" for key in ("share", "sample"))
        return Parameters(share, sample, reader.number(fields.get("minimum", 1), (*path, "minimum"), low=1))

    def measures(self, node: Node, parameters: Any) -> tuple[str, ...]:
        del node
        return parameters.share, parameters.sample

    def outcome_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        share, sample = (bound.judged[key].value for key in (rule.share, rule.sample))
        refused = " or ".join(
            (
                numbers.compare_sql(sample, "<", rule.minimum),
                numbers.compare_sql(share, "<", Decimal(0)),
                numbers.compare_sql(share, ">", Decimal(1)),
            )
        )
        return f"case when {refused} then {NOT_ASSESSABLE} else 0 end"

    def refusal(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        share, sample = bound.judged[rule.share], bound.judged[rule.sample]
        if numbers.rounded(row.value(sample.value), numbers.GUARD_DIGITS) < rule.minimum:
            return f"样本：{measured_words(sample, row)}，少于规定的{shown(sample, rule.minimum)}"
        return f"{measured_words(share, row)}，不在0至100%之间"

    def points_sql(self, bound: Bound) -> str:
        return f"{bound.full_double} * {bound.judged[bound.parameters.share].value}"

    def sentence(self, bound: Bound, row: Row) -> str:
        share, sample = bound.judged[bound.parameters.share], bound.judged[bound.parameters.sample]
        enough = f"{measured_words(sample, row)}（不少于{shown(sample, bound.parameters.minimum)}）"
        return f"{measured_words(share, row)}，样本：{enough}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        share, sample = bound.judged[rule.share], bound.judged[rule.sample]
        enough = f"{sample.measure.title}少于{shown(sample, rule.minimum)}的不作评价"
        return f"得分为{share.measure.title}×本项分值，{enough}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full
