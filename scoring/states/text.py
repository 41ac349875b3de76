"""States, steps and final runs in words, Chinese or English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from scoring.problems import Language
from scoring.states.log import Line
from scoring.states.moves import TITLES, stand

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.states.finalising import Finalised
    from scoring.states.showing import AssessmentState, FinalRun, Shown

Aligned = Callable[[Sequence[Sequence[str]]], list[str]]
RUN_TITLES = TITLES | {"superseded": ("定稿，已被取代", "final, superseded")}  # of a run itself


def _plainly(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["  ".join(row) for row in rows]


def state_text(shown: Shown, language: Language, aligned: Aligned = _plainly) -> str:
    """Where everything stands, a line per decision and per final run, and whether the record is whole.

    Args:
        shown: What was found.
        language: Of the words.
        aligned: What makes lines of rows of cells.
    """
    zh = language == "zh"
    lines = [line for assessment in shown.assessments for line in _assessment(assessment, aligned, zh=zh)]
    if shown.run and shown.run_state:
        words = RUN_TITLES[shown.run_state][0 if zh else 1]
        lines.append(f"本次运行 {shown.run}：{words}" if zh else f"This run {shown.run}: {words}")
    if shown.is_whole and shown.lines:
        lines.append(_whole_zh(shown) if zh else _whole(shown))
    elif not shown.lines:
        lines.append("还没有状态记录。" if zh else "There is no log of states yet.")
    return "\n".join(lines)


def _whole_zh(shown: Shown) -> str:
    finals = any(assessment.finals for assessment in shown.assessments)
    return f"{shown.log} 共{shown.lines}行，首尾相连{'，定稿核对无误' if finals else ''}。"


def _whole(shown: Shown) -> str:
    finals = any(assessment.finals for assessment in shown.assessments)
    return f"{shown.log}: {shown.lines} lines, unbroken{'; final runs are what they were' if finals else ''}."


def _assessment(found: AssessmentState, aligned: Aligned, *, zh: bool) -> Iterator[str]:
    i = 0 if zh else 1
    since = f"（{found.since}，{found.run}）" if zh else f" ({found.since}, {found.run})"
    yield f"{found.assessment}{'：' if zh else ': '}{TITLES[found.state][i]}{since if found.run else ''}"
    rows = []
    for line in found.lines:
        reason = (f"，理由：{line.reason}" if zh else f", because: {line.reason}") if line.reason else ""
        rows.append((f"  {line.date}", f"{TITLES[line.before][i]} → {TITLES[line.state][i]}", line.run, f"{line.by}{reason}"))
    yield from aligned(rows) if rows else []
    yield from aligned([_final(final, zh=zh) for final in found.finals]) if found.finals else []


def _final(final: FinalRun, *, zh: bool) -> tuple[str, ...]:
    if zh:
        standing = f"已被第{final.superseded_by}号定稿取代" if final.superseded_by else "有效"
        return f"  第{final.number}号定稿", final.run, final.date, f"校验码 {final.final[:16]}", standing
    standing = f"superseded by number {final.superseded_by}" if final.superseded_by else "in force"
    return f"  Final run {final.number}", final.run, final.date, f"hash {final.final[:16]}", standing


def standing_line(run: Path, language: Language) -> str:
    """Where the assessment of a new run stands, and that this run is not the one that is final; empty without a log."""
    standing = stand(run)
    lines = standing.log.of(standing.assessment)
    if not lines:
        return ""
    last = lines[-1]
    is_other = last.state == "final" and last.run != standing.name
    if language == "zh":
        new = "；本次运行不是定稿，要取代它须再定稿（scoring finalise --supersedes）" if is_other else ""
        return f"考核状态：{TITLES[last.state][0]}（{last.date}，{last.run}）{new}"
    new = "; this run is not final, to take its place: scoring finalise --supersedes" if is_other else ""
    return f"State of the assessment: {TITLES[last.state][1]} ({last.date}, {last.run}){new}"


def moved_text(line: Line, language: Language) -> str:
    """A step that was taken."""
    i = 0 if language == "zh" else 1
    move = f"{TITLES[line.before][i]} → {TITLES[line.state][i]}"
    return f"{line.assessment}{'：' if i == 0 else ': '}{move}{'，' if i == 0 else ', '}{line.date}{'，' if i == 0 else ', '}{line.by}"


def final_text(made: Finalised, language: Language) -> str:
    """What became final, what it takes the place of, and what is not kept with it."""
    final, zh = made.final, language == "zh"
    lines = [
        f"{final.run} 已定稿：{final.assessment} 第{final.number}号，{final.date}，{final.by}，校验码 {made.sha256[:16]}"
        if zh
        else f"{final.run} is final: {final.assessment} number {final.number}, {final.date}, {final.by}, hash {made.sha256[:16]}"
    ]
    if final.supersedes:
        old = final.supersedes
        lines.append(
            f"取代第{old.number}号定稿 {old.run}：{final.why}"
            if zh
            else f"It takes the place of number {old.number}, {old.run}: {final.why}"
        )
    if final.left_out:
        count = len(final.left_out)
        lines.append(f"{count}个台账文件未存入，只记校验码" if zh else f"{count} files of records are not kept, only their hashes")
    lines.append("输入已存入 inputs/，全部文件只读。" if zh else "Its inputs are kept in inputs/, all files are read-only.")
    return "\n".join(lines)
