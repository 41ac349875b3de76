"""The gallery shows every document there is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from scoring import documents
from tools import gallery


def test_every_document_has_a_picture_of_a_sensible_size() -> None:
    assert set(gallery.SHOWN) >= {kind.name for kind in documents.KINDS}
    for kind in documents.KINDS:
        file = gallery.PICTURES / f"{kind.name}.png"
        assert 5_000 < file.stat().st_size < 130_000, file
        with Image.open(file) as picture:
            assert picture.height == gallery.HEIGHT + 2 * gallery.GAP


def test_the_page_of_the_gallery_is_the_generated_one() -> None:
    assert gallery.PAGE.read_text("utf-8") == gallery.page(), "python tools/gallery.py"


def test_the_tool_draws_a_printed_document(tmp_path: Path) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed")
    (tmp_path / "figures.csv").write_text("名称,值\n参评单位,44\n", "utf-8-sig")
    assert gallery.draw("figures", tmp_path, tmp_path / "figures.png")
    with Image.open(tmp_path / "figures.png") as made:
        assert made.height == gallery.HEIGHT + 2 * gallery.GAP
        assert min(made.convert("L").tobytes()) < 100, "there is ink"
    assert not gallery.draw("circular", tmp_path, tmp_path / "circular.png")
