"""Reports written for these tests: every figure, every failure, nothing else (<report>.yaml).

Their figures and layouts are those of five published documents; where those documents lie
beside the repository, the same expectations are held against them.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.checks import run_checks
from scoring.engine.database import Session
from scoring.files.yamlfile import read
from scoring.intake.reading import read_report
from scoring.intake.report import Fact, Report
from scoring.numbers import plain
from tests.checks.loading import load_reports

HERE = Path(__file__).parent
PUBLISHED = HERE.parents[2] / "shared" / "sources"
NAMES = ["county_2017", "city_2015", "office_2020", "office_2017", "circular_2016"]
SAME_FIGURES = dict(zip(["000", "001", "002", "003", "004"], NAMES, strict=True))
FAILURES = "select check_id, severity, part, expected, found, difference, caused_by from checks where outcome = 'fails' order by all"


def _gold(name: str) -> dict[str, Any]:
    return dict(read(HERE / f"{name}.yaml").data)


def _own(name: str) -> Report:
    return read_report(HERE / f"{name}.txt", name)


def _published(number: str) -> Report:
    (file,) = PUBLISHED.glob(f"{number}_*.txt")
    return read_report(file, number)


def _described(fact: Fact) -> str:
    part = "" if fact.part == "total" else f"__{fact.part}"
    value = "-" if fact.value is None else plain(fact.value)
    return " ".join([fact.metric + part, value, fact.semantic, fact.qualifier, fact.uom or "-", fact.scope or "-"])


def _stated(report: Report) -> list[str]:
    return sorted(_described(f) for f in report.facts if not f.from_table or f.value)


def _rows(report: Report, sql: str) -> list[tuple[Any, ...]]:
    with Session() as session:
        load_reports(session, [report])
        run_checks(session)
        return session.rows(sql)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_read_and_nothing_else(name: str) -> None:
    report, gold = _own(name), _gold(name)
    assert _stated(report) == sorted(gold["facts"])
    assert sum(f.from_table and f.value == 0 for f in report.facts) == gold["table_zeros"]
    assert [report.unit, report.year, report.form, report.published_on] == [gold[k] for k in ("unit", "year", "form", "published_on")]


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_known_relations_fail(name: str) -> None:
    assert sorted(map(list, _rows(_own(name), FAILURES))) == sorted(_gold(name)["failures"])


@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_judged_is_not_a_failure(name: str) -> None:
    rows = _rows(_own(name), "select check_id, part, caused_by from checks where outcome = 'not_assessable'")
    assert sorted(map(list, rows)) == sorted(_gold(name)["not_assessable"])


@pytest.mark.parametrize("name", NAMES)
def test_every_relation_that_holds_is_counted(name: str) -> None:
    rows = _rows(_own(name), "select check_id from checks where outcome = 'holds'")
    assert Counter(check for (check,) in rows) == _gold(name)["holds"]


def test_a_report_of_2020_has_forty_statutory_sums() -> None:
    rows = _rows(_own("office_2020"), "select outcome from checks where check_id in ('T3-row', 'T3-sum', 'T3-identity', 'T4-sum')")
    assert Counter(outcome for (outcome,) in rows) == {"holds": 35, "fails": 5}


@pytest.mark.parametrize("name", NAMES)
def test_every_message_is_a_sentence_with_the_numbers(name: str) -> None:
    sql = "select message, expected, found from checks where check_id like 'N-%' or check_id like 'T%'"
    for message, expected, found in _rows(_own(name), sql):
        assert message
        for number in (expected, found):
            assert not number or number in message


def test_every_fact_of_prose_shows_its_characters() -> None:
    lines = (HERE / "county_2017.txt").read_text("utf-8").split("\n")
    for fact in _own("county_2017").facts:
        number, _, place = fact.locator.removeprefix("line ").partition(" ")
        start, end = map(int, place.strip("[]").split(":"))
        assert lines[int(number) - 1][start:end] == fact.raw
        assert fact.quote in lines[int(number) - 1]


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published documents are not beside the repository")
@pytest.mark.parametrize("number", sorted(SAME_FIGURES))
def test_the_published_document_gives_the_same_figures(number: str) -> None:
    report, gold = _published(number), _gold(SAME_FIGURES[number])
    # The wording of its own scope may differ.
    assert sorted(line.rsplit(" ", 1)[0] for line in _stated(report)) == sorted(line.rsplit(" ", 1)[0] for line in gold["facts"])
    assert (report.year, report.form, report.published_on) == (gold["year"], gold["form"], gold["published_on"])
    assert all(isinstance(f.value, Decimal) for f in report.facts if f.semantic in {"numeric", "zero"})


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published documents are not beside the repository")
@pytest.mark.parametrize("number", sorted(SAME_FIGURES))
def test_the_published_document_fails_where_its_register_says(number: str) -> None:
    def without_names(rows: list[Any]) -> list[Any]:
        return sorted(list(row[:3]) if row[0] == "S-citation" else list(row) for row in rows)

    report, gold = _published(number), _gold(SAME_FIGURES[number])
    assert without_names(_rows(report, FAILURES)) == without_names(gold["failures"])
    unjudged = _rows(report, "select check_id, part, caused_by from checks where outcome = 'not_assessable'")
    assert sorted(map(list, unjudged)) == sorted(gold["not_assessable"])
    assert Counter(c for (c,) in _rows(report, "select check_id from checks where outcome = 'holds'")) == gold["holds"]
