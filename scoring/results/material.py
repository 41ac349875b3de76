"""What the sheets of single units need besides ranking tables and points: exact amounts, rules in words, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UnitAmounts:
    """One unit's exact total and what it lacks, plain numbers, empty where there is none.

    ``to_next_rank`` and ``to_next_grade`` are as in table ``ranking``; ``gates`` are ids of all gates that fired,
    ``made_of`` says what the total of a unit made of others consists of.
    """

    unit_id: str
    exact: str
    to_next_rank: str = ""
    to_next_grade: str = ""
    gates: tuple[str, ...] = ()
    made_of: str = ""


@dataclass(frozen=True, slots=True)
class BlockPoints:
    """One unit x block at the top: full points, what of them applies and the points, exact plain numbers."""

    unit_id: str
    node_id: str
    full_points: str
    applicable_points: str
    points: str


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What the criteria say of one indicator, bonus or deduction.

    Args:
        kind: Empty for an indicator of the tree, else ``bonus`` or ``penalty``.
        standard: 评分标准 in words.
        basis: Legal basis, of the nearest block above where the indicator names none.
        evidence: What an assessor looks at.
        gate: Condition of a bonus in words, may be empty.
        bound: Gate of a bonus as (comparison, number) over the base score; None where there is none.
        known: False where a bonus has a gate that is more than that.
    """

    kind: str = ""
    standard: str = ""
    basis: str = ""
    evidence: str = ""
    gate: str = ""
    bound: tuple[str, str] | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class GateWords:
    """One gate in words; ``floating`` tells that scores decide whether it fires and that it changes scores or ranks."""

    gate_id: str
    title: str
    condition: str
    consequence: str
    basis: str = ""
    floating: bool = False


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """Where one number behind an indicator came from.

    Args:
        title: What it is, in Chinese.
        value: Its value as it went in.
        file: The report or table; ``locator`` the place in it (:mod:`scoring.documents.quality.places` says it in words).
        quote: The words at that place, or who found what when.
        kind: What it is: ``fact``, ``mark``, ``event``, ``unit_event``, ``column``, ``external``, ``date``, ``report``, ``check``,
            ``peer`` or ``exemption``.
    """

    title: str
    value: str
    file: str = ""
    locator: str = ""
    quote: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Material:
    """Everything sheets of units are made from besides rankings, points and checks.

    Args:
        amounts: By unit.
        blocks: One row per unit x block at the top, in the order of the criteria.
        rules: By indicator, bonus and deduction.
        gates: In the order of the criteria.
        sources: By unit and indicator, for indicators with lost points, bonuses and deductions; for all where the explorer shows them.
        grades: Per group the grades with their lower bounds, best first.
    """

    amounts: Mapping[str, UnitAmounts] = field(default_factory=dict)
    blocks: tuple[BlockPoints, ...] = ()
    rules: Mapping[str, RuleWords] = field(default_factory=dict)
    gates: tuple[GateWords, ...] = ()
    sources: Mapping[tuple[str, str], tuple[SourceEntry, ...]] = field(default_factory=dict)
    grades: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
