"""The recognisers of tables and of prose, behind all formats: a text whose rows with pipes are tables and whose lines are prose."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.formats.repair import repair_document
from scoring.intake.narrative import read_narrative
from scoring.intake.report import Report
from scoring.intake.statutory.tables import table_facts
from scoring.intake.structure import read_structure
from tests.corpus.generator.grids import tables_of
from tests.fuzz.machinery.plain import mutate_lines
from tests.fuzz.machinery.reports import assert_report, model
from tests.fuzz.machinery.target import Target


def document(text: str) -> Document:
    """Lines with bars are rows of a grid, of as many cells as the longest of them; ``^`` is a cell that an earlier one reaches into."""
    lines: list[Line] = []
    grids: list[Grid] = []
    for barred, block in groupby(text.split("\n"), key=lambda line: "|" in line):
        if not barred:
            lines += (Line(line.strip(), f"line {number}") for number, line in enumerate(block, len(lines) + 1) if line.strip())
            continue
        rows = [line.split("|") for line in block]
        width = max(map(len, rows))
        cells = [[*row, *[""] * (width - len(row))] for row in rows]
        place = f"table {len(grids) + 1}"
        grid = [
            tuple(Cell(t.strip().strip("^"), f"{place} row {r} column {c}", t.strip().startswith("^")) for c, t in enumerate(row, 1))
            for r, row in enumerate(cells, 1)
        ]
        grids.append(Grid(tuple(grid), place, len(lines), ragged="\t" in text, gaps="\v" in text, lossy="\f" in text))
    return Document("text", tuple(lines), tuple(grids))


def check(data: bytes) -> None:
    """Recognise what can be recognised: whatever the cells and sentences are, facts or rows left unread."""
    found = repair_document(document(data.decode("utf-8", "replace")))
    tables = table_facts(found)
    unit, year, published, structure = read_structure(replace(found, lines=tables.lines), tables.form)
    prose = read_narrative(tables.lines, year)
    facts = (*tables.facts, *prose)
    assert_report(Report("report", "", 0, "text", tables.form, unit, year, published, facts, structure, unread=tables.unread))


def _seeds() -> list[bytes]:
    seeds = []
    for form in ("2014", "2019", "2021"):
        written = model(form)
        lines = [written.title, *(sentence.text for _, sentences in written.sections for sentence in sentences)]
        for table in tables_of(written).values():
            lines += ["|".join(slot.text for slot in row) for row in table.rows] + [""]
        seeds.append("\n".join(lines).encode())
    return seeds


TARGET = Target(_seeds, check, mutate_lines, examples=120)
