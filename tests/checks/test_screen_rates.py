"""How often the rules of the screen err: a small measurement held against the documented one, and the page that says so."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from scoring.checks.screen.catalogue import rules
from scoring.checks.screen.tails import binomial_tail
from scoring.engine.database import Session
from scoring.files import yamlfile
from tests.benchmarks.clean import clean, plant, screened
from tools.anomaly_pages import CLEAN, MEASURED, PAGE, PLANTED, UNITS, page

SMALL = range(1000, 1006)  # none of the seeds that the page was measured with
DOCUMENTED = yamlfile.read(MEASURED).data


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(threads=1) as opened:
        yield opened


def test_the_rules_err_no_oftener_than_documented(session: Session) -> None:
    counts = dict.fromkeys(rules(), (0, 0))
    for seed in SMALL:
        for rule, (compared, noted) in screened(session, clean(seed)).items():
            counts[rule] = (counts[rule][0] + compared, counts[rule][1] + len(noted))
    assert all(compared > 100 for compared, _ in counts.values())
    bounds = {rule: Fraction(DOCUMENTED["rules"][rule]["bound"].removesuffix("%")) / 100 for rule in rules()}
    # So many would be noted less than once in a thousand measurements, were the documented bound true.
    assert [rule for rule, (n, k) in counts.items() if k and binomial_tail(n, k, bounds[rule]) < Fraction(1, 1000)] == []


@pytest.mark.parametrize("rule", rules())
def test_every_rule_finds_what_it_is_for(session: Session, rule: str) -> None:
    found = 0
    for seed in range(3):
        data = clean(seed, units=30)
        unit = plant(data, rule, seed)
        found += unit in screened(session, data)[rule][1]
    assert found >= 1


def test_the_same_seed_gives_the_same_data() -> None:
    assert clean(5, units=6) == clean(5, units=6) != clean(6, units=6)


def test_the_page_of_the_screen_is_current() -> None:
    assert page() == PAGE.read_text("utf-8"), "run tools/anomaly_pages.py"


def test_the_page_tells_of_the_measurement_that_the_tool_makes() -> None:
    assert (DOCUMENTED["assessments"], DOCUMENTED["planted"], DOCUMENTED["units"]) == (CLEAN, PLANTED, UNITS)
    assert set(DOCUMENTED["rules"]) == set(rules())
