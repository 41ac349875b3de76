"""A printer for drawings: its folder holds the picture of a seal."""

from __future__ import annotations

import pytest
from PIL import Image

from scoring.documents.fonts.sets import FontSet
from scoring.documents.printing.pdf import Printer


@pytest.fixture(scope="session")
def artist(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    folder = tmp_path_factory.mktemp("pictures")
    Image.new("RGB", (4, 4), (230, 0, 0)).save(folder / "seal.png")
    return Printer(fonts, (folder,), "drawing.pdf")
