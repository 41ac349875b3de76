"""Printing against bare WeasyPrint on a trivial page, against itself with more rows, and against other programs: `make bench`.

Everything is measured side by side in one run on one machine; only ratios are asserted. What other programs print is not
the same work: Chromium sets the same HTML on its own grid, LibreOffice the .docx twin.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from scoring.documents.fonts.building import build_fonts
from scoring.documents.fonts.sets import FontSet
from scoring.documents.kinds import Job
from scoring.documents.official.circular import lay_out
from scoring.documents.printing.html import lookup_folders
from scoring.documents.printing.pdf import Printer
from scoring.documents.units import feedback
from scoring.documents.units.many import print_many
from scoring.results.model import Results
from scoring.results.sheets import unit_sheets
from tests.documents import sample
from tests.repository import ROOT

ROUNDS = 5
TRIVIAL = "<html lang='zh-CN'><title>x</title><p>x</p></html>"
BARE = f'import weasyprint; weasyprint.HTML(string="{TRIVIAL}").write_pdf()'
MOST_COLD = 4.0  # circular as a process, in processes that print a trivial page
MOST_GROWTH = 1.4  # time per row at 3,000 rows, in time per row at 300
MOST_SHEET = 40.0  # one sheet of two pages on two cores, in trivial pages of one process; 35 on a machine that was busy with other work
SHEETS, CORES = 1000, 2


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return build_fonts(say=lambda _: None)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from scoring.running import Options
    from scoring.running import run as score

    return score(ROOT / "data" / "linjiang-2016", Options(out=tmp_path_factory.mktemp("run"))).folder


@pytest.fixture(scope="module")
def printer(fonts: FontSet) -> Printer:
    return Printer(fonts, lookup_folders(sample.BODY), "bench.pdf")


def say(text: str) -> None:
    print(f"\n{text}")  # noqa: T201 - the report is the purpose


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median seconds, after one round that is not counted."""
    times = []
    for _ in range(rounds + 1):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times[1:])


def process(*command: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def trivial(printer: Printer) -> bytes:
    return printer.pdf(printer.pages(TRIVIAL), TRIVIAL)


def test_the_circular_costs_a_few_trivial_pages(run: Path, printer: Printer, tmp_path: Path) -> None:
    bare = median(partial(process, sys.executable, "-c", BARE))
    cold = median(partial(process, sys.executable, "-m", "scoring", "render", str(run), "circular", "--out", str(tmp_path)))
    page = median(lambda: trivial(printer))
    results = sample.results()
    warm = median(lambda: circular(printer, results))
    say(
        f"circular of the example, PDF and .docx, as a process: {cold:.2f} s; WeasyPrint with a trivial page: {bare:.2f} s, "
        f"ratio {cold / bare:.1f} (limit {MOST_COLD}); in one process {warm:.2f} s against {1000 * page:.0f} ms; "
        f"{(tmp_path / 'circular.pdf').stat().st_size // 1000} KB"
    )
    assert cold <= MOST_COLD * bare


def circular(printer: Printer, results: Results) -> bytes:
    layout = lay_out(printer, results, sample.BODY)
    return printer.pdf(layout.document, layout.html)


def test_a_row_of_a_long_annex_costs_what_one_of_a_short_one_does(printer: Printer) -> None:
    few = median(lambda: circular(printer, sample.results(3, 3)), 3)
    each = {rows: (median(partial(circular, printer, sample.results(rows, 3)), 1) - few) / rows for rows in (300, 1000, 3000)}
    growth = each[3000] / each[300]
    words = ", ".join(f"{rows} rows {1000 * seconds:.2f} ms" for rows, seconds in each.items())
    say(f"annex, time per row: {words}; growth {growth:.2f} (limit {MOST_GROWTH})")
    assert growth <= MOST_GROWTH


def test_a_thousand_sheets_on_two_cores(run: Path, fonts: FontSet, printer: Printer, tmp_path: Path) -> None:
    from scoring.results.collect import collect_results
    from scoring.results.store import open_results

    with open_results(run) as session:
        results = collect_results(session)
    sheets = list(unit_sheets(results))
    items = [(f"{number:04d}.pdf", sheets[number % len(sheets)]) for number in range(SHEETS)]
    settings = {"issuer": "临江省人民政府办公厅", "date": results.document["date"], **results.documents.get("feedback", {})}
    page = median(lambda: trivial(printer))
    begin = time.perf_counter()
    made = print_many(Job(results, tmp_path, fonts=fonts, jobs=CORES), feedback.NAME, feedback.press, settings, items)
    seconds = time.perf_counter() - begin
    size = statistics.mean(file.stat().st_size for file in made)
    say(
        f"{SHEETS} feedback sheets on {CORES} cores: {seconds:.0f} s, {1000 * seconds / SHEETS:.0f} ms a sheet of {size / 1000:.0f} KB, "
        f"{seconds / SHEETS / page:.1f} trivial pages (limit {MOST_SHEET})"
    )
    assert seconds <= MOST_SHEET * page * SHEETS


def test_other_programs_beside_it(fonts: FontSet, printer: Printer, tmp_path: Path) -> None:
    """Reported, not asserted: which programs there are is the machine's choice."""
    layout = lay_out(printer, sample.results(), sample.BODY)
    faces = "".join(f"@font-face {{ font-family: '{face.family}'; src: url('{face.path.as_uri()}') }}\n" for face in fonts.faces)
    page = tmp_path / "circular.html"
    page.write_text(re.sub("<style>", f"<style>{faces}", layout.html, count=1), "utf-8")
    script = "import sys; from pathlib import Path; from tests.documents import sample; from scoring.documents import render_circular; "
    script += "render_circular(sample.results(), sample.BODY, Path(sys.argv[1]))"
    process(sys.executable, "-c", script, str(tmp_path))
    own = median(partial(process, sys.executable, "-c", script, str(tmp_path)), 3)
    say(f"circular as a process: scoring (PDF and .docx) {own:.2f} s, {(tmp_path / 'circular.pdf').stat().st_size // 1000} KB")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for name, options, made in (
        (
            "chromium",
            ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={tmp_path}/chromium.pdf", page.as_uri()],
            "chromium.pdf",
        ),
        (
            "soffice",
            ["--headless", profile, "--convert-to", "pdf", "--outdir", f"{tmp_path}/office", f"{tmp_path}/circular.docx"],
            "office/circular.pdf",
        ),
    ):
        if not shutil.which(name):
            say(f"{name}: not installed")
            continue
        other = median(partial(process, name, *options), 3)
        say(f"{name}: {other:.2f} s, {(tmp_path / made).stat().st_size // 1000} KB, {other / own:.2f} times ours")
