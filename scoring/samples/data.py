"""Invented figures that no statutory form of the year has: the table ``data``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from scoring import numbers
from scoring.folder.completeness import code_of
from scoring.intake.inputs.data_files import LONG
from scoring.measures import Input
from scoring.rules import Plan
from scoring.samples.drawing import between
from scoring.samples.figures import form_of
from scoring.samples.marks import NOTE
from scoring.samples.units import Unit

_BY_UOM = {"%": (20, 80), "岁": (60, 84), "年": (6, 15), "人": (20, 200), "天": (3, 30)}
"""Lowest and highest by unit of measure; what has another one lies between 10 and 100."""


def facts(plan: Plan) -> tuple[Input, ...]:
    """The figures that the criteria read."""
    return tuple(found for found in plan.inputs() if found.kind == "fact")


def in_form(code: str, year: int) -> bool:
    """Whether the statutory form of a year has a figure."""
    form = form_of(year)
    return form is not None and any(value.metric == code for table in form.tables for row in table.rows for value in row.values)


def delivered(plan: Plan) -> tuple[Input, ...]:
    """The figures that come in ``data``: those of the criteria, and those that no form of their year has and that may not be missing."""
    period = plan.criteria.period
    declared = plan.criteria.metrics
    return tuple(
        found
        for found in facts(plan)
        if code_of(found) in declared or (not in_form(code_of(found), period - found.years_back) and _is_needed(plan, found))
    )


def _is_needed(plan: Plan, found: Input) -> bool:
    """Whether some indicator stops the run without the figure."""
    judged = (bound for bound in plan.bound for name in bound.judged if found in plan.names.inputs(plan.measures[name]))
    return any(bound.node.missing == "error" for bound in judged)


def data_rows(plan: Plan, units: Sequence[Unit]) -> Iterator[Sequence[object]]:
    """Rows of ``data`` in the long layout (:data:`scoring.intake.inputs.data_files.LONG`)."""
    for unit in units:
        for found in delivered(plan):
            row = {
                "unit_id": unit.unit_id,
                "metric": code_of(found),
                "value": numbers.plain(_value(plan, unit, found)),
                "period": plan.criteria.period - found.years_back,
                "part": found.key.partition("__")[2] or "",
                "source": f"{NOTE}统计台账",
            }
            yield [row.get(column, "") for column in LONG]


def _value(plan: Plan, unit: Unit, found: Input) -> Decimal:
    """Within the goalposts where a rule has some, else what is usual for the unit of measure; whole where it is counted."""
    metric = plan.names.metrics[code_of(found)]
    posts = _goalposts(plan, metric.code)
    low, high = posts or tuple(map(Decimal, _BY_UOM.get(metric.uom, (10, 100))))
    value = between(low, high, unit.unit_id, found.key, found.scope)
    return value.to_integral_value() if metric.number == "count" else value


def _goalposts(plan: Plan, code: str) -> tuple[Decimal, Decimal] | None:
    """The upper half of the way between the goalposts by which a figure is judged."""
    for bound in plan.bound:
        if bound.kind.name == "goalposts" and bound.node.measure == code:
            lower, upper = bound.parameters.lower, bound.parameters.upper
            return lower + (upper - lower) / 2, upper
    return None
