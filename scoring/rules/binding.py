"""Criteria -> bound rules: every indicator with its kind, parameters, measures and inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scoring.criteria.declared import Measure
from scoring.criteria.fields import Reader
from scoring.criteria.formulas import MOST_YEARS, Formula
from scoring.criteria.model import Criteria, Node
from scoring.criteria.records.measuring import measure_of
from scoring.measures import Input, Names, check_years_back, years_back
from scoring.measures.casenames import label
from scoring.measures.names import OWN_SCORES
from scoring.problems import Problem
from scoring.problems.nearest import nearest
from scoring.records.plan import RecordPlan
from scoring.rules.averaged import check_averaged
from scoring.rules.base import Bound, Judged
from scoring.rules.kinds import KINDS
from scoring.rules.naming import Naming, uom
from scoring.rules.reading import Reading


@dataclass(frozen=True)
class Plan:
    """Everything that the engine needs to score by one criteria file.

    Args:
        criteria: The criteria.
        names: Its names.
        bound: Every indicator and bonus with its rule, in order.
        measures: Formula over inputs of every measure that is judged, by id.
        conditions: Resolved ``applies_when`` by indicator id.
        gates: Resolved ``when`` by gate id.
        adjusted: Indicators to whose points a decision adds some (:mod:`scoring.rules.adjusting`).
        appealed: Whether decided appeals change anything, so that sentences speak of them.
    """

    criteria: Criteria
    names: Names
    bound: tuple[Bound, ...]
    measures: Mapping[str, Formula]
    conditions: Mapping[str, Formula] = field(default_factory=dict)
    gates: Mapping[str, Formula] = field(default_factory=dict)
    adjusted: tuple[str, ...] = ()
    appealed: bool = False

    def inputs(self) -> tuple[Input, ...]:
        """All inputs of all formulas and rules, sorted."""
        found = {item for bound in self.bound for item in bound.inputs}
        for formula in (*self.measures.values(), *self.conditions.values(), *self.gates.values()):
            found.update(self.names.inputs(formula))
        for identity, formula in self.measures.items():
            for earlier in years_back(self.names.measures[identity], formula):
                found.update(self.names.inputs(earlier))
        return tuple(sorted(found))

    def records(self) -> RecordPlan | None:
        """What is computed over records; None where nothing is."""
        counted = [found for found in self.inputs() if found.kind == "record"]
        if not counted:
            return None
        criteria = self.criteria
        # All aggregates of a measure that is used: they are broken down by the same columns.
        used = {measure_of(found.key) for found in counted}
        aggregates = tuple(found for found in self.names.aggregates.values() if measure_of(found.id) in used)
        names = {found.table for found in aggregates}
        return RecordPlan(
            tables={name: table for name, table in criteria.records.items() if name in names},
            deadlines={key: deadline for key, deadline in criteria.deadlines.items() if deadline.table in names},
            aggregates=aggregates,
            periods=tuple(criteria.period - years for years in sorted({0, *(found.years_back for found in counted)})),
        )

    def accepted(self) -> frozenset[Input]:
        """Inputs that some measure takes even where they are approximate."""
        taken = ((self.names.measures[identity], formula) for identity, formula in self.measures.items())
        formulas = [(formula, *years_back(measure, formula)) for measure, formula in taken if measure.qualified == "accept"]
        return frozenset(found for several in formulas for formula in several for found in self.names.inputs(formula))

    def naming(self) -> Naming:
        """Titles and units of measure of all inputs and measures."""
        titles = {found.column: self.names.title(found) for found in self.inputs()}
        titles |= {f"v__{identity}": self.names.measures[identity].title for identity in self.measures}
        uoms = {found.column: uom(self.names, found) for found in self.inputs()}
        uoms |= {f"v__{identity}": self.names.measures[identity].uom for identity in self.measures}
        for bound in self.bound:
            titles |= bound.kind.input_titles(bound.node, bound.parameters)
        return Naming(titles, uoms)

    def labels(self) -> dict[str, tuple[str, str]]:
        """What stands before and after numbers over records in written formulas, by column name; those that have such words."""
        found: dict[str, tuple[str, str]] = {}
        for wanted in self.inputs():
            if wanted.kind == "record":
                before, after = label(self.names, wanted)
                found |= {wanted.column: (before, after)} if before else {}
        return found

    def groups_judged(self) -> dict[str, set[str]]:
        """Groups whose units are judged by a measure, by measure id."""
        groups: dict[str, set[str]] = {}
        for bound in self.bound:
            for identity in (*bound.judged, *(judged.measure.id for judged in bound.earlier)):
                groups.setdefault(identity, set()).update(bound.node.points)
        return groups


def bind(criteria: Criteria, names: Names) -> tuple[Plan, tuple[Problem, ...]]:
    """Bind all rules; returns the plan and all problems of rules and formulas (C030-C039)."""
    reader = Reader(criteria.source)
    names.shadowed(reader)
    written_out = {
        measure.id: names.resolve(measure.value, reader, (*measure.path, "value"), (measure.id,)) for measure in criteria.measures.values()
    }
    for measure in criteria.measures.values():
        check_years_back(names, measure, written_out[measure.id], reader)
    measures: dict[str, Formula] = {}
    bound = tuple(item for node in criteria.scored() if (item := _bind(node, names, reader, measures)))
    # What no rule judges, figures of a text may still cite where it is counted over cases: nobody is asked for anything more.
    measures |= {key: formula for key, formula in written_out.items() if key not in measures and _over_records(names, formula)}
    conditions = {
        node.id: names.resolve(node.applies_when, reader, (*node.path, "applies_when")) for node in criteria.scored() if node.applies_when
    }
    check_averaged(criteria, bound, reader)
    gates = {gate.id: names.resolve(gate.when, reader, (*gate.path, "when"), own=OWN_SCORES) for gate in criteria.gates}
    return Plan(criteria, names, bound, measures, conditions, gates), tuple(reader.problems)


def _over_records(names: Names, formula: Formula) -> bool:
    found = names.inputs(formula)
    return bool(found) and all(item.kind == "record" for item in found)


def _bind(node: Node, names: Names, reader: Reader, measures: dict[str, Formula]) -> Bound | None:
    if node.rule is None:
        return None
    kind = KINDS.get(node.rule.kind)
    if kind is None:
        written = node.rule.kind
        reader.problem("C032", (*node.path, "rule"), written, allowed="、".join(KINDS), nearest=nearest(written, KINDS))
        return None
    if kind.judges and node.measure is None:
        reader.problem("C033", node.path, kind.name)
        return None
    if node.measure is not None and names.measure(node.measure) is None:
        known = [*names.criteria.measures, *names.metrics]
        reader.problem("C030", (*node.path, "measure"), node.measure, hint=names.hint(node.measure, known))
        return None
    before = len(reader.problems)
    parameters = kind.read(Reading(reader, names, node, node.rule.path), node.rule.parameters)
    if len(reader.problems) > before:
        return None
    judged = {}
    for identity in kind.measures(node, parameters):
        measure = names.measures[identity]
        judged[identity] = _judged(measure, names.resolve(measure.value, Reader(reader.source), measure.path), names, measures)
    peers = kind.peers(parameters)
    past = range(1, peers.years if peers else 1)
    found = [_earlier(next(iter(judged)), year, node, names, reader, measures) for year in past]
    earlier = tuple(item for item in found if item)
    return Bound(node, kind, parameters, judged, kind.inputs(node, parameters), earlier) if len(earlier) == len(past) else None


def _judged(measure: Measure, formula: Formula, names: Names, measures: dict[str, Formula]) -> Judged:
    measures[measure.id] = formula
    return Judged(measure, formula.replaced(lambda name: _as_column(names, name)))


def _earlier(identity: str, year: int, node: Node, names: Names, reader: Reader, measures: dict[str, Formula]) -> Judged | None:
    """The measure so many years ago, as a measure of its own (C046 where a figure in it has no such year)."""
    moved = measures[identity].moved(year)
    timeless = next((name.name for name in moved.names() if names.input(name) is None or name.previous > MOST_YEARS), None)
    if timeless:
        reader.problem("C046", (*node.path, "measure"), identity, input=timeless, most=MOST_YEARS)
        return None
    measure = names.measures[identity]
    # Outliers of an earlier year are treated as this year's are; what was not known then is not filled in now.
    past = replace(measure, id=f"{identity}__{year}_ago", title=f"{names.criteria.period - year}年{measure.title}", impute=None)
    names.measures[past.id] = past
    return _judged(past, moved, names, measures)


def _as_column(names: Names, name: Formula) -> Formula:
    found = names.input(name)
    return Formula("name", name=found.column if found else name.name)
