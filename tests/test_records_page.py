"""The page on record tables says what the shipped tables have, and names problems that exist."""

from __future__ import annotations

import re

from scoring.intake.records.failures import MOST_FILES, MOST_SHOWN
from scoring.intake.records.files import KINDS
from scoring.intake.records.loading import LARGE
from scoring.problems import catalogue
from tools import record_pages

TEXT = record_pages.PAGE.read_text("utf-8")


def test_the_page_is_current() -> None:
    assert record_pages.page() == TEXT, "run tools/record_pages.py"


def test_the_page_names_limits_formats_and_problems_as_they_are() -> None:
    assert f"the first {MOST_SHOWN} rows of a file" in TEXT
    assert f"more than {MOST_FILES} files" in TEXT
    assert f"up to {LARGE // 1_000_000} MB together" in TEXT
    assert all(f"`{suffix}`" in TEXT for suffix in KINDS)
    assert set(re.findall(r"\b[AI][0-9]{3}\b", TEXT)) <= set(catalogue())
