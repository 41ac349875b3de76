"""The edition for the public in a real browser: the annexes, and nothing else to go to."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.explorer.browsing import visit
from tests.explorer.data import read
from tests.explorer.reading import printed, rows, table

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

ANNEXES = (("#/ranking/1", "city"), ("#/ranking/2", "department"))


@pytest.mark.parametrize(("lang", "size"), [("zh", "desk"), ("en", "phone"), ("en", "zoomed")])
def test_it_opens_complains_of_nothing_and_asks_for_nothing(browser: Browser, public: Path, lang: str, size: str) -> None:
    with visit(browser, f"{public.as_uri()}/", lang=lang, size=size, offline=True) as seen:
        for route, _ in ANNEXES:
            seen.go(route)
            assert seen.violations() == [], route
            assert seen.overflow() == [], route
        assert (seen.complaints, seen.foreign()) == ([], [])
        assert {address.removeprefix(seen.root).split("?")[0] for address in seen.asked if not address.startswith("data:")} == {
            *("index.html", "assets/app.css", "assets/app.js"),
            *("data/meta.js", "data/annexes.js"),
        }


@pytest.mark.parametrize(("route", "group"), ANNEXES)
def test_it_shows_the_ranking_that_the_circular_prints(browser: Browser, public: Path, run_folder: Path, route: str, group: str) -> None:
    asked = """select coalesce(nullif(short_name, ''), name), rank, ranking.total_printed from ranking join units using (unit_id)
        where ranking.grp = ? and rank is not null order by rank, ord"""
    expected = [(name, str(rank), printed(total)) for name, rank, total in rows(run_folder, asked, group)]
    with visit(browser, f"{public.as_uri()}/", route) as seen:
        shown = [row for row in table(seen.page.locator("main table").first) if row["名次"] != "—"]
        assert [(row["单位"].rstrip("①②③④⑤⑥⑦⑧⑨⑩*"), row["名次"], row["总分"]) for row in shown] == expected


def test_units_are_found_and_lead_nowhere(browser: Browser, public: Path) -> None:
    with visit(browser, f"{public.as_uri()}/") as seen:
        seen.page.get_by_role("searchbox").fill("cy")
        found = [row["单位"] for row in table(seen.page.locator("main table").first)]
        assert "澄阳市" in found
        assert len(found) < 5
        assert seen.page.locator("main table a").count() == 0


@pytest.mark.parametrize("route", ["#/unit/qingping", "#/indicator", "#/quality", "#/whatif", "#/method", "#/robustness", "#/comparison"])
def test_it_has_no_other_page(browser: Browser, public: Path, route: str) -> None:
    assert read(public, "meta")["pages"] == ["ranking"]
    with visit(browser, f"{public.as_uri()}/", route) as seen:
        assert seen.page.get_by_role("alert").inner_text() == "没有这一页。"


def test_invented_data_are_called_that_on_every_page_in_both_languages(browser: Browser, public: Path, tmp_path: Path) -> None:
    folder = tmp_path / "invented"
    shutil.copytree(public, folder)
    meta = folder / "data" / "meta.js"
    meta.write_text(meta.read_text("utf-8").replace('"mark":""', '"mark":"样例数据"').replace('"sample":false', '"sample":true'), "utf-8")
    for lang, words in (("zh", "样例数据，不是真实考核结果"), ("en", "invented sample data, not real results")):
        with visit(browser, f"{folder.as_uri()}/", lang=lang) as seen:
            told = seen.page.locator(".masthead").inner_text()
            assert (told.count("样例数据\n"), words in told) == (1, True)
            seen.page.emulate_media(media="print")
            assert seen.page.locator(".mark").is_visible()
