"""What is wrong with the rows of a record table is told with file, line, column, found, expected and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from scoring.engine.database import Session
from scoring.intake.records import open_records
from scoring.problems import ProblemsFound, sentence
from tests.intake.record_files import GOOD, NAMES, TABLE, Way, parquet, sheet, text, told, told_in, units

BROKEN = f"""{",".join(NAMES)}
U1,R1,2023-01-02,2023/1/3,咨询,1.5,3,是,甲
U1,"R2
x",2023-01-02,,,,,,

U9,R3,2023-13-02,2022-01-01,投述,-1,3.5,对,
,,,,,,,,
 U2 ,R4,2023年1月5日,2023-01-04,建议,1e3,0,否,
U2,R4,2023-01-05,2023-01-06,建议,100.01,7,否,
U2,R5,2023-01-05
U2,,,,,,,,
U1,R1,2023-01-05,,,,,,"""
SAID = """a.csv:3: case_id: 写法与规定不符：R2⏎x；应为符合 R\\d+ 的文字。请按规定的写法更正。 [I066]
a.csv:6: amount: 数值超出范围：-1；应为 0 至 100。请更正。 [I067]
a.csv:6: kind: 取值不在允许范围内：投述；应为投诉、咨询、建议。请改为其中之一。 [I027]
a.csv:6: late: 取值不在允许范围内：对；应为是、否。请改为其中之一。 [I027]
a.csv:6: received_on: 不是日历上的日期：2023-13-02；应为 YYYY-MM-DD 形式的日期。请改为如 2017-03-31。 [I024]
a.csv:6: times: 不是整数：3.5；应为一个整数。请去掉小数、单位、空格、千分位等，只留数字。 [I065]
a.csv:6: unit_id: 单位名册中没有该单位：U9。请更正编号，或在 units.csv 中加上该单位。 [I026]
a.csv:8: amount: 不是数：1e3；应为一个十进制数。请去掉单位、空格、千分位等，只留数字。 [I025]
a.csv:8: closed_on: 日期早于 received_on：2023-01-04；应为不早于 2023年1月5日 的日期。请核对两个日期。 [I068]
a.csv:8: times: 数值超出范围：0；应为不小于 1。请更正。 [I067]
a.csv:9: amount: 数值超出范围：100.01；应为 0 至 100。请更正。 [I067]
a.csv:9: case_id: 同一事项出现两次：U2 R4；应为 unit_id、case_id 的组合只出现一次（首次在第 8 行）。请删去其中一行。 [I072]
a.csv:10: 该行的格数与表头不符：3；应为 9 格。含逗号的文字请用双引号括起。 [I029]
a.csv:11: case_id: 必填单元格为空；应为 case_id 的值。请填写。 [I028]
a.csv:11: received_on: 必填单元格为空；应为 received_on 的值。请填写。 [I028]
a.csv:12: case_id: 同一事项出现两次：U1 R1；应为 unit_id、case_id 的组合只出现一次（首次在第 2 行）。请删去其中一行。 [I072]"""
WAYS = ("pandera", "sql")


@pytest.mark.parametrize(("encoding", "way"), [("utf-8", "sql"), ("utf-8-sig", "pandera"), ("utf-16", "sql"), ("gb18030", "sql")])
def test_every_fault_is_told_at_its_line(tmp_path: Path, way: Way, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(BROKEN.encode(encoding))
    assert "\n".join(told(tmp_path, [tmp_path / "a.csv"], way)) == SAID


@pytest.mark.parametrize("way", WAYS)
def test_lines_that_end_in_different_ways_keep_their_numbers(tmp_path: Path, way: Way) -> None:
    lines = BROKEN.split("\n")
    (tmp_path / "a.csv").write_bytes("".join(line + ("\r\n" if n % 2 else "\n") for n, line in enumerate(lines)).encode())
    assert "\n".join(told(tmp_path, [tmp_path / "a.csv"], way)) == SAID


@pytest.mark.parametrize("way", WAYS)
def test_rows_of_a_sheet_are_counted_as_excel_does(tmp_path: Path, way: Way) -> None:
    bad = ("U1", "R2", "2023-02-30", *GOOD[3:])
    file = sheet(tmp_path / "a.xlsx", [(), NAMES, GOOD, (), bad])
    assert told(tmp_path, [file], way) == [
        "a.xlsx:5: received_on: 不是日历上的日期：2023-02-30；应为 YYYY-MM-DD 形式的日期。请改为如 2017-03-31。 [I024]"
    ]


def test_an_error_and_a_formula_without_a_result_are_no_blanks(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active
    for row in (NAMES, GOOD, ("U1", "R2", "2023-01-02", "=1/0")):
        book.active.append(row)
    book.active["I2"].value = "#N/A"
    book.active["I2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    assert told(tmp_path, [tmp_path / "a.xlsx"], "sql") == [
        f"a.xlsx:{cell[1]}: {cell}: 单元格的值没有保存（错误值，或公式没有计算）；应为有值的单元格。"
        "请用 Excel 或 WPS 打开，更正公式后重新保存。 [I075]"
        for cell in ("I2", "D3")
    ]


@pytest.mark.parametrize("way", WAYS)
def test_rows_of_parquet_are_counted_from_one(tmp_path: Path, way: Way) -> None:
    file = parquet(tmp_path / "a.parquet", [GOOD, ("U1", "R2", "2023-1-2", "2023-01-01", *GOOD[4:])])
    assert told(tmp_path, [file], way) == [
        "a.parquet:2: closed_on: 日期早于 received_on：2023-01-01；应为不早于 2023-1-2 的日期。请核对两个日期。 [I068]"
    ]


@pytest.mark.parametrize("way", WAYS)
def test_the_first_of_many_are_told_and_their_number(tmp_path: Path, way: Way) -> None:
    rows = [NAMES, *(("U1", f"R{n}", "2023-01-02", "", "", "x", "", "", "") for n in range(50))]
    (tmp_path / "a.csv").write_text(text(rows), "utf-8")
    said = told(tmp_path, [tmp_path / "a.csv"], way)
    assert said[0] == "a.csv: amount: I025 一类问题的总数：50。只列出了前 20 处，请一并更正。 [I071]"
    assert [line.split(":")[1] for line in said[1:]] == [str(number) for number in range(2, 22)]


@pytest.mark.parametrize("way", WAYS)
def test_a_key_that_stands_in_two_files_names_the_first(tmp_path: Path, way: Way) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(text([NAMES, GOOD]), "utf-8")
    assert told(tmp_path, [tmp_path / "a.csv", tmp_path / "b.csv"], way) == [
        "b.csv:2: case_id: 同一事项出现两次：U1 R1；应为 unit_id、case_id 的组合只出现一次（首次在 a.csv 第 2 行）。请删去其中一行。 [I072]"
    ]


@pytest.mark.parametrize("way", WAYS)
def test_quotation_marks_that_do_not_close_are_told(tmp_path: Path, way: Way) -> None:
    (tmp_path / "a.csv").write_text(text([NAMES, GOOD]) + 'U1,R2,2023-01-02,,,,,,"开\nU1,R3,2023-01-02,,,,,,\n', "utf-8")
    assert told(tmp_path, [tmp_path / "a.csv"], way) == [
        (
            'a.csv:3: 该行的引号不成对，无法分成各格：U1,R2,2023-01-02,,,,,,"开；应为成对的双引号，其中的引号写成两个。'
            "请更正该行，或由表格软件重新导出。 [I069]"
        )
    ]


def test_a_bad_row_at_the_end_of_a_big_file_is_found_by_the_engine(tmp_path: Path) -> None:
    rows = "".join(f"U1,R{n},2023-01-02,,咨询,1.5,3,是,甲\n" for n in range(60_000))
    (tmp_path / "big.csv").write_text(f"{','.join(NAMES)}\n{rows}U1,R60000,2023-01-02,,吐槽,1.5,3,是,甲\n", "utf-8")
    assert told(tmp_path, [tmp_path / "big.csv"], "sql") == [
        "big.csv:60002: kind: 取值不在允许范围内：吐槽；应为咨询、投诉、建议。请改为其中之一。 [I027]"
    ]


COLUMNS = "、".join(NAMES)
HEADERS = {
    "case_id,received_on": f"a.csv:1: 缺少列 unit_id；应为列 {COLUMNS}。请在表头补上该列。 [I021]",
    "unit_id,case_id,received_on,note,note": "a.csv:1: note: 表头中列名重复：note；应为每个列名只出现一次。请删去其中一列。 [I032]",
    "unit_id,case_id,received_on,closed_in": (f"a.csv:1: closed_in: 不认识的列：closed_in；应为 closed_on。可用的列：{COLUMNS}。 [I022]"),
    "unit_id,case_id,received_on,办结日期": f"a.csv:1: 办结日期: 不认识的列：办结日期；应为 closed_on。可用的列：{COLUMNS}。 [I022]",
    "": f"a.csv:1: 输入表没有表头；应为列 {COLUMNS}。请在第一行写上列名。 [I031]",
}


@pytest.mark.parametrize("header", HEADERS)
def test_headers_are_checked_before_any_row_is_read(tmp_path: Path, header: str) -> None:
    (tmp_path / "a.csv").write_text(header, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        open_records(TABLE, [tmp_path / "a.csv"], tmp_path)
    assert [sentence(problem) for problem in found.value.problems] == [HEADERS[header]]


def test_files_that_are_no_tables_are_told_together(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.xlsx", "c.parquet"):
        (tmp_path / name).write_bytes(b"%PDF-1.4")
    with pytest.raises(ProblemsFound) as found:
        open_records(TABLE, [tmp_path / name for name in ("a.pdf", "b.xlsx", "c.parquet", "d.csv")], tmp_path)
    assert [sentence(problem) for problem in found.value.problems] == [
        (
            "a.pdf: 不认识的文件类型：.pdf；应为 .csv、.txt、.tsv、.xlsx、.xls、.ods、.parquet。"
            "请另存为其中一种格式，或从文件夹中移走。 [I070]"
        ),
        "b.xlsx: 工作簿无法打开（已加密或已损坏）；应为未加密的 Excel 工作簿。请去掉密码后重新保存。 [I008]",
        "c.parquet: 不是可以读取的 Parquet 文件；应为 Parquet 文件。请重新导出，或另存为 CSV。 [I033]",
        "d.csv: 报告文件不存在或无法打开。请检查路径和读取权限。 [I002]",
    ]


def test_what_is_no_text_and_no_single_value_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"unit_id,case_id\n\x00\x01\x02" * 9)
    pl.DataFrame({"unit_id": ["U1"], "note": [["甲", "乙"]]}).write_parquet(tmp_path / "b.parquet")
    (tmp_path / "c.csv").write_bytes(b"\xef\xbb\xbf")
    with pytest.raises(ProblemsFound) as found:
        open_records(TABLE, [tmp_path / name for name in ("a.csv", "b.parquet", "c.csv")], tmp_path)
    assert [sentence(problem) for problem in found.value.problems] == [
        "a.csv: 文件不是文本，不能作为表格读取；应为 CSV 文本。请由表格软件重新导出为 CSV，或存为 xlsx。 [I076]",
        (
            "b.parquet: note: 这一列每格不止一个值（列表、结构或映射）：List(String)；应为文字、日期、数或是否。"
            "请拆成一格一个值的列再导出。 [I077]"
        ),
        (
            "c.csv:1: 输入表没有表头；应为列 unit_id、case_id、received_on、closed_on、kind、amount、times、late、note。"
            "请在第一行写上列名。 [I031]"
        ),
    ]


def test_of_many_files_with_the_same_fault_in_the_header_the_first_are_told(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:02}.csv" for number in range(23)]
    for path in paths:
        path.write_text("unit_id,case_id,received_on," + "x" * 9000 + "\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        open_records(TABLE, paths, tmp_path)
    assert len(found.value.problems) == 21
    assert sentence(found.value.problems[-1]) == (
        "hotline: I022 一类问题另有这么多个文件没有列出（共 3 处）：3。只列出了前 20 个文件，请一并更正。 [I073]"
    )
    assert len(sentence(found.value.problems[0])) < 500


def _mixed(*cells: str) -> st.SearchStrategy[str]:
    return st.sampled_from(cells)


DAYS = _mixed(
    "", "2023-01-02", "2023/1/3", "2023年1月4日", "2023-02-30", "2023-1-5 0:00", "昨天", " 2023-01-02", "2023 01 02", "12023-01-02"
)
ROWS = st.tuples(
    _mixed("U1", "U2", " U1", "U3", "", "甲市"),
    _mixed("R1", "R2", "R3", "r1", "", "R٣", "R1\n", "'=R1", '"R2"'),
    DAYS,
    DAYS,
    _mixed("咨询", "投诉", "", "投 诉", "建议 ", "　"),
    _mixed("", "0", "100", "100.0000000001", "-0.1", "1e2", "+5", ".5", "1.12345678901", "inf", " 7 "),
    _mixed("", "1", "0", "+2", "1.0", "九", "9" * 19),
    _mixed("", "是", "否", "true", " 是"),
    _mixed("", "x", "'+1", 'a"b', "a,b", "\t"),
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Session]:
    with units() as session:
        yield session


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(ROWS, max_size=6), min_size=1, max_size=3))
def test_both_ways_of_checking_say_the_same(engine: Session, tmp_path: Path, files: list[list[tuple[str, ...]]]) -> None:
    paths = []
    for number, rows in enumerate(files):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_text(text([NAMES, *rows]), "utf-8")
    assert told_in(engine, tmp_path, paths, "pandera") == told_in(engine, tmp_path, paths, "sql")


def test_a_table_with_more_rules_than_a_mask_has_bits_is_checked(tmp_path: Path) -> None:
    columns = tuple(replace(TABLE.columns[0], name=f"c{n:02d}") for n in range(40))
    table = replace(TABLE, columns=(*columns, TABLE.columns[1]), key=(), dated_by="received_on")
    names = ["unit_id", *(column.name for column in table.columns)]
    (tmp_path / "a.csv").write_text(text([names, ["U1", *["R1"] * 39, "S1", "2023-01-02"]]), "utf-8")
    for way in ("pandera", "sql"):
        assert told(tmp_path, [tmp_path / "a.csv"], way, table) == [
            "a.csv:2: c39: 写法与规定不符：S1；应为符合 R\\d+ 的文字。请按规定的写法更正。 [I066]"
        ]
