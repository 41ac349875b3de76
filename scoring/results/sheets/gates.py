"""Whether a bonus counts: what its gate asks of the base."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.results.material import RuleWords
    from scoring.results.model import RankedUnit

COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
}


def counts(rule: RuleWords, unit: RankedUnit) -> bool:
    """Whether a bonus or deduction that a unit has goes into its total (R23: a bonus behind its gate).

    A gate that asks more than the base, or the base of a component, is known by what came of it: the unit has some bonus or none.
    """
    if not rule.gate or not unit.total:
        return True
    if rule.bound is None or unit.components:
        return bool(Decimal(unit.bonus))
    comparison, number = rule.bound
    return COMPARE[comparison](Decimal(unit.base), Decimal(number))
