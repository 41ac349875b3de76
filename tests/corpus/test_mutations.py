"""Correct tables with one thing changed: what is stated is printed there, and what cannot be placed is not stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from scoring.intake.reading import read_report
from scoring.intake.reasons import NO_TABLE
from scoring.intake.report import Report, Unread
from tests.corpus import summary
from tests.corpus.cases import FORMS
from tests.corpus.checking import Check, checks_of
from tests.corpus.generator.files import SUFFIXES, content
from tests.corpus.generator.grids import tables_of
from tests.corpus.generator.making import made
from tests.corpus.generator.model import Model
from tests.corpus.generator.mutations import Mutation, mutations

SUMS = {"1": ("A",), "2": ("T2-",), "3": ("T3-",), "4": ("T4-",)}
"""The checks that look at a table."""
ALL = [(form, number) for form, numbers in (("2014", "1"), ("2019", "24"), ("2021", "234")) for number in numbers]
"""Tables that are changed in every place; table 3 of 2019 differs from that of 2021 by two rows."""
SAMPLED = [
    *(
        ("html", style, form)
        for style in ("word", "centred", "split", "in-one", "in-pieces", "nested")
        for form in ("2014", "2019", "2021")
    ),
    *(
        ("text", style, form)
        for style in ("closing", "opening", "markdown", "one-per-line", "tabs", "spaced")
        for form in ("2014", "2019", "2021")
    ),
    *(("docx", "word", form) for form in ("2019", "2021")),
    *(("xlsx", style, form) for style in ("one-sheet", "sheets") for form in ("2014", "2019", "2021")),
]
SAMPLE = 16
CAUGHT_BY_SUMS = {"digits transposed", "blanked", "row shifted by one"}
UNPLACED = {"split in two", "cell deleted", "cell doubled", "row doubled with other figures"}


def bare(form: str, seed: int) -> Model:
    """A report with its tables and hardly a word."""
    forms, year = FORMS[form]
    model = made(forms, seed, year, dense=True)
    model.preface, model.sections = (), [(heading, ()) for heading, _ in model.sections]
    return model


def changed(model: Model, number: str) -> list[Mutation]:
    return list(mutations(tables_of(model)[number], model.cells))


def read(model: Model, change: Mutation, number: str, kind: str, style: str, file: Path) -> Report:
    tables = {**tables_of(model), number: change.table}
    file.write_bytes(content(model, kind, style, tables=tables))
    return read_report(file, file.name)


def is_seen(change: Mutation, kind: str) -> bool:
    """In a workbook, and as we draw Word tables, a deleted cell is a row shifted to the left: each place has what is printed there."""
    return kind not in {"xlsx", "docx"} or change.kind != "cell deleted"


def alone(model: Model, number: str) -> Model:
    """Only one table of the report."""
    places = {slot.place for row in tables_of(model)[number].rows for slot in row if slot.place}
    return replace(model, forms={number: model.forms[number]}, cells={p: c for p, c in model.cells.items() if p in places})


def wrongly_stated(report: Report, change: Mutation, model: Model) -> list[str]:
    """Facts that stand in the report neither as printed nor at all."""
    others = {place: (cell.value, cell.semantic) for place, cell in model.cells.items()}
    own = {slot.place for row in change.table.rows for slot in row if slot.place} | change.allowed.keys()
    found = []
    for fact in report.facts:
        place = (fact.metric, fact.part)
        allowed = change.allowed.get(place) if place in own else others.get(place)
        if allowed != (fact.value, fact.semantic):
            found.append(f"{change.kind} at {change.where}: {fact.metric}__{fact.part} is read as {fact.value}, printed {allowed}")
    return found


def left(report: Report) -> list[Unread]:
    """What was left unread because of the change; that other tables of the form are not there is true of every such report."""
    return [entry for entry in report.unread if entry.code != NO_TABLE]


def verdicts(checks: set[Check], number: str) -> set[str]:
    """How the sums of one table came out."""
    return {outcome for check, _, outcome, _ in checks if check.startswith(SUMS[number])}


def outcome(report: Report, change: Mutation, model: Model, judged: set[str]) -> dict[str, int]:
    """How the change was dealt with: the counts of one report."""
    whole = len({(f.metric, f.part) for f in report.facts}) >= len(change.allowed)
    fates = {
        "refused": report.refusal is not None,
        "unread": bool(left(report)),
        "fails": "fails" in judged,
        "open": "not_assessable" in judged,
        "printed": whole,
    }
    first = next((fate for fate, is_it in fates.items() if is_it), "open")
    return {"reports": 1, **{fate: int(fate == first) for fate in fates}, "wrong": len(wrongly_stated(report, change, model))}


def record(request: pytest.FixtureRequest, group: Sequence[str], outcomes: Iterator[tuple[str, dict[str, int]]]) -> None:
    """One entry per kind of change."""
    sums: dict[str, Counter[str]] = {}
    for kind, counts in outcomes:
        sums.setdefault(kind, Counter()).update(counts)
    for kind, counts in sums.items():
        summary.record(request, summary.MUTATIONS, {"group": [*group, kind], **counts})


@pytest.mark.parametrize(("form", "number"), ALL)
def test_no_change_of_any_place_gives_a_figure_that_is_not_printed(
    form: str, number: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    model = alone(bare(form, 7), number)
    changes = changed(model, number)
    reports = [read(model, change, number, "html", "clean", tmp_path / f"{i}.html") for i, change in enumerate(changes)]
    checks = checks_of(reports)
    pairs = list(zip(changes, reports, strict=True))
    judged = {r.file: verdicts(checks[r.file], number) for r in reports}
    found = [(c.kind, outcome(r, c, model, judged[r.file])) for c, r in pairs]
    record(request, ["html", form], iter(found))
    assert [line for c, r in pairs for line in wrongly_stated(r, c, model)] == []
    if number in {"3", "4"}:
        assert [f"{c.kind} at {c.where}" for c, r in pairs if c.kind in UNPLACED and not (left(r) or r.repairs)] == []
        assert [f"{c.kind} at {c.where}" for c, r in pairs if c.kind in CAUGHT_BY_SUMS and judged[r.file] <= {"holds"}] == []


@pytest.mark.parametrize(("kind", "style", "form"), SAMPLED)
def test_the_same_holds_in_every_format(kind: str, style: str, form: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    model = bare(form, 11)
    random = Random(f"{kind}{style}{form}")  # noqa: S311 - the same sample every time
    every = [(number, change) for number in model.forms for change in changed(model, number) if is_seen(change, kind)]
    chosen = random.sample(every, SAMPLE if kind != "docx" else SAMPLE // 4)  # python-docx takes its time to draw a table
    file = tmp_path / f"report{SUFFIXES[kind]}"
    pairs = [(change, read(model, change, number, kind, style, file)) for number, change in chosen]
    record(request, [kind, form], ((c.kind, outcome(r, c, model, set())) for c, r in pairs))
    assert [line for c, r in pairs for line in wrongly_stated(r, c, model)] == []


def test_a_figure_that_is_blanked_is_null_and_not_zero(tmp_path: Path) -> None:
    model = alone(bare("2021", 3), "3")
    change = next(c for c in changed(model, "3") if c.kind == "blanked")
    report = read(model, change, "3", "html", "clean", tmp_path / "report.html")
    (fact,) = (f for f in report.facts if (f.metric, f.part) == ("requests_new", "natural_person"))
    assert (fact.value, fact.semantic) == (None, "blank")
