"""A run of the small assessment as states are about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def scored(mini_scored: Path) -> Path:
    """An assessment folder with one run in ``out``; tests change copies."""
    return mini_scored


@pytest.fixture
def draft(mini_run: Path) -> Path:
    """The run inside a copy of the folder that a test may change."""
    return mini_run
