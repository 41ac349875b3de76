"""Collecting: what is right becomes input of the assessment, what is not is named cell by cell, and everything can be taken back."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import scoring
from scoring.cli import main
from scoring.problems import Problem, ProblemsFound, sentence
from scoring.workbooks.collecting import Collected, CollectOptions, collect
from scoring.workbooks.issuing import IssueOptions, issue
from scoring.workbooks.storing import undo
from tests.runs.mini import CRITERIA, TABLES, make
from tests.workbooks.filling import fill, saved

REQUESTS = {
    ("requests_received", "total"): 12,
    ("requests_in_person", "total"): 12,
    ("requests_fax", "total"): 0,
    ("requests_online", "total"): 0,
    ("requests_letter", "total"): 0,
    ("requests_closed", "total"): 12,
    ("requests_closed_on_time", "total"): 9,
    ("requests_closed_extended", "total"): 3,
}
FOR_UNITS = "请不带 --marker 运行，为各单位制发工作簿。 [W012]"
THIRD = """      - id: support.third
        title: 第三方评估
        points: 5
        rule: {external_score: {key: third_party, full: 100}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small assessment without reports and marks."""
    made = make(tmp_path / "mini")
    for name in ("jia", "yi", "bing"):
        (made / "reports" / f"{name}.txt").unlink()
    (made / "reports.csv").write_text("unit_id,file,published_on\n", "utf-8")
    return made


def returned(folder: Path, unit: str, values: dict[tuple[str, str], Any], change: Callable[[Any], None] = lambda _book: None) -> Path:
    """A unit's workbook, filled in and sent back under another name."""
    file = issue(folder, IssueOptions(units=(unit,), overwrite=True))[0]
    book = fill(file.read_bytes(), "2014", values)
    change(book)
    target = folder / "returned" / f"回复{unit}.xlsx"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(saved(book))
    return target


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def told(collected: Collected, *codes: str) -> list[str]:
    return [sentence(problem) for problem in collected.problems if not codes or problem.code in codes]


def test_a_filled_workbook_becomes_a_registered_report(folder: Path) -> None:
    file = returned(folder, "jia", REQUESTS)
    collected = collect(folder, CollectOptions())
    assert (collected.taken, collected.left) == (((file, "甲河县人民政府", 8),), ())
    assert (folder / "reports" / "jia.xlsx").read_bytes() == file.read_bytes()
    assert rows(folder / "reports.csv") == [{"unit_id": "jia", "file": "jia.xlsx", "published_on": ""}]
    assert told(collected) == [f"{file}: 有数格没有填：50。没有发生的填 0；最前面的是 统计表!D6、统计表!D7、统计表!D8。 [W035]"]
    assert collected.is_clean


def test_what_was_collected_is_scored_and_explained_down_to_its_cell(folder: Path) -> None:
    for unit in ("jia", "yi", "bing"):
        returned(folder, unit, REQUESTS)
    collect(folder, CollectOptions())
    run = scoring.run(folder, scoring.Options(documents=False))
    from scoring.explaining import explain

    sources = explain(run.folder, "jia", "requests.on_time")["indicators"][0]["sources"]
    assert {(entry["value"], entry["file"], entry["locator"]) for entry in sources} == {
        ("9", "reports/jia.xlsx", "统计表!D32"),
        ("12", "reports/jia.xlsx", "统计表!D31"),
    }


def test_nothing_is_taken_from_a_workbook_with_a_rejected_cell_unless_asked(folder: Path) -> None:
    file = returned(folder, "jia", {**REQUESTS, ("requests_received", "total"): "约12", ("staff_total", "total"): -1})
    good = returned(folder, "yi", REQUESTS)
    collected = collect(folder, CollectOptions(check=True))
    assert (collected.left, [path for path, _, _ in collected.taken], collected.kept) == ((file,), [good], None)
    assert told(collected, "W021") == [
        f"{file}: 统计表!D26（一 收到申请数）: 不是 0 或正整数：约12。请只填一个整数；没有发生的填 0。 [W021]",
        f"{file}: 统计表!D62（三 从事政府信息公开工作人员数）: 不是 0 或正整数：-1。请只填一个整数；没有发生的填 0。 [W021]",
    ]
    assert not (folder / "reports" / "yi.xlsx").exists()
    collected = collect(folder, CollectOptions(partial=True))
    assert (len(collected.taken), collected.is_clean) == (2, False)
    assert (folder / "reports" / "jia.xlsx").exists()


def test_two_workbooks_of_one_unit_and_other_peoples_files_are_refused(folder: Path) -> None:
    first = returned(folder, "jia", REQUESTS)
    second = first.with_name("再次.xlsx")
    second.write_bytes(first.read_bytes())
    other = first.with_name("别的.xlsx")
    book = openpyxl.Workbook()
    book.save(other)
    broken = first.with_name("坏的.xlsx")
    broken.write_bytes(b"PK\x03\x04")
    collected = collect(folder, CollectOptions())
    assert collected.taken == ()
    assert set(told(collected, "W030", "W034", "I008")) == {
        f"{other}: 不是 scoring workbook issue 制发的工作簿。请用制发的工作簿填报；不要把内容复制到新建的工作簿中。 [W030]",
        f"{second}: 同一单位或评分人有两份工作簿：{first}。请只留下有效的一份。 [W034]",
        f"{first}: 同一单位或评分人有两份工作簿：{second}。请只留下有效的一份。 [W034]",
        f"{broken}: 工作簿无法打开（已加密或已损坏）；应为未加密的 Excel 工作簿。请去掉密码后重新保存。 [I008]",
    }


def test_workbooks_of_another_year_unit_or_criteria_are_told(folder: Path) -> None:
    old = issue(folder, IssueOptions(units=("jia",), period=2015))[0]
    returned(folder, "yi", REQUESTS)
    stranger = returned(folder, "bing", REQUESTS)
    units = TABLES["units"].replace("bing,丙桥县人民政府,丙桥县,county,3,,,assessed,", "")
    (folder / "units.csv").write_text(units, "utf-8")
    for name in ("marks", "reports"):
        text = (folder / f"{name}.csv").read_text("utf-8")
        (folder / f"{name}.csv").write_text(
            "".join(line for line in text.splitlines(keepends=True) if not line.startswith("bing")), "utf-8"
        )
    (folder / "criteria.yaml").write_text(CRITERIA.replace("late_reply: 6", "late_reply: 5"), "utf-8")
    (folder / "returned" / "旧年.xlsx").write_bytes(saved(fill(old.read_bytes(), "2014", REQUESTS)))
    collected = collect(folder, CollectOptions())
    assert [name for _, name, _ in collected.taken] == ["乙山县人民政府"]
    found = told(collected, "W031", "W032", "W033")
    assert f"{stranger}: bing: 工作簿的单位不在被考核单位名册中：丙桥县人民政府。请检查 units.csv，或把该工作簿退回。 [W031]" in found
    assert f"{folder / 'returned' / '旧年.xlsx'}: 工作簿的年度不是考核年度：2015；应为 2016。请填报考核年度的工作簿。 [W032]" in found
    changed = "工作簿制发之后指标体系 mini 改动过计分内容。请确认所填内容仍然够用，必要时重新制发。 [W033]"
    assert f"{folder / 'returned' / '回复yi.xlsx'}: {changed}" in found


def test_an_empty_workbook_is_not_taken_for_a_report_of_nothing(folder: Path) -> None:
    file = returned(folder, "jia", {})
    collected = collect(folder, CollectOptions())
    assert (collected.taken, collected.left, collected.kept) == ((), (file,), None)
    assert told(collected) == [f"{file}: 工作簿还没有填报：甲河县人民政府。请催报。 [W043]"]


def test_another_report_of_the_year_gives_way_only_when_asked(folder: Path) -> None:
    make(folder.parent / "whole")
    report = folder / "reports" / "jia.txt"
    report.write_bytes((folder.parent / "whole" / "reports" / "jia.txt").read_bytes())
    (folder / "reports.csv").write_text("unit_id,file,published_on\njia,jia.txt,2017-03-20\n", "utf-8")
    file = returned(folder, "jia", REQUESTS)
    collected = collect(folder, CollectOptions())
    assert told(collected, "W037") == [
        f"{file}: jia: 该单位本年度已有另一份报告：{report}。请确认以哪一份为准；以工作簿为准的，加上 --replace。 [W037]"
    ]
    assert report.exists()
    collected = collect(folder, CollectOptions(replace=True))
    assert rows(folder / "reports.csv") == [{"unit_id": "jia", "file": "jia.xlsx", "published_on": "2017-03-20"}]
    assert not report.exists()
    assert collected.kept == folder / "collected" / "0001"
    assert (collected.kept / "reports" / "jia.txt").is_file()
    undo(folder)
    assert report.exists()
    assert not (folder / "reports" / "jia.xlsx").exists()
    assert (folder / "reports.csv").read_text("utf-8") == "unit_id,file,published_on\njia,jia.txt,2017-03-20\n"
    with pytest.raises(ProblemsFound) as found:
        undo(folder)
    assert [sentence(problem) for problem in found.value.problems] == [f"{folder / 'collected'}: 没有可以撤回的收回操作。 [W044]"]


def test_a_corrected_workbook_replaces_the_one_collected_before(folder: Path) -> None:
    returned(folder, "jia", REQUESTS)
    collect(folder, CollectOptions())
    assert collect(folder, CollectOptions()).kept is None
    file = returned(folder, "jia", {**REQUESTS, ("requests_closed_on_time", "total"): 10})
    collected = collect(folder, CollectOptions())
    assert (folder / "reports" / "jia.xlsx").read_bytes() == file.read_bytes()
    assert collected.tables == ()


def test_contradictions_are_told_but_taken(folder: Path) -> None:
    file = returned(folder, "jia", {**REQUESTS, ("requests_closed_extended", "total"): 4})
    collected = collect(folder, CollectOptions())
    words = "申请办结数等于按时办结数与延期办结数之和：9+4=13，报告为12，相差-1"
    (warning,) = told(collected, "W039")
    assert warning.startswith(f"{file}: 统计表!D31")
    assert warning.endswith(f": 数字之间有矛盾：{words}。请与填报单位核实。 [W039]")
    assert len(collected.taken) == 1


def test_formulas_are_taken_with_a_note_where_their_result_is_stored(folder: Path) -> None:
    file = returned(folder, "jia", {**REQUESTS, ("requests_closed", "total"): "=9+3"})
    collected = collect(folder, CollectOptions())
    assert told(collected, "W036") == [
        f"{file}: 统计表!D31（二 申请办结数）: 数格中的公式没有保存结果。请改填数字，或用 Excel、WPS 打开后重新保存。 [W036]"
    ]
    assert collected.left == (file,)
    _store_result(file, "12")
    collected = collect(folder, CollectOptions())
    assert told(collected, "W027") == [f"{file}: 统计表!D31（二 申请办结数）: 数格中是公式，按其结果收下：12。请核对结果。 [W027]"]
    assert len(collected.taken) == 1


def _store_result(file: Path, value: str) -> None:
    """Write the result of the formula 9+3 into the package, as a spreadsheet program does."""
    import zipfile

    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(
                name,
                data.replace(b"<f>9+3</f><v></v>", f"<f>9+3</f><v>{value}</v>".encode()).replace(
                    b"<f>9+3</f><v />", f"<f>9+3</f><v>{value}</v>".encode()
                ),
            )


def test_declared_metrics_become_rows_of_the_table_data(folder: Path) -> None:
    declared = CRITERIA.replace(
        "events:\n",
        "metrics:\n  sites: {title: 网站数, uom: 个, number: count}\n  funds: {title: 经费, uom: 万元, number: money}\nevents:\n",
    )
    (folder / "criteria.yaml").write_text(declared, "utf-8")
    (folder / "data.csv").write_text("unit_id,metric,value,period\njia,sites,2,2016\njia,sites,1,2015\nyi,sites,5,\n", "utf-8")

    def fill_in(book: Any) -> None:
        book["其他指标"]["D5"], book["其他指标"]["E6"] = 3, "不适用"

    file = returned(folder, "jia", REQUESTS, fill_in)
    collected = collect(folder, CollectOptions())
    assert [(table.table, table.added, table.changed, table.removed) for table in collected.tables] == [
        ("reports", 1, 0, 0),
        ("data", 1, 1, 0),
    ]
    assert rows(folder / "data.csv") == [
        {"unit_id": "jia", "metric": "sites", "value": "3", "period": "2016", "source": f"{file.name} 其他指标!D5"},
        {"unit_id": "jia", "metric": "sites", "value": "1", "period": "2015", "source": ""},
        {"unit_id": "yi", "metric": "sites", "value": "5", "period": "", "source": ""},
        {"unit_id": "jia", "metric": "funds", "value": "/", "period": "2016", "source": f"{file.name} 其他指标!D6"},
    ]
    (folder / "data.csv").write_text("unit_id,sites\njia,9\nyi,5\n", "utf-8")
    collect(folder, CollectOptions())
    assert rows(folder / "data.csv") == [{"unit_id": "jia", "sites": "3", "funds": "/"}, {"unit_id": "yi", "sites": "5", "funds": ""}]


def test_a_table_that_is_no_csv_file_is_left_alone(folder: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.append(["unit_id", "file", "published_on"])
    book.active.append(["yi", "yi.xlsx", None])
    book.save(folder / "reports.xlsx")
    (folder / "reports.csv").unlink()
    returned(folder, "jia", REQUESTS)
    with pytest.raises(ProblemsFound) as found:
        collect(folder, CollectOptions())
    assert [sentence(problem) for problem in found.value.problems] == [
        f"{folder / 'reports.xlsx'}: 输入表 reports 不是 CSV 文件，不能写入；应为 CSV 文件。请另存为同名的 CSV 并移走原文件。 [W038]"
    ]


def test_without_workbooks_there_is_nothing_to_collect(folder: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        collect(folder, CollectOptions())
    assert [sentence(problem) for problem in found.value.problems] == [
        f"{folder / 'returned'}: 没有可以收回的工作簿。请写明文件，或把收到的工作簿放入 returned 目录。 [W042]"
    ]


def test_the_command_prints_what_was_taken_and_what_not(folder: Path) -> None:
    good, bad = returned(folder, "jia", REQUESTS), returned(folder, "yi", {**REQUESTS, ("meetings", "total"): "若干"})
    done = CliRunner().invoke(main, ["--lang", "zh", "workbook", "collect", str(folder)])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"{good}  甲河县人民政府  8 项",
        "reports.csv：增 1 行，改 0 行，删 0 行",
        "收下 1 份，未收 1 份。",
        f"原有文件存于 {folder / 'collected' / '0001'}，用 --undo 撤回。",
    ]
    assert f"{bad}: 统计表!D67（一 召开政府信息公开工作会议或专题会议数）: 不是 0 或正整数：若干。" in done.stderr
    again = CliRunner().invoke(main, ["workbook", "collect", str(folder), str(good), "--check", "--format", "json"])
    data = json.loads(again.stdout.splitlines()[-1])
    assert (again.exit_code, data["status"], data["tables"], data["kept"]) == (0, "ok", [], None)
    taken_back = CliRunner().invoke(main, ["--lang", "zh", "workbook", "collect", str(folder), "--undo"])
    assert taken_back.stderr.splitlines() == ["最近一次收回已撤回：以上文件恢复原样，收回时新增的已删去。"]
    assert taken_back.stdout.splitlines() == [str(folder / "reports" / "jia.xlsx"), str(folder / "reports.csv")]


# --- workbooks of markers ------------------------------------------------------------------


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
