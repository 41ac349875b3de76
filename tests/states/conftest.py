"""A small assessment and a finished run of it, without documents, made once; tests change copies."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from scoring.running import Options, run
from tests.runs.mini import make

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="package")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An assessment folder with one run in ``out``."""
    folder = make(tmp_path_factory.mktemp("states") / "mini")
    run(folder, Options(documents=False))
    return folder


@pytest.fixture
def draft(scored: Path, tmp_path: Path) -> Path:
    """The run inside a copy of the folder that a test may change."""
    shutil.copytree(scored, tmp_path / "mini")
    return next((tmp_path / "mini" / "out").iterdir())
