"""A small assessment and a finished run of it, without documents, made once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from scoring.running import Options, run
from tests.runs.mini import make

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def mini_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An assessment folder with one run in ``out``."""
    folder = make(tmp_path_factory.mktemp("verified") / "mini")
    run(folder, Options(documents=False))
    return folder


@pytest.fixture
def mini_run(mini_once: Path, tmp_path: Path) -> Path:
    """The run inside a copy of the assessment folder that a test may change."""
    folder = tmp_path / "mini"
    shutil.copytree(mini_once, folder)
    return next((folder / "out").iterdir())
