"""The example assessment from end to end: the oracle agrees, the papers say what the tables say, the bytes repeat."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from scoring.commands.running import Options, Run, run
from scoring.documents import check_layout
from scoring.finished.rendering import Wanted, render_run
from scoring.results.store import open_results
from tests.oracle.reading import load
from tests.oracle.tree import Tree
from tests.runs.inputs import input_rows

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data" / "linjiang-2016"
OWN = {"feedback", "notices"}  # documents of single units
INDEX = Path("feedback", "index.csv")  # of the sheets that were made
# Which say that no documents were asked for, and the text that only documents need.
UNLIKE = {Path("manifest.json"), Path("run.jsonl"), Path("circular.html.j2")}
PACK = ROOT / "criteria" / "openness-2016" / "criteria.yaml"


@pytest.fixture(scope="module")
def finished(example_run: Run) -> Run:
    return example_run


@pytest.fixture(scope="module")
def tables(finished: Run) -> dict[str, list[Any]]:
    return input_rows(finished.folder)


def test_the_oracle_agrees_on_every_point_total_rank_and_grade(finished: Run, tables: dict[str, list[Any]]) -> None:
    expected = Tree(load(PACK)).run(tables)
    with open_results(finished.folder) as session:
        totals = {row["unit_id"]: row for row in session.records("select * from totals inner join ranking using (unit_id)")}
        points = {(row[0], row[1]): row[2:] for row in session.rows("select unit_id, indicator_id, outcome, points from points")}
    assert set(totals) == set(expected)
    for unit, want in expected.items():
        for key in ("base", "bonus", "penalty", "total_exact", "total_printed", "rank", "grade"):
            assert totals[unit][key] == want[key], (unit, key)
        for indicator, outcome in want["outcomes"].items():
            assert points[unit, indicator] == (outcome, want["points"][indicator]), (unit, indicator)
    assert len(points) == sum(len(want["outcomes"]) for want in expected.values())


def test_the_published_totals_stand_in_the_circular(finished: Run) -> None:
    figures = {row["名称"] if "名称" in row else next(iter(row.values())): row for row in _csv(finished.folder / "figures.csv")}
    assert len(figures) > 40
    text = _pdf_text(finished.folder / "circular.pdf")
    for number in ("1563668", "8.91%", "3566", "776211", "92754", "55257", "635880", "2071", "852", "826", "360", "563", "1044"):
        assert number in text, number


def test_the_circular_holds_on_every_item_of_the_layout_checklist(finished: Run) -> None:
    findings = check_layout(finished.folder / "circular.pdf")
    assert len(findings) > 90
    assert [(f.id, f.page, f.measured, f.expected, f.quote) for f in findings if f.outcome == "fails"] == []


def test_printed_terms_add_up_to_the_printed_score(finished: Run) -> None:
    """Every row of an annex without a mark for rescaling: blocks and bonus give the total."""
    rows = []
    with pdfplumber.open(finished.folder / "circular.pdf") as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                rows += [row for row in table if row[0] and (row[0].isdigit() or row[0] == "—")]
    assert len(rows) == 45
    plain = [row for row in rows if not re.search(r"[①-⑳]", row[1] or "")]
    assert len(plain) >= 30
    for row in plain:
        assert sum(Decimal(cell or "0") for cell in row[2:8]) == Decimal(row[8] or "0"), row


def test_every_point_has_a_sentence_with_its_numbers(finished: Run) -> None:
    assert finished.results is not None
    for row in finished.results.points:
        assert row.reason.endswith("。"), row
        assert f"满分{row.full_points}分" in row.reason or row.indicator_id.startswith("bonus"), row
        if row.outcome == "measured" and not row.indicator_id.startswith("bonus"):
            assert f"得{row.points}分" in row.reason, row


def test_exactly_the_planted_mistakes_are_reported(finished: Run) -> None:
    assert finished.results is not None
    failing = {(row.unit_id, row.check_id) for row in finished.results.checks if row.outcome == "fails" and row.check_id != "S-published"}
    planted = {row["unit_id"] for row in _csv(EXAMPLE / "figures.csv") if row["planted"]}
    assert {unit for unit, _ in failing} <= planted
    assert len(failing) == 4


def test_twice_the_same_bytes(finished: Run, tmp_path: Path) -> None:
    """With one thread and one process instead of two: all tables, and from them all documents, of single units those of every fifth."""
    again = run(EXAMPLE, Options(out=tmp_path / "out", threads=1, jobs=1, documents=False))
    with open_results(finished.folder) as session:
        units = [unit for (unit,) in session.rows("select unit_id from ranking order by unit_id")][::5]
    render_run(finished.folder, tmp_path / "documents", Wanted(units=units, jobs=1))
    first, tables, documents = (_bytes(folder) for folder in (finished.folder, again.folder, tmp_path / "documents"))
    listed = documents.pop(INDEX).splitlines()
    assert set(listed) < set(first[INDEX].splitlines())
    second = {path: data for path, data in tables.items() if path not in UNLIKE} | documents
    assert [path for path in second if first[path] != second[path]] == []
    left = {path for path in first if path not in second} - UNLIKE - {INDEX}
    assert left == {path for path in first if path.parts[0] in OWN and path.suffix != ".csv" and path.stem not in units}


def _bytes(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _pdf_text(file: Path) -> str:
    with pdfplumber.open(file) as pdf:
        return "".join((page.extract_text() or "").replace("\n", "") for page in pdf.pages)
