"""A table of hundreds of rows shows those in the window, and all of them to who prints, searches or counts."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest

from scoring.documents.explorer.writing import copy_bundle, write_data
from tests.explorer.browsing import visit
from tests.explorer.data import read

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

COUNT = 320


@pytest.fixture(scope="module")
def long(internal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition with nothing but the ranking of many units."""
    folder = tmp_path_factory.mktemp("long") / "explorer"
    meta, (group, *_) = read(internal, "meta"), read(internal, "ranking")
    units = [
        {"id": f"u{n}", "name": f"第{n:03}县", "short_name": "", "group": group["id"], "search": f"第{n:03}县 u{n}"} for n in range(COUNT)
    ]
    like: dict[str, Any] = group["rows"][0] | {"tied": False, "note": ""}
    rows = [like | {"unit": n, "rank": str(n + 1), "total": f"{100 - n / 10:.2f}"} for n in range(COUNT)]
    list(copy_bundle(folder))
    write_data(folder, "meta", meta | {"pages": ["ranking"], "groups": meta["groups"][:1], "units": units})
    write_data(folder, "ranking", [group | {"rows": rows}])
    return folder


def test_the_window_moves_over_the_rows_and_paper_has_them_all(browser: Browser, long: Path) -> None:
    with visit(browser, f"{long.as_uri()}/") as seen:
        page = seen.page
        drawn = page.locator("main tbody:not([aria-hidden]) tr:not(.gap)")
        assert page.locator("main table").get_attribute("aria-rowcount") == str(COUNT + 1)
        assert drawn.count() < 100
        assert drawn.first.get_attribute("aria-rowindex") == "2"
        assert seen.violations() == []
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.get_by_text(f"第{COUNT - 1}县", exact=True).wait_for()
        assert drawn.last.get_attribute("aria-rowindex") == str(COUNT + 1)
        with pdfplumber.open(BytesIO(page.pdf(format="A4"))) as paper:
            told = "".join(sheet.extract_text() for sheet in paper.pages)
        assert set(re.findall(r"第(\d{3})县", told)) == {f"{n:03}" for n in range(COUNT)}
        assert drawn.count() < 100
        page.locator("main").get_by_role("searchbox").fill("u30")
        assert drawn.count() == 11  # u30 and u300 to u309
        assert seen.complaints == []


def test_sorting_a_long_table_keeps_its_length(browser: Browser, long: Path) -> None:
    with visit(browser, f"{long.as_uri()}/", "#/ranking?sort=total") as seen:
        first = seen.page.locator("main tbody:not([aria-hidden]) tr:not(.gap)").first
        assert first.locator("td").first.inner_text() == str(COUNT)
        high = seen.page.evaluate("document.documentElement.scrollHeight")
        seen.page.get_by_role("button", name="得分", exact=True).click()
        assert first.locator("td").first.inner_text() == "1"
        assert abs(seen.page.evaluate("document.documentElement.scrollHeight") - high) < 200
