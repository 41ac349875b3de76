"""What the command line says at the end of a command."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from scoring.problems import Language

if TYPE_CHECKING:
    from scoring.checking import Checked
    from scoring.running import Run


def width(text: str) -> int:
    """Columns that a text takes on a terminal; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as aligned columns."""
    rows = [list(row) for row in rows]
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    return "\n".join("  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows)


def run_summary(run: Run, language: Language) -> str:
    """The first ranks of every group, what the checks found, and where things are."""
    zh = language == "zh"
    lines = []
    summary = run.summary
    for group in summary.groups:
        lines.append(f"{group.title}（{group.ranked} 个单位参加排名）" if zh else f"{group.title} ({group.ranked} units ranked)")
        lines.append(table((f"  {rank}", name, total, grade) for rank, name, total, grade in group.first))
    failing, units, pairs = summary.failing, summary.failing_units, summary.pairs
    # A run without documents has no page to look at, only the tables.
    page = (run.folder / "checks.html").is_file()
    where = (" checks.html" if page else "表 checks") if zh else "checks.html" if page else "table checks"
    lines.append(
        f"数据核对：{failing} 处不符，涉及 {units} 个单位，详见{where}"
        if zh
        else f"checks: {failing} failures in {units} units, see {where}"
    )
    if pairs:
        listed = " checks.html 和表 policy_pairs" if page else "表 policy_pairs"
        zh_text = f"名次与规则：{pairs} 对相邻单位的先后取决于取整、同分等规则，详见{listed}"
        lines.append(zh_text if zh else f"ranking: the order of {pairs} pairs of neighbours hangs on the policy, see table policy_pairs")
    lines.append(f"结果：{run.folder}" if zh else f"results: {run.folder}")
    circular = run.folder / "circular.pdf"
    if circular.is_file():
        lines.append(f"通报：{circular}" if zh else f"circular: {circular}")
    return "\n".join(lines)


def check_summary(checked: Checked, language: Language) -> str:
    """Every check that fails or cannot be assessed, and how many hold."""
    lines = [
        f"{row['unit'] or row['unit_id'] or ''}  {row['message']}  [{row['check_id']}]  {row['file'] or ''}"
        for row in checked.checks
        if row["outcome"] == "fails"
    ]
    counts = checked.counts
    holds, fails, unknown = (counts.get(key, 0) for key in ("holds", "fails", "not_assessable"))
    if language == "zh":
        lines.append(
            f"{checked.units} 个单位，{checked.reports} 份报告，{checked.facts} 个数据；{counted(holds, fails, unknown)}。没有计分。"
        )
    else:
        read = f"{checked.units} units, {checked.reports} reports, {checked.facts} facts"
        lines.append(f"{read}; {holds} checks hold, {fails} fail, {unknown} not assessable. Nothing was scored.")
    return "\n".join(lines)


def counted(holds: int, fails: int, unknown: int) -> str:
    """How many checks came out how, as a clause."""
    return f"核对 {holds + fails + unknown} 项：相符 {holds}，不符 {fails}，不能判定 {unknown}"
