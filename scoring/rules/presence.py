"""Rule kind ``presence`` (R1)."""

from __future__ import annotations

from typing import Any

from scoring.criteria.model import Node
from scoring.measures import Input
from scoring.rules.base import Bound, Reading, Row, RuleKind, score_words


class Presence(RuleKind):
    """Full points if the thing is there, else none (R1, 未…不得分).

    There: the mark of the indicator is 1, or, where the indicator names a ``measure``, the
    measure is above zero.
    """

    name = "presence"
    code = "R1"

    def read(self, reading: Reading, parameters: object) -> None:
        if parameters is not None:
            reading.reader.mapping(parameters, reading.path, self.fields)

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        del parameters
        return () if node.measure else (Input("mark", node.id),)

    def points_sql(self, bound: Bound) -> str:
        return f"case when {_there(bound)} > 0 then {bound.full} else 0 end"

    def sentence(self, bound: Bound, row: Row) -> str:
        there = row.points == row.full
        return f"{bound.node.title}：{'已落实' if there else '未落实'}，{score_words(row)}"


def _there(bound: Bound) -> str:
    judged = next(iter(bound.judged.values()), None)
    return judged.value if judged else bound.inputs[0].column
