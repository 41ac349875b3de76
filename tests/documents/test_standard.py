"""The table that leaders approve, read back from .docx and .xlsx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from scoring.approval import build_standard, write_standard
from scoring.approval.building import standards
from scoring.approval.clauses import formula_words
from scoring.criteria import read_criteria
from scoring.criteria.formulas import parse_formula
from scoring.documents.standard.model import Standard, body_cells
from scoring.documents.standard.word import standard_docx
from scoring.documents.standard.workbook import standard_xlsx
from scoring.files import yamlfile
from scoring.folder.packs import shipped, shipped_packs
from scoring.folder.planning import load_plan
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.problems import ProblemsFound
from scoring.rules import Plan, bind
from tests.repository import ROOT
from tests.rules.frame import FRAME, merged

if TYPE_CHECKING:
    from pathlib import Path


def plan_of(pack: str) -> Plan:
    plan, _ = load_plan(shipped("criteria", pack, "criteria.yaml"))
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of("openness-2016")


@pytest.fixture(scope="module")
def standard(plan: Plan) -> Standard:
    return build_standard(plan)


@pytest.fixture(scope="module")
def document(standard: Standard) -> Any:
    return docx.Document(io.BytesIO(standard_docx(standard)))


@pytest.fixture(scope="module")
def book(standard: Standard) -> Any:
    return openpyxl.load_workbook(io.BytesIO(standard_xlsx(standard)))


def test_every_indicator_has_a_row_with_its_rule_in_words(plan: Plan, standard: Standard) -> None:
    assert [row.levels[-1][0] for row in standard.rows] == [leaf.id for leaf in plan.criteria.leaves()]
    row = next(row for row in standard.rows if row.levels[-1][0] == "disclosure.normative")
    assert [text for _, text in row.levels] == ["主动公开（市州人民政府32分、省政府部门30分）", "规范性文件公开"]
    assert row.cells[:4] == (
        "5",
        "5",
        "规范性文件公开率达到100%的得满分，未达到的按比例得分，低于60%的不得分。",
        "《中华人民共和国政府信息公开条例》第十条第（一）项",
    )
    assert row.cells[4].startswith("年度报告统计表：主动公开规范性文件数、制发规范性文件总数；查看")


@pytest.mark.parametrize("pack", shipped_packs())
def test_no_cell_of_a_shipped_pack_is_empty_or_broken(pack: str) -> None:
    plan = plan_of(pack)
    table = build_standard(plan)
    assert set(standards(plan)) == {node.id for node in plan.criteria.scored()}
    assert [row.levels for row in table.rows if not all(row.cells[:-2])] == []
    texts = [text for row in table.rows for text in row.cells] + [text for extra in table.extras for row in extra.rows for text in row]
    assert [text for text in (*texts, *table.notes) if "None" in text or "__" in text or "。。" in text] == []
    assert len(docx.Document(io.BytesIO(standard_docx(table))).tables[0].rows) == table.head_rows + len(table.rows)


def test_blocks_and_indicators_cover_their_cells_exactly_once(standard: Standard) -> None:
    covered = [
        (row, column)
        for cell in body_cells(standard)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(len(standard.rows)) for column in range(standard.columns)]


def test_the_word_file_has_the_table_with_merged_blocks_and_a_repeated_head(document: Any, standard: Standard) -> None:
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["一级指标", "二级指标", "分值", "分值", "评分标准", "依据", "数据来源"]
    assert [cell.text for cell in table.rows[1].cells][2:4] == ["市州人民政府", "省政府部门"]
    assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows[:3]] == [True, True, False]
    assert table.cell(2, 0)._tc is table.cell(3, 0)._tc
    assert len(table.rows) == 2 + len(standard.rows)


def test_the_word_file_says_bonuses_gates_and_policies(document: Any, standard: Standard) -> None:
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == ["一、指标及评分标准", "二、加分项", "三、一票否决等", "四、指标数据的计算", "五、说明"]
    assert [cell.text for cell in document.tables[1].rows[0].cells] == ["名称", "上限", "加分标准", "条件", "依据", "数据来源"]
    assert document.tables[1].rows[1].cells[3].text == "基础分大于80"
    assert [cell.text for cell in document.tables[2].rows[1].cells][1:3] == ["公开信息造成失泄密大于0", "等次定为不合格"]
    assert [cell.text for cell in document.tables[3].rows[1].cells] == ["规范性文件公开率", "主动公开规范性文件数÷制发规范性文件总数"]
    assert "市州人民政府等次：优秀（90分及以上）、良好（80分及以上）、合格（60分及以上）、不合格（60分以下）。" in standard.notes
    assert "各指标得分保留2位小数，四舍五入。" in standard.notes
    assert "各组分别按公布的总分从高到低排名，同分的名次并列，其后名次空出。" in standard.notes
    assert "合理缺项不计入基数，得分按满分折算；缺少计分所需数据的，补齐后再计分。" in standard.notes


def test_the_workbook_has_numbers_as_numbers_and_merged_blocks(book: Any, standard: Standard) -> None:
    sheet = book["指标及评分标准"]
    assert sheet["A1"].value == standard.title
    assert (sheet["C4"].value, sheet["C4"].data_type) == (4, "n")
    first = next(area for area in sheet.merged_cells.ranges if area.min_row == 4 and area.min_col == 1)
    assert first.max_row > 4
    assert sheet["E4"].value.startswith("共4项，逐项计分：编制并公布公开指南1分、")
    assert book.sheetnames == ["指标及评分标准", "加分项", "一票否决等", "指标数据的计算", "说明"]


def test_the_same_criteria_give_the_same_bytes(standard: Standard) -> None:
    assert standard_docx(standard) == standard_docx(standard)
    assert standard_xlsx(standard) == standard_xlsx(standard)


def test_a_place_that_cannot_be_written_is_a_problem(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        write_standard(plan, "xlsx", tmp_path / "nowhere" / "x.xlsx")
    assert [problem.code for problem in found.value.problems] == ["A006"]


def test_components_are_named_with_their_share() -> None:
    data = yamlfile.read(ROOT / "tests/cases/structure/components.yaml").data["criteria"]
    criteria, problems = read_criteria(yamlfile.YamlFile("x.yaml", {**merged(FRAME, data)}))
    assert [problem for problem in problems if problem.severity == "error"] == []
    table = build_standard(bind(criteria, Names(criteria, metrics()))[0])
    assert table.rows[0].levels[0][1] == "工作考核（满分100分，在总分中占市州70分、部门65分）"
    assert [row[0] for row in table.extras[0].rows] == ["加分（市州、部门、工作考核）", "创新加分"]
    assert table.extras[2].rows[0][:3] == ("网站无法访问（工作考核）", "失泄密大于1", "等次定为不合格，停止计分")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("leaks_confirmed > 0", "公开信息造成失泄密大于0"),
        ("base >= 80 and total < 90", "基础分不小于80，且总分小于90"),
        ("not (late_reply == 1 or base != 2)", "并非（依申请公开超期答复等于1，或者基础分不等于2）"),
        ("(late_reply + 1) / requests_closed > -0.5", "（依申请公开超期答复＋1）÷申请办结数大于－0.5"),
        ("max(base, 3) <= 4", "取大（基础分，3）不大于4"),
    ],
)
def test_a_condition_in_words(plan: Plan, text: str, words: str) -> None:
    assert formula_words(parse_formula(text), plan.names) == words
