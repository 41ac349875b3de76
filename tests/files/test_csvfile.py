"""Texts in CSV files run as no formula and come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.files.csvfile import harmless, original
from scoring.workbooks.tablefile import TableFile, open_table

FORMULAS = [
    "=1+1",
    "@SUM(A1)",
    "+a",
    "-2+3",
    "+86-10-1234",
    "=cmd|' /C calc'!A0",
    " =1",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＠x",
    "\ufeff=1",
    '=HYPERLINK("http://x","y")',
]
PLAIN = ["", "甲县", "-1", "+8.91%", "-1,234.5", "-", "—", "12-3", "'quoted'", "O'Neill", "0620", "〔2017〕1号"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_program_would_run_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_numbers_signs_and_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == original(text) == text


@given(st.text(st.sampled_from("='+-@＝ \t\r\n1,%甲x"), max_size=8))
@example("'=1")
@example("''=1")
@example("'-5")
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert original(harmless(text)) == text
    assert harmless(text)[:1] not in {"=", "@", "＝", "＠", "\t", "\r", "\n"} or len(text) == 1


@pytest.mark.parametrize("text", [*FORMULAS, "'=1", "''@x", "甲县", "-3.50", "'-5", 'a "quoted", cell\nof two lines'])
def test_an_input_table_is_read_back_as_it_was_written(tmp_path: Path, text: str) -> None:
    file = tmp_path / "findings.csv"
    file.write_bytes(TableFile("findings", file, ["unit", "note"], [{"unit": "甲县", "note": text}]).text())
    assert open_table("findings", file, ["unit", "note"]).rows == [{"unit": "甲县", "note": text}]
    cell = file.read_text("utf-8-sig").partition("甲县,")[2].lstrip('"')
    assert cell[:1] not in {"=", "+", "@", "\t", "\r", "＝", "＠"}


def test_an_apostrophe_that_an_office_typed_before_a_number_is_not_part_of_it(tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_text("unit,value\n甲县,'-5\n", "utf-8")
    assert open_table("marks", file, ["unit", "value"]).rows == [{"unit": "甲县", "value": "-5"}]
