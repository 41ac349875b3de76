"""What criteria ask of the office's markers: marks, findings, external scores; each with the words of the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.measures.inputs import EVENTS
from scoring.rules import Plan
from scoring.rules.base import Bound
from scoring.rules.marks import MarkLimits
from scoring.workbooks.setting import Setting

Unit = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """A mark to be given: its id, title, limits, and the full points of its indicator in each group that has it."""

    key: str
    title: str
    limits: MarkLimits
    points: Mapping[str, Decimal]

    @property
    def words(self) -> str:
        """The marks that are allowed."""
        if self.limits.listed:
            return "、".join(f"{numbers.plain(mark)} {meaning}" for mark, meaning in self.limits.listed.items())
        lower = numbers.plain(self.limits.lower)
        step = "" if self.limits.step is None else f"，间隔 {numbers.plain(self.limits.step)}"
        return f"≥ {lower}{step}" if self.limits.upper is None else f"{lower}—{numbers.plain(self.limits.upper)}{step}"


@dataclass(frozen=True)
class Score:
    """A score from outside: its key, title and full score."""

    key: str
    title: str
    full: Decimal
    groups: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """All of it.

    Args:
        units: Label of every assessed unit, by its id.
        marks: Marks to be given.
        scores: External scores.
        matters: (indicator, event) by the label of what may be found.
    """

    units: Mapping[str, str]
    marks: tuple[Mark, ...]
    scores: tuple[Score, ...]
    matters: Mapping[str, tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        """Whether the criteria ask nothing of markers."""
        return not (self.marks or self.scores or self.matters)


def asked_of_markers(setting: Setting) -> Asked:
    """What the criteria of an assessment ask of its markers."""
    plan = setting.plan
    scores = {score.key: score for score in _scores(plan)}
    return Asked(unit_labels(setting.units), tuple(_marks(plan)), tuple(scores.values()), _matters(plan))


def unit_labels(units: list[dict[str, Any]]) -> dict[str, str]:
    """Every unit by a name that no other unit has."""
    short = Counter(unit["short_name"] for unit in units)
    return {
        unit["unit_id"]: unit["short_name"] if short[unit["short_name"]] == 1 else f"{unit['name']}（{unit['unit_id']}）" for unit in units
    }


def _inputs(plan: Plan, kind: str) -> Iterator[tuple[Bound, str, str]]:
    """Every input of a kind: the rule that uses it, its key and its title."""
    for bound in plan.bound:
        titles = bound.kind.input_titles(bound.node, bound.parameters)
        for found in bound.inputs:
            if found.kind == kind:
                own = titles.get(found.column, bound.node.title)
                yield bound, found.key, own if own == bound.node.title else f"{bound.node.title}：{own}"


def _marks(plan: Plan) -> Iterator[Mark]:
    for bound, key, title in _inputs(plan, "mark"):
        yield Mark(key, title, bound.kind.mark_limits(bound.parameters), bound.node.points)


def _scores(plan: Plan) -> Iterator[Score]:
    for bound, key, title in _inputs(plan, "external"):
        yield Score(key, title, bound.parameters.full, frozenset(bound.node.points))


def _matters(plan: Plan) -> dict[str, tuple[str, str]]:
    events = plan.criteria.events
    pairs = dict.fromkeys(_events(plan))
    titles = {node.id: node.title for node in plan.criteria.scored()} | {gate.id: gate.title for gate in plan.criteria.gates}
    words = {pair: f"{titles[pair[0]]}：{events[pair[1]].title}" for pair in pairs}
    times = Counter(words.values())
    return {text if times[text] == 1 else f"{text}（{pair[0]} {pair[1]}）": pair for pair, text in words.items()}


def _events(plan: Plan) -> Iterator[tuple[str, str]]:
    """(indicator or gate, event) of everything that findings may name."""
    for bound in plan.bound:
        inputs = [*bound.inputs, *(found for name in bound.judged for found in plan.names.inputs(plan.measures[name]))]
        yield from ((bound.node.id, found.key) for found in inputs if found.kind in EVENTS)
    for gate in plan.criteria.gates:
        yield from ((gate.id, found.key) for found in plan.names.inputs(plan.gates[gate.id]) if found.kind == "unit_event")
