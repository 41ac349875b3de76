"""What settings of documents may name: groups, grades, indicators, events, gates and checks of the criteria."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scoring.criteria.fields import Reader
from scoring.files.yamlfile import Path
from scoring.problems.nearest import probable
from scoring.results.tree import every_node

if TYPE_CHECKING:
    from scoring.criteria.model import Criteria


@dataclass(frozen=True, slots=True)
class References:
    """Ids by kind; ``indicators`` holds blocks, bonuses and deductions too.

    ``nodes`` are the blocks and indicators of each group, ``graded`` the groups with grades; ``overall`` tells whether
    all units are ranked against each other too.
    """

    groups: tuple[str, ...]
    grades: tuple[str, ...]
    indicators: tuple[str, ...]
    events: tuple[str, ...]
    gates: tuple[str, ...]
    checks: tuple[str, ...]
    nodes: Mapping[str, Collection[str]] = field(default_factory=dict)
    graded: Collection[str] = ()
    overall: bool = False

    def items(self) -> tuple[str, ...]:
        """What dates and measures may be declared for."""
        return (*self.indicators, *self.events, *self.gates, *self.checks, "report", "error", "warning", "info")

    def require(self, reader: Reader, name: str, path: Path, allowed: Collection[str], kind: str) -> None:
        """Note a name that is not allowed, with the nearest that is (D090)."""
        if name not in allowed:
            near = probable(name, allowed)
            reader.problem("D090", path, name, kind=kind, nearest=near or "、".join(list(allowed)[:5]) or "—")


def of_criteria(criteria: Criteria) -> References:
    """What criteria declare."""
    return References(
        tuple(group.id for group in criteria.groups),
        tuple(dict.fromkeys(grade.grade for group in criteria.groups for grade in group.grades)),
        tuple(dict.fromkeys(node.id for node in (*criteria.nodes(), *criteria.scored()))),
        tuple(criteria.events),
        tuple(gate.id for gate in criteria.gates),
        _checks(),
        {group.id: [node.id for node in criteria.nodes() if group.id in node.points] for group in criteria.groups},
        [group.id for group in criteria.groups if group.grades],
        criteria.policy.overall,
    )


def of_run(settings: Mapping[str, Any]) -> References:
    """What the criteria of a finished run declared, from its table ``run``."""
    groups = settings["groups"]
    return References(
        tuple(group["id"] for group in groups),
        tuple(dict.fromkeys(grade["grade"] for group in groups for grade in group["grades"])),
        tuple(settings["titles"]),
        tuple(settings.get("events", {})),
        tuple(settings["gates"]),
        _checks(),
        {group["id"]: [node["id"] for node in every_node(settings["tree"]) if group["id"] in node["points"]] for group in groups},
        [group["id"] for group in groups if group["grades"]],
        settings["policy"]["overall"],
    )


def _checks() -> tuple[str, ...]:
    from scoring.checks.catalogue import catalogue

    return tuple(catalogue())
