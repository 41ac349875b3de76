"""A page in a real browser, with everything that it asked for and complained of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.repository import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FRONT = ROOT / "explorer"
AXE = FRONT / "node_modules" / "axe-core" / "axe.min.js"
# Width and height in CSS pixels, device pixels per CSS pixel: a desk, a telephone, a desk at 200 %.
SIZES = {"desk": (1280, 900, 1), "phone": (390, 844, 2), "zoomed": (640, 450, 2)}
# Own words for tests that run beside others on two cores: what waits longer than this will never come.
PATIENCE = 15_000
GO = """route => new Promise(done => {
    if (location.hash === route) done();
    addEventListener("hashchange", () => done(), {once: true});
    location.hash = route;
})"""
# Two pictures later the page has drawn what it was told. (The driver's own waiting evaluates texts, which pages refuse.)
SETTLED = """patience => new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`not there after ${patience} ms: ${location.hash}`)), patience);
    const look = () => {
        const there = document.querySelector("main h1, main [role=alert]") && !document.querySelector("[data-loading]");
        if (!there) return setTimeout(look, 10);
        clearTimeout(late);
        done();
    };
    requestAnimationFrame(() => requestAnimationFrame(look));
})"""


def chromium() -> str:
    """The browser of the system."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "no Chromium: run `tools/setup.sh browser`"
    return found


def node(*arguments: str) -> list[str]:
    """A command that runs Node: the one of the locked package playwright, the same for all."""
    import playwright

    return [str(Path(playwright.__file__).parent / "driver" / "node"), *arguments]


# Elements that end beyond the window, unless a box around them scrolls.
WIDER = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const boxed = one => one && (getComputedStyle(one).overflowX !== "visible" || boxed(one.parentElement));
    const beyond = [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > width + 0.5);
    const told = one => `${Math.round(one.getBoundingClientRect().right - width)} px: ${one.outerHTML.slice(0, 160)}`;
    return beyond.filter(one => !boxed(one)).reverse().map(told);
}"""


@dataclass
class Visit:
    """A page that is open.

    Args:
        page: The page.
        root: Address of its folder, with a slash at its end.
        complaints: What the console and the page said: errors, warnings, requests that failed.
        asked: Every address that was asked for.
    """

    page: Page
    root: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, route: str) -> None:
        """Another page of the explorer, as its links lead there; waits until its data stand."""
        self.page.evaluate(GO, route)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has a heading and nothing more is being read."""
        self.page.evaluate(SETTLED, PATIENCE)

    def foreign(self) -> list[str]:
        """Addresses outside the page's own folder."""
        return [address for address in self.asked if not address.startswith((self.root, "data:"))]

    def violations(self) -> list[str]:
        """What axe-core finds, one line per rule and place."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))  # as the developer's console would, past the page's own policy
        found: list[dict[str, Any]] = self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations'], preload: false}).then(told => told.violations)"
        )
        return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    def overflow(self) -> list[str]:
        """What makes the page wider than the window, innermost first."""
        found: list[str] = self.page.evaluate(WIDER)
        return found


@contextmanager
def visit(browser: Browser, root: str, route: str = "", *, lang: str = "zh", size: str = "desk", **more: Any) -> Iterator[Visit]:
    """Open a folder of pages in a window of its own.

    Args:
        browser: The browser.
        root: Address of the folder, with a slash at its end.
        route: ``#/unit/jia``, or empty.
        lang: Language of the interface.
        size: One of :data:`SIZES`.
        more: What else a browser context takes.
    """
    width, height, scale = SIZES[size]
    with browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale, **more) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        made = Visit(page, root)
        page.on("console", lambda said: made.complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: made.complaints.append(str(error)))
        page.on("requestfailed", lambda request: made.complaints.append(f"{request.url}: {request.failure}"))
        page.on("request", lambda request: made.asked.append(request.url))
        page.goto(f"{root}index.html?lang={lang}{route}")
        if more.get("java_script_enabled", True):
            made.settle()
        yield made
