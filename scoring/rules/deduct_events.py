"""Rule kind ``deduct_events`` (R5), and the amounts per event that other kinds share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import NUMBER, Shape, either, map_of, mapping
from scoring.files.yamlfile import Path
from scoring.measures import Input
from scoring.rules.base import Bound, Row, RuleKind, floor_words, joined, left_sql, score_words
from scoring.rules.losses import BOUNDLESS, ZERO, floor_standard, left_over
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Amount:
    """Points per event of one kind, and the most that this kind may move."""

    event: str
    each: Decimal
    at_most: Decimal | None
    counted: bool

    def column(self, bound: Bound) -> str:
        """Name of the column that counts the events."""
        if not self.counted:
            return bound.judged[self.event].value
        return Input("event", self.event, bound.node.id).column

    def count_sql(self, bound: Bound) -> str:
        """SQL of the count; a figure below zero counts nothing."""
        return self.column(bound) if self.counted else f"greatest({self.column(bound)}, 0)"

    def count(self, bound: Bound, row: Row) -> Decimal:
        """The count as sentences show it; it may be a share of something."""
        return numbers.rounded(row.value(self.column(bound)), numbers.MEASURE_DIGITS)

    def limited_sql(self, points: str) -> str:
        """SQL of points within the most that this kind of event may move."""
        return points if self.at_most is None else f"least({points}, {numbers.decimal_sql(self.at_most)})"


def read_amount(reading: Reading, event: str, fields: Mapping[str, Any], path: Path, place: Path | None = None) -> Amount | None:
    """The amount of an event or measure; None, with C030, where there is no such thing.

    Args:
        reading: The indicator.
        event: Name of the event, measure or metric.
        fields: ``each`` and perhaps ``at_most``.
        path: Where the name stands.
        place: Where the fields stand; None where the name has a bare number.
    """
    reader, names = reading.reader, reading.names
    counted = event in names.criteria.events
    if not counted and names.measure(event) is None:
        reader.problem("C030", path, event, hint=names.hint(event, [*names.criteria.events, *names.criteria.measures, *names.metrics]))
        return None
    each = reader.number(fields.get("each", 1), path if place is None else (*place, "each"), above=0)
    at_most = reader.number(fields["at_most"], (*(place or path), "at_most"), above=0) if "at_most" in fields else None
    return Amount(event, each, at_most, counted)


class EventAmounts(RuleKind):
    """Shared part of kinds that multiply counts of events with an amount each."""

    amount: ClassVar = {
        "each": Field("每件分值 points per event", NUMBER, required=True),
        "at_most": Field("该项最多 most for this kind of event", NUMBER),
    }

    def shape(self) -> Shape:
        return mapping(self.fields) if self.fields else amounts_shape()

    def read(self, reading: Reading, parameters: object) -> Any:
        return self.read_amounts(reading, parameters, reading.path)

    def read_amounts(self, reading: Reading, value: object, path: Path) -> tuple[Amount, ...]:
        """Amounts by name of event: ``6`` or ``{each: 6, at_most: 10}``."""
        amounts = []
        if value == {}:
            reading.reader.problem("C043", path)
        for event, written in reading.reader.mapping(value, path).items():
            own = (*path, event)
            detailed = isinstance(written, dict)
            fields = reading.reader.mapping(written, own, self.amount) if detailed else {"each": written}
            amounts.append(read_amount(reading, event, fields, own, own if detailed else None))
        return tuple(amount for amount in amounts if amount)

    def amounts(self, parameters: Any) -> Sequence[Amount]:
        """The amounts among the parameters."""
        return parameters  # type: ignore[no-any-return]  # what this kind's own read gave

    def measures(self, node: Node, parameters: Any) -> tuple[str, ...]:
        del node
        return tuple(amount.event for amount in self.amounts(parameters) if not amount.counted)

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        return tuple(Input("event", amount.event, node.id) for amount in self.amounts(parameters) if amount.counted)

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        # Counted events are named by the criteria's own list of events.
        del node, parameters
        return {}

    def sum_sql(self, bound: Bound) -> str:
        """SQL of the sum over all kinds of events, exact (counts are whole or finite decimals)."""
        return (
            " + ".join(
                amount.limited_sql(f"{amount.count_sql(bound)} * {numbers.decimal_sql(amount.each)}")
                for amount in self.amounts(bound.parameters)
            )
            or "0"
        )

    def terms(self, bound: Bound, row: Row) -> list[str]:
        """Words for every kind of event that occurred: 超期答复2件×6分=12分."""
        words = []
        for amount in self.amounts(bound.parameters):
            column, count = amount.column(bound), amount.count(bound, row)
            if count <= 0:
                continue
            product = count * amount.each
            limit = f"（该项最多{numbers.plain(amount.at_most)}分）" if amount.at_most is not None and product > amount.at_most else ""
            found = f"{row.titles[column]}{numbers.plain(count)}{row.uom(column)}"
            # What is registered in points is no quantity to be multiplied: 裁量扣分1.5分.
            plain = amount.each == 1 and row.uom(column) == "分"
            words.append(f"{found}{limit}" if plain else f"{found}×{numbers.plain(amount.each)}分={numbers.plain(product)}分{limit}")
        return words

    def standards(self, bound: Bound, naming: Naming, verb: str) -> str:
        """Every amount in words: 超期答复每件扣6分（该项最多扣10分）."""
        return joined(_standard(amount, bound, naming, verb) for amount in self.amounts(bound.parameters))

    def most(self, bound: Bound) -> Decimal:
        """The largest sum that all kinds of events together can come to."""
        limits = [BOUNDLESS if amount.at_most is None else amount.at_most for amount in self.amounts(bound.parameters)]
        return sum(limits, ZERO)


def amounts_shape() -> Shape:
    """Amounts by event: ``6`` or ``{each: 6, at_most: 10}``."""
    return map_of(either(NUMBER, mapping(EventAmounts.amount)))


class DeductEvents(EventAmounts):
    """Several kinds of events, each with its own deduction, down to zero (R5, 扣完为止).

    Names are events (counted from findings with this indicator's id) or metrics and measures
    (read from the report). ``6`` or ``{each: 6, at_most: 10}``.
    """

    name = "deduct_events"
    code = "R5"
    scheme = "S11 鲤城区政务公开指数：超期办理每条扣6分，被纠错每件扣3分"

    def points_sql(self, bound: Bound) -> str:
        return left_sql(bound, self.sum_sql(bound))

    def sentence(self, bound: Bound, row: Row) -> str:
        words = self.terms(bound, row)
        if not words:
            return f"未发现扣分情形，{score_words(row)}"
        floor = floor_words(row)
        return f"{joined(words)}，共扣{numbers.plain(row.full - row.points)}分{floor}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        return f"{self.standards(bound, naming, '扣')}，{floor_standard(bound)}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return left_over(bound, full, self.most(bound)), full


def _standard(amount: Amount, bound: Bound, naming: Naming, verb: str) -> str:
    column = amount.column(bound)
    limit = f"（该项最多{verb}{numbers.plain(amount.at_most)}分）" if amount.at_most is not None else ""
    return f"{naming.title(column)}每{naming.uom(column)}{verb}{numbers.plain(amount.each)}分{limit}"
