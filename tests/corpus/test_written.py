"""Reports written by hand after what sites really publish: whatever cannot be decided is not stated."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoring.intake.reading import read_report
from scoring.intake.report import Report
from tests.corpus import summary
from tests.corpus.checking import Check, checks_of
from tests.corpus.compare import Result, compared
from tests.corpus.golds import Expected, written

FLOOR = 85.0
"""Least recall over all of them together, in percent."""
WRITTEN = written()


def cases(*keys: str) -> list[Any]:
    """The reports whose gold has one of the keys, or all of them; ``known`` says what is not mended yet."""
    chosen = {name: expected.data for name, expected in WRITTEN.items() if not keys or expected.data.keys() & set(keys)}
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=data["known"], strict=False)) if "known" in data else name
        for name, data in chosen.items()
    ]


@functools.cache
def read(name: str) -> Report:
    file = WRITTEN[name].file
    return read_report(file, file.name)


@functools.cache
def checked() -> dict[str, set[Check]]:
    """Every check of every report, in one database: planning the checks takes longer than any report."""
    return checks_of(read(name) for name in WRITTEN)


def result_of(expected: Expected) -> Result:
    """The reading against its gold; what may be stated is not wrong."""
    report, gold = read(expected.file.stem), expected.gold
    if expected.any_scope:
        report = replace(report, facts=tuple(f._replace(scope="") for f in report.facts))
        gold = tuple(replace(g, scope="") for g in gold)
    result = compared(report, gold)
    return replace(result, wrong=tuple(g for g in result.wrong if (g.metric, g.part, g.value) not in expected.may))


@pytest.mark.parametrize("name", cases())
def test_nothing_is_stated_that_the_report_does_not_say(name: str, request: pytest.FixtureRequest) -> None:
    expected, report = WRITTEN[name], read(name)
    result = result_of(expected)
    kind = {".md": "text", ".txt": "text"}.get(expected.file.suffix, expected.file.suffix[1:])
    counts = {"right": result.right, "missing": len(result.missing), "wrong": len(result.wrong), "refused": int(result.refused)}
    summary.record(request, summary.FACTS, {"group": [kind, "kept" if expected.data.get("made") else "by hand"], **counts})
    assert result.wrong == ()
    if "refused" in expected.data:
        assert report.refusal
        assert report.refusal[0] == expected.data["refused"]
    elif not expected.data.get("may_be_refused"):
        assert report.refusal is None


@pytest.mark.parametrize("name", cases("unit"))
def test_unit_and_year_are_those_of_the_title(name: str) -> None:
    expected, report = WRITTEN[name], read(name)
    if report.refusal is None:
        assert (report.unit, report.year) == (expected.data["unit"], expected.data["year"])


@pytest.mark.parametrize("name", cases("failures", "failing_among"))
def test_the_checks_fail_where_the_report_is_wrong(name: str) -> None:
    data = WRITTEN[name].data
    found = checked()[WRITTEN[name].file.name]
    failing = {f"{check} {part}" for check, part, outcome, _ in found if outcome == "fails"}
    if "failures" in data:
        assert failing == set(data["failures"])
    else:
        assert failing <= set(data["failing_among"])
    assert set(data.get("not_assessable", ())) <= {f"{check} {part}" for check, part, outcome, _ in found if outcome == "not_assessable"}


def test_recall_over_all_of_them_does_not_fall() -> None:
    results = [result_of(expected) for expected in WRITTEN.values()]
    assert 100 * sum(r.right for r in results) >= FLOOR * sum(r.gold for r in results)


def test_every_file_has_its_gold_and_says_what_it_is_about() -> None:
    names = {file.stem for file in Path(__file__).with_name("reports").iterdir()}
    assert names == set(WRITTEN)
    assert all(expected.data["about"] for expected in WRITTEN.values())
    assert len(WRITTEN) >= 25
