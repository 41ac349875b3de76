"""Reading many pages against bare parsing of the same files by lxml, and the memory it takes: `make bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from lxml import etree

from scoring.intake.reading import read_report
from tests.benchmarks.pages import write_pages
from tests.benchmarks.reporting import Report
from tests.repository import ROOT

PAGES = 800
ROUNDS = 3
MOST_TIMES_LXML = 20  # finding, matching and checking some 200 facts in a page costs more than parsing it
MOST_GROWTH = 1.2  # of memory, for four times as many files
REPORT = Report("reading", "Reading reports")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_pages(tmp_path_factory.mktemp("pages"), PAGES)


def test_reading_is_a_bounded_multiple_of_parsing(pages: list[Path]) -> None:
    some = pages[:200]
    bare, own = [], []
    for _ in range(ROUNDS):
        bare.append(_seconds(lambda: [etree.fromstring(p.read_bytes(), etree.HTMLParser(encoding="utf-8")) for p in some]))
        own.append(_seconds(lambda: [read_report(path, path.name) for path in some]))
    each, ratio = statistics.median(own) / len(some), statistics.median(own) / statistics.median(bare)
    REPORT.line("pages", f"reading pages of 95 KB: {1 / each:.0f} a second and core, {ratio:.1f} times bare lxml (limit {MOST_TIMES_LXML})")
    assert ratio <= MOST_TIMES_LXML


def test_memory_does_not_grow_with_the_number_of_files(pages: list[Path]) -> None:
    few, many = (_peak(pages[:number]) for number in (PAGES // 4, PAGES))
    text = f"extracting {PAGES // 4} pages: {few} MB, {PAGES} pages: {many} MB in the largest process (limit {MOST_GROWTH})"
    REPORT.line("memory", text)
    assert many <= MOST_GROWTH * few


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _peak(files: Iterable[Path]) -> int:
    """Megabytes of the largest process of one extraction."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", script, sys.executable, "-m", "scoring", "extract", "--format", "json", *map(str, files)]
    peak = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return int(peak) // (1024 * 1024 if sys.platform == "darwin" else 1024)
