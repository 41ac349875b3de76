"""Rule kind ``presence`` (R1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.criteria.model import Node
from scoring.measures import Input
from scoring.rules.base import Bound, Row, RuleKind, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


class Presence(RuleKind):
    """Full points if the thing is there, else none (R1, 未…不得分).

    There: the mark of the indicator is 1, or, where the indicator names a ``measure``, the
    measure is above zero.
    """

    name = "presence"
    code = "R1"
    scheme = "S20 某州考核办法：未编发公报或简报的不得分"

    def read(self, reading: Reading, parameters: object) -> Any:
        if parameters is not None and parameters != {}:
            reading.reader.problem("C045", reading.path, self.name)

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        del parameters
        return () if node.measure else (Input("mark", node.id),)

    def points_sql(self, bound: Bound) -> str:
        return f"case when {there_sql(bound)} then {bound.full} else 0 end"

    def sentence(self, bound: Bound, row: Row) -> str:
        return f"{bound.node.title}：{'已落实' if is_there(bound, row) else '未落实'}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        return f"{there_standard(bound)}不得分"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full


def there_standard(bound: Bound) -> str:
    """The words of the standard for what is there, up to what befalls the others."""
    judged = next(iter(bound.judged.values()), None)
    return f"{judged.measure.title}大于0的得满分，否则" if judged else "已落实的得满分，未落实的"


def there_sql(bound: Bound) -> str:
    """SQL of the condition that the thing is there; what a formula gives is freed from its error first."""
    judged = next(iter(bound.judged.values()), None)
    return numbers.compare_sql(judged.value if judged else bound.inputs[0].column, ">", Decimal(0))


def is_there(bound: Bound, row: Row) -> bool:
    """Whether a unit has the thing."""
    judged = next(iter(bound.judged.values()), None)
    return row.value(judged.value if judged else bound.inputs[0].column) > 0
