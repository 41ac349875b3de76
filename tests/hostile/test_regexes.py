"""Patterns that run over texts take time in proportion to their length."""

from __future__ import annotations

import re

from tests.hostile.regexes import grows, patterns

OVER_OUR_OWN = {"scoring.intake.narrative.literals._TOKEN"}  # takes the patterns of this program apart, which are short


def test_no_pattern_over_reports_grows_faster_than_the_text() -> None:
    found = {name: grows(pattern, ways) for name, pattern, ways in patterns("scoring.intake") if name not in OVER_OUR_OWN}
    assert {name: character for name, character in found.items() if character} == {}


def test_a_pattern_that_grows_is_found() -> None:
    assert grows(re.compile(r"(?:\s+\d+){3,}\s*$"), {"search"}) == "\n"
