"""What the command line says at the end of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.cli.nexts import invented_lines
from scoring.cli.tables import table
from scoring.problems import Language

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.checking import Checked
    from scoring.limits import Observed
    from scoring.running import Run
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
    if summary.anomalies[0]:
        lines.append(_screened(*summary.anomalies, page="checks.html" if page else "", zh=zh))
    if summary.appeals[0]:
        lines.append(_appeals(*summary.appeals, zh=zh))
    if pairs:
        listed = " checks.html 和表 policy_pairs" if page else "表 policy_pairs"
        zh_text = f"名次与规则：{pairs} 对相邻单位的先后取决于取整、同分等规则，详见{listed}"
        lines.append(zh_text if zh else f"ranking: the order of {pairs} pairs of neighbours hangs on the policy, see table policy_pairs")
    lines.append(f"结果：{run.folder}" if zh else f"results: {run.folder}")
    circular = run.folder / "circular.pdf"
    if circular.is_file():
        lines.append(f"通报：{circular}" if zh else f"circular: {circular}")
    correction = run.folder / "correction.pdf"
    if correction.is_file():
        lines.append(f"更正通报：{correction}" if zh else f"notice of correction: {correction}")
    lines += [*_rectification(run, zh=zh), *_more(run.folder, zh=zh), *invented_lines(run.invented, language)]
    return "\n".join(lines)


_MORE = (
    ("requests", "数据核实函", "letters that ask for evidence"),
    ("margins.html", "签发前核对单", "list to read before signing"),
    ("sensitivity.html", "名次稳健性分析", "how firm the ranking is"),
)


def _more(folder: Path, *, zh: bool) -> list[str]:
    """What assessment.yaml asked for besides, where it was made."""
    made = [(folder / name, title, english) for name, title, english in _MORE if (folder / name).exists()]
    return [f"{title}：{path}" if zh else f"{english}: {path}" for path, title, english in made]


def _appeals(listed: int, applied: int, own: int, others: int, *, zh: bool) -> str:
    """How many appeals and adjustments there are, how many count, and whom they moved."""
    if zh:
        moved = f"，{own} 个单位因本单位的决定、{others} 个单位因其他单位的决定有变动，详见表 appeal_effects" if applied else ""
        return f"复核和调整：{listed} 件，计入 {applied} 件{moved}"
    moved = f"; {own} units moved by decisions of their own, {others} by those of others, see table appeal_effects" if applied else ""
    return f"appeals and adjustments: {listed}, of which {applied} count{moved}"


def _screened(noted: int, units: int, page: str, *, zh: bool) -> str:
    """How many anomalies the screen of self-reported data lists, where there are any."""
    if zh:
        where = f" {page}" if page else "表 anomalies"
        return f"数据筛查：{units} 个单位有 {noted} 处数据需要说明，不影响得分，详见{where}"
    return f"screen: {noted} anomalies in {units} units to be explained (no score moves by them), see {page or 'table anomalies'}"


def _rectification(run: Run, *, zh: bool) -> list[str]:
    """How many units get a notice, or that none does; nothing where the assessment says nothing of it."""
    found = run.results.rectification if run.results else None
    if found is None:
        return []
    if not found.notices:
        return ["整改通知单：没有单位符合发通知单的条件" if zh else "notices of rectification: no unit meets a condition"]
    units, rows = len(found.notices), len(found.rows)
    where = f"{run.folder / 'notices'}，{run.folder / 'ledger.xlsx'}"
    return [f"整改通知单：{units} 份，{rows} 个问题：{where}" if zh else f"notices of rectification: {units}, {rows} problems: {where}"]


def check_summary(checked: Checked, language: Language) -> str:
    """The first failures of a reason of their own, the numbers of the audit, and where its report is."""
    failing = [row for row in checked.quality.checks if row.outcome == "fails" and not row.caused_by]
    lines = [f"{row.unit or row.unit_id}  {row.message}  [{row.check_id}]  {row.file}" for row in failing[:MOST_FAILURES]]
    zh = language == "zh"
    if len(failing) > MOST_FAILURES:
        more = len(failing) - MOST_FAILURES
        lines.append(f"另有 {more} 处不符" if zh else f"{more} more failures")
    lines += _audit_numbers_zh(checked) if zh else _audit_numbers_en(checked)
    screened = checked.quality.screened
    if screened.rows:
        lines.append(_screened(len(screened.rows), screened.units, "checks.html", zh=zh))
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
