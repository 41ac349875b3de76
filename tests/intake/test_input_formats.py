"""An input table says the same whatever format it comes in, and whatever is wrong with it is told in the same words."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from scoring.folder.assessment import read_assessment
from scoring.intake.inputs.reading import read_inputs
from scoring.problems import ProblemsFound, sentence
from tests.runs.mini import make

UNITS = (("unit_id", "name", "grp"), ("a", "甲市人民政府", "city"), ("b", "乙局", "department"))
REPORTS = ("unit_id", "file", "published_on")
MARKS = ("unit_id", "indicator_id", "marker", "mark", "remark")
Rows = Sequence[Sequence[object]]
KINDS = ("csv", "gbk.csv", "utf16.csv", "semicolon.csv", "tab.csv", "xlsx", "parquet")


def text(rows: Rows, delimiter: str = ",") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return buffer.getvalue()


def write(folder: Path, name: str, rows: Rows, kind: str) -> Path:
    """A table as text in some format; its path relative to the folder."""
    file = folder / f"{name}.{kind}"
    if kind == "xlsx":
        book = Workbook()
        assert book.active
        for row in rows:
            book.active.append(list(row))
        for cell in (cell for row in book.active.iter_rows() for cell in row if str(cell.value).startswith("=")):
            cell.data_type = "s"  # a text that looks like a formula
        book.save(file)
    elif kind == "parquet":
        columns = {str(column): [row[i] if row[i] != "" else None for row in rows[1:]] for i, column in enumerate(rows[0])}
        pl.DataFrame(columns, strict=False).write_parquet(file)
    else:
        encoding = {"gbk.csv": "gbk", "utf16.csv": "utf-16", "csv": "utf-8-sig"}.get(kind, "utf-8")
        file.write_bytes(text(rows, {"semicolon.csv": ";", "tab.csv": "\t"}.get(kind, ",")).encode(encoding))
    return file.relative_to(folder)


def told(folder: Path, name: str, rows: Rows, kind: str) -> list[str]:
    """What is wrong with a table, without the name of its file; rows of Parquet counted as those of a file with a header."""
    files = {"units": write(folder, "units", UNITS, "csv"), name: write(folder, name, rows, kind)}
    with pytest.raises(ProblemsFound) as found:
        read_inputs(folder, files)
    messages = []
    for problem in found.value.problems:
        words = sentence(problem).removeprefix(f"{files[name]}:")
        line, _, rest = words.partition(":")
        messages.append(f"{int(line) + 1}:{rest}" if kind == "parquet" and line.isdigit() else words)
    return messages


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_gives_the_same_table(tmp_path: Path, kind: str) -> None:
    rows = (MARKS, ("a", "x.y", "一组", "4.5", "很好；有附件"), ("b", "x.y", None, "0", None))
    files = {"units": write(tmp_path, "units", UNITS, kind), "marks": write(tmp_path, "marks", rows, kind)}
    frames = read_inputs(tmp_path, files)
    assert frames["units"]["name"].to_list() == ["甲市人民政府", "乙局"]
    assert frames["marks"].select("unit_id", "marker", "mark", "remark").rows() == [
        ("a", "一组", Decimal("4.5"), "很好；有附件"),
        ("b", None, Decimal(0), None),
    ]


def test_typed_cells_of_workbooks_and_parquet_are_what_they_show(tmp_path: Path) -> None:
    rows = (REPORTS, ("a", "a.html", date(2018, 3, 1)), ("b", "b.html", datetime(2018, 3, 1)))  # noqa: DTZ001 - a cell has no zone
    for kind in ("xlsx", "parquet"):
        files = {"units": write(tmp_path, "units", UNITS, kind), "reports": write(tmp_path, "reports", rows, kind)}
        assert read_inputs(tmp_path, files)["reports"]["published_on"].to_list() == [date(2018, 3, 1)] * 2
    marks = pl.DataFrame({"unit_id": ["a", "b"], "indicator_id": ["x", "x"], "mark": [4.1, 3.0]})
    marks.write_parquet(tmp_path / "marks.parquet")
    marks.with_columns(pl.col("mark").cast(pl.Decimal(10, 2))).write_parquet(tmp_path / "exact.parquet")
    for name in ("marks.parquet", "exact.parquet"):
        found = read_inputs(tmp_path, {"units": Path("units.xlsx"), "marks": Path(name)})["marks"]["mark"].to_list()
        assert found == [Decimal("4.1"), Decimal(3)]


@pytest.mark.parametrize("written", ["2018/3/1", "2018-03-01", "2018年3月1日", "2018.3.1", "2018/3/1 0:00", "2018-03-01 00:00:00"])
def test_dates_may_be_written_as_people_and_excel_do(tmp_path: Path, written: str) -> None:
    files = {"units": write(tmp_path, "units", UNITS, "csv"), "reports": write(tmp_path, "reports", (REPORTS, ("a", "x", written)), "csv")}
    assert read_inputs(tmp_path, files)["reports"]["published_on"].to_list() == [date(2018, 3, 1)]


DELETE = "请删去其中一行。 [I030]"
WRONG = {
    "number": (
        "marks",
        (MARKS, ("a", "x", "", "4分", ""), ("b", "x", "", "=1+3", "")),
        [
            "2: mark: 不是数：4分；应为一个十进制数。请去掉单位、空格、千分位等，只留数字。 [I025]",
            "3: mark: 不是数：=1+3；应为一个十进制数。请去掉单位、空格、千分位等，只留数字。 [I025]",
        ],
    ),
    "date": (
        "reports",
        (REPORTS, ("a", "x", "2018-13-01"), ("b", "y", "20180301")),
        [
            "2: published_on: 不是日历上的日期：2018-13-01；应为 YYYY-MM-DD 形式的日期。请改为如 2017-03-31。 [I024]",
            "3: published_on: 不是日历上的日期：20180301；应为 YYYY-MM-DD 形式的日期。请改为如 2017-03-31。 [I024]",
        ],
    ),
    "unit": (
        "reports",
        (REPORTS, ("甲市人民政府", "x", ""), ("乙局", "y", ""), ("aa", "z", ""), ("丁", "w", "")),
        [
            "2: unit_id: 单位名册中没有该单位：甲市人民政府；应为 a（甲市人民政府）。请更正编号，或在 units.csv 中加上该单位。 [I026]",
            "3: unit_id: 单位名册中没有该单位：乙局；应为 b（乙局）。请更正编号，或在 units.csv 中加上该单位。 [I026]",
            "4: unit_id: 单位名册中没有该单位：aa；应为 a。请更正编号，或在 units.csv 中加上该单位。 [I026]",
            "5: unit_id: 单位名册中没有该单位：丁。请更正编号，或在 units.csv 中加上该单位。 [I026]",
        ],
    ),
    "blank": (
        "marks",
        (MARKS, ("a", None, "", "1", "")),
        ["2: indicator_id: 必填单元格为空；应为 indicator_id 的值。请填写。 [I028]"],
    ),
    "twice": (
        "marks",
        (MARKS, ("a", "x", "一组", "1", ""), ("b", "x", "一组", "1", ""), ("a", "x", "一组", "2", "")),
        ["4: unit_id: 同一项目出现两次：a x 一组；应为 unit_id、indicator_id、marker 的组合只出现一次（首次在第 {first} 行）。" + DELETE],
    ),
    "column missing": (
        "reports",
        (("unit_id", "published_on"), ("a", "2018-03-01")),
        ["1: 缺少列 file；应为列 unit_id、file、published_on、blank_as_zero。请在表头补上该列。 [I021]"],
    ),
    "column unknown": (
        "reports",
        ((*REPORTS, "publisher"), ("a", "x", "2018-03-01", "y")),
        ["1: publisher: 不认识的列：publisher；应为 published_on。可用的列：unit_id、file、published_on、blank_as_zero。 [I022]"],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", WRONG)
def test_the_same_is_wrong_in_every_format(tmp_path: Path, case: str, kind: str) -> None:
    name, rows, expected = WRONG[case]
    header = 1 if kind == "parquet" else 0  # rows of a Parquet file are counted without a header
    words = [message.replace("{first}", str(2 - header)) for message in expected]
    if kind == "parquet" and case.startswith("column"):
        words = [message.replace("1:", "2:", 1) for message in words]
    assert told(tmp_path, name, rows, kind) == words


def test_an_unknown_status_names_those_that_are_known(tmp_path: Path) -> None:
    rows = (("unit_id", "name", "grp", "status"), ("a", "甲", "city", "ranked"))
    with pytest.raises(ProblemsFound) as found:
        read_inputs(tmp_path, {"units": write(tmp_path, "units", rows, "csv")})
    assert [sentence(problem) for problem in found.value.problems] == [
        "units.csv:2: status: 取值不在允许范围内：ranked；应为 assessed、exempt、not_ranked。请改为其中之一。 [I027]"
    ]


def test_a_column_twice_and_a_row_too_long_are_told_with_everything_else(tmp_path: Path) -> None:
    files = {"units": write(tmp_path, "units", UNITS, "csv")}
    (tmp_path / "marks.csv").write_text("unit_id,indicator_id,mark,mark\na,x,1,1\n", "utf-8")
    (tmp_path / "reports.csv").write_text("unit_id,file,published_on\na,x,2018-03-01,又一格\nb,y\nzz,z,上月\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_inputs(tmp_path, {**files, "marks": Path("marks.csv"), "reports": Path("reports.csv")})
    assert [sentence(problem) for problem in found.value.problems] == [
        "marks.csv:1: mark: 表头中列名重复：mark；应为每个列名只出现一次。请删去其中一列。 [I032]",
        "reports.csv:2: 该行的格数与表头不符：4；应为 3 格。含逗号的文字请用双引号括起。 [I029]",
        "reports.csv:3: 该行的格数与表头不符：2；应为 3 格。含逗号的文字请用双引号括起。 [I029]",
        "reports.csv:4: published_on: 不是日历上的日期：上月；应为 YYYY-MM-DD 形式的日期。请改为如 2017-03-31。 [I024]",
        "reports.csv:4: unit_id: 单位名册中没有该单位：zz。请更正编号，或在 units.csv 中加上该单位。 [I026]",
    ]


def test_blank_lines_count_as_rows_of_the_file_and_as_nothing_else(tmp_path: Path) -> None:
    files = {"units": write(tmp_path, "units", UNITS, "csv")}
    (tmp_path / "marks.csv").write_text("\n\nunit_id,indicator_id,mark\na,x,1\n,,\n\nb,x,两分\n\n,,\n  \n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_inputs(tmp_path, {**files, "marks": Path("marks.csv")})
    assert [(problem.code, problem.line) for problem in found.value.problems] == [("I025", 7)]


def test_rows_keep_their_line_to_the_very_message_of_the_criteria(tmp_path: Path) -> None:
    import scoring

    folder = make(tmp_path / "mini")
    marks = (folder / "marks.csv").read_text("utf-8").replace("jia,support.plan,一组,1,", '\n\njia,support.plan,一组,7,"两\n行"')
    (folder / "marks.csv").write_text(marks, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        scoring.run(folder, scoring.Options(documents=False))
    assert [(problem.code, problem.line) for problem in found.value.problems if problem.severity == "error"] == [("R005", 4)]


@pytest.mark.parametrize("content", [b"PAR1 is not enough", b""])
def test_a_file_that_is_no_parquet_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "marks.parquet").write_bytes(content)
    with pytest.raises(ProblemsFound) as found:
        read_inputs(tmp_path, {"units": write(tmp_path, "units", UNITS, "csv"), "marks": Path("marks.parquet")})
    assert [sentence(problem) for problem in found.value.problems] == [
        "marks.parquet: 不是可以读取的 Parquet 文件；应为 Parquet 文件。请重新导出，或另存为 CSV。 [I033]"
    ]


def test_tables_of_any_format_are_found_in_the_folder(tmp_path: Path) -> None:
    folder = make(tmp_path / "mini")
    frame = pl.read_csv(folder / "marks.csv", infer_schema=False)
    frame.write_parquet(folder / "marks.parquet")
    (folder / "marks.csv").unlink()
    assert read_assessment(folder).inputs["marks"].name == "marks.parquet"
    import scoring

    run = scoring.run(folder, scoring.Options(documents=False))
    assert run.summary.groups[0].ranked == 3


def test_two_files_of_one_table_are_a_question_not_a_choice(tmp_path: Path) -> None:
    folder = make(tmp_path / "mini")
    write(folder, "marks", (MARKS,), "xlsx")
    with pytest.raises(ProblemsFound) as found:
        read_assessment(folder)
    assert [sentence(problem).removeprefix(str(folder)) for problem in found.value.problems] == [
        "/assessment.yaml:1: inputs.marks: 同一输入表有两个文件：marks.csv、marks.xlsx。请只留一个，或在 inputs 中写明用哪一个。 [A026]"
    ]
