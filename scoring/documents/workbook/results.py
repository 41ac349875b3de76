"""results.xlsx: ranking, indicator matrix with live formulas, lost points, checks, figures, notes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring import numbers
from scoring.documents.comparison.book import comparison_sheets
from scoring.documents.kinds import Job
from scoring.documents.printing.files import write_whole
from scoring.documents.quality.changes import corrections_table, prepared_tables
from scoring.documents.quality.checkrows import CHECKS, check_cells
from scoring.documents.quality.screenrows import screen_table
from scoring.documents.robustness.sheets import robustness_sheets
from scoring.documents.workbook.appealsheets import appeal_tables
from scoring.documents.workbook.cells import Column, Pen, write_table
from scoring.documents.workbook.marginsheets import margin_tables
from scoring.documents.workbook.matrix import NONE_MARK, OUTCOME_WORDS, Matrix
from scoring.documents.workbook.matrixsheet import write_matrix
from scoring.documents.workbook.paper import holdable, sheet_name
from scoring.documents.workbook.recordsheets import record_tables
from scoring.results.model import Arithmetic, GroupTable, PointRow, RankedUnit, Results

_RUN_DATE = "运行日期"
_POLICY_WORDS = {
    "rescale": "缺项不计入基数，得分按满分折算",
    "redistribute_equal": "缺项分值平均加到其他指标",
    "no_rescale": "缺项不计入基数，不折算",
    "full_marks": "缺项按满分计",
    "zero": "缺项按零分计",
    "inherit": "缺项不计入基数，不折算",
}

_LOST = (
    Column("组别", 16, "word"),
    Column("单位", 24),
    Column("指标编号", 26, "mono"),
    Column("指标", 26),
    Column("满分", 8, "score"),
    Column("得分", 10, "score"),
    Column("失分", 10, "score"),
    Column("结果", 10, "word"),
    Column("原因", 60),
    Column("依据材料", 36),
)
FIGURES = (
    Column("名称", 24, "mono"),
    Column("文中数字", 20, "number"),
    Column("准确值", 16, "number"),
    Column("单位", 7, "word"),
    Column("算法", 46),
    Column("有数据单位", 8, "number"),
    Column("涉及单位", 8, "number"),
    Column("数据个数", 8, "number"),
    Column("缺数据的单位", 24),
    Column("来源文件数", 8, "score"),
    Column("来源文件", 32),
    Column("说明", 32),
)
LISTS = (Column("清单", 12, "word"), Column("来源文件数", 12, "score"), Column("来源文件", 150, lines=28))  # no row may be higher
_LISTED = 60  # characters of a list that its cell holds itself

CHOICE_WORDS = {"on": "公布分或精确分", "break_ties": "同分的比较", "mode": "四舍五入或截尾"}
PAIRS = (
    Column("组别", 16, "word"),
    Column("在前单位", 24),
    Column("总分", 10, "number"),
    Column("精确分", 12, "number"),
    Column("在后单位", 24),
    Column("总分", 10, "number"),
    Column("精确分", 12, "number"),
    Column("取决于", 24),
    Column("说明", 70),
)


def make(job: Job) -> tuple[Path, ...]:
    """``results.xlsx`` of a run (document ``workbook``)."""
    return (write_workbook(job.results, job.out / "results.xlsx"),)


def write_workbook(results: Results, out: Path) -> Path:
    """Write the workbook; the same results give the same bytes.

    Args:
        results: The run, with its criteria tree (``nodes``) and ``arithmetic``.
        out: The file to write.

    Returns:
        The file. Raises ProblemsFound W001, W002 where the formulas would not give the printed scores, D033; nothing is written then.
    """
    write_whole(out, workbook_xlsx(results))
    return out


def workbook_xlsx(results: Results) -> bytes:
    """The workbook as bytes; raises ProblemsFound W001, W002, and OSError where there is no room for what is packed into it."""
    import xlsxwriter

    made = io.BytesIO()
    day = dt.date.fromisoformat(results.run_date)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(made, options) as book:
            words = {"title": holdable(results.title), "keywords": f"{results.assessment_id}, {results.score_fingerprint}"}
            book.set_properties({**words, "created": dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)})
            pen, taken = Pen(book), set[str]()
            for name, write in _sheets(results):
                write(pen, book.add_worksheet(sheet_name(name, taken)))
    except xlsxwriter.exceptions.FileCreateError as error:  # what the library makes of an OSError
        raise (error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from None
    return made.getvalue()


def _sheets(results: Results) -> Iterator[tuple[str, Any]]:
    """Name and writer of every sheet, in order."""
    arithmetic = declared(results)
    for group in results.groups:
        yield f"排名 {group.title}", lambda pen, sheet, group=group: _write_ranking(pen, sheet, results, group)
    points = {(row.unit_id, row.indicator_id): row for row in results.points}
    for group in results.groups:
        nodes = [node for node in results.nodes if node.group_id == group.group_id]
        matrix = Matrix(group, nodes, points, arithmetic)
        yield f"指标得分 {group.title}", lambda pen, sheet, matrix=matrix: write_matrix(pen, sheet, matrix)
    yield "失分明细", lambda pen, sheet: write_table(pen, sheet, "失分明细", _LOST, list(lost_rows(results)), fixed=2)
    if results.checks or results.quality is None or results.quality.reads_reports:
        yield (
            "数据检查",
            lambda pen, sheet: write_table(pen, sheet, "数据检查", CHECKS, [check_cells(row) for row in results.checks], fixed=2),
        )
    extra = [
        *appeal_tables(results.appeals),
        *margin_tables(results.margins),
        *record_tables(results.records),
        *robustness_sheets(results.robustness),
        *corrections_table(results.quality),
        *prepared_tables(results.prepared),
        *screen_table(results.quality),
    ]
    for name, columns, rows in extra:
        yield name, lambda pen, sheet, name=name, columns=columns, rows=rows: write_table(pen, sheet, name, columns, rows, fixed=2)
    if results.pairs:
        yield "名次与规则", lambda pen, sheet: write_table(pen, sheet, "名次取决于规则的相邻单位", PAIRS, list(pair_rows(results)))
    figures, lists = shared_lists(list(figure_rows(results)))
    if figures:
        yield "数字出处", lambda pen, sheet: write_table(pen, sheet, "通报所用数字的出处", FIGURES, figures, fixed=1)
    if lists:
        yield "来源清单", lambda pen, sheet: write_table(pen, sheet, "来源文件清单", LISTS, lists, fixed=1)
    yield from comparison_sheets(results.comparison)
    yield "说明", lambda pen, sheet: _write_notes(pen, sheet, results, arithmetic)


def declared(results: Results) -> Arithmetic:
    """The policies of the criteria, which every finished run carries."""
    if results.arithmetic is None:
        raise ValueError("results of a finished run carry the arithmetic of their criteria")
    return results.arithmetic


def _write_ranking(pen: Pen, sheet: Any, results: Results, group: GroupTable) -> None:
    blocks = [Column(f"{title}\n（{full}分）", 13, "number") for title, full in group.blocks]
    columns = [Column("名次", 8, "rank"), Column("单位", 32), *blocks, Column("加分", 9, "number"), Column("扣分", 9, "number")]
    columns += [Column("总分", 10, "number"), Column("等次", 10, "word"), Column("全体名次", 9, "number"), Column("备注", 36)]
    rows = [(*(text or NONE_MARK for text in _ranked(unit)), unit.note) for unit in group.rows]
    # A group without grades has no column for them, nor one for the rank over all groups unless the criteria want it.
    absent = {"等次": not any(unit.grade for unit in group.rows), "全体名次": not declared(results).overall}
    kept = [i for i, column in enumerate(columns) if not absent.get(column.title, False)]
    columns, rows = [columns[i] for i in kept], [tuple(row[i] for i in kept) for row in rows]
    write_table(pen, sheet, f"{results.title}排名（{group.title}）", columns, rows, fixed=2)


def _ranked(unit: RankedUnit) -> tuple[str, ...]:
    return (unit.rank, unit.name, *unit.blocks, unit.bonus, unit.penalty, unit.total, unit.grade, unit.rank_overall)


def lost_rows(results: Results) -> Iterator[tuple[str, ...]]:
    """One row per unit x indicator where points were lost or none could be given, in the order of the ranking."""
    points: dict[str, list[PointRow]] = {}
    for row in results.points:
        points.setdefault(row.unit_id, []).append(row)
    for group in results.groups:
        indicators = {node.node_id for node in results.nodes if node.group_id == group.group_id}
        for unit in group.rows:
            for row in points.get(unit.unit_id, ()):
                if row.indicator_id in indicators and (row.outcome != "measured" or Decimal(row.lost) > 0):
                    outcome = OUTCOME_WORDS[row.outcome]
                    numbers = (row.full_points, row.points or NONE_MARK, row.lost or NONE_MARK)
                    yield (group.title, unit.name, row.indicator_id, row.title, *numbers, outcome, row.reason, row.evidence)


def pair_rows(results: Results) -> Iterator[tuple[str, ...]]:
    """One row per pair of neighbours whose order hangs on a choice of policy."""
    for pair in results.pairs:
        choices = "、".join(CHOICE_WORDS[choice] for choice in pair.choices)
        first, second = (pair.first, pair.first_printed, pair.first_exact), (pair.second, pair.second_printed, pair.second_exact)
        yield (pair.group, *first, *second, choices, pair.sentence)


def figure_rows(results: Results) -> Iterator[tuple[str, ...]]:
    """One row per named figure (also of figures.csv), those without data too; long lists of files and units end with their number."""
    for figure in results.figures.values():
        covered = (str(figure.covered), str(figure.of)) if figure.of else ("", "")
        files = len(figure.sources) if figure.source_count is None else figure.source_count
        missing = _listed(figure.missing, figure.of - figure.covered, "个，见 results/units.parquet 和 results/facts.parquet")
        sources = _listed(figure.sources, files, "份，见 results/sources.parquet")
        yield (
            figure.name,
            figure.text,
            numbers.plain_or_blank(figure.value),
            figure.uom,
            figure.formula,
            *covered,
            str(figure.facts) if figure.facts else "",
            missing,
            str(files) if files else "",
            sources,
            figure.why or figure.words.get("note", ""),
        )


def shared_lists(rows: Sequence[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Long lists of files apart from the figures: many figures come from the same fifty files.

    Args:
        rows: Rows of :func:`figure_rows`.

    Returns:
        The rows, in which a long list is only named, and one row per list: name, number of files, files.
    """
    titles = [column.title for column in FIGURES]
    number, files = titles.index("来源文件数"), titles.index("来源文件")
    names: dict[tuple[str, str], str] = {}
    short = []
    for row in rows:
        key = (row[number], row[files])
        name = names.setdefault(key, f"清单{len(names) + 1}") if len(row[files]) > _LISTED else ""
        short.append((*row[:files], f"{name}，见“来源清单”", *row[files + 1 :]) if name else row)
    return short, [(name, *key) for key, name in names.items()]


def _listed(names: Sequence[str], number: int, where: str) -> str:
    """Names in a row; where there are more than are listed, how many in all and where they stand."""
    return "、".join(names) + (f"{'等' if names else ''}{number}{where}" if number > len(names) else "")


def _write_notes(pen: Pen, sheet: Any, results: Results, arithmetic: Arithmetic) -> None:
    rounding = {"half_up": "四舍五入", "truncate": "截去尾数"}[arithmetic.mode]
    stage = {"item": "各指标得分", "component": "基础分和加分", "total": "总分"}[arithmetic.at]
    rows = [
        ("考核", results.title),
        ("考核年度", results.period),
        ("评分标准", results.criteria_title),
        ("制定依据", "、".join(results.criteria_basis)),
        ("校验码", results.score_fingerprint),
        (_RUN_DATE, results.run_date),
        ("取整", f"{stage}保留{arithmetic.digits}位小数，{rounding}"),
        ("排名", _ranking_words(arithmetic)),
        ("缺项", _POLICY_WORDS[arithmetic.not_applicable]),
        (
            "公式",
            "“指标得分”表中的小计、基础分、合计、总分和名次均为公式，可逐格核对；文字单元格（如“不适用”）不计分；不能由各指标得分算出的，或公式过长的，为数值",
        ),
    ]
    rows += [("名次稳健性", results.robustness.note)] if results.robustness else []
    write_table(pen, sheet, "说明", (Column("项目", 14, "word"), Column("内容", 90)), rows)
    pen.date(sheet, 2 + [name for name, _ in rows].index(_RUN_DATE), 1, results.run_date, "dateleft")


def _ranking_words(arithmetic: Arithmetic) -> str:
    ties = {"competition": "1-2-2-4", "dense": "1-2-2-3"}[arithmetic.ties]
    words = [f"按{'取整后的总分' if arithmetic.rank_on == 'printed' else '未取整的合计'}"]
    if arithmetic.best == "lowest":
        words.append("低分在前")
    if arithmetic.break_ties:
        order = {"highest": "高者在前", "lowest": "低者在前"}
        words.append("同分的依次比较" + "、".join(f"{item.title}（{order[item.best]}）" for item in arithmetic.break_ties))
    words.append(f"{'仍相同的' if arithmetic.break_ties else '同分'}同位（{ties}）")
    return "，".join(words)
