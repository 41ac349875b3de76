"""Texts of an assessment are texts on every page, whatever they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.explorer.browsing import visit
from tests.explorer.data import read, routes
from tests.explorer.hostile import GROUP, IDENTITY, LINES, NAME, SHORT, TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_hostile_texts_are_shown_as_they_are_and_do_nothing(browser: Browser, hostile_folder: Path) -> None:
    with visit(browser, f"{hostile_folder.as_uri()}/") as seen:
        shown = ""
        for route in [*routes(hostile_folder), "#/unit/jia", "#/unit/yi", f"#/unit/{quote(IDENTITY, safe='')}", f"#/whatif/{GROUP}"]:
            seen.go(route)
            assert seen.page.locator("main [role=alert] h1").count() == 0, route
            shown += seen.page.locator("body").inner_text()
            assert seen.page.evaluate("window.hit") is None, route
            assert seen.page.locator("main img, main script, main b:has-text('未见'), [onmouseover], [onerror]").count() == 0, route
        assert [text for text in (TITLE, SHORT, NAME) if text not in shown] == []
        assert plain(LINES) in plain(shown)
        assert (seen.complaints, seen.foreign()) == ([], [])


def plain(text: str) -> str:
    """Without ends of lines, of whatever sort."""
    return "".join(text.splitlines())


def test_hostile_texts_reach_the_data_files_whole(hostile_folder: Path) -> None:
    meta = read(hostile_folder, "meta")
    assert meta["title"] == TITLE
    assert {NAME, LINES} <= {unit["name"] for unit in meta["units"]}
    assert SHORT in {unit["short_name"] for unit in meta["units"]}
