"""Workbooks in the old binary format of Excel, as reports."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.machinery.plain import mutate_binary
from tests.fuzz.machinery.reports import check_report
from tests.fuzz.machinery.target import Target

_FILE = Path(__file__).resolve().parents[1] / "intake" / "samples" / "excel-2019.xls"
TARGET = Target(lambda: [_FILE.read_bytes()], check_report, mutate_binary, examples=32)
