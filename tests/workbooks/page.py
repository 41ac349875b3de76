"""What somebody has done before and between the commands of docs/workbooks.md: ``python -m tests.workbooks.page start|fill``."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl

from tests.runs.mini import make
from tests.workbooks.collection import REQUESTS
from tests.workbooks.filling import fill, saved

UNITS = {"甲": "jia_甲河县", "乙": "yi_乙山县", "丙": "bing_丙桥县"}


def start(folder: Path) -> None:
    """The small assessment before anything came in."""
    make(folder)
    for file in (folder / "reports").iterdir():
        file.unlink()
    for name in ("reports", "findings", "marks"):
        table = folder / f"{name}.csv"
        table.write_text(table.read_text("utf-8").splitlines()[0] + "\n", "utf-8")


def fill_in(folder: Path) -> None:
    """What units and markers do."""
    (folder / "returned").mkdir()
    for name, file in UNITS.items():
        book = fill((folder / "workbooks" / f"{file}.xlsx").read_bytes(), "2014", REQUESTS)
        (folder / "returned" / f"{name}.xlsx").write_bytes(saved(book))
    marks = openpyxl.load_workbook(folder / "workbooks" / "考核一组.xlsx")
    for row in (5, 6, 7):
        marks["打分表"][f"F{row}"] = 1
    marks.save(folder / "returned" / "一组.xlsx")


if __name__ == "__main__":
    {"start": start, "fill": fill_in}[sys.argv[1]](Path("assessment"))
