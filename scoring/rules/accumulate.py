"""Rule kind ``accumulate`` (R14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import FLAG, NUMBER
from scoring.rules.base import Bound, Row, score_words
from scoring.rules.deduct_events import Amount, EventAmounts, amounts_shape
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Parameters:
    """Points to begin with, amounts per thing, and whether the full points are no limit."""

    base: Decimal
    of: tuple[Amount, ...]
    uncapped: bool


class Accumulate(EventAmounts):
    """Points for every counted thing on top of a base (R14, 采用一条加5分，不设上限).

    Points = ``base`` + the sum of count x amount, each thing at most its ``at_most``, the whole at
    most the full points. With ``uncapped: true`` the full points are no limit: the
    points of the indicator, of its block and the total may then exceed the full points. A bonus
    has its cap always.
    """

    name = "accumulate"
    code = "R14"
    scheme = "S34 常山、钟楼政务信息考核：每月基础分，被采用按级别加分，加分不设上限"
    fields: ClassVar = {
        "base": Field("基础分 points to begin with, 0 unless given", NUMBER),
        "of": Field("各事件、指标或测度的分值 amounts: 5 or {each: 5, at_most: 20}", amounts_shape(), required=True),
        "uncapped": Field("true 不以满分为限 the full points are no limit", FLAG),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        uncapped = reader.flag(fields["uncapped"], (*path, "uncapped")) if "uncapped" in fields else False
        if uncapped and "bonus" in path:
            reader.problem("C041", (*path, "uncapped"), "true")
        base = reader.number(fields.get("base", 0), (*path, "base"), low=0, high=None if uncapped else reading.full)
        return Parameters(base, self.read_amounts(reading, fields["of"], (*path, "of")) if "of" in fields else (), uncapped)

    def amounts(self, parameters: Any) -> Sequence[Amount]:
        of: Sequence[Amount] = parameters.of
        return of

    def points_sql(self, bound: Bound) -> str:
        points = f"{numbers.decimal_sql(bound.parameters.base)} + {self.sum_sql(bound)}"
        return points if bound.parameters.uncapped else f"least({bound.full}, {points})"

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        words = [f"基础分{numbers.plain(rule.base)}分"] if rule.base else []
        words += self.terms(bound, row) or ["没有计分事项"]
        limit = "，不设上限" if rule.uncapped else "，以满分为限" if row.points == row.full else ""
        return f"{'，'.join(words)}{limit}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        rule: Parameters = bound.parameters
        base = f"基础分{numbers.plain(rule.base)}分，" if rule.base else ""
        limit = "不设上限" if rule.uncapped else "累计不超过本项分值"
        return f"{base}{self.standards(bound, naming, '加')}，{limit}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        rule: Parameters = bound.parameters
        most = rule.base + self.most(bound)
        return rule.base, most if rule.uncapped else min(full, most)
