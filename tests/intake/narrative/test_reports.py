"""Prose of whole reports of every kind and year: what is read, and that nothing else is."""

from __future__ import annotations

import pytest

from scoring.intake.reading import read_report
from tests.intake.narrative.golds import NAMES, REPORTS, compared, gold

LEAST_RECALL = 0.95


@pytest.mark.parametrize("name", NAMES)
def test_a_report_states_exactly_these_facts(name: str) -> None:
    missed, extra = compared(gold(name)["facts"], read_report(REPORTS / f"{name}.txt", name).facts)
    assert missed == []
    assert extra == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_unread_is_known(name: str) -> None:
    unread = gold(name).get("unread", [])
    assert compared(unread, read_report(REPORTS / f"{name}.txt", name).facts)[0] == unread


def test_hardly_any_figure_is_left_unread() -> None:
    read = sum(len(gold(name)["facts"]) for name in NAMES)
    unread = sum(len(gold(name).get("unread", [])) for name in NAMES)
    assert read / (read + unread) >= LEAST_RECALL


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_shows_its_characters(name: str) -> None:
    lines = (REPORTS / f"{name}.txt").read_text("utf-8").split("\n")
    for fact in read_report(REPORTS / f"{name}.txt", name).facts:
        number, _, place = fact.locator.removeprefix("line ").partition(" ")
        start, end = map(int, place.strip("[]").split(":"))
        assert lines[int(number) - 1].strip()[start:end] == fact.raw
        assert fact.raw in fact.quote
