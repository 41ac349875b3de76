"""What the sheet of one unit says (情况反馈): finished strings only, empty where there is nothing to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.results.appeals.model import AppealRow, EffectRow
from scoring.results.material import GateWords, SourceEntry


@dataclass(frozen=True, slots=True)
class Standing:
    """Score, rank and grade of a unit, and what they are made of.

    Args:
        total: Printed score; ``exact`` the exact one where it has more decimals.
        full: Full points of the whole in the group; ``applicable`` what of them applies, where that is less.
        base, bonus, penalty: Terms of the total as the ranking prints them.
        rank: Rank in the group; ``of`` the number of ranked units.
        tied: Names of the other units with the same rank.
        tie_broken_by: Title of what decided between the unit and one with the same score.
        rank_overall: Rank over all groups; ``of_overall`` the number of ranked units there.
        grade: Grade.
        to_next_rank: What the score lacks to the place before; ``0`` where only a tie-breaker decides.
        next_grade: The next better grade; ``to_next_grade`` what the score lacks to it.
        made_of: What the total of a unit made of others consists of.
        mean: Mean score of the ranked units of the group; ``best`` the highest (or lowest, where that is the best).
        places: Scores of all ranked units of the group in rank order, ``place`` the unit's index there or None.
    """

    total: str
    exact: str
    full: str
    applicable: str
    base: str
    bonus: str
    penalty: str
    rank: str = ""
    of: str = ""
    tied: tuple[str, ...] = ()
    tie_broken_by: str = ""
    rank_overall: str = ""
    of_overall: str = ""
    grade: str = ""
    to_next_rank: str = ""
    next_grade: str = ""
    to_next_grade: str = ""
    made_of: str = ""
    mean: str = ""
    best: str = ""
    places: tuple[str, ...] = ()
    place: int | None = None


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block at the top: points of what applies, share of it in per cent, and the group's mean and best.

    ``full`` are the full points, ``applicable`` what of them applies where that is less, ``rate`` is 得分率 of what applies
    (``93.33%``), ``mean_rate`` and ``best_rate`` those of the ranked units to which the block applies, ``counted`` their number.
    ``points`` is empty where nothing of the block applies.
    """

    node_id: str
    title: str
    full: str
    applicable: str
    points: str
    rate: str
    mean: str = ""
    mean_rate: str = ""
    best: str = ""
    best_rate: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class LossLine:
    """One indicator with lost points: rule, numbers, evidence, sources, and how others did.

    ``losing`` of ``judged`` ranked units of the group lost points there, ``mean`` is their mean. ``look_at`` is what an
    assessor looks at. ``total``, ``gain`` and ``rank`` are what the unit would have with full points there, others unchanged;
    empty where that cannot be said exactly.
    """

    indicator_id: str
    title: str
    block: str
    full: str
    points: str
    lost: str
    standard: str
    basis: str
    look_at: str
    reason: str
    evidence: str
    sources: tuple[SourceEntry, ...]
    mean: str = ""
    losing: str = ""
    judged: str = ""
    total: str = ""
    gain: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class ExtraLine:
    """One bonus or deduction of the unit: ``counted`` is false where the gate of a bonus is closed."""

    kind: Literal["bonus", "penalty"]
    indicator_id: str
    title: str
    points: str
    cap: str
    standard: str
    basis: str
    condition: str
    reason: str
    evidence: str
    sources: tuple[SourceEntry, ...]
    counted: bool = True


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One indicator that is not judged by points: not applicable, not assessable, exempt, or missing; ``word`` says which."""

    indicator_id: str
    title: str
    block: str
    full: str
    word: str
    reason: str
    sources: tuple[SourceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """One failing check that wants an answer; ``answered`` says that it holds with the office's corrections."""

    title: str
    message: str
    severity: str
    file: str
    locator: str
    quote: str
    answered: bool


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One figure of the unit that the office corrected."""

    title: str
    period: str
    old: str
    new: str
    corrected_on: str
    corrected_by: str
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """Everything that one unit reads of its assessment.

    Args:
        unit_id, name, short_name: The unit.
        group_id, group: Its group and the group's title.
        assessment, period, criteria, fingerprint: What was assessed by which criteria.
        status: ``assessed``, ``exempt`` or ``not_ranked``.
        note: What the ranking table notes of the unit (exempt and why, a gate, parts that do not apply).
        standing: Score and rank; None where the unit has no score.
        gates: Gates that fired.
        blocks: Blocks at the top, in the order of the criteria.
        losses: Indicators with lost points, in the order of the criteria.
        lost: Their lost points together.
        gains: The same, what would gain most first.
        extras: Bonuses and deductions.
        opens: Indicators without points, and those that count as lost because data are missing.
        doubts: Failing checks that want an answer, errors first.
        corrections: Figures that the office corrected.
        appeals: Its appeals and adjustments.
        effect: The unit before and after what was decided; None where nothing was.
    """

    unit_id: str
    name: str
    short_name: str
    group_id: str
    group: str
    assessment: str
    period: str
    criteria: str
    fingerprint: str
    status: Literal["assessed", "exempt", "not_ranked"]
    note: str
    standing: Standing | None = None
    gates: tuple[GateWords, ...] = ()
    blocks: tuple[BlockLine, ...] = ()
    losses: tuple[LossLine, ...] = ()
    lost: str = ""
    gains: tuple[LossLine, ...] = ()
    extras: tuple[ExtraLine, ...] = ()
    opens: tuple[OpenLine, ...] = ()
    doubts: tuple[DoubtLine, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
    appeals: tuple[AppealRow, ...] = ()
    effect: EffectRow | None = None
