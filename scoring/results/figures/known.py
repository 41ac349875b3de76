"""What figures.yaml may name: metrics, measures, events, indicators, blocks, groups and grades of the criteria."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from scoring.measures import Input
from scoring.rules import Bound, Plan


@dataclass(frozen=True)
class Name:
    """Something that every unit has one number of.

    Args:
        code: As figures.yaml names it.
        kind: ``metric``, ``measure`` or ``event``.
        title: Chinese name.
        uom: Unit of measure.
        percent: Whether it is shown as a percentage.
        inputs: What it is made from.
    """

    code: str
    kind: str
    title: str
    uom: str
    percent: bool
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class Known:
    """The names of one criteria file, and where the numbers behind them come from.

    Args:
        period: The year assessed.
        digits: Decimals of printed scores.
        group_titles: Title by group.
        grades: All grades of all groups.
        titles: Title of every indicator and block.
        leaves: Indicators below every block or indicator, itself included.
        blocks: Blocks at the top of the tree.
        inputs: What every indicator is judged by.
        tables: Input tables of the assessment: name -> path inside the folder.
        wide: Metrics that stand in columns of ``data_wide``.
        name: Finds a metric, measure or event.
        codes: All that ``name`` knows, for suggestions.
        is_parent: Whether a unit has units below it.
        records: The record table of every number over cases, by its id.
    """

    period: int
    digits: int
    group_titles: Mapping[str, str]
    grades: tuple[str, ...]
    titles: Mapping[str, str]
    leaves: Mapping[str, tuple[str, ...]]
    blocks: tuple[str, ...]
    inputs: Mapping[str, tuple[Input, ...]]
    tables: Mapping[str, str]
    wide: Collection[str]
    name: Callable[[str], Name | None]
    codes: tuple[str, ...]
    is_parent: Callable[[str], bool] = field(default=lambda _unit: False)
    records: Mapping[str, str] = field(default_factory=dict)


def known_names(plan: Plan, tables: Mapping[str, str], wide: Collection[str], is_parent: Callable[[str], bool]) -> Known:
    """Everything that figures over a bound criteria file may name.

    Args:
        plan: The bound criteria.
        tables: Path of every input table inside the assessment folder, by name.
        wide: Metrics that stand in columns of ``data_wide``.
        is_parent: Whether a unit has units below it.
    """
    criteria = plan.criteria
    nodes = (*criteria.nodes(), *criteria.scored())
    grades = [grade.grade for group in criteria.groups for grade in group.grades]
    return Known(
        period=criteria.period,
        digits=criteria.policy.rounding.digits,
        group_titles={group.id: group.title for group in criteria.groups},
        grades=tuple(dict.fromkeys(grades)),
        titles={node.id: node.title for node in nodes},
        leaves={node.id: tuple(leaf.id for leaf in node.leaves()) for node in nodes},
        blocks=tuple(node.id for node in criteria.indicators),
        inputs={bound.node.id: _inputs(plan, bound) for bound in plan.bound},
        tables=tables,
        wide=wide,
        name=lambda code: _name(plan, code),
        codes=(*plan.names.metrics, *plan.measures, *criteria.events),
        is_parent=is_parent,
        records={found.id: found.table for found in plan.names.aggregates.values()},
    )


def _inputs(plan: Plan, bound: Bound) -> tuple[Input, ...]:
    found = list(bound.inputs)
    for judged in bound.judged.values():
        found += plan.names.inputs(plan.measures[judged.measure.id])
    return tuple(dict.fromkeys(found))


def _name(plan: Plan, code: str) -> Name | None:
    if metric := plan.names.metric(code):
        return Name(code, "metric", metric.title, metric.uom, percent=False, inputs=(Input("fact", code),))
    if code in plan.measures:
        measure = plan.names.measures[code]
        inputs = plan.names.inputs(plan.measures[code])
        return Name(code, "measure", measure.title, measure.uom, measure.show == "percent", inputs)
    if event := plan.criteria.events.get(code):
        return Name(code, "event", event.title, event.uom, percent=False, inputs=(Input("unit_event", code),))
    return None
