"""Excel workbooks as reports."""

from __future__ import annotations

from tests.fuzz.machinery.packages import mutate_package
from tests.fuzz.machinery.reports import check_report, report
from tests.fuzz.machinery.target import Target


def _seeds() -> list[bytes]:
    return [report("xlsx", "one-sheet", "2014"), report("xlsx", "sheets", "2021")]


TARGET = Target(_seeds, check_report, mutate_package, examples=32)
