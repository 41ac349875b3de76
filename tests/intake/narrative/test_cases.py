"""Sentences and the facts they state, nothing more and nothing less (cases/*.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.files.yamlfile import read
from scoring.intake.document import Line
from scoring.intake.narrative import read_narrative
from scoring.intake.report import Fact

QUALIFIERS = {"about", "at_least", "at_most"}
TITLE = Line("临江市2017年政府信息公开工作年度报告", "line 1")


def _cases() -> Iterator[Any]:
    for file in sorted((Path(__file__).parent / "cases").glob("*.yaml")):
        for case in read(file).data:
            yield pytest.param(case, id=f"{file.stem}: {case['say'][:30]}")


def _described(fact: Fact, pinned: str) -> str:
    """The fact in the words of a case, with only what the case pins."""
    words = pinned.split()
    value = "text" if fact.value is None else str(Decimal(fact.value).normalize() if fact.value else 0)
    value = value if value == "text" or "E" not in value else format(Decimal(value), "f")
    parts = [fact.metric, value]
    if fact.qualifier != "exact" or QUALIFIERS & set(words):
        parts.append(fact.qualifier)
    if len([w for w in words if w not in QUALIFIERS and not w.startswith("@")]) > 2:
        parts.append(fact.uom)
    if any(w.startswith("@") for w in words):
        parts.append(f"@{fact.scope}")
    return " ".join(parts)


@pytest.mark.parametrize("case", list(_cases()))
def test_a_sentence_states_exactly_these_facts(case: dict[str, Any]) -> None:
    facts = read_narrative([TITLE, Line(case["say"], "line 2")], case.get("year", 2017))
    expected = {entry.split()[0]: entry for entry in case["facts"]}
    assert sorted(_described(f, expected.get(f.metric, "")) for f in facts) == sorted(case["facts"])


@pytest.mark.parametrize("case", list(_cases()))
def test_every_fact_shows_where_it_was_read(case: dict[str, Any]) -> None:
    for fact in read_narrative([TITLE, Line(case["say"], "line 2")], case.get("year", 2017)):
        start, end = map(int, fact.locator.removeprefix("line 2 [").rstrip("]").split(":"))
        assert case["say"][start:end] == fact.raw
        assert fact.raw in fact.quote
        assert fact.quote in case["say"]
