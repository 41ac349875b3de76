"""Folders that are not whole: the page says what cannot be read, and the others can be used."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.explorer.browsing import visit
from tests.explorer.data import read

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

BROKEN_OFF = "读不到数据文件 data/quality.js，请确认整个目录完整。"
OTHER_RUN = "本页无法显示：数据文件已损坏，或者来自不同的运行。其他页面可以照常使用。"


@pytest.fixture
def folder(hostile_folder: Path, tmp_path: Path) -> Path:
    """Pages that may be damaged."""
    return shutil.copytree(hostile_folder, tmp_path / "explorer")


def test_what_is_damaged_is_said_and_the_other_pages_stay(browser: Browser, folder: Path) -> None:
    quality, method = folder / "data" / "quality.js", folder / "data" / "method.js"
    quality.write_text(quality.read_text("utf-8")[:-100], "utf-8")
    method.write_text('scoringData("method",{"groups":[]});', "utf-8")
    with visit(browser, f"{folder.as_uri()}/") as seen:
        for route, said in (("#/quality", BROKEN_OFF), ("#/method", OTHER_RUN), ("#/quality", BROKEN_OFF)):
            seen.go(route)
            assert seen.page.locator("main [role=alert]").inner_text() == said
        seen.go("#/ranking")
        assert seen.page.locator("main tbody tr").count() == 2
        assert seen.page.locator("main [role=alert]").count() == 0


def test_a_unit_has_its_page_where_nobody_has_points(browser: Browser, folder: Path) -> None:
    meta = read(folder, "meta")
    told = meta | {"pages": [page for page in meta["pages"] if page != "indicator"]}
    (folder / "data" / "meta.js").write_text(f'scoringData("meta",{json.dumps(told)});', "utf-8")
    (folder / "data" / "indicators.js").unlink()
    with visit(browser, f"{folder.as_uri()}/", "#/unit/yi") as seen:
        assert seen.page.locator("main h1").count() == 1
        assert (seen.page.locator("main [role=alert]").count(), seen.complaints) == (0, [])
        seen.go("#/unit")
        assert seen.page.locator("main [role=alert]").inner_text() == "没有这一页。"
