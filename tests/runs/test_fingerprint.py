"""Whatever leaves the office says by which criteria it was scored."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import duckdb
import pikepdf
import pytest

from scoring.finished.locating import read_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.commands.running import Run

KEYWORDS = re.compile(r"<cp:keywords>(.*?)</cp:keywords>")
SUFFIXES = (".pdf", ".docx", ".xlsx", ".html")
BEGINNING = 12  # digits that sheets of units and notes print


def said(file: Path) -> str:
    """What a document says of its criteria: properties of PDF, Word and Excel files, the text of web pages."""
    if file.suffix == ".pdf":
        with pikepdf.open(file) as pdf:
            return f"{pdf.docinfo['/Keywords']} {pdf.open_metadata().get('pdf:Keywords')}"
    if file.name == "index.html":  # the page of an explorer is the same for every run: its data speak of the run
        file = file.parent / "data" / "meta.js"
    if file.suffix in {".html", ".js"}:
        return file.read_text("utf-8")
    with zipfile.ZipFile(file) as parts:
        found = KEYWORDS.search(parts.read("docProps/core.xml").decode())
    return found[1] if found else ""


def documents(run: Path) -> list[Path]:
    """Every kind of document of a run: all at the top, and the first of each folder and format."""
    top = [file for suffix in SUFFIXES for file in sorted(run.glob(f"*{suffix}"))]
    below = (sorted(folder.glob(f"*{suffix}")) for folder in sorted(run.iterdir()) if folder.is_dir() for suffix in SUFFIXES)
    return [*top, *(files[0] for files in below if files)]


def test_every_document_carries_the_fingerprint_of_the_criteria(example_run: Run) -> None:
    run = example_run.folder
    whole = read_manifest(run)["criteria"]["score_fingerprint"]
    found = documents(run)
    assert {"circular.pdf", "circular.docx", "annex.html", "checks.html", "results.xlsx", "ledger.xlsx"} <= {file.name for file in found}
    assert {"feedback", "notices"} <= {file.parent.name for file in found}
    assert [str(file) for file in found if whole[:BEGINNING] not in said(file)] == []


@pytest.mark.parametrize("name", ["results.xlsx", "ledger.xlsx", "circular.docx", "circular.pdf"])
def test_properties_hold_the_whole_fingerprint(example_run: Run, name: str) -> None:
    assert read_manifest(example_run.folder)["criteria"]["score_fingerprint"] in said(example_run.folder / name)


def test_tables_say_of_which_assessment_and_by_which_criteria_they_are(example_run: Run) -> None:
    manifest = read_manifest(example_run.folder)
    files = sorted((example_run.folder / "results").glob("*.parquet"))
    sql = "select file_name, decode(key), decode(value) from parquet_kv_metadata(?)"
    with duckdb.connect() as con:
        rows = con.execute(sql, [[str(file) for file in files]]).fetchall()
    expected = [("assessment", manifest["assessment"]), ("score_fingerprint", manifest["criteria"]["score_fingerprint"])]
    assert sorted(rows) == [(str(file), *pair) for file in files for pair in expected]
