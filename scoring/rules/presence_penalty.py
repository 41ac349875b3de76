"""Rule kind ``presence_penalty`` (R2)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import NUMBER
from scoring.rules.base import Bound, Row, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.presence import Presence, is_there, there_sql, there_standard
from scoring.rules.reading import Reading


class PresencePenalty(Presence):
    """Full points if the thing is there, else a fixed amount less (R2, 有得10分，无落实扣2分).

    There: as for ``presence``. Points without it = full - ``absent``, never below 0.
    """

    name = "presence_penalty"
    code = "R2"
    scheme = "S12 涞源2023：有得10分，无落实扣2分"
    fields: ClassVar = {"absent": Field("未落实时扣分 loss where it is not there", NUMBER, required=True)}

    def read(self, reading: Reading, parameters: object) -> Decimal:
        fields = reading.reader.mapping(parameters, reading.path, self.fields)
        return reading.reader.number(fields.get("absent", 1), (*reading.path, "absent"), above=0, high=reading.full)

    def points_sql(self, bound: Bound) -> str:
        absent = numbers.decimal_sql(bound.parameters)
        return f"case when {there_sql(bound)} then {bound.full} else greatest({bound.full} - {absent}, 0) end"

    def sentence(self, bound: Bound, row: Row) -> str:
        words = "已落实" if is_there(bound, row) else f"未落实，扣{numbers.plain(row.full - row.points)}分"
        return f"{bound.node.title}：{words}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        return f"{there_standard(bound)}扣{numbers.plain(bound.parameters)}分"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return max(full - bound.parameters, ZERO), full
