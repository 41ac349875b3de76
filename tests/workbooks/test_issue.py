"""Issuing: one workbook per assessed unit, protected, with limits, nothing in it a formula that should be text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.problems import ProblemsFound, sentence
from scoring.workbooks.issuing import IssueOptions, issue
from tests.runs.mini import CRITERIA, TABLES, make
from tests.workbooks.filling import PAST, cell_of, fill, issued, pages, saved


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "mini")


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def test_every_assessed_unit_has_a_workbook_on_the_form_of_the_year(folder: Path) -> None:
    units = TABLES["units"].replace("丙桥县,county,3,,,assessed", "丙桥县,county,3,,,exempt")
    (folder / "units.csv").write_text(units, "utf-8")
    files = issue(folder, IssueOptions(deadline=date(2017, 1, 20)))
    assert [path.relative_to(folder).as_posix() for path in files] == ["workbooks/jia_甲河县.xlsx", "workbooks/yi_乙山县.xlsx"]
    book = opened(files[0])
    assert book.sheetnames == ["填报说明", "统计表", "核对"]
    assert [book["填报说明"].cell(row, 3).value for row in (3, 4, 5)] == ["甲河县人民政府", "2016年", "2017年1月20日"]
    assert book["统计表"]["B3"].value == "填报单位：甲河县人民政府\u3000\u30002016年度"


def test_only_figures_and_choices_can_be_filled_in() -> None:
    for form in ("2014", "2019", "2021"):
        book = openpyxl.load_workbook(_stream(issued(form)))
        wanted = {(page.name, cell_of(form, figure.value.metric, figure.value.part)[1]) for page in pages(form) for figure in page.figures}
        found = {
            (page.name, cell.coordinate)
            for page in pages(form)
            for row in book[page.name].iter_rows()
            for cell in row
            if not cell.protection.locked and isinstance(cell, openpyxl.cell.Cell) and cell.column - 1 != page.applies
        }
        assert found == wanted
        for sheet in book.worksheets:
            assert sheet.protection.sheet
            assert not sheet.protection.password


def _stream(data: bytes) -> Any:
    import io

    return io.BytesIO(data)


def limits(form: str, metric: str, part: str = "total") -> tuple[object, ...]:
    book = openpyxl.load_workbook(_stream(issued(form)))
    sheet, address = cell_of(form, metric, part)
    (found,) = [rule for rule in book[sheet].data_validations.dataValidation if address in rule.sqref]
    return found.type, found.formula1, found.showErrorMessage


def test_every_figure_has_its_limits() -> None:
    assert limits("2021", "requests_new", "enterprise") == ("whole", "0", True)
    assert limits("2021", "charges_amount_wan_yuan") == ("decimal", "0", True)
    assert limits("2019", "permit_items_change") == ("whole", "-999999999999999", True)
    assert limits("2014", "fees_collected_wan_yuan")[0] == "decimal"
    for form in ("2014", "2019", "2021"):
        book = openpyxl.load_workbook(_stream(issued(form)))
        for page in pages(form):
            covered = [rule.sqref for rule in book[page.name].data_validations.dataValidation if rule.type != "list"]
            for figure in page.figures:
                address = cell_of(form, figure.value.metric, figure.value.part)[1]
                assert sum(address in area for area in covered) == 1


def test_whether_a_row_applies_is_a_drop_down() -> None:
    book = openpyxl.load_workbook(_stream(issued("2019")))
    lists = [rule for rule in book["表二 主动公开"].data_validations.dataValidation if rule.type == "list"]
    assert {rule.formula1 for rule in lists} == {'"适用,不适用"'}
    assert len(lists) == 8


def test_tables_are_printed_with_the_spans_of_the_form() -> None:
    sheet = openpyxl.load_workbook(_stream(issued("2021")))["表三 依申请公开"]
    spans = {str(area) for area in sheet.merged_cells.ranges}
    # 三 over 22 rows, (三) over 8, (四) over 3, (五) over 5, (六) over 3, the corner over 3 by 3, 申请人情况 over 7.
    assert {"B9:B30", "C11:C18", "C19:C21", "C22:C26", "C27:C29", "B4:D6", "E4:K4", "F5:J5"} <= spans
    assert [sheet[a].value for a in ("B7", "B9", "C9", "C11", "D11")] == [
        "一、本年新收政府信息公开申请数量",
        "三、本年度办理结果",
        "（一）予以公开",
        "（三）不予公开",
        "1.属于国家秘密",
    ]
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("E7", "landscape", 9)


def test_last_years_figures_stand_beside() -> None:
    sheet = openpyxl.load_workbook(_stream(issued("2021", past=PAST)))["表三 依申请公开"]
    assert [sheet["M4"].value, sheet["M31"].value, sheet["S31"].value, sheet["N31"].value] == ["2022年数", 7, 7, None]
    assert sheet["M31"].protection.locked


def test_last_years_figures_come_from_last_years_reports(folder: Path) -> None:
    text = (folder / "reports" / "jia.txt").read_text("utf-8").replace("2016", "2015")
    (folder / "reports" / "last.txt").write_text(text, "utf-8")
    (folder / "reports.csv").write_text(TABLES["reports"] + "jia,last.txt,\n", "utf-8")
    file = issue(folder, IssueOptions(units=("甲河县",)))[0]
    assert [opened(file)["统计表"].cell(row, 7).value for row in (4, 27, 29)] == ["2015年数", 12, 0]
    last = make(folder.parent / "last")
    (last / "reports" / "jia.txt").write_text(text, "utf-8")
    (folder / "reports" / "last.txt").unlink()
    (folder / "reports.csv").write_text(TABLES["reports"], "utf-8")
    file = issue(folder, IssueOptions(out=folder / "again", units=("jia",), previous=last))[0]
    assert opened(file)["统计表"].cell(27, 7).value == 12


def test_a_name_never_becomes_a_formula(folder: Path) -> None:
    (folder / "units.csv").write_text(TABLES["units"].replace("甲河县人民政府", "=1+1").replace("乙山县人民政府", "'+@x"), "utf-8")
    for file in issue(folder, IssueOptions(units=("jia", "yi"))):
        book = opened(file)
        cell = book["填报说明"]["C3"]
        assert (cell.data_type, cell.value) == ("s", {"jia": "=1+1", "yi_": "+@x"}[file.name[:3]])


def test_declared_metrics_have_a_sheet_of_their_own(folder: Path) -> None:
    declared = CRITERIA.replace("events:\n", "metrics:\n  sites: {title: 网站数, uom: 个, number: count}\nevents:\n")
    declared = declared.replace("on_time: {title: 按时办结率, value: requests_closed_on_time", "on_time: {title: 按时办结率, value: sites")
    (folder / "criteria.yaml").write_text(declared, "utf-8")
    (folder / "data.csv").write_text("unit_id,metric,value\n", "utf-8")
    book = opened(issue(folder, IssueOptions(units=("jia",)))[0])
    assert book.sheetnames == ["填报说明", "统计表", "其他指标", "核对"]
    assert [book["其他指标"].cell(5, column).value for column in (2, 3, 4)] == ["网站数", "个", None]


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert issued("2019", past=PAST) == issued("2019", past=PAST)


def told(folder: Path, options: IssueOptions) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        issue(folder, options)
    return [sentence(problem) for problem in found.value.problems]


def test_what_cannot_be_issued_is_told(folder: Path) -> None:
    assert told(folder, IssueOptions(units=("甲河", "yi"))) == [
        "--unit: 没有这个被考核单位：甲河；应为甲河县。请写 units.csv 中的编号、全称或简称。 [W010]"
    ]
    assert told(folder, IssueOptions(period=2010)) == [
        "criteria.yaml: 该年度没有对应的报告表式：2010；应为 2014、2019、2021。请用 --form 指定表式。 [W014]"
    ]
    issue(folder, IssueOptions(units=("jia",)))
    kept = folder / "workbooks" / "jia_甲河县.xlsx"
    before = kept.read_bytes()
    assert told(folder, IssueOptions()) == [f"{kept}: 工作簿已经存在。其中可能已有填报的数据；确认不要的，加上 --overwrite。 [W015]"]
    assert kept.read_bytes() == before
    assert not (folder / "workbooks" / "yi_乙山县.xlsx").exists()
    assert len(issue(folder, IssueOptions(overwrite=True))) == 3


def test_the_command_names_its_files(folder: Path) -> None:
    line = ["--lang", "zh", "workbook", "issue", str(folder), "--unit", "乙山县"]
    done = CliRunner().invoke(main, [*line, "--form", "2021", "--period", "2023"])
    assert (done.exit_code, done.stdout) == (0, f"{folder / 'workbooks' / 'yi_乙山县.xlsx'}\n")
    assert done.stderr == "制发工作簿 1 份。\n"
    assert CliRunner().invoke(main, line).exit_code == 1
    assert CliRunner().invoke(main, ["workbook", "issue", str(folder), "--form", "2007"]).exit_code == 2


def test_a_filled_workbook_is_scored_like_any_report(folder: Path) -> None:
    import scoring

    values = {("requests_received", "total"): 12, ("requests_closed", "total"): 12, ("requests_closed_on_time", "total"): 12}
    file = issue(folder, IssueOptions(units=("jia",)))[0]
    (folder / "reports" / "jia.txt").unlink()
    (folder / "reports" / "jia.xlsx").write_bytes(saved(fill(file.read_bytes(), "2014", values)))
    (folder / "reports.csv").write_text(TABLES["reports"].replace("jia.txt", "jia.xlsx"), "utf-8")
    run = scoring.run(folder, scoring.Options(documents=False))
    from scoring.explaining import explain

    first = explain(run.folder, "jia", "requests.on_time")["indicators"][0]
    assert {(entry["file"], entry["locator"]) for entry in first["sources"]} == {
        ("reports/jia.xlsx", "统计表!D31"),
        ("reports/jia.xlsx", "统计表!D32"),
    }
