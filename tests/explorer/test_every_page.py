"""Every page of the explorer in a real browser: from the disk and from a server, in both languages, on every window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.explorer.browsing import SIZES, visit
from tests.explorer.data import read, routes

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

PAGES = {"ranking", "unit", "indicator", "quality", "comparison", "robustness", "whatif", "method"}
# Windows in which axe-core looks at every page: narrow ones have the same elements in other places.
LOOKED_INTO = {("desk", "zh"), ("phone", "en")}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_opens_from_the_disk(browser: Browser, internal: Path, lang: str, size: str) -> None:
    """No complaint, nothing asked for besides the folder's own files, no wider than the window, nothing for axe-core to find."""
    with visit(browser, f"{internal.as_uri()}/", lang=lang, size=size) as seen:
        for route in routes(internal):
            seen.go(route)
            assert seen.page.get_by_role("alert").count() == 0, route
            assert (size, lang) not in LOOKED_INTO or seen.violations() == [], route
            assert seen.overflow() == [], route
        assert (seen.complaints, seen.foreign()) == ([], [])


def test_every_page_opens_from_a_web_server_and_asks_for_nothing_else(browser: Browser, internal: Path, served: str) -> None:
    with visit(browser, served) as seen:
        for route in routes(internal):
            seen.page.goto("about:blank")  # each is opened by its address, as a link in a letter is
            seen.page.goto(f"{served}index.html{route}")
            seen.settle()
            assert seen.page.get_by_role("alert").count() == 0, route
        assert (seen.complaints, [one for one in seen.foreign() if one != "about:blank"]) == ([], [])
        assert seen.asked.count(f"{served}data/meta.js") == len(routes(internal)) + 1


def test_every_page_opens_with_the_network_cut_off(browser: Browser, internal: Path) -> None:
    with visit(browser, f"{internal.as_uri()}/", offline=True) as seen:
        for route in routes(internal):
            seen.go(route)
            assert seen.page.get_by_role("alert").count() == 0, route
        assert seen.complaints == []


def test_every_page_of_the_navigation_is_one_that_the_run_has(browser: Browser, internal: Path) -> None:
    with visit(browser, f"{internal.as_uri()}/") as seen:
        links = seen.page.locator("header nav a")
        asked = {str(href).split("/")[1] for href in links.evaluate_all("all => all.map(one => one.getAttribute('href'))")}
        assert asked == set(read(internal, "meta")["pages"]) - {"unit"} == PAGES - {"unit"}


def test_the_language_changes_and_says_so(browser: Browser, internal: Path) -> None:
    with visit(browser, f"{internal.as_uri()}/") as seen:
        assert seen.page.locator("html").get_attribute("lang") == "zh-CN"
        seen.page.get_by_role("button", name="English").click()
        assert seen.page.locator("html").get_attribute("lang") == "en"
        assert seen.page.locator("main h1").first.inner_text() == "Ranking"
        assert seen.page.locator("header .title").get_attribute("lang") == "zh-CN"


def test_without_scripts_the_page_says_where_the_results_are(browser: Browser, internal: Path) -> None:
    with visit(browser, f"{internal.as_uri()}/", java_script_enabled=False) as seen:
        assert "results.xlsx" in seen.page.locator("noscript").inner_text()


def test_an_address_of_no_page_says_so_and_leads_on(browser: Browser, internal: Path) -> None:
    with visit(browser, f"{internal.as_uri()}/") as seen:
        seen.page.evaluate("location.hash = '#/nowhere'")
        seen.page.get_by_role("alert").wait_for()
        seen.page.locator("header nav a").first.click()
        seen.settle()
        assert seen.complaints == []


FAULTS = """() => {
    const wide = document.createElement("div"), picture = document.createElement("img"), script = document.createElement("script");
    wide.style.width = "3000px";
    wide.textContent = "wide";
    picture.src = "data:,";
    script.src = "http://127.0.0.1:9/foreign.js";
    document.querySelector("main").append(wide, picture);
    document.head.append(script);
    console.error("complaint");
}"""


def test_what_the_tests_look_for_is_found_where_it_is(browser: Browser, internal: Path) -> None:
    with visit(browser, f"{internal.as_uri()}/") as seen:
        assert (seen.overflow(), seen.violations(), seen.complaints) == ([], [], [])
        seen.page.evaluate(FAULTS)
        assert any("wide" in place for place in seen.overflow())
        assert any(line.startswith("image-alt") for line in seen.violations())
        assert "complaint" in seen.complaints
        assert any("Content Security Policy" in line for line in seen.complaints), "the page refuses scripts from elsewhere"
