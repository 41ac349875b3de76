"""Workbooks sent back, and what collecting said of them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scoring.problems import sentence
from scoring.workbooks.collecting import Collected
from scoring.workbooks.issuing import IssueOptions, issue
from tests.workbooks.filling import fill, saved

REQUESTS = {
    ("requests_received", "total"): 12,
    ("requests_in_person", "total"): 12,
    ("requests_fax", "total"): 0,
    ("requests_online", "total"): 0,
    ("requests_letter", "total"): 0,
    ("requests_closed", "total"): 12,
    ("requests_closed_on_time", "total"): 9,
    ("requests_closed_extended", "total"): 3,
}
FOR_UNITS = "请不带 --marker 运行，为各单位制发工作簿。 [W012]"
THIRD = """      - id: support.third
        title: 第三方评估
        points: 5
        rule: {external_score: {key: third_party, full: 100}}
"""


def returned(folder: Path, unit: str, values: dict[tuple[str, str], Any], change: Callable[[Any], None] = lambda _book: None) -> Path:
    """A unit's workbook, filled in and sent back under another name."""
    file = issue(folder, IssueOptions(units=(unit,), overwrite=True))[0]
    book = fill(file.read_bytes(), "2014", values)
    change(book)
    target = folder / "returned" / f"回复{unit}.xlsx"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(saved(book))
    return target


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def told(collected: Collected, *codes: str) -> list[str]:
    return [sentence(problem) for problem in collected.problems if not codes or problem.code in codes]
