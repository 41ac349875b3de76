"""The explorer of 3,000 units and 60 indicators in a real browser: `make bench`.

Times are told and not asserted: how long a person waits, from the click to the picture that shows what was asked for.
``BENCH_UNITS`` takes fewer units, ``BENCH_FOLDER=DIR`` keeps the assessment and its explorer.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.reporting import Report
from tests.explorer.browsing import Visit, chromium, visit
from tests.explorer.data import read
from tests.repository import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

UNITS, INDICATORS, ROUNDS = int(os.environ.get("BENCH_UNITS", "3000")), 60, 7
SETTINGS = "sensitivity: {draws: 1000, sobol: 0, variants: []}\n"
REPORT = Report(
    "explorer",
    "Explorer",
    f"{UNITS:,} units with {INDICATORS} indicators, their largest group shown, pages opened from the disk in headless Chromium. "
    "Medians in milliseconds, from the click or key to the second picture after it, in which the change stands.",
)
# From an action to the picture in which its outcome stands: what the action does at once, and two pictures more.
MOVED = """([selector, value]) => new Promise(done => {
    const found = document.querySelector(selector), begin = performance.now();
    if (value === null) found.click();
    else {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(found, value);
        found.dispatchEvent(new InputEvent("input", {bubbles: true}));
        found.dispatchEvent(new Event("change", {bubbles: true}));
    }
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));
})"""


def command(*words: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begin


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of an invented nation."""
    kept = os.environ.get("BENCH_FOLDER")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("nation")
    if not (folder / "pages").is_dir():
        sizes = ("--units", str(UNITS), "--indicators", str(INDICATORS), "--years", "2", "--requests", "2e4", "--disclosures", "2e4")
        command("tests.benchmarks.nation", str(folder), *sizes)
        with (folder / "assessment.yaml").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS)
        command("scoring", "run", str(folder), "--no-documents")
        took = command("scoring", "render", str(next((folder / "out").glob("nation-*"))), "explorer", "--out", str(folder / "pages"))
        REPORT.line("written", f"Written from the finished run in {took:.0f} s.")
    return folder / "pages" / "explorer"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"]) as opened:
        yield opened


@pytest.fixture(scope="module")
def seen(browser: Browser, pages: Path) -> Iterator[Visit]:
    with visit(browser, f"{pages.as_uri()}/") as opened:
        yield opened


def largest(pages: Path) -> str:
    groups = read(pages, "ranking")
    found: str = max(groups, key=lambda group: len(group["rows"]))["id"]
    return found


def say(what: str, act: Callable[[int], float]) -> None:
    act(0)
    took = [act(turn) for turn in range(1, ROUNDS + 1)]
    REPORT.row("What a person waits for", {"": what, "ms": f"{statistics.median(took):.0f}", "slowest": f"{max(took):.0f}"})


def test_the_first_ranking(browser: Browser, pages: Path) -> None:
    group = largest(pages)

    def first(_: int) -> float:
        begin = time.perf_counter()
        with visit(browser, f"{pages.as_uri()}/", f"#/ranking/{group}") as opened:
            opened.page.locator("main tbody tr").nth(5).wait_for()
            return 1000 * (time.perf_counter() - begin)

    say("ranking of the largest group, in a new window (the window too)", first)


def moved(seen: Visit, selector: str, value: str | None = None) -> float:
    took: float = seen.page.evaluate(MOVED, [selector, value])
    return took


def test_sorting_and_searching(seen: Visit, pages: Path) -> None:
    seen.go(f"#/ranking/{largest(pages)}")
    say("sort by another column", lambda turn: moved(seen, f"thead th:nth-child({2 + turn % 3}) button"))
    say("search, each letter", lambda turn: moved(seen, "input[type=search]", ("j", "jia", "第1", "yi", "")[turn % 5]))


def test_opening_pages(seen: Visit, pages: Path) -> None:
    units = read(pages, "meta")["units"]

    def opened(route: str) -> float:
        begin = time.perf_counter()
        seen.go(route)
        return 1000 * (time.perf_counter() - begin)

    say("open a unit", lambda turn: opened(f"#/unit/{units[100 * turn]['id']}"))
    leaves = [node["id"] for node in read(pages, "meta")["nodes"] if node["leaf"]]
    say("open an indicator", lambda turn: opened(f"#/indicator/{leaves[turn]}"))
    say("go back to the ranking", lambda turn: opened(f"#/ranking/{largest(pages)}" if turn % 2 else "#/method"))


def test_moving_a_weight(seen: Visit, pages: Path) -> None:
    if "whatif" not in read(pages, "meta")["pages"]:
        pytest.skip("this edition has no what-if page")

    def opened(turn: int) -> float:
        begin = time.perf_counter()
        seen.go(f"#/whatif/{largest(pages)}" if turn % 2 else "#/ranking")
        return 1000 * (time.perf_counter() - begin)

    say("open what-if, which first computes every unit with the declared weights; and back", opened)
    seen.go(f"#/whatif/{largest(pages)}")
    told = seen.page.locator("[role=status]")

    def tried(turn: int) -> float:
        before = told.inner_text()
        took = moved(seen, "input[type=range]", str(0.5 + turn % 2))
        assert told.inner_text() != before
        return took

    say("move a weight: all totals, ranks and grades anew", tried)


def test_the_weight(seen: Visit, pages: Path) -> None:
    files = {file.relative_to(pages): file.stat().st_size for file in pages.rglob("*") if file.is_file()}
    program = sum(size for file, size in files.items() if file.parts[0] != "data")
    first = program + sum(files[Path("data") / f"{name}.js"] for name in ("meta", "ranking"))
    units = [size for file, size in files.items() if file.parts[:2] == ("data", "unit")]
    REPORT.line("weight", f"Program {program / 1000:.0f} KB; first ranking with its data {first / 1e6:.1f} MB.")
    if units:
        REPORT.line("units", f"A unit {statistics.median(units) / 1000:.0f} KB (median); whole folder {sum(files.values()) / 1e6:.0f} MB.")
    assert seen.complaints == []
