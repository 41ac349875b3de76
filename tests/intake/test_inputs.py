from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from scoring.intake.inputs.reading import read_inputs
from scoring.intake.inputs.tables import TABLES
from scoring.problems import Problem, ProblemsFound, sentence

UNITS = "unit_id,name,short_name,grp,ord,parent_id,region_code,status,status_reason\n"
GOOD = {
    "units.csv": UNITS + "a,甲市人民政府,甲市,city,1,,620000,assessed,\nb,乙局,,department,,a,,,\n",
    "reports.csv": "unit_id,file,published_on\na,a.html,2017-03-31\nb,b.html,2017/3/1\n",
    "findings.csv": "unit_id,indicator_id,event,quantity,happened_on,evidence,found_by\na,x.y,late_reply,2,2016年12月5日,台账,考核组\n",
    "marks.csv": "unit_id,indicator_id,marker,mark,remark\na,x.y,一组,4.5,\n",
    "external.csv": "unit_id,key,score,full_score,issued_by,issued_on\na,third_party,85.25,100,社科院,\n",
    "exemptions.csv": "unit_id,indicator_id,reason\nb,x.y,无规章制定权\n",
}


def folder(path: Path, **changed: str | None) -> Path:
    for name, text in {**GOOD, **{f"{table}.csv": text for table, text in changed.items()}}.items():
        if text is not None:
            (path / name).write_text(text, "utf-8")
    return path


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        read_inputs(path)
    return found.value.problems


def short(path: Path) -> list[tuple[str, str, int | None, str, str]]:
    return [(p.code, p.file, p.line, p.where, p.found) for p in problems(path)]


def test_good_tables_come_out_typed_with_their_defaults(tmp_path: Path) -> None:
    frames = read_inputs(folder(tmp_path))
    assert list(frames) == [table.name for table in TABLES]
    units = frames["units"].rows(named=True)
    assert [(u["short_name"], u["ord"], u["status"], u["parent_id"]) for u in units] == [
        ("甲市", Decimal(1), "assessed", None),
        ("乙局", Decimal(2), "assessed", "a"),
    ]
    assert frames["reports"]["published_on"].to_list() == [date(2017, 3, 31), date(2017, 3, 1)]
    assert frames["findings"]["happened_on"].to_list() == [date(2016, 12, 5)]
    assert frames["marks"]["mark"].to_list() == [Decimal("4.5")]
    assert frames["external"].schema["score"] == pl.Decimal(28, 10)
    for table in TABLES:
        places = ["line", "file"] if table.name in {"findings", "marks", "exemptions"} else ["line"]
        assert frames[table.name].columns == [*table.names, *places]


def test_missing_tables_are_empty_with_the_right_columns(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(GOOD["units.csv"])
    frames = read_inputs(tmp_path)
    assert {name: frame.height for name, frame in frames.items() if name != "units"} == dict.fromkeys([t.name for t in TABLES[1:]], 0)
    assert frames["findings"].schema["happened_on"] == pl.Date


def test_without_units_nothing_is_assessed(tmp_path: Path) -> None:
    assert [p.code for p in problems(tmp_path)] == ["I020"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_from_excel_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "units.csv").write_bytes(GOOD["units.csv"].replace("\n", "\r\n").encode(encoding))
    assert read_inputs(tmp_path)["units"]["name"].to_list() == ["甲市人民政府", "乙局"]


def test_a_workbook_is_as_good_as_a_csv_file(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["unit_id", "name", "grp", "ord"], ["a", "甲市", "city", 1], ["b", "乙市", "city", 2.0]):
        sheet.append(row)
    book.save(tmp_path / "units.xlsx")
    assert read_inputs(tmp_path)["units"]["ord"].to_list() == [1, 2]


def test_a_table_may_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "名册.csv").write_text(GOOD["units.csv"])
    assert read_inputs(tmp_path, {"units": Path("data/名册.csv")})["units"].height == 2


def test_all_problems_of_all_tables_are_shown_at_once_with_row_and_column(tmp_path: Path) -> None:
    folder(
        tmp_path,
        units=UNITS + "a,甲市,,city,1,,,assessed,\na,乙市,,city,x,zz,,ranked,\nc,,,city,3,,,,\n",
        reports='unit_id,file,published_on\na,"a\nb.html",31/02/2025\naa,b.html,2017-13-01\na,c.html,2017-02-29\n',
        marks="unit_id,indicator_id,marker,mark,remark\na,x,,4分,\na,x,,5,\n",
    )
    assert short(tmp_path) == [
        ("I026", "exemptions.csv", 2, "unit_id", "b"),
        ("I025", "marks.csv", 2, "mark", "4分"),
        ("I030", "marks.csv", 3, "unit_id", "a x"),
        ("I024", "reports.csv", 2, "published_on", "31/02/2025"),
        ("I024", "reports.csv", 4, "published_on", "2017-13-01"),
        ("I026", "reports.csv", 4, "unit_id", "aa"),
        ("I024", "reports.csv", 5, "published_on", "2017-02-29"),
        ("I025", "units.csv", 3, "ord", "x"),
        ("I026", "units.csv", 3, "parent_id", "zz"),
        ("I027", "units.csv", 3, "status", "ranked"),
        ("I023", "units.csv", 3, "unit_id", "a"),
        ("I028", "units.csv", 4, "name", ""),
    ]


def test_missing_unknown_and_repeated_columns_name_the_nearest(tmp_path: Path) -> None:
    found = problems(folder(tmp_path, units="unit_id,name,group,ord,ord\na,甲市,city,1,1\n"))
    assert [(p.code, p.line, p.found, p.args.get("column")) for p in found if p.file == "units.csv"] == [
        ("I021", 1, "", "grp"),
        ("I022", 1, "group", None),
        ("I032", 1, "ord", None),
    ]
    nearest = problems(folder(tmp_path, units="unit_id,nmae,grp\na,甲市,city\n"))
    assert [p.args["nearest"] for p in nearest if p.code == "I022"] == ["name"]


def test_an_unreadable_list_of_units_does_not_make_every_unit_unknown(tmp_path: Path) -> None:
    assert {p.code for p in problems(folder(tmp_path, units="unit_id,name\na,甲市\n"))} == {"I021"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "I031", 1),
        ("unit_id,file,published_on\na,a.html\n", "I029", 2),
        ("unit_id,file,published_on\na,a.html,2017-03-01,多\n", "I029", 2),
    ],
)
def test_tables_that_are_no_tables_are_refused(tmp_path: Path, text: str, code: str, line: int) -> None:
    assert [(p.code, p.line) for p in problems(folder(tmp_path, reports=text))] == [(code, line)]


def test_bytes_in_no_known_encoding_are_refused(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "marks.csv").write_bytes(b"unit_id,\xff\xff\xfe,mark\n")
    assert [p.code for p in problems(tmp_path)] == ["I004"]


@pytest.mark.parametrize("mark", ["1e3", "１２", "1,000", "NaN", "12345678901234567890", "0.00000000001", "--1"])
def test_numbers_are_plain_decimals(tmp_path: Path, mark: str) -> None:
    found = problems(folder(tmp_path, marks=f'unit_id,indicator_id,mark\na,x,"{mark}"\n'))
    assert [(p.code, p.found) for p in found] == [("I025", mark)]


def test_the_calendar_of_the_office_says_of_each_day_once_whether_it_is_a_working_day(tmp_path: Path) -> None:
    path = folder(tmp_path, calendar="day,workday,name\n2027-01-01,否,元旦\n2027年2月6日,是,\n2027-01-01,是,\n2027-02-30,休,\n")
    assert short(path) == [
        ("I030", "calendar.csv", 4, "day", "2027-01-01"),
        ("I024", "calendar.csv", 5, "day", "2027-02-30"),
        ("I027", "calendar.csv", 5, "workday", "休"),
    ]
    good = read_inputs(folder(tmp_path, calendar="day,workday\n2027-01-01,否\n2027年2月6日,是\n"))["calendar"]
    assert good.rows() == [(date(2027, 1, 1), "否", None, 2), (date(2027, 2, 6), "是", None, 3)]


def test_a_cell_without_end_is_told_with_the_row_where_it_begins(tmp_path: Path) -> None:
    text = 'unit_id,name,grp\nU1,甲市人民政府,city\nU2,"乙局,city\n' + "U3,丙局,city\n" * 12_000
    (tmp_path / "units.csv").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as error:
        read_inputs(tmp_path)
    told = [sentence(problem) for problem in error.value.problems]
    assert told == ["units.csv:3: 单元格超过 131072 个字符；应为表格。请检查从这一行起是否少了一个引号。 [I078]"]
