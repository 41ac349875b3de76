"""Generated reports: every figure that is read is printed there, and hardly one is missed."""

from __future__ import annotations

import functools
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scoring.intake.reading import read_report
from scoring.intake.report import Report
from tests.corpus import summary
from tests.corpus.cases import Case, generated
from tests.corpus.checking import checks_of
from tests.corpus.compare import compared
from tests.corpus.generator.gold import gold_facts
from tests.corpus.generator.sums import verdicts

FLOORS = {"html": 100.0, "xlsx": 100.0, "docx": 100.0, "text": 92.0}
"""Least recall per format, in percent of the gold facts of all its reports together."""
BLANKS_LOST = {"opening", "closing", "cut-heads", "markdown", "one-per-line", "spaced", "tabs"}
"""Styles of text in which blanks are lost or have no certain place: rows with blanks are unread then."""
SUMS = ("T3-row", "T3-sum", "T3-identity", "T4-sum", "A1", "A2", "A5", "A6", "A7")
KINDS = ("html", "text", "xlsx", "docx")


@functools.cache
def read(case: Case) -> Report:
    with TemporaryDirectory() as folder:
        file = Path(folder) / case.file
        file.write_bytes(case.data())
        return read_report(file, case.file)


def form_of(case: Case) -> str:
    return "mixed" if case.form in {"2019-late", "mixed"} else case.form


@pytest.mark.parametrize("name", generated())
def test_nothing_is_read_that_is_not_printed(name: str, request: pytest.FixtureRequest) -> None:
    case = generated()[name]
    model, report = case.model(), read(case)
    result = compared(report, gold_facts(model))
    counts = {"right": result.right, "missing": len(result.missing), "wrong": len(result.wrong), "refused": int(result.refused)}
    summary.record(request, summary.FACTS, {"group": [case.kind, form_of(case)], **counts})
    assert result.wrong == ()
    assert report.refusal is None
    assert (report.unit, report.year, report.form) == (model.unit, model.year, model.form)


@pytest.mark.parametrize("name", generated())
def test_the_characters_of_a_cell_are_kept_with_its_place(name: str) -> None:
    case = generated()[name]
    cells, report = case.model().cells, read(case)
    for fact in report.facts:
        assert fact.locator
        if fact.from_table and case.encoding != "big5":
            assert "".join(fact.raw.split()) == "".join(cells[fact.metric, fact.part].text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_recall_does_not_fall(kind: str) -> None:
    results = [compared(read(case), gold_facts(case.model())) for case in generated().values() if case.kind == kind]
    assert 100 * sum(r.right for r in results) >= FLOORS[kind] * sum(r.gold for r in results)


@pytest.mark.parametrize("kind", KINDS)
def test_exactly_the_planted_contradictions_fail(kind: str, request: pytest.FixtureRequest) -> None:
    cases = [case for case in generated().values() if case.kind == kind]
    found = checks_of(read(case) for case in cases)
    wrong = {}
    for case in cases:
        failing = {(check, part) for check, part, outcome, _ in found[case.file] if outcome == "fails"}
        planted = {(check, part) for check, part, outcome in verdicts(case.model()) if outcome == "fails"}
        false = failing - planted - expected_structure(case)
        if false or not planted <= failing:
            wrong[case.id] = (sorted(false), sorted(planted - failing))
        counts = {"planted": len(planted), "found": len(planted & failing), "false": len(false)}
        summary.record(request, summary.CHECKS, {"group": [case.kind, form_of(case)], **counts})
    assert wrong == {}


def expected_structure(case: Case) -> set[tuple[str, str]]:
    """What is noted about a report beside its figures: rightly (a heading is cut), or because its table 4 is not found in such text."""
    if case.style == "cut-heads" and case.model().forms.get("2") == "2019":
        return {("S-heading-cut", "total")}
    if case.style in {"one-per-line", "spaced"} and "4" in case.model().forms:
        return {("S-promised", "复议"), ("S-promised", "诉讼")}
    return {("S-numbering", "total")} if case.style == "in-one" else set()


@pytest.mark.parametrize("kind", ["html", "xlsx"])
def test_what_cannot_be_judged_is_exactly_what_is_blank(kind: str) -> None:
    cases = [case for case in generated().values() if case.kind == kind]
    found = checks_of(read(case) for case in cases)
    for case in cases:
        judged = {check[:3] for check in found[case.file] if check[0] in SUMS and check[2] != "holds"}
        assert judged == verdicts(case.model()), case.id


def test_the_failure_that_only_follows_names_its_cause() -> None:
    case = generated()["html-clean-2021-total"]
    (found,) = checks_of([read(case)]).values()
    causes = {(check, part): cause for check, part, outcome, cause in found if outcome == "fails"}
    assert causes == {("T3-row", "results_total"): "", ("T3-sum", "total"): "T3-row", ("T3-identity", "total"): "T3-sum"}


def test_the_corpus_has_every_form_in_every_format() -> None:
    assert len(generated()) >= 60
    assert {(case.kind, case.form) for case in generated().values()} >= {(k, f) for k in KINDS for f in ("2014", "2019", "2021")}
