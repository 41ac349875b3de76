"""What is declared and never used, and names where they mean nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scoring.criteria.coherence.base import Coherence
from scoring.criteria.model import Node
from scoring.problems import Problem


def measures_are_used(found: Coherence) -> Iterator[Problem]:
    """C026: a measure that nothing uses."""
    criteria = found.criteria
    used = {node.measure for node in criteria.scored()}
    used |= {name.name for measure in criteria.measures.values() for name in measure.value.names()}
    used |= {name.name for gate in criteria.gates for name in gate.when.names()}
    used |= {name.name for node in criteria.scored() if node.applies_when for name in node.applies_when.names()}
    used |= _rule_names(criteria.scored())
    for measure in criteria.measures.values():
        if measure.id not in used:
            yield found.problem("C026", measure.path, measure.id)


def events_are_used(found: Coherence) -> Iterator[Problem]:
    """C027: an event that nothing uses."""
    criteria = found.criteria
    used = _rule_names(criteria.scored()) | {name.name for gate in criteria.gates for name in gate.when.names()}
    used |= {name.name for measure in criteria.measures.values() for name in measure.value.names()}
    used |= {name.name for node in criteria.scored() if node.applies_when for name in node.applies_when.names()}
    for event in criteria.events.values():
        if event.id not in used:
            yield found.problem("C027", ("events", event.id), event.id)


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


def bonus_gates_know_only_the_base(found: Coherence) -> Iterator[Problem]:
    """C028: a gate of a bonus on anything but the base."""
    for bonus in found.criteria.bonuses:
        wrong = Counter(name.name for name in bonus.gate.names() if name.name != "base") if bonus.gate else Counter()
        for name in wrong:
            yield found.problem("C028", (*bonus.node.path, "gate"), name)
