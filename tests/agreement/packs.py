"""Whole runs of every shipped pack and example: engine, workbook, explorer and printed circular must say the same.

Usage: python -m tests.agreement.packs [NAME ...] [--out FOLDER]   (`make agree PACKS="composite-2019 openness-2016"`)

A pack is run on the folder that ``scoring init`` makes of it, an example (folder of data/) as it is. Ends with exit code 1
where anything differs.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfplumber

from scoring import run, start_assessment
from scoring.authoring.case_tables import SCHEMAS
from scoring.commands.options import Options
from scoring.documents.accounts.body import printed_text
from scoring.documents.printing.html import circular_html
from scoring.folder.packs import shipped_packs
from scoring.folder.planning import load_plan
from scoring.results.model import Results
from scoring.results.store import open_results
from tests.documents.accounts.page import page_accounts
from tests.documents.recalculated import OFFICE, differences
from tests.explorerdata import data_files
from tests.oracle.reading import loaded
from tests.oracle.whole import Whole
from tests.repository import ROOT

FOLDER = ROOT / "build" / "agree"
EXAMPLES = tuple(sorted(path.parent.name for path in ROOT.glob("data/*/assessment.yaml")))
PAGE_NUMBER = re.compile(r"^— [0-9]+ —$")
HEAD = re.compile(r"<thead.*?</thead>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# Full points of one digit in the note below an annex: the finder of numbers takes results of two characters and more only.
FULL = re.compile(r"满分为[^。]*[^0-9.][0-9]分")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
Differing = list[str] | None
"""What differs, in words; None where there is nothing to compare: no LibreOffice, no circular, cases that a run does not keep."""
TOTALS = ("base", "bonus", "penalty", "total_exact", "total_printed", "rank", "grade")


def finished(name: str, folder: Path) -> tuple[Path, Results]:
    """The run of a pack or an example with its documents, and what they print."""
    inputs = ROOT / "data" / name
    if name not in EXAMPLES:
        inputs = folder / "inputs"
        start_assessment(inputs, name)
    made = run(inputs, Options(out=folder / "out", jobs=1))
    assert made.results
    return made.folder, made.results


def against_oracle(made: Path, _results: Results, _folder: Path) -> Differing:
    """Totals, ranks, grades, outcomes and points that the oracle computes otherwise from the inputs that the run has stored."""
    plan, _ = load_plan(made / "criteria.yaml")
    assert plan
    if plan.criteria.records:
        return None  # a run keeps counts over cases, not the cases
    with open_results(made) as session:
        stored = {name for (name,) in session.rows("select table_name from information_schema.tables")}
        wanted = {name: columns for name, columns in SCHEMAS.items() if name in stored}
        tables = {name: session.rows(f"select {', '.join(columns)} from {name}") for name, columns in wanted.items()}
        units = {row[0] for row in tables["units"]}  # a file of figures of all units is nobody's
        tables = {name: [row for row in rows if row[0] in units] for name, rows in tables.items()}
        totals = {row["unit_id"]: row for row in session.records("select * from totals join ranking using (unit_id)")}
        points = {(row[0], row[1]): row[2:] for row in session.rows("select unit_id, indicator_id, outcome, points from points")}
    expected = Whole(loaded((made / "criteria.yaml").read_bytes())).run({name: [] for name in SCHEMAS} | tables)
    differing = [
        f"{unit} {key}: {totals[unit][key]}, oracle {want[key]}"
        for unit, want in expected.items()
        for key in TOTALS
        if totals[unit][key] != want[key]
    ]
    told = {(unit, leaf): (outcome, want["points"][leaf]) for unit, want in expected.items() for leaf, outcome in want["outcomes"].items()}
    return differing + [f"{place}: {points.get(place)}, oracle {each}" for place, each in told.items() if points.get(place) != each]


def workbook(made: Path, _results: Results, folder: Path) -> Differing:
    """Formulas of results.xlsx of which LibreOffice makes another value than the run."""
    return differences(made / "results.xlsx", folder) if OFFICE else None


def explorer(made: Path, _results: Results, _folder: Path) -> Differing:
    """Points, totals and ranks in the files of the explorer that are not those of the tables."""
    files = data_files(made / "explorer")
    meta = files["meta"]
    with open_results(made) as session:
        points = {
            (row[0], row[1]): tuple(row[2:]) for row in session.rows("select unit_id, indicator_id, outcome, points, lost from points")
        }
        ranking = {row[0]: tuple(row[1:]) for row in session.rows("select unit_id, total_printed, rank from ranking")}
    shown, standing = {}, {}
    for place, unit in enumerate(meta["units"]):
        for line in files[f"unit/{place}"]["points"]:
            shown[unit["id"], meta["nodes"][line["node"]]["id"]] = (line["outcome"], _amount(line["points"]), _amount(line["lost"]))
    for group in files["ranking"]:
        for row in group["rows"]:
            standing[meta["units"][row["unit"]]["id"]] = (_amount(row["total"]), int(row["rank"]) if row["rank"] else None)
    return [
        f"{key}: {shown.get(key)}, table {points.get(key)}" for key in sorted({*shown, *points}) if shown.get(key) != points.get(key)
    ] + [f"{unit}: {standing.get(unit)}, table {each}" for unit, each in ranking.items() if standing.get(unit) != each]


def _amount(text: Any) -> Decimal | None:
    return Decimal(text) if text else None


def circular(made: Path, results: Results, _folder: Path) -> Differing:
    """Numbers of the circular that come from nowhere, and those that only its page or only its PDF has.

    Heads of a table that goes over several pages are printed on each: their numbers may stand there more often.
    """
    body = made / "circular.html.j2"
    if not body.is_file():
        return None
    page = circular_html(results, body)
    found = page_accounts(page, results, printed_text(results, body))
    with pdfplumber.open(made / "circular.pdf") as pdf:
        lines = [line.strip() for sheet in pdf.pages for line in (sheet.extract_text() or "").split("\n")]
    printed = Counter(number for line in lines if not PAGE_NUMBER.match(line) for number in NUMBER.findall(line))
    accounted = Counter(number for account in found for number in NUMBER.findall(account.number))
    repeated = {number for head in HEAD.findall(page) for number in NUMBER.findall(TAG.sub("", head))}
    more = [f"{number}: only in the PDF" for number in printed - accounted if number not in repeated]
    less = [f"{number}: not in the PDF" for number in accounted - printed]
    nowhere = [
        f"{account.number}: from nowhere, {account.around}" for account in found if not account.origin and not FULL.search(account.around)
    ]
    return [*nowhere, *more, *less]


CHECKS: dict[str, Callable[[Path, Results, Path], Differing]] = {
    "engine and oracle": against_oracle,
    "workbook recalculated": workbook,
    "explorer and tables": explorer,
    "circular as PDF and results": circular,
}


def agreed(name: str, folder: Path) -> Iterator[tuple[str, Differing]]:
    """Every comparison of one pack or example with what differs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made, results = finished(name, folder)
    for check, compare in CHECKS.items():
        yield check, compare(made, results, folder)


def main() -> int:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*shipped_packs(), *EXAMPLES])
    parser.add_argument("--out", type=Path, default=FOLDER)
    wanted = parser.parse_args()
    failed = False
    for name in wanted.names:
        for check, found in agreed(name, wanted.out / name):
            failed = failed or bool(found)
            told = "not compared" if found is None else f"{len(found)} differences"
            print(f"{name}: {check}: {told}" + "".join(f"\n  {line}" for line in (found or [])[:9]), flush=True)  # noqa: T201 - a campaign tells what it found
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
