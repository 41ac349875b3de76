"""The criteria as the engine runs them: frozen types without input or output.

What the official wrote is the YAML file; this is the resolved form, in which every
node knows its full points per group and every formula is a parsed tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scoring.criteria.declared import DeclaredMetric, Event, Measure
from scoring.criteria.formulas import Formula
from scoring.criteria.groups import Group
from scoring.criteria.policy import Missing, NotApplicable, Policy
from scoring.criteria.records.model import Deadline, RecordTable
from scoring.files.yamlfile import Path, YamlFile


@dataclass(frozen=True)
class Rule:
    """A leaf rule as written: the kind's name and its parameters, checked by the kind itself."""

    kind: str
    parameters: Any
    path: Path


@dataclass(frozen=True)
class Node:
    """One node of the criteria tree: a block (has items) or an indicator (has a rule).

    Args:
        id: Stable dotted id, such as ``disclosure.timely``.
        title: Chinese title.
        points: Full points per group; a group that is not a key does not have this node.
        items: Child nodes, empty for an indicator.
        rule: The rule of an indicator, None for a block.
        measure: Id of the measure that the rule judges, when it judges one.
        applies_when: Condition under which the indicator applies to a unit (else not applicable).
        missing: What a missing input means for this indicator.
        not_applicable: Policy of this node for parts that do not apply; ``inherit`` hands the
            reduced maximum on to the parent.
        overflow: Deductions here may exceed an indicator's own points (R31); ``stops`` marks the
            block at which they stop at zero (扣分上限为一级指标分值).
        uncapped: The points are an amount without an upper limit (重大扣分项不设上限).
        mean: Exponent of the generalised mean that a block takes over its items' shares (1 arithmetic,
            0 geometric, -1 harmonic); None where a block adds up the points of its items.
        weights: Weight of this node in the mean of its block, by group; empty where it is its points.
        component: What makes a block at the top a component of the total (R32); its points are then its
            weight in the whole, while its items add up to the component's own full points.
        basis: Legal basis (article, document number).
        evidence: What an assessor looks at.
        path: Place in the YAML file.
    """

    id: str
    title: str
    points: Mapping[str, Decimal]
    path: Path
    items: tuple[Node, ...] = ()
    rule: Rule | None = None
    measure: str | None = None
    applies_when: Formula | None = None
    missing: Missing = "error"
    not_applicable: NotApplicable = "inherit"
    overflow: bool = False
    stops: bool = False
    uncapped: bool = False
    mean: Decimal | None = None
    component: Component | None = None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    basis: str = ""
    evidence: str = ""

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        yield self
        for item in self.items:
            yield from item.walk()

    def weight(self, group: str) -> Decimal:
        """Weight in the mean of the block for a group; 0 where the group does not have this node."""
        return self.weights.get(group, self.points[group]) if group in self.points else Decimal(0)

    def leaves(self) -> Iterator[Node]:
        """The indicators of this subtree in order."""
        return (node for node in self.walk() if not node.items)


@dataclass(frozen=True)
class Component:
    """A part of the whole that is scored on its own full points, such as 第三方评估 70% (R32).

    Args:
        full: Full points that its indicators add up to.
        floor: Lowest total of the component.
        ceiling: Highest total of the component.
    """

    full: Decimal
    floor: Decimal | None = None
    ceiling: Decimal | None = None


@dataclass(frozen=True)
class Bonus:
    """Points on top of the base: an indicator outside the tree with a cap and a gate (R20, R26); of a component, or of the whole."""

    node: Node
    cap: Decimal
    gate: Formula | None
    evidence_required: bool
    component: str = ""


@dataclass(frozen=True)
class Deduction:
    """Points taken from the total besides the tree: 通报批评 with a cap (R21), 重大扣分项 without one (R22)."""

    node: Node
    cap: Decimal | None
    component: str = ""


@dataclass(frozen=True)
class Gate:
    """A condition that overrides grade or score whatever the points say (R24, R25, R27-R29).

    Args:
        when: Condition over metrics, measures, events, and ``base``, ``bonus`` and ``total`` of the unit.
        grade: Grade that is given.
        ceiling: Best grade that is still possible.
        score: Total that is recorded instead of the computed one.
        stop: Scoring stops: the unit has no total and no rank.
        ranked: Whether the unit takes part in the ranking.
        component: The component whose scores it knows and whose total it may set; empty for the whole.
    """

    id: str
    title: str
    when: Formula
    grade: str | None
    ceiling: str | None
    score: Decimal | None
    stop: bool
    ranked: bool
    basis: str
    path: Path
    component: str = ""


@dataclass(frozen=True)
class Criteria:
    """A whole criteria file, resolved.

    Bonuses, deductions and gates are those of all components in their order, then those of the whole.
    """

    id: str
    title: str
    basis: tuple[str, ...]
    period: int
    groups: tuple[Group, ...]
    policy: Policy
    events: Mapping[str, Event]
    measures: Mapping[str, Measure]
    indicators: tuple[Node, ...]
    bonuses: tuple[Bonus, ...]
    deductions: tuple[Deduction, ...]
    gates: tuple[Gate, ...]
    source: YamlFile = field(repr=False)
    metrics: Mapping[str, DeclaredMetric] = field(default_factory=dict)
    records: Mapping[str, RecordTable] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)

    def leaves(self) -> tuple[Node, ...]:
        """All indicators of the tree in order (bonuses not included)."""
        return tuple(leaf for block in self.indicators for leaf in block.leaves())

    def components(self) -> tuple[Node, ...]:
        """The components of the total, none where the tree is the whole."""
        return tuple(node for node in self.indicators if node.component is not None)

    def nodes(self) -> tuple[Node, ...]:
        """All nodes of the tree, parents first."""
        return tuple(node for block in self.indicators for node in block.walk())

    def depths(self) -> tuple[tuple[Node, int], ...]:
        """All nodes of the tree with their depth (1 for the top blocks), parents first."""

        def below(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
            yield node, depth
            for item in node.items:
                yield from below(item, depth + 1)

        return tuple(pair for block in self.indicators for pair in below(block, 1))

    def scored(self) -> tuple[Node, ...]:
        """Everything that has a rule: indicators, then bonuses, then deductions from the total."""
        return (*self.leaves(), *(bonus.node for bonus in self.bonuses), *(item.node for item in self.deductions))
