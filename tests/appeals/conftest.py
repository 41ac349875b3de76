"""The small assessment before anybody appealed, scored once for all tests that start from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.appeals import folder

if TYPE_CHECKING:
    from scoring.commands.running import Run


@pytest.fixture(scope="session")
def unappealed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Its run: to be read, or copied with ``folder.copied``."""
    return folder.scored(tmp_path_factory.mktemp("unappealed") / "mini")
