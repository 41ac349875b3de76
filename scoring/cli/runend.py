"""What ``scoring run`` says at its end: the first ranks, what was written, what needs attention."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoring.cli.colours import paint
from scoring.cli.nexts import replace_lines
from scoring.cli.tables import table
from scoring.problems import Language

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.commands.running import Run
    from scoring.results.summary import GroupSummary

_WRITTEN = (
    ("circular.pdf", "通报", "circular"),
    ("correction.pdf", "更正通报", "notice of correction"),
    ("explorer/index.html", "网页浏览", "explorer"),
    ("results.xlsx", "结果工作簿", "workbook"),
    ("checks.html", "数据质量报告", "data-quality report"),
    ("feedback", "情况反馈", "sheets of units"),
    ("notices", "整改通知单", "notices of rectification"),
    ("ledger.xlsx", "整改台账", "ledger of rectification"),
    ("requests", "数据核实函", "letters that ask for evidence"),
    ("margins.html", "签发前核对单", "list to read before signing"),
    ("sensitivity.html", "名次稳健性分析", "how firm the ranking is"),
)
"""What a reader opens, where it was made: its place in the run, and what it is."""
SAMPLE, _FONT = "A080", "D060"  # which are told in words of their own


def run_summary(run: Run, language: Language) -> str:
    """The first ranks of every group, what was written and where, and what needs attention."""
    zh = language == "zh"
    parts = [*(_group(group, zh=zh) for group in run.summary.groups), *_written(run.folder, zh=zh)]
    return "\n".join([*parts, *_attention(run, language)])


def _group(group: GroupSummary, *, zh: bool) -> str:
    """A group's first ranks as a table, numbers under each other."""
    title = f"{group.title}（{group.ranked} 个单位参加排名）" if zh else f"{group.title} ({group.ranked} units ranked)"
    rows = [(f"  {rank}", name, total, grade) for rank, name, total, grade in group.first]
    return "\n".join([paint(title, "head"), *([table(rows, right=(2,))] if rows else [])])


def _written(folder: Path, *, zh: bool) -> Iterator[str]:
    """The folder with the number of its files, and what a reader opens in it."""
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    yield ""
    yield paint(f"结果：{folder}" if zh else f"results: {folder}", "good")
    rows = []
    for name, title, english in _WRITTEN:
        path = folder / name
        if path.is_dir():
            made = len({file.stem for file in path.iterdir() if file.suffix == ".pdf"})
            rows.append((f"  {title if zh else english}", f"{name}/（{made} 份）" if zh else f"{name}/ ({made})"))
        elif path.exists():
            rows.append((f"  {title if zh else english}", name))
    among = ("，其中：" if zh else ", among them:") if rows else ""
    yield (f"  共 {files} 个文件" if zh else f"  {files} files") + among
    if rows:
        yield table([(f"  {title}", name) for title, name in rows])


def _attention(run: Run, language: Language) -> Iterator[str]:
    """What somebody has to look at, a line each; that there is nothing where there is nothing."""
    zh = language == "zh"
    lines = list(_points(run, zh=zh))
    yield ""
    if not lines and not run.invented:
        yield "没有需要留意的。" if zh else "Nothing needs attention."
        return
    yield paint("需要留意：" if zh else "Needs attention:", "warning")
    yield from (f"  {line}" for line in lines)
    if run.invented:
        yield (
            "  以上结果出自样例数据，各文件的标题都有标注。依次换成本单位的数据："
            if zh
            else "  These results come from invented data, and every title says so. Replace, in this order:"
        )
        yield from replace_lines(run.invented, language)


def _points(run: Run, *, zh: bool) -> Iterator[str]:
    warnings = sum(problem.severity == "warning" and problem.code != SAMPLE for problem in run.problems)
    if warnings:
        yield f"警告：{warnings} 个，见上" if zh else f"warnings: {warnings}, see above"
    yield from _of_data(run, zh=zh)
    yield from _of_order(run, zh=zh)
    fonts = [problem for problem in run.problems if problem.code == _FONT]
    if fonts:
        pairs = ("、" if zh else ", ").join(f"{problem.args.get('canonical', problem.where)}→{problem.found}" for problem in fonts)
        yield f"以替代字体排印（fonts.yaml 可以另行指定）：{pairs}" if zh else f"substituted fonts (see fonts.yaml): {pairs}"


def _of_data(run: Run, *, zh: bool) -> Iterator[str]:
    """Checks that fail, points without data, what the screen lists, appeals."""
    summary = run.summary
    # A run without documents has no page to look at, only the tables.
    page = (run.folder / "checks.html").is_file()
    where = (" checks.html" if page else "表 checks") if zh else "checks.html" if page else "table checks"
    if summary.failing:
        counted = summary.failing, summary.failing_units
        words = "数据核对：{} 处不符，涉及 {} 个单位，详见{}" if zh else "checks: {} failures in {} units, see {}"
        yield words.format(*counted, where)
    if summary.lacking[0]:
        yield _lacking(*summary.lacking, zh=zh)
    if summary.anomalies[0]:
        yield screened(*summary.anomalies, page="checks.html" if page else "", zh=zh)
    if summary.appeals[0]:
        yield _appeals(*summary.appeals, zh=zh)


def _of_order(run: Run, *, zh: bool) -> Iterator[str]:
    """Neighbours whose order is a matter of rounding or ties, and notices that go out."""
    pairs = run.summary.pairs
    if pairs and zh:
        listed = " checks.html 和表 policy_pairs" if (run.folder / "checks.html").is_file() else "表 policy_pairs"
        yield f"名次与规则：{pairs} 对相邻单位的先后取决于取整、同分等规则，详见{listed}"
    elif pairs:
        yield f"ranking: the order of {pairs} pairs of neighbours hangs on the policy, see table policy_pairs"
    found = run.results.rectification if run.results else None
    if found is not None and not found.notices:
        yield "整改通知单：没有单位符合发通知单的条件" if zh else "notices of rectification: no unit meets a condition"
    elif found is not None:
        units, rows = len(found.notices), len(found.rows)
        yield f"整改通知单：{units} 份，{rows} 个问题" if zh else f"notices of rectification: {units}, {rows} problems"


def _lacking(points: int, units: int, *, zh: bool) -> str:
    """How many points have no data behind them; what then counts is what the criteria say."""
    if zh:
        return f"缺少数据：{units} 个单位的 {points} 项得分没有数据，按指标的规定处理，详见表 points（outcome 为 missing）"
    return f"points without data: {points} in {units} units, scored as the criteria say, see table points (outcome is missing)"


def _appeals(listed: int, applied: int, own: int, others: int, *, zh: bool) -> str:
    """How many appeals and adjustments there are, how many count, and whom they moved."""
    if zh:
        moved = f"，{own} 个单位因本单位的决定、{others} 个单位因其他单位的决定有变动，详见表 appeal_effects" if applied else ""
        return f"复核和调整：{listed} 件，计入 {applied} 件{moved}"
    moved = f"; {own} units moved by decisions of their own, {others} by those of others, see table appeal_effects" if applied else ""
    return f"appeals and adjustments: {listed}, of which {applied} count{moved}"


def screened(noted: int, units: int, page: str, *, zh: bool) -> str:
    """How many anomalies the screen of self-reported data lists, where there are any."""
    if zh:
        where = f" {page}" if page else "表 anomalies"
        return f"数据筛查：{units} 个单位有 {noted} 处数据需要说明，不影响得分，详见{where}"
    return f"screen: {noted} anomalies in {units} units to be explained (no score moves by them), see {page or 'table anomalies'}"
