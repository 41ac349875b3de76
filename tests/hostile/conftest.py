from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.bounded import Readers


@pytest.fixture(scope="session")
def bounded() -> Iterator[Readers]:
    """Readers in processes that may take only so much."""
    with Readers() as readers:
        yield readers
