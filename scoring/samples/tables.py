"""Invented rows of the tables of an assessment: what the criteria read, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from scoring import numbers
from scoring.criteria.model import Node
from scoring.measures import Input
from scoring.measures.inputs import EVENTS
from scoring.rules import Bound, Plan
from scoring.rules.marks import MarkLimits
from scoring.rules.updates import cycle_rules
from scoring.samples.drawing import draw, pick
from scoring.samples.marks import NOTE, PROVINCE
from scoring.samples.units import Unit

Row = Sequence[object]
_MANY = 200  # of what others are divided by, such as visits
_MARKERS = 3  # where several people mark the same thing
_COLUMNS = ("工作动态", "政策文件", "通知公告", "办事指南")


def unit_rows(units: Iterable[Unit]) -> Iterator[Row]:
    """Rows of ``units``."""
    for unit in units:
        yield unit.unit_id, unit.name, unit.short_name, unit.group, unit.order, unit.parent, "", "assessed", ""


def mark_rows(plan: Plan, units: Sequence[Unit]) -> Iterator[Row]:
    """Rows of ``marks``: good units have nearly all, the others less."""
    for unit in units:
        for bound in _of(plan, unit):
            limits = bound.kind.mark_limits(bound.parameters)
            for found in (found for found in bound.inputs if found.kind == "mark"):
                for i in range(_MARKERS if found.scope else 1):
                    marker = f"{PROVINCE}考核{'一二三'[i]}组"
                    yield unit.unit_id, found.key, marker, numbers.plain(_mark(limits, unit, found.key, i)), ""


def _mark(limits: MarkLimits, unit: Unit, *key: object) -> Decimal:
    slip = draw(0, 9, unit.unit_id, *key) < unit.slips
    if limits.listed:
        listed = sorted(limits.listed, reverse=True)
        return listed[min(draw(1, 2, unit.unit_id, *key, "listed"), len(listed) - 1)] if slip else listed[0]
    upper = limits.lower + 2 if limits.upper is None else limits.upper
    if limits.upper is None:  # how often something happened: the less the better
        return upper if slip else limits.lower
    step = limits.step or (upper - limits.lower) / 10
    steps = int((upper - limits.lower) / step)
    return limits.lower + step * (steps - min(draw(0, 1, unit.unit_id, *key, "step") + unit.slips, steps) // 2)


def external_rows(plan: Plan, units: Sequence[Unit], issued: date) -> Iterator[Row]:
    """Rows of ``external``: scores between three fifths of the full score and all of it."""
    for unit in units:
        for bound in _of(plan, unit):
            for found in (found for found in bound.inputs if found.kind == "external"):
                full: Decimal = bound.parameters.full
                score = full * draw(900 - 60 * unit.slips, 980 - 50 * unit.slips, unit.unit_id, found.key) / 1000
                yield unit.unit_id, found.key, numbers.plain(score), numbers.plain(full), f"{PROVINCE}评估机构", issued.isoformat()


def update_rows(plan: Plan, units: Sequence[Unit]) -> Iterator[Row]:
    """Rows of ``updates``: some columns of every unit, one of a careless one stale."""
    for name, rule in cycle_rules(plan).items():
        nodes = {bound.node.id: bound.node for bound in plan.bound}
        for unit in (unit for unit in units if unit.group in nodes[name].points):
            for i, (cycle, days) in enumerate(rule.cycles.items()):
                stale = i < unit.slips // 2
                day = rule.observed_on - timedelta(days + 5 if stale else days // 2)
                yield unit.unit_id, name, NOTE + _COLUMNS[i % len(_COLUMNS)] + (str(i) if i >= len(_COLUMNS) else ""), cycle, day, ""


@dataclass(frozen=True)
class Counted:
    """The events of a plan: what registers each, which divide others, which nobody should have."""

    places: Mapping[str, Sequence[tuple[str, Node | None]]]
    divisors: frozenset[str]
    vetoed: frozenset[str]


def counted(plan: Plan) -> Counted:
    """Where every event may be registered: at the indicators that read it, else at the gate."""
    places: dict[str, list[tuple[str, Node | None]]] = {}
    for bound in plan.bound:
        for found in {*bound.inputs, *(found for name in bound.judged for found in plan.names.inputs(plan.measures[name]))}:
            if found.kind in EVENTS:
                places.setdefault(found.key, []).append((bound.node.id, bound.node))
    read = frozenset(places)
    gates = [(gate.id, found.key) for gate in plan.criteria.gates for found in _events(plan.names.inputs(plan.gates[gate.id]))]
    for gate, event in gates:
        places.setdefault(event, []).append((gate, None))
    formulas = (*plan.measures.values(), *plan.gates.values(), *plan.conditions.values())
    divided = [{name.name for name in divisor.names()} for formula in formulas for divisor in formula.divisors()]
    # Where figures of reports stand beside an event in a divisor, those make it large enough.
    divisors = frozenset().union(*(names for names in divided if names <= set(places)))
    return Counted(places, divisors, frozenset({event for _, event in gates} - read - divisors))


def _events(inputs: Iterable[Input]) -> list[Input]:
    return [found for found in inputs if found.kind in EVENTS]


def finding_rows(plan: Plan, units: Sequence[Unit]) -> Iterator[Row]:
    """Rows of ``findings``: slips of careless units, something to praise at good ones, and what others are divided by at all."""
    events = counted(plan)
    bonuses = {bonus.node.id for bonus in plan.criteria.bonuses}
    for unit in units:
        for event, places in sorted(events.places.items()):
            here = [identity for identity, node in places if node is None or unit.group in node.points]
            if not here or event in events.vetoed:
                continue
            number = _happened(unit, event, divides=event in events.divisors, praised=here[0] in bonuses)
            if number:
                day = date(plan.criteria.period, draw(1, 12, event, unit.order), draw(1, 28, event, unit.unit_id))
                said = f"{NOTE}{plan.criteria.events[event].title}，核验记录"
                yield unit.unit_id, here[0], event, number, day.isoformat(), said, f"{PROVINCE}考核一组"


def _happened(unit: Unit, event: str, *, divides: bool, praised: bool) -> int:
    if divides:
        return _MANY
    if praised:
        return 1 if unit.slips == 0 else 0
    return pick((1, 1, 2), unit.unit_id, event) if draw(0, 19, unit.unit_id, event, "whether") < unit.slips else 0


def _of(plan: Plan, unit: Unit) -> Iterator[Bound]:
    """The indicators of a unit's group."""
    return (bound for bound in plan.bound if unit.group in bound.node.points)
