"""A record table is the same whatever its files are: format, encoding, delimiter, order of columns, number of files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from scoring.criteria.records.model import RecordColumn
from scoring.intake.records import load_records, open_records
from tests.intake.record_files import GOOD, NAMES, TABLE, Way, loaded, parquet, sheet, text, told, units

OTHER = ("U2", "R2", "2023年1月5日", "", "投诉", "", "12", "否", 'a, "b"\n丙')
TYPED = [
    ("U1", "R1", date(2023, 1, 2), date(2023, 1, 9), "咨询", Decimal("1.5000000000"), 3, True, "甲"),
    ("U2", "R2", date(2023, 1, 5), None, "投诉", None, 12, False, 'a, "b"\n丙'),
]
KINDS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "semicolon", "tab", "cr", "xlsx", "parquet")
WAYS: tuple[Way, ...] = ("pandera", "sql")


def write(folder: Path, kind: str, order: tuple[int, ...] = tuple(range(len(NAMES)))) -> Path:
    """The two rows in some format, columns in some order."""
    rows = [[row[n] for n in order] for row in (NAMES, GOOD, OTHER)]
    if kind == "xlsx":
        return sheet(folder / "a.xlsx", rows)
    if kind == "parquet":
        return parquet(folder / "a.parquet", rows[1:], [str(name) for name in rows[0]])
    written = text(rows, {"semicolon": ";", "tab": "\t"}.get(kind, ","))
    file = folder / f"{kind}.csv"
    file.write_bytes(written.replace("\n", "\r" if kind == "cr" else "\n").encode(kind if kind[:2] in {"ut", "gb"} else "utf-8"))
    return file


@pytest.mark.parametrize(("kind", "way"), [*((kind, "sql") for kind in KINDS), ("gb18030", "pandera"), ("xlsx", "pandera")])
def test_every_format_gives_the_same_table(tmp_path: Path, kind: str, way: Way) -> None:
    file = write(tmp_path, kind)
    assert loaded(tmp_path, [file], way) == [(*row, file.name) for row in TYPED]


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_of_all_formats_with_columns_in_any_order_is_one_table(tmp_path: Path, way: Way) -> None:
    order = tuple(reversed(range(len(NAMES))))
    files = [write(tmp_path, kind, order if number % 2 else tuple(range(len(NAMES)))) for number, kind in enumerate(KINDS)]
    table = replace(TABLE, key=())
    expected = sorted((*row, file.name) for file in files for row in TYPED)
    assert sorted(loaded(tmp_path, files, way, table)) == expected


def test_an_optional_column_may_be_absent_and_what_runs_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("note,received_on,case_id,unit_id,,\n'=1+1,2023-01-02, R1 ,U1,,\n\n", "utf-8")
    for way in WAYS:
        assert loaded(tmp_path, [tmp_path / "a.csv"], way) == [
            ("U1", "R1", date(2023, 1, 2), None, None, None, None, None, "=1+1", "a.csv"),
        ]


def test_chinese_that_begins_late_in_a_file_does_not_need_unicode(tmp_path: Path) -> None:
    plain = [("U1", f"R{n:06d}", "2023-01-02", "", "", "", "", "", "x" * 40) for n in range(2000)]
    rows = [NAMES, *plain, ("U2", "R9", "2023-01-02", "", "", "", "", "", "丙")]
    (tmp_path / "a.csv").write_bytes(text(rows).encode("gb18030"))
    for way in WAYS:
        assert loaded(tmp_path, [tmp_path / "a.csv"], way)[-1][8] == "丙"


def test_parquet_of_the_declared_types_is_a_view(tmp_path: Path) -> None:
    frame = pl.DataFrame({"case_id": ["R1", "R2"], "unit_id": ["U1", "U2"], "received_on": [date(2023, 1, 2)] * 2, "times": [1, 2]})
    frame.write_parquet(tmp_path / "a.parquet")
    with units() as session:
        assert load_records(session, open_records(TABLE, [tmp_path / "a.parquet"], tmp_path)) == []
        (kind,) = session.rows("select table_type from information_schema.tables where table_name = 'records_hotline'")
        tables = session.rows("select count(*) from duckdb_tables() where table_name like 'records%'")
        assert (kind, tables) == (("VIEW",), [(0,)])
        types = dict(session.rows("select column_name, data_type from information_schema.columns where table_name = 'records_hotline'"))
        assert (types["received_on"], types["times"], types["amount"]) == ("DATE", "BIGINT", "DECIMAL(28,10)")
        assert session.rows("select unit_id, times, file from records_hotline order by 1") == [
            ("U1", 1, "a.parquet"),
            ("U2", 2, "a.parquet"),
        ]


def test_a_table_without_rows_or_files_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",".join(NAMES), "utf-8")
    for way in WAYS:
        assert loaded(tmp_path, [tmp_path / "a.csv"], way) == []
        assert loaded(tmp_path, [], way) == []


def test_hundreds_of_small_files_are_one_table(tmp_path: Path) -> None:
    files = []
    for number in range(300):
        header, row = ["unit_id", "case_id", "received_on"], ["U1", f"R{number}", "2023-01-02"]
        turned = number % 3 == 0
        files.append(tmp_path / f"{number:04d}.csv")
        files[-1].write_text(text([header[::-1], row[::-1]] if turned else [header, row]), "utf-8")
    table = replace(TABLE, columns=(*TABLE.columns[:2], RecordColumn("note", "备注")))
    with units() as session:
        assert load_records(session, open_records(table, files, tmp_path), "sql") == []
        assert session.rows("select count(*), count(distinct file) from records_hotline") == [(300, 300)]
        assert session.rows("select case_id from records_hotline where file = '0042.csv'") == [("R42",)]


def test_an_office_may_name_its_columns_as_it_likes(tmp_path: Path) -> None:
    names = ("id", "file_no", "row_no", "mask_0", "extra", "first_id", "select", "first")
    table = replace(TABLE, columns=(*(RecordColumn(name, "列") for name in names), TABLE.columns[1]), key=names)
    rows = [["unit_id", *names, "received_on"], ["U1", *names, "2023-01-02"]]
    (tmp_path / "a.csv").write_text(text(rows), "utf-8")
    (tmp_path / "b.csv").write_text(text([*rows, rows[1]]), "utf-8")
    parquet(tmp_path / "a.parquet", [[*rows[1][:-1], date(2023, 1, 2)]], rows[0])
    for way in WAYS:
        assert loaded(tmp_path, [tmp_path / "a.csv"], way, table) == [("U1", *names, date(2023, 1, 2), "a.csv")]
        assert [line[-6:] for line in told(tmp_path, [tmp_path / "b.csv"], way, table)] == ["[I072]"]
    assert loaded(tmp_path, [tmp_path / "a.parquet"], None, table) == [("U1", *names, date(2023, 1, 2), "a.parquet")]
