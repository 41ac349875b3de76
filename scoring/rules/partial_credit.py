"""Rule kind ``partial_credit`` (R10, N6)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import NUMBER, TEXT, list_of, mapping
from scoring.measures import Input
from scoring.rules.base import NOT_ASSESSABLE, Bound, Row, RuleKind, score_words
from scoring.rules.losses import ZERO
from scoring.rules.marks import MarkLimits
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class State:
    """A state that the mark stands for, and its share of the full points."""

    mark: Decimal
    title: str
    share: Decimal


class PartialCredit(RuleKind):
    """A share of the full points for each state (R10; N6: 仅作情况说明的得60%).

    The mark of the indicator is the ``mark`` of a state; any other mark is refused when the data
    are read. Points = full x ``share``.
    """

    name = "partial_credit"
    code = "R10"
    scheme = "S15 宣州区季度测评：仅发布“本年度无此类事项”说明的，扣该项40%"
    state: ClassVar = {
        "mark": Field("marks.csv 中的评分 mark", NUMBER, required=True),
        "title": Field("状态 title", TEXT, required=True),
        "share": Field("得分比例 share of the full points, 0 to 1", NUMBER, required=True),
    }
    fields: ClassVar = {"shares": Field("各状态 list of mark, title, share", list_of(mapping(state)), required=True)}

    def read(self, reading: Reading, parameters: object) -> tuple[State, ...]:
        reader, path = reading.reader, (*reading.path, "shares")
        fields = reader.mapping(parameters, reading.path, self.fields)
        states: list[State] = []
        for i, item in enumerate(reading.listed(fields["shares"], path) if "shares" in fields else []):
            place = (*path, i)
            written = reader.mapping(item, place, self.state)
            mark = reader.number(written.get("mark", i), (*place, "mark"), low=0)
            first = next((k for k, state in enumerate(states) if state.mark == mark), None)
            if first is not None:
                reader.problem("C020", (*place, "mark"), numbers.plain(mark), first=reader.source.line((*path, first)))
            title = reader.text(written.get("title", "?"), (*place, "title"))
            states.append(State(mark, title, reader.number(written.get("share", 0), (*place, "share"), low=0, high=1)))
        return tuple(states)

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        del parameters
        return (Input("mark", node.id),)

    def mark_limits(self, parameters: Any) -> MarkLimits:
        return MarkLimits({state.mark: state.title for state in parameters})

    def outcome_sql(self, bound: Bound) -> str:
        marks = ", ".join(numbers.decimal_sql(state.mark) for state in bound.parameters)
        return f"case when {bound.inputs[0].column} in ({marks}) then 0 else {NOT_ASSESSABLE} end"

    def refusal(self, bound: Bound, row: Row) -> str:
        mark = numbers.plain(row.value(bound.inputs[0].column))
        states = "、".join(f"{numbers.plain(state.mark)}（{state.title}）" for state in bound.parameters)
        return f"{bound.node.title}的评分{mark}不是规定的状态：{states}"

    def points_sql(self, bound: Bound) -> str:
        mark = bound.inputs[0].column
        shares = " ".join(
            f"when {mark} = {numbers.decimal_sql(state.mark)} then {bound.full} * {numbers.decimal_sql(state.share)}"
            for state in bound.parameters
        )
        return f"case {shares} end"

    def sentence(self, bound: Bound, row: Row) -> str:
        mark = row.value(bound.inputs[0].column)
        state = next(state for state in bound.parameters if state.mark == mark)
        share = numbers.percent(Fraction(state.share)).replace(".00%", "%")
        return f"{bound.node.title}：{state.title}，按{share}计分，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        return "，".join(f"{state.title}的{_share_words(state.share)}" for state in bound.parameters)

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        shares = [state.share for state in bound.parameters]
        return full * min(shares, default=ZERO), full * max(shares, default=ZERO)


def _share_words(share: Decimal) -> str:
    if share in {0, 1}:
        return "得满分" if share else "不得分"
    return f"得本项分值的{numbers.percent(Fraction(share)).replace('.00%', '%')}"
