"""The sentences of 情况反馈 on appeals: what was decided for the unit, and what decisions moved."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.documents.official.names import chinese_date
from scoring.results.appeals.model import AppealRow, EffectRow
from scoring.results.sheets.model import UnitSheet


def appeal_words(sheet: UnitSheet) -> Iterator[str]:
    """One paragraph per appeal or adjustment, then what changed of score, rank and grade."""
    yield from map(decision_words, sheet.appeals)
    if sheet.effect and sheet.effect.moved_by:
        yield _moved(sheet.effect)


def decision_words(row: AppealRow) -> str:
    """What was decided, as ``复核申请A-1“办理差错”：采纳，“超期答复”由1件改为0件。理由：……（领导小组，2017年4月20日）``."""
    about = f"“{row.indicator}”" if row.indicator and row.indicator != "总分" else ""
    head = f"{row.kind}{row.appeal_id}{about}：{row.decision}"
    effect = f"，{row.effect}" if row.applied and row.effect else ""
    reason = f"理由：{row.reason.removesuffix('。')}" if row.reason else ""
    signed = f"（{row.decided_by}，{chinese_date(row.decided_on)}）" if row.decided_on else ""
    return f"{head}{effect}。" + (f"{reason}{signed}。" if reason or signed else "")


def _moved(row: EffectRow) -> str:
    why = "按以上决定" if row.moved_by == "own" else "其他单位的评分经复核有变动，"
    said = [
        f"{what}由{before}{after_word}{after}"
        for what, before, after, after_word in (
            ("总分", f"{row.total_before}分", f"{row.total_after}分", "变为"),
            ("名次", f"第{row.rank_before}名", f"第{row.rank_after}名", "变为"),
            ("等次", row.grade_before, row.grade_after, "变为"),
        )
        if before != after
    ]
    return (
        f"{why}{'，' if row.moved_by == 'own' else '你单位'}{'，'.join(said)}。" if said else f"{why.rstrip('，')}，总分、名次和等次不变。"
    )
