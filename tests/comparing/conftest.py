"""The first year of the small assessment, scored once for all tests that compare with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.comparing.folders import scored
from tests.runs import mini


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its run."""
    return scored(mini.make(tmp_path_factory.mktemp("first-year") / "old"))
