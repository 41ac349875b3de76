"""A finished run over record tables stands by itself: it is read, explained and printed after its inputs are gone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.commands.running import Options, run
from tests.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moved") / "yunlan"
    shutil.copytree(ROOT / "data" / "yunlan-2019", folder, ignore=shutil.ignore_patterns("out"))
    finished = run(folder, Options(out=folder.parent, reasons="never", keep_steps=True)).folder
    shutil.rmtree(folder)
    return finished


def test_its_database_opens_and_every_table_can_be_read(moved: Path) -> None:
    with duckdb.connect(str(moved / "results.duckdb"), read_only=True) as con:
        tables = con.execute("select table_schema, table_name from information_schema.tables order by all").fetchall()
        counts = {f"{schema}.{table}": con.execute(f"select count(*) from {schema}.{table}").fetchall()[0][0] for schema, table in tables}
    assert counts["main.record_outcomes"] > 0
    assert counts["main.record_cases"] > 0
    assert counts["steps.record_inputs"] > 0


@pytest.mark.parametrize("command", ["explain", "render"])
def test_it_is_explained_and_printed(moved: Path, tmp_path: Path, command: str) -> None:
    with duckdb.connect(str(moved / "results.duckdb"), read_only=True) as con:
        unit = con.execute("select name from units order by ord limit 1").fetchall()[0][0]
    more = {"explain": [unit], "render": ["--out", str(tmp_path)]}[command]
    done = CliRunner().invoke(main, ["--lang", "zh", command, str(moved), *more])
    assert done.exit_code == 0, done.output
    assert "按期" in done.stdout if command == "explain" else list(tmp_path.iterdir())
