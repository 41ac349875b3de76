"""One session with the calendar for all tests of deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scoring.engine.database import Session
from scoring.records.calendar import build_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def calendar() -> Iterator[Session]:
    """A session that holds the library's calendar."""
    with Session(threads=1) as session:
        assert build_calendar(session) == []
        yield session
