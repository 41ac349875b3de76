"""Reports as targets: their seeds, and what holds of whatever was read from one."""

from __future__ import annotations

import functools
import json
from typing import get_args

from scoring.intake.formats.files import RefusedError, read_document
from scoring.intake.frames import make_batch
from scoring.intake.reading import read_report
from scoring.intake.report import Qualifier, Report, Semantic
from tests.corpus.cases import FORMS
from tests.corpus.generator.files import content
from tests.corpus.generator.making import made
from tests.corpus.generator.model import Model
from tests.fuzz.machinery.target import passing_folder

MOST_CELLS = 400_000  # of one table with its spans, docs/formats.md
MOST_TEXT = 12_000_000  # characters of all lines: 4 MB of a text, and as many characters of a Word document, with room for repairs


@functools.cache
def model(form: str) -> Model:
    """A report with its tables and a few sentences."""
    forms, year = FORMS[form]
    found = made(forms, 7, year, dense=True)
    found.sections = [(heading, sentences[:1]) for heading, sentences in found.sections]
    return found


def report(kind: str, style: str, form: str, encoding: str = "utf-8") -> bytes:
    """A generated report."""
    return content(model(form), kind, style, encoding)


def check_report(data: bytes) -> None:
    """Read a file as ``scoring run`` reads a report: refused with a sentence, or facts that every later table can hold."""
    with passing_folder() as folder:
        file = folder / "report"
        file.write_bytes(data)
        found = read_report(file, "report")
    assert_report(found)
    if not found.refusal and found.kind != "none":
        assert_document(data)


def assert_report(found: Report) -> None:
    """Facts are of the kinds there are, and everything fits into the tables of a run."""
    if found.refusal:
        code, words = found.refusal
        assert words.startswith("report: ")
        assert words.endswith(f"[{code}]")
        assert not found.facts
    for fact in found.facts:
        assert fact.semantic in get_args(Semantic)
        assert fact.qualifier in get_args(Qualifier)
        assert (fact.value is None) == (fact.semantic in {"blank", "not_applicable", "text"}), fact
        assert fact.value is None or fact.value.is_finite()
        assert fact.locator
    json.dumps([found.facts, found.structure, found.unread, found.unit], default=str, ensure_ascii=False).encode()
    make_batch([found], 1)


def assert_document(data: bytes) -> None:
    """What stands between a file and its facts keeps to the limits that docs/formats.md states."""
    try:
        document = read_document(data)
    except RefusedError:
        return
    assert sum(len(line.text) for line in document.lines) <= MOST_TEXT
    for grid in document.grids:
        assert len({len(row) for row in grid.rows}) <= 1, grid.locator
        assert sum(map(len, grid.rows)) <= MOST_CELLS, grid.locator
