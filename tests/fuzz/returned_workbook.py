"""Fill-in workbooks that came back from units."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

from scoring.workbooks.issuing import IssueOptions, issue
from scoring.workbooks.returned import read_returned
from scoring.workbooks.setting import Setting, read_setting
from tests.fuzz.machinery.packages import mutate_package
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.runs.mini import make
from tests.workbooks.collection import REQUESTS
from tests.workbooks.filling import fill, issued, saved


@functools.cache
def _setting() -> tuple[Setting, bytes, bytes]:
    """The small assessment, a workbook of a unit and one of a marker as they were issued."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        made = make(folder / "mini")
        setting = read_setting(made)
        unit = issue(made, IssueOptions(units=("jia",), overwrite=True))[0].read_bytes()
        marker = issue(made, IssueOptions(markers=("一组",), overwrite=True))[0].read_bytes()
        return setting, unit, marker
    finally:
        shutil.rmtree(folder)


def check(data: bytes) -> None:
    """Read a file as one that came back: its figures, or why they are not taken."""
    with passing_folder() as folder:
        file = folder / "returned.xlsx"
        file.write_bytes(data)
        found = read_returned(file, _setting()[0])
    assert_told(found.problems)
    assert found.book or found.problems
    for fact in found.facts:
        assert fact.value is None or fact.value.is_finite()


def _seeds() -> list[bytes]:
    _, unit, marker = _setting()
    return [saved(fill(unit, "2014", REQUESTS)), marker, issued("2021")]


TARGET = Target(_seeds, check, mutate_package, examples=8)
