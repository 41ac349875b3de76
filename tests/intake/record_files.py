"""A record table for tests, files of it in every format, and what is said of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

import polars as pl
import xlsxwriter

from scoring.criteria.records.model import RecordColumn, RecordTable
from scoring.engine.database import Session
from scoring.intake.records import load_records, open_records
from scoring.problems import sentence, sort_problems

TABLE = RecordTable(
    "hotline",
    "热线工单",
    (
        RecordColumn("case_id", "工单编号", required=True, pattern=r"R\d+"),
        RecordColumn("received_on", "受理日期", "date", required=True),
        RecordColumn("closed_on", "办结日期", "date", not_before="received_on"),
        RecordColumn("kind", "类别", allowed=("咨询", "投诉", "建议")),
        RecordColumn("amount", "金额", "number", low=Decimal(0), high=Decimal(100)),
        RecordColumn("times", "次数", "whole", low=Decimal(1)),
        RecordColumn("late", "是否延期", "flag"),
        RecordColumn("note", "备注"),
    ),
    ("case_id",),
    "received_on",
    "zero",
    ("records", "hotline"),
)
NAMES = ("unit_id", *(column.name for column in TABLE.columns))
GOOD = ("U1", "R1", "2023-01-02", "2023-01-09", "咨询", "1.5", "3", "是", "甲")
UNITS = "select * from (values ('U1', '甲市人民政府', '甲市', 1), ('U2', '乙局', '乙局', 2)) as t (unit_id, name, short_name, ord)"
Way = Literal["pandera", "sql"]
Row = Sequence[object]


def text(rows: Sequence[Row], delimiter: str = ",") -> str:
    """Rows as CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(["" if cell is None else cell for cell in row] for row in rows)
    return buffer.getvalue()


def sheet(file: Path, rows: Sequence[Row]) -> Path:
    """Rows as a workbook."""
    book = xlsxwriter.Workbook(str(file))
    page = book.add_worksheet("台账")
    for number, row in enumerate(rows):
        page.write_row(number, 0, ["" if cell is None else cell for cell in row])
    book.close()
    return file


def parquet(file: Path, rows: Sequence[Row], names: Sequence[str] = NAMES) -> Path:
    """Rows as a Parquet file."""
    pl.DataFrame([list(row) for row in rows], schema=list(names), orient="row").write_parquet(file)
    return file


def units() -> Session:
    """An engine that knows two units."""
    session = Session(threads=2)
    session.con.execute(f"create table units as {UNITS}")
    return session


def told(folder: Path, files: Sequence[Path], way: Way, table: RecordTable = TABLE) -> list[str]:
    """What is wrong with files, each problem as its sentence."""
    with units() as session:
        return told_in(session, folder, files, way, table)


def told_in(session: Session, folder: Path, files: Sequence[Path], way: Way, table: RecordTable = TABLE) -> list[str]:
    """What is wrong with files, in an engine that is there already."""
    return [sentence(problem) for problem in sort_problems(load_records(session, open_records(table, files, folder), way))]


def loaded(folder: Path, files: Sequence[Path], way: Way | None = None, table: RecordTable = TABLE) -> list[tuple[object, ...]]:
    """The rows of files that have no fault."""
    with units() as session:
        assert [sentence(problem) for problem in load_records(session, open_records(table, files, folder), way)] == []
        return session.rows(f"select * from records_{table.name} order by file, 2")
