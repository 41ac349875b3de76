"""A small sample of `make agree`, and that it finds what differs."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from scoring.commands.running import Run
from scoring.results.model import Results
from tests.agreement.packs import CHECKS


@pytest.fixture
def made(example_run: Run) -> tuple[Path, Results]:
    assert example_run.results
    return example_run.folder, example_run.results


@pytest.mark.parametrize("check", ["engine and oracle", "explorer and tables"])
def test_the_run_of_the_example_agrees(made: tuple[Path, Results], check: str, tmp_path: Path) -> None:
    assert CHECKS[check](*made, tmp_path) == []


@pytest.mark.parametrize("check", ["engine and oracle", "explorer and tables"])
def test_points_and_totals_that_differ_are_found(made: tuple[Path, Results], check: str, tmp_path: Path) -> None:
    folder, results = made
    shutil.copytree(folder, tmp_path / "changed", ignore=shutil.ignore_patterns("feedback", "notices"))
    with duckdb.connect(tmp_path / "changed" / "results.duckdb") as changed:
        changed.execute("update points set points = points + 1 where unit_id = (select min(unit_id) from points)")
        changed.execute("update ranking set total_printed = total_printed + 1 where unit_id = (select max(unit_id) from ranking)")
    assert len(CHECKS[check](tmp_path / "changed", results, tmp_path) or []) >= 2
