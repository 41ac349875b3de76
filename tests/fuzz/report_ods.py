"""OpenDocument spreadsheets as reports."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.machinery.packages import mutate_package
from tests.fuzz.machinery.reports import check_report
from tests.fuzz.machinery.target import Target

_FILE = Path(__file__).resolve().parents[1] / "intake" / "samples" / "excel-2014.ods"
TARGET = Target(lambda: [_FILE.read_bytes()], check_report, mutate_package, examples=20)
