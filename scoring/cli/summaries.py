"""What the command line says at the end of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.cli.runend import screened
from scoring.problems import Language

if TYPE_CHECKING:
    from scoring.commands.checking import Checked
    from scoring.machine.limits import Observed
    from scoring.workbooks.collecting import Collected


MOST_FAILURES = 20
_MB = 1_000_000


def peaks(observed: Observed, language: Language) -> str:
    """The most memory that the run took, in whole MB; where a limit was set, also what the engine held and moved to the disk."""
    zh = language == "zh"
    own, helpers = observed.process // _MB, observed.helpers // _MB
    text = f"内存峰值：{own} MB" if zh else f"peak memory: {own} MB"
    if helpers:
        text += f"，辅助进程 {helpers} MB" if zh else f", helper process {helpers} MB"
    if observed.engine is not None:
        engine, spilled = observed.engine // _MB, (observed.spilled or 0) // _MB
        limit = observed.limit or "—"
        text += (
            f"，引擎 {engine} MB（上限 {limit}），暂存磁盘 {spilled} MB"
            if zh
            else f", engine {engine} MB (limit {limit}), spilled {spilled} MB"
        )
    return text


def check_summary(checked: Checked, language: Language) -> str:
    """The first failures of a reason of their own, the numbers of the audit, and where its report is."""
    failing = [row for row in checked.quality.checks if row.outcome == "fails" and not row.caused_by]
    lines = [f"{row.unit or row.unit_id}  {row.message}  [{row.check_id}]  {row.file}" for row in failing[:MOST_FAILURES]]
    zh = language == "zh"
    if len(failing) > MOST_FAILURES:
        more = len(failing) - MOST_FAILURES
        lines.append(f"另有 {more} 处不符" if zh else f"{more} more failures")
    lines += _audit_numbers_zh(checked) if zh else _audit_numbers_en(checked)
    listed = checked.quality.screened
    if listed.rows:
        lines.append(screened(len(listed.rows), listed.units, "checks.html", zh=zh))
    if checked.folder:
        page = checked.folder / "checks.html"
        lines.append(f"数据质量报告：{page}" if zh else f"report: {page}")
    return "\n".join(lines)


def _audit_numbers_zh(checked: Checked) -> list[str]:
    n, quality = checked.quality.totals, checked.quality
    refused = f"（另有 {n['refused']} 份不能读取）" if n["refused"] else ""
    without = f"，{n['without']} 个单位没有本年度报告" if n["without"] else ""
    said = counted(n["holds"], n["fails"], n["not_assessable"])
    lines = [
        f"{quality.period} 年度：{n['units']} 个单位，{n['reports']} 份报告{refused}{without}，{n['facts']} 个数据；{said}。没有计分。",
        f"不符之中：错误 {n['error']}，警告 {n['warning']}，提示 {n['info']}，由其他错误引起 {n['consequences']}。",
    ]
    return lines if quality.criteria else [*lines, "没有指定指标体系，只核对报告。"]


def _audit_numbers_en(checked: Checked) -> list[str]:
    n, quality = checked.quality.totals, checked.quality
    read = f"{quality.period}: {n['units']} units, {n['reports']} reports, {n['refused']} refused, {n['without']} units without a report"
    counted = f"{n['holds']} checks hold, {n['fails']} fail, {n['not_assessable']} not assessable"
    lines = [
        f"{read}, {n['facts']} facts; {counted}. Nothing was scored.",
        f"failures: {n['error']} errors, {n['warning']} warnings, {n['info']} notes, {n['consequences']} consequences.",
    ]
    return lines if quality.criteria else [*lines, "No criteria: only the reports were checked."]


def counted(holds: int, fails: int, unknown: int) -> str:
    """How many checks came out how, as a clause."""
    return f"核对 {holds + fails + unknown} 项：相符 {holds}，不符 {fails}，不能判定 {unknown}"


def collect_summary(collected: Collected, language: Language) -> str:
    """What was taken from returned workbooks, what changed in the tables, and how to go back."""
    zh = language == "zh"
    lines = [f"{path}  {name}  {count} 项" if zh else f"{path}  {name}  {count} entries" for path, name, count in collected.taken]
    for change in collected.tables:
        numbers = (change.added, change.changed, change.removed)
        words = "{}.csv：增 {} 行，改 {} 行，删 {} 行" if zh else "{}.csv: {} rows added, {} changed, {} removed"
        lines.append(words.format(change.table, *numbers))
    taken, left = len(collected.taken), len(collected.left)
    lines.append(f"收下 {taken} 份，未收 {left} 份。" if zh else f"{taken} taken, {left} not taken.")
    if collected.kept:
        lines.append(f"原有文件存于 {collected.kept}，用 --undo 撤回。" if zh else f"Earlier files: {collected.kept}; --undo goes back.")
    return "\n".join(lines)


def undone(language: Language) -> str:
    """What has become of the files that an undone collection had changed."""
    if language == "zh":
        return "最近一次收回已撤回：以上文件恢复原样，收回时新增的已删去。"
    return "The last collection is taken back: these files are as they were before it, new ones are gone."
