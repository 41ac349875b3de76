"""The small assessment, for workbooks of units and of markers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runs.mini import make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small assessment without reports and marks."""
    made = make(tmp_path / "mini")
    for name in ("jia", "yi", "bing"):
        (made / "reports" / f"{name}.txt").unlink()
    (made / "reports.csv").write_text("unit_id,file,published_on\n", "utf-8")
    return made
