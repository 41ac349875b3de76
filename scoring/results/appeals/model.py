"""What a run says of appeals: every decision, every unit before and after, and what that changes of a published ranking."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal or adjustment; finished strings, empty where there is nothing to say.

    Args:
        kind: 复核申请 or 裁量调整.
        indicator: Title of the indicator, 总分 for the total.
        late: Whether it came after the last day of the window, in words.
        decision: 采纳, 部分采纳, 不予采纳 or 尚未决定.
        effect: What changes, in words (“超期答复”由1件改为0件); what is asked for where nothing was decided.
        points_before, points_after: Points of the indicator.
        applied: Whether it counts.
    """

    appeal_id: str
    unit_id: str
    unit: str
    kind: str
    indicator_id: str
    indicator: str
    claim: str
    evidence: str
    received_on: str
    late: str
    decision: str
    decided_on: str
    decided_by: str
    reason: str
    effect: str
    points_before: str
    points_after: str
    applied: bool


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One unit before and after what was decided; ``moved_by`` is ``own``, ``others`` or empty where nothing moved."""

    group: str
    unit_id: str
    unit: str
    total_before: str
    total_after: str
    change: str
    rank_before: str
    rank_after: str
    grade_before: str
    grade_after: str
    moved_by: str


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """One unit whose published total, rank or grade is another one now; ``appeals`` are the decisions on it since."""

    group: str
    unit_id: str
    unit: str
    total_before: str
    total_after: str
    rank_before: str
    rank_after: str
    grade_before: str
    grade_after: str
    appeals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppealResults:
    """Everything about appeals.

    Args:
        appeals: All of them, in the order of the table.
        effects: Every unit, group after group in rank order; empty where nothing was decided or nobody had a score before.
        until: Last day of the window, ISO; empty where none is declared.
        changes: What differs from the published ranking that section ``correction`` names.
    """

    appeals: tuple[AppealRow, ...] = ()
    effects: tuple[EffectRow, ...] = ()
    until: str = ""
    changes: tuple[PublishedChange, ...] = ()
