"""Rule kind ``deduct_events`` (R5), and the amounts per event that bonuses share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.measures import Input
from scoring.rules.base import Bound, Reading, Row, RuleKind, joined, score_words


@dataclass(frozen=True, slots=True)
class Amount:
    """Points per event of one kind, and the most that this kind may move."""

    event: str
    each: Decimal
    at_most: Decimal | None
    counted: bool


class EventAmounts(RuleKind):
    """Shared part of kinds that multiply counts of events with an amount each."""

    amount: ClassVar = {"each": Field("每件分值 points per event", required=True), "at_most": Field("该项最多 most for this kind of event")}

    def read(self, reading: Reading, parameters: object) -> tuple[Amount, ...]:
        reader = reading.reader
        amounts = []
        for event, value in reader.mapping(parameters, reading.path).items():
            path = (*reading.path, event)
            counted = event in reading.names.criteria.events
            if not counted and reading.names.measure(event) is None:
                known = [*reading.names.criteria.events, *reading.names.criteria.measures]
                reader.problem("C030", path, event, nearest=known[0] if known else "")
                continue
            fields = reader.mapping(value, path, self.amount) if isinstance(value, dict) else {"each": value}
            each = reader.number(fields.get("each", 1), (*path, "each") if isinstance(value, dict) else path, above=0)
            at_most = reader.number(fields["at_most"], (*path, "at_most"), above=0) if "at_most" in fields else None
            amounts.append(Amount(event, each, at_most, counted))
        return tuple(amounts)

    def measures(self, node: Node, parameters: Any) -> tuple[str, ...]:
        del node
        return tuple(amount.event for amount in parameters if not amount.counted)

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        return tuple(Input("event", amount.event, node.id) for amount in parameters if amount.counted)

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        # Counted events are named by the criteria's own list of events.
        del node, parameters
        return {}

    def sum_sql(self, bound: Bound) -> str:
        """SQL of the sum over all kinds of events, exact (counts are whole or finite decimals)."""
        terms = []
        for amount in bound.parameters:
            count = numbers.guard_sql(self._column(bound, amount))
            term = f"cast({count} as decimal(18,4)) * {numbers.decimal_sql(amount.each)}"
            terms.append(f"least({term}, {numbers.decimal_sql(amount.at_most)})" if amount.at_most is not None else term)
        return " + ".join(terms) or "0"

    @staticmethod
    def _column(bound: Bound, amount: Amount) -> str:
        if not amount.counted:
            return bound.judged[amount.event].value
        return Input("event", amount.event, bound.node.id).column

    def terms(self, bound: Bound, row: Row) -> list[str]:
        """Words for every kind of event that occurred: 超期答复2件×6分=12分."""
        words = []
        for amount in bound.parameters:
            column = self._column(bound, amount)
            count = row.value(column)
            if count == 0:
                continue
            product = count * amount.each
            limit = f"（该项最多{numbers.plain(amount.at_most)}分）" if amount.at_most is not None and product > amount.at_most else ""
            words.append(f"{row.titles[column]}{numbers.plain(count)}×{numbers.plain(amount.each)}分={numbers.plain(product)}分{limit}")
        return words


class DeductEvents(EventAmounts):
    """Several kinds of events, each with its own deduction, down to zero (R5, 扣完为止).

    Names are events (counted from findings with this indicator's id) or metrics and measures
    (read from the report). ``6`` or ``{each: 6, at_most: 10}``.
    """

    name = "deduct_events"
    code = "R5"

    def points_sql(self, bound: Bound) -> str:
        return f"greatest({bound.full} - ({self.sum_sql(bound)}), 0)"

    def sentence(self, bound: Bound, row: Row) -> str:
        words = self.terms(bound, row)
        if not words:
            return f"未发现扣分情形，{score_words(row)}"
        floor = "，扣完为止" if row.points == 0 else ""
        return f"{joined(words)}，共扣{numbers.plain(row.full - row.points)}分{floor}，{score_words(row)}"
