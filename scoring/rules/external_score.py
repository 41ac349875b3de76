"""Rule kind ``external_score`` (R13)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import NUMBER, TEXT
from scoring.measures import Input
from scoring.rules.base import Bound, Row, RuleKind, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which external score, and its own full score."""

    key: str
    full: Decimal


class ExternalScore(RuleKind):
    """An imported score rescaled to the full points (R13, 第三方评估等).

    Points = full x score / ``full``, within 0 and the full points.
    """

    name = "external_score"
    code = "R13"
    scheme = "S25 鄞州区考核：引入省级指数得分；S4 宣城专业评价"
    fields: ClassVar = {
        "key": Field("external.csv 中的 key which score", TEXT, required=True),
        "full": Field("对方满分 full score on its own scale", NUMBER, required=True),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        key = reader.text(fields.get("key", "?"), (*path, "key"))
        return Parameters(key, reader.number(fields.get("full", 1), (*path, "full"), above=0))

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        del node
        return (Input("external", parameters.key),)

    def points_sql(self, bound: Bound) -> str:
        share = f"{bound.inputs[0].column} / {numbers.double_sql(bound.parameters.full)}"
        return f"{bound.full_double} * least(1, greatest(0, {share}))"

    def sentence(self, bound: Bound, row: Row) -> str:
        score, full = row.value(bound.inputs[0].column), bound.parameters.full
        formula = f"{numbers.plain(score)}÷{numbers.plain(full)}×{numbers.plain(row.full)}"
        return f"{bound.node.title}得{numbers.plain(score)}分（满分{numbers.plain(full)}分），折算{formula}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        return f"引用评分结果，按得分÷{numbers.plain(bound.parameters.full)}×本项分值折算"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full
