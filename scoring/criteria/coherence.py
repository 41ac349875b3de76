"""Contradictions inside a criteria file that a reader of single keys cannot see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from scoring import numbers
from scoring.criteria.model import Criteria, Grade, Node
from scoring.criteria.structure import check_structure
from scoring.criteria.tiebreaks import check_ranking
from scoring.problems import Problem
from scoring.yamlfile import Path


class _Lint:
    def __init__(self, criteria: Criteria) -> None:
        from scoring.criteria.fields import Reader

        self.criteria = criteria
        self.reader = Reader(criteria.source)

    def problem(self, code: str, path: Path, found: object = "", **args: object) -> Problem:
        self.reader.problem(code, path, found, **args)
        return self.reader.problems.pop()


def check_coherence(criteria: Criteria) -> tuple[Problem, ...]:
    """All contradictions of a criteria file (C020-C029)."""
    lint = _Lint(criteria)
    return check_structure(criteria) + tuple(
        problem
        for check in (
            _unique_ids,
            _quotas,
            _points_add_up,
            _groups_have_indicators,
            _grade_tables,
            _gate_grades,
            _measures_used,
            _events_used,
            _bonus_gates,
            check_ranking,
        )
        for problem in check(lint)
    )


def _unique_ids(lint: _Lint) -> Iterator[Problem]:
    criteria = lint.criteria
    named = [(node.id, node.path) for node in (*criteria.nodes(), *(bonus.node for bonus in criteria.bonuses))]
    named += [(gate.id, gate.path) for gate in criteria.gates]
    seen: dict[str, Path] = {}
    for identity, path in named:
        if identity in seen:
            yield lint.problem("C020", (*path, "id"), identity, first=criteria.source.line(seen[identity]))
        seen.setdefault(identity, path)


def _points_add_up(lint: _Lint) -> Iterator[Problem]:
    for node in lint.criteria.nodes():
        if not node.items or node.mean is not None or node.component is not None:
            continue  # in a mean, weights carry what points carry elsewhere; a component has its own full points
        for group, points in node.points.items():
            total = sum(item.points.get(group, 0) for item in node.items)
            if total != points:
                yield lint.problem(
                    "C021",
                    (*node.path, "points"),
                    numbers.plain(points),
                    group=_group_title(lint, group),
                    total=numbers.plain(total),
                    node=node.id,
                )


def _group_title(lint: _Lint, group_id: str) -> str:
    return next((group.title for group in lint.criteria.groups if group.id == group_id), group_id)


def _groups_have_indicators(lint: _Lint) -> Iterator[Problem]:
    for group in lint.criteria.groups:
        if not any(group.id in leaf.points for leaf in lint.criteria.leaves()):
            yield lint.problem("C022", ("groups", group.id), group.id)


def _grade_tables(lint: _Lint) -> Iterator[Problem]:
    source = lint.criteria.source.data
    tables: dict[str, tuple[Grade, ...]] = {}
    for group in lint.criteria.groups:
        written = source.get("groups", {}).get(group.id, {}) if isinstance(source, dict) else {}
        tables[str(written.get("grades", ""))] = group.grades
    for name, table in tables.items():
        lowest_first = lint.criteria.policy.best == "lowest"
        code = "C091" if lowest_first else "C023"
        for i, (better, worse) in enumerate(pairwise(table)):
            if worse.lower == better.lower or (worse.lower > better.lower) != lowest_first:
                yield lint.problem(code, ("grades", name, i + 1, "from"), numbers.plain(worse.lower), upper=numbers.plain(better.lower))
        last = 0 if lowest_first else len(table) - 1
        if table and table[last].lower > 0:
            yield lint.problem("C024", ("grades", name, last, "from"), numbers.plain(table[last].lower))


def _gate_grades(lint: _Lint) -> Iterator[Problem]:
    known = {grade.grade for group in lint.criteria.groups for grade in group.grades}
    for gate in lint.criteria.gates:
        for key, grade in (("grade", gate.grade), ("grade_at_most", gate.ceiling)):
            if grade is not None and known and grade not in known:
                yield lint.problem("C025", (*gate.path, "then", key), grade, allowed="、".join(sorted(known)))
            for group in lint.criteria.groups:
                if grade is not None and not group.grades:
                    yield lint.problem("C092", (*gate.path, "then", key), grade, group=group.title, group_id=group.id)


def _quotas(lint: _Lint) -> Iterator[Problem]:
    limited = any(grade.at_most is not None for group in lint.criteria.groups for grade in group.grades)
    if limited and lint.criteria.policy.quota is None:
        yield lint.problem("C014", ("policy",), "")


def _measures_used(lint: _Lint) -> Iterator[Problem]:
    criteria = lint.criteria
    used = {node.measure for node in criteria.scored()}
    used |= {name.name for measure in criteria.measures.values() for name in measure.value.names()}
    used |= {name.name for gate in criteria.gates for name in gate.when.names()}
    used |= {name.name for node in criteria.scored() if node.applies_when for name in node.applies_when.names()}
    used |= _rule_names(criteria.scored())
    for measure in criteria.measures.values():
        if measure.id not in used:
            yield lint.problem("C026", measure.path, measure.id)


def _events_used(lint: _Lint) -> Iterator[Problem]:
    criteria = lint.criteria
    used = _rule_names(criteria.scored()) | {name.name for gate in criteria.gates for name in gate.when.names()}
    used |= {name.name for measure in criteria.measures.values() for name in measure.value.names()}
    for event in criteria.events.values():
        if event.id not in used:
            yield lint.problem("C027", ("events", event.id), event.id)


def _rule_names(nodes: tuple[Node, ...]) -> set[str]:
    """Every key and word that stands in a rule's parameters: the events and measures it may name."""
    return {word for node in nodes if node.rule for word in _words(node.rule.parameters)}


def _words(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, str):
        yield value


def _bonus_gates(lint: _Lint) -> Iterator[Problem]:
    for bonus in lint.criteria.bonuses:
        wrong = Counter(name.name for name in bonus.gate.names() if name.name != "base") if bonus.gate else Counter()
        for name in wrong:
            yield lint.problem("C028", (*bonus.node.path, "gate"), name)
