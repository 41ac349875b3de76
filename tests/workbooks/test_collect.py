"""Collecting: what is right becomes input of the assessment, what is not is named cell by cell, and everything can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import scoring
from scoring.cli import main
from scoring.problems import ProblemsFound, sentence
from scoring.workbooks.collecting import CollectOptions, collect
from scoring.workbooks.issuing import IssueOptions, issue
from scoring.workbooks.storing import undo
from tests.runs.mini import CRITERIA, TABLES, make
from tests.workbooks.collection import REQUESTS, returned, rows, told
from tests.workbooks.filling import fill, saved


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
