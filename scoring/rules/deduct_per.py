"""Rule kind ``deduct_per`` (R4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import NUMBER, TEXT
from scoring.rules.base import Bound, Row, floor_words, left_sql, score_words
from scoring.rules.deduct_events import Amount, EventAmounts, read_amount
from scoring.rules.losses import floor_standard, left_over
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Parameters:
    """What is counted, what each costs, and how many cost nothing."""

    amount: Amount
    free: Decimal


class DeductPer(EventAmounts):
    """Each occurrence of one thing costs an amount, down to zero (R4, 每条扣1分，扣完为止).

    ``of`` is an event (counted from findings with this indicator's id), a metric or a measure.
    Loss = ``each`` x (count - ``free``), not below 0 and at most ``at_most``; points = full - loss,
    never below 0.
    """

    name = "deduct_per"
    code = "R4"
    scheme = "S20 某州考核办法：缺一项扣2分，扣完为止"
    fields: ClassVar = {
        "of": Field("所计事件、指标或测度 event, metric or measure that is counted", TEXT, required=True),
        "each": Field("每次扣分 loss per occurrence", NUMBER, required=True),
        "at_most": Field("最多扣分 most that is lost", NUMBER),
        "free": Field("不扣分的次数 how many cost nothing, 0 unless given", NUMBER),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters | None:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        free = reader.number(fields.get("free", 0), (*path, "free"), low=0)
        name = reader.text(fields["of"], (*path, "of")) if "of" in fields else ""
        amount = read_amount(reading, name, fields, (*path, "of"), path) if name else None
        return Parameters(amount, free) if amount else None

    def amounts(self, parameters: Any) -> Sequence[Amount]:
        return (parameters.amount,)

    def points_sql(self, bound: Bound) -> str:
        amount, free = bound.parameters.amount, numbers.decimal_sql(bound.parameters.free)
        loss = amount.limited_sql(f"greatest({amount.count_sql(bound)} - {free}, 0) * {numbers.decimal_sql(amount.each)}")
        return left_sql(bound, loss)

    def sentence(self, bound: Bound, row: Row) -> str:
        amount, free = bound.parameters.amount, bound.parameters.free
        count = amount.count(bound, row)
        uom = row.uom(amount.column(bound))
        counted = f"{row.titles[amount.column(bound)]}{numbers.plain(count)}{uom}"
        if count <= free:
            spared = f"，不超过免扣的{numbers.plain(free)}{uom}" if free else ""
            return f"{counted}{spared}，不扣分，{score_words(row)}"
        product = (count - free) * amount.each
        spared = f"，免扣{numbers.plain(free)}{uom}，余{numbers.plain(count - free)}{uom}" if free else ""
        limit = f"（最多扣{numbers.plain(amount.at_most)}分）" if amount.at_most is not None and product > amount.at_most else ""
        floor = floor_words(row)
        lost = f"共扣{numbers.plain(row.full - row.points)}分{floor}"
        return f"{counted}{spared}×{numbers.plain(amount.each)}分={numbers.plain(product)}分{limit}，{lost}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        amount, free = bound.parameters.amount, bound.parameters.free
        uom = naming.uom(amount.column(bound))
        spared = f"（{numbers.plain(free)}{uom}以内不扣）" if free else ""
        limit = f"最多扣{numbers.plain(amount.at_most)}分" if amount.at_most is not None else floor_standard(bound)
        return f"{naming.title(amount.column(bound))}每{uom}扣{numbers.plain(amount.each)}分{spared}，{limit}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return left_over(bound, full, self.most(bound)), full
