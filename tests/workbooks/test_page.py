"""docs/workbooks.md does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from click.testing import CliRunner

from scoring.cli import main
from tests.repository import ROOT
from tests.runs.mini import make
from tests.workbooks.collection import REQUESTS
from tests.workbooks.filling import fill, saved

if TYPE_CHECKING:
    import pytest

PAGE = (ROOT / "docs" / "workbooks.md").read_text("utf-8")
UNITS = {"甲": "jia_甲河县", "乙": "yi_乙山县", "丙": "bing_丙桥县"}


def bare(folder: Path) -> None:
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


def test_the_page_works_from_the_first_line_to_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bare(Path("assessment"))
    printed = {}
    for line in re.findall(r"^scoring .*$", "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)), re.MULTILINE):
        if "--check" in line:
            fill_in(Path("assessment"))
        done = CliRunner().invoke(main, ["--lang", "zh", *shlex.split(line)[1:]])
        assert done.exit_code == 0, (line, done.output)
        printed[line] = done.stdout
    shown = re.findall(r"```\n(returned/.*?)```", PAGE, re.DOTALL)[0]
    told = printed["scoring workbook collect assessment"].replace("assessment/returned", "returned")
    assert sorted(told.splitlines()) == sorted(shown.splitlines())
    assert "甲河县" in printed["scoring run assessment --no-documents"]
