"""Pictures of every page, to be looked at: kept in build/explorer when EXPLORER_PICTURES is set."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.explorer.browsing import SIZES, visit
from tests.explorer.data import routes
from tests.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

GREY = "document.documentElement.style.filter = 'grayscale(1)'"


@pytest.mark.skipif(not os.environ.get("EXPLORER_PICTURES"), reason="only with EXPLORER_PICTURES=1")
@pytest.mark.parametrize("size", [*SIZES, "grey", "english"])
def test_every_page_has_its_picture_taken(browser: Browser, internal: Path, size: str) -> None:
    folder = ROOT / "build" / "explorer" / size
    folder.mkdir(parents=True, exist_ok=True)
    lang = "en" if size == "english" else "zh"
    with visit(browser, f"{internal.as_uri()}/", size=size if size in SIZES else "desk", lang=lang) as seen:
        for route in routes(internal):
            seen.go(route)
            if size == "grey":
                seen.page.evaluate(GREY)
            picture = folder / f"{re.sub('[^a-z0-9]+', '-', route).strip('-')}.png"
            seen.page.screenshot(path=picture, full_page=True)
            assert picture.stat().st_size > 1000
