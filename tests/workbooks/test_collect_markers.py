"""Collecting what markers filled in: marks, findings, external scores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring.problems import Problem, ProblemsFound, sentence
from scoring.workbooks.collecting import CollectOptions, collect
from scoring.workbooks.issuing import IssueOptions, issue
from tests.runs.mini import CRITERIA
from tests.workbooks.collection import FOR_UNITS, THIRD, rows, told


@pytest.fixture
def marked(folder: Path) -> Path:
    """The small assessment with an external score and no marks yet."""
    text = CRITERIA.replace("      - {id: support.plan, title: 工作方案, points: 10, rule: presence}\n", "")
    extra = "      - {id: support.plan, title: 工作方案, points: 5, rule: {judgement: {from: 0, to: 5, step: 0.5}}}\n" + THIRD
    (folder / "criteria.yaml").write_text(text.replace("bonus:\n", extra + "bonus:\n"), "utf-8")
    (folder / "marks.csv").write_text("unit_id,indicator_id,marker,mark,remark\n", "utf-8")
    (folder / "findings.csv").write_text("unit_id,indicator_id,event,quantity,happened_on,evidence,found_by\n", "utf-8")
    (folder / "external.csv").write_text("unit_id,key,score,full_score,issued_by,issued_on\n", "utf-8")
    return folder


def marker_file(folder: Path, name: str, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(issue(folder, IssueOptions(markers=(name,), overwrite=True))[0])
    change(book)
    target = folder / "returned" / f"{name}.xlsx"
    target.parent.mkdir(exist_ok=True)
    book.save(target)
    return target


def fill_marks(book: Any) -> None:
    book["打分表"]["F5"], book["打分表"]["G5"], book["打分表"]["F6"] = 4.5, "方案完整", 0
    for column, value in zip("BCDEF", ("乙山县", "办理差错：超期答复", 2, "2016年5月6日", "台账第3号"), strict=True):
        book["台账"][f"{column}5"] = value
    book["外部评分"]["E5"], book["外部评分"]["F5"], book["外部评分"]["G5"] = 88.5, "某研究院", "2017/3/1"


def test_a_markers_workbook_asks_what_the_criteria_ask(marked: Path) -> None:
    book = openpyxl.load_workbook(issue(marked, IssueOptions(markers=("考核一组",)))[0])
    assert book.sheetnames == ["填报说明", "打分表", "台账", "选项", "外部评分"]
    assert [book["打分表"].cell(5, column).value for column in range(2, 7)] == ["甲河县", "工作方案", 5, "0—5，间隔 0.5", None]
    assert book["选项"].sheet_state == "hidden"
    assert [cell.value for cell in book["选项"]["B"]][:2] == ["办理差错：超期答复", "表扬：表扬"]
    lists = {rule.formula1 for rule in book["台账"].data_validations.dataValidation if rule.type == "list"}
    assert lists == {"'选项'!$A$1:$A$3", "'选项'!$B$1:$B$2"}
    assert [rule.formula2 for rule in book["打分表"].data_validations.dataValidation] == ["5.0", "5.0", "5.0"]
    assert all(sheet.protection.sheet for sheet in book.worksheets)


def test_marks_findings_and_scores_become_rows_with_their_cells(marked: Path) -> None:
    marker_file(marked, "考核一组", fill_marks)
    collected = collect(marked, CollectOptions())
    assert told(collected) == []
    assert rows(marked / "marks.csv") == [
        {
            "unit_id": "jia",
            "indicator_id": "support.plan",
            "marker": "考核一组",
            "mark": "4.5",
            "remark": "方案完整",
            "source": "考核一组.xlsx 打分表!F5",
        },
        {
            "unit_id": "yi",
            "indicator_id": "support.plan",
            "marker": "考核一组",
            "mark": "0",
            "remark": "",
            "source": "考核一组.xlsx 打分表!F6",
        },
    ]
    (finding,) = rows(marked / "findings.csv")
    assert finding == {
        "unit_id": "yi", "indicator_id": "requests.lapses", "event": "late_reply", "quantity": "2", "happened_on": "2016-05-06",
        "evidence": "台账第3号", "found_by": "考核一组", "source": "考核一组.xlsx 台账!B5",
    }  # fmt: skip
    (score,) = rows(marked / "external.csv")
    assert (score["score"], score["full_score"], score["issued_on"], score["source"]) == (
        "88.5",
        "100",
        "2017-03-01",
        "考核一组.xlsx 外部评分!E5",
    )


def test_a_workbook_issued_again_holds_what_was_collected_and_clearing_removes_it(marked: Path) -> None:
    marker_file(marked, "考核一组", fill_marks)
    collect(marked, CollectOptions())

    def clear(book: Any) -> None:
        assert (book["打分表"]["F5"].value, book["台账"]["C5"].value, book["外部评分"]["E5"].value) == (4.5, "办理差错：超期答复", 88.5)
        book["打分表"]["F5"] = None
        for column in "BCDEF":
            book["台账"][f"{column}5"] = None
        book["外部评分"]["E5"] = None

    marker_file(marked, "考核一组", clear)
    collect(marked, CollectOptions())
    assert [row["unit_id"] for row in rows(marked / "marks.csv")] == ["yi"]
    assert rows(marked / "findings.csv") == []
    assert [row["score"] for row in rows(marked / "external.csv")] == ["88.5"]


def test_rows_of_other_markers_stay(marked: Path) -> None:
    (marked / "marks.csv").write_text("unit_id,indicator_id,marker,mark,remark\njia,support.plan,考核二组,3,\n", "utf-8")
    line = "jia,requests.lapses,late_reply,1,2016-05-06,x,考核二组\n"
    (marked / "findings.csv").write_text("unit_id,indicator_id,event,quantity,happened_on,evidence,found_by\n" + line, "utf-8")
    marker_file(marked, "考核一组", fill_marks)
    collect(marked, CollectOptions())
    assert [(row["unit_id"], row["marker"]) for row in rows(marked / "marks.csv")] == [
        ("jia", "考核二组"),
        ("jia", "考核一组"),
        ("yi", "考核一组"),
    ]
    assert [row["found_by"] for row in rows(marked / "findings.csv")] == ["考核二组", "考核一组"]


def test_everything_wrong_in_a_markers_workbook_is_told_at_once(marked: Path) -> None:
    def spoil(book: Any) -> None:
        book["打分表"]["F5"], book["打分表"]["F6"], book["打分表"]["F7"] = 4.3, "良", 9
        for row, cells in enumerate((("甲河", "办理差错:超期", 1, None), ("乙山县", None, 0, "2016-02-30")), 5):
            for column, value in zip("BCDE", cells, strict=True):
                book["台账"][f"{column}{row}"] = value
        book["外部评分"]["E5"], book["外部评分"]["G5"] = 101, "上月"

    file = marker_file(marked, "考核一组", spoil)
    collected = collect(marked, CollectOptions())
    assert told(collected) == [
        f"{file}: 台账!B5: 列表中没有这个选项：甲河；应为甲河县。请从下拉列表中选择。 [W048]",
        f"{file}: 台账!C5: 列表中没有这个选项：办理差错:超期；应为办理差错：超期答复。请从下拉列表中选择。 [W048]",
        f"{file}: 台账!C6: 台账的这一行没有填全，缺：事项。请补上，或清空整行。 [W047]",
        f"{file}: 台账!D6: 数量不是正数：0。请更正，或清空整行。 [W049]",
        f"{file}: 台账!E6: 不是日历上的日期：2016-02-30；应为 YYYY-MM-DD 形式的日期。请改为如 2017-03-31。 [W050]",
        f"{file}: 外部评分!E5: 分值不在规定范围内：101；应为 0–100。请更正。 [W046]",
        f"{file}: 外部评分!G5: 不是日历上的日期：上月；应为 YYYY-MM-DD 形式的日期。请改为如 2017-03-31。 [W050]",
        f"{file}: 打分表!F5（甲河县 工作方案）: 分值不在规定范围内：4.3；应为 0–5，间隔 0.5。请更正。 [W046]",
        f"{file}: 打分表!F6（乙山县 工作方案）: 不是数：良。请只填一个数，不写单位和说明。 [W029]",
        f"{file}: 打分表!F7（丙桥县 工作方案）: 分值不在规定范围内：9；应为 0–5，间隔 0.5。请更正。 [W046]",
    ]
    assert collected.taken == ()
    assert rows(marked / "marks.csv") == []


def test_rows_that_no_longer_fit_the_criteria_are_told(marked: Path) -> None:
    file = marker_file(marked, "考核一组", fill_marks)
    text = (marked / "criteria.yaml").read_text("utf-8").replace("support.plan", "support.scheme")
    (marked / "criteria.yaml").write_text(text, "utf-8")
    assert told(collect(marked, CollectOptions()), "W045") == [
        f"{file}: 打分表!B5: 名册或指标体系中没有这个单位或项目：jia support.plan。请用现行的名册和指标体系重新制发工作簿。 [W045]",
        f"{file}: 打分表!B6: 名册或指标体系中没有这个单位或项目：yi support.plan。请用现行的名册和指标体系重新制发工作簿。 [W045]",
    ]


def test_sorting_labels_without_their_codes_is_noticed(marked: Path) -> None:
    def swap(book: Any) -> None:
        fill_marks(book)
        book["打分表"]["B5"], book["打分表"]["B6"] = "乙山县", "甲河县"

    file = marker_file(marked, "考核一组", swap)
    assert told(collect(marked, CollectOptions()), "W020")[0] == (
        f"{file}: 打分表!B5: 标签与位置不一致，不能确定是哪一项：乙山县 工作方案。请恢复制发时的标签和顺序，不要移动单元格。 [W020]"
    )


def test_two_values_of_one_external_score_are_a_contradiction(marked: Path) -> None:
    first = marker_file(marked, "考核一组", fill_marks)
    second = marker_file(marked, "考核二组", lambda book: book["外部评分"].__setitem__("E5", 90))
    collected = collect(marked, CollectOptions())
    words = "考核一组.xlsx 外部评分!E5=88.5、考核二组.xlsx 外部评分!E5=90"
    assert told(collected) == [
        f"{file}: jia third_party: 两份工作簿对同一外部评分填了不同的数：{words}。请核实后只在一份中填写。 [W051]"
        for file in (first, second)
    ]


def test_criteria_that_ask_nothing_of_markers_have_no_such_workbook(folder: Path) -> None:
    plain = (
        CRITERIA.partition("      - {id: requests.lapses")[0]
        .replace("points: 60\n", "points: 100\n")
        .replace("points: 40, measure", "points: 100, measure")
    )
    (folder / "criteria.yaml").write_text(plain, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        issue(folder, IssueOptions(markers=("一组",)))
    assert [sentence(problem) for problem in found.value.problems if isinstance(problem, Problem)] == [
        "criteria.yaml: 指标体系没有需要评分人填报的内容；应为评审分、扣分加分事项或外部评分。" + FOR_UNITS
    ]


def test_a_markers_workbook_among_the_reports_is_refused(marked: Path) -> None:
    from scoring.intake.reading import read_report

    report = read_report(marker_file(marked, "考核一组", fill_marks), "x.xlsx")
    assert report.refusal
    assert report.refusal[0] == "W013"


def test_findings_in_several_files_are_compared_and_not_written(marked: Path) -> None:
    header = (marked / "findings.csv").read_text("utf-8")
    (marked / "findings.csv").unlink()
    (marked / "findings").mkdir()
    (marked / "findings" / "a.csv").write_text(header, "utf-8")
    (marked / "findings" / "b.csv").write_text(header + "yi,requests.lapses,late_reply,2,2016-05-06,台账第3号,考核组\n", "utf-8")

    def mark(book: Any) -> None:
        book["打分表"]["F5"] = 4.5

    marker_file(marked, "考核组", mark)
    assert [table.table for table in collect(marked, CollectOptions()).tables] == ["marks"]

    def clear(book: Any) -> None:
        for column in "BCDEF":
            book["台账"][f"{column}5"] = None

    marker_file(marked, "考核组", clear)
    with pytest.raises(ProblemsFound) as error:
        collect(marked, CollectOptions())
    assert [sentence(problem).partition("findings: ")[2] for problem in error.value.problems] == [
        (
            "输入表 findings 分在多个文件中，不能写入工作簿中的变动；应为一个 CSV 文件。"
            "请合并为考核目录下的 findings.csv 后重新收取，或请在各文件中直接登记。 [W052]"
        )
    ]
