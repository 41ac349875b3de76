"""Files of record tables: both ways of checking find the same, and what is typed is what was written."""

from __future__ import annotations

import functools
from pathlib import Path
from random import Random

from scoring.engine.database import Session
from scoring.intake.records import load_records, open_records
from scoring.problems import ProblemsFound, sentence, sort_problems
from tests.fuzz.machinery.packages import mutate_package
from tests.fuzz.machinery.plain import mutate_binary, mutate_lines
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.intake.record_files import GOOD, NAMES, TABLE, Way, parquet, sheet, text, units

_ROWS = (
    NAMES,
    GOOD,
    ("U2", "R2", "2023/1/5", "", "投诉", "0", "1", "否", "乙，丙"),
    ("U1", "R3", "2023年2月3日", "2023-02-04", "建议", "99.9", "2", "", '"'),
)
_ENDS = {b"PK": ".xlsx", b"PA": ".parquet", b"\xd0\xcf": ".xls"}


@functools.cache
def _engine() -> Session:
    return units()


def check(data: bytes) -> None:
    """Read a file by its beginning as a sheet, as Parquet or as CSV."""
    with passing_folder() as folder:
        file = folder / f"hotline{_ENDS.get(data[:2], '.csv')}"
        file.write_bytes(data)
        one, other = (_told(folder, file, way) for way in ("pandera", "sql"))
    assert one == other


def _told(folder: Path, file: Path, way: Way) -> list[str]:
    try:
        problems = load_records(_engine(), open_records(TABLE, [file], folder), way)
    except ProblemsFound as found:
        problems = list(found.problems)
    assert_told(problems)
    return [sentence(problem) for problem in sort_problems(problems)]


def _seeds() -> list[bytes]:
    with passing_folder() as folder:
        made = [sheet(folder / "a.xlsx", _ROWS), parquet(folder / "a.parquet", [list(map(str, row)) for row in _ROWS[1:]])]
        others = [file.read_bytes() for file in made]
    plain = text(_ROWS)
    return [plain.encode(), plain.encode("gb18030"), text(_ROWS, "\t").replace("\n", "\r\n").encode("utf-16"), *others]


def _mutate(data: bytes, random: Random) -> bytes:
    return {b"PK": mutate_package, b"PA": mutate_binary, b"\xd0\xcf": mutate_binary}.get(data[:2], mutate_lines)(data, random)


TARGET = Target(_seeds, check, _mutate, examples=10, longest=40_000)
