"""References that are made from the code are current, and the tables of a run are described column by column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from scoring.commands.options import Options
from scoring.commands.running import run
from scoring.results.store import TABLES
from scoring.starting.making import COLUMNS
from tests.runs.mini import make
from tools import cli_pages, form_pages, table_pages

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = table_pages.CATALOGUE
SECTIONS = """
sensitivity: {draws: 100, sobol: 0}
margins: {deciders: true}
comparison: {run: last}
appeals: {opened: 2017-04-20, workdays: 5}
"""
APPEAL = """appeal_id,unit_id,indicator_id,kind,claim,evidence,received_on,decision,decided_by,decided_on,reason,effect,event,old,new
A-1,yi,requests.lapses,appeal,该件已按期答复,送达回证,2017-04-21,upheld,领导小组,2017-04-25,送达回证属实,finding,late_reply,1,0
"""


@pytest.mark.parametrize("tool", [cli_pages, form_pages, table_pages], ids=lambda tool: tool.__name__)
def test_a_reference_is_current(tool: Any) -> None:
    assert tool.page() == tool.PAGE.read_text("utf-8"), f"run {tool.__name__.replace('.', '/')}.py"


def test_every_table_and_column_has_words() -> None:
    assert tuple(CATALOGUE["tables"]) == TABLES
    assert set(CATALOGUE["inputs"]) == set(COLUMNS)
    columns = [(name, *pair) for name, table in CATALOGUE["tables"].items() for pair in table["columns"].items()]
    assert [(table, column) for table, column, words in columns if not (words or CATALOGUE["common"].get(column))] == []
    assert set(CATALOGUE["common"]) <= {column for _, column, words in columns if words is None}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The columns of every table of a run in which much is asked for."""
    folder = make(tmp_path_factory.mktemp("tables") / "mini")
    earlier = run(folder, Options(documents=False)).folder
    earlier.rename(folder / "last")
    with (folder / "assessment.yaml").open("a", encoding="utf-8") as stream:
        stream.write(SECTIONS)
    (folder / "appeals.csv").write_text(APPEAL, "utf-8")
    return _columns(run(folder, Options(documents=False)).folder)


def _columns(finished: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with duckdb.connect(str(finished / "results.duckdb"), read_only=True) as con:
        asked = "select table_name, column_name from duckdb_columns() where not internal and schema_name = 'main' order by 1, column_index"
        asked = "select table_name, column_name from duckdb_columns() where not internal and schema_name = 'main' order by 1, column_index"
        for table, column in con.execute(asked).fetchall():
            found.setdefault(table, []).append(column)
    return found


def test_the_columns_of_a_run_are_those_of_the_page(tables: dict[str, list[str]]) -> None:
    # What criteria name (<id>) is as many columns as they name, in their places.
    assert len(tables) >= 45
    wrong = {}
    for table, columns in tables.items():
        described = list(CATALOGUE["tables"][table]["columns"])
        pattern = "".join(f"(?:{re.escape(name).replace('<id>', '.+?')},)" + ("*" if "<id>" in name else "") for name in described)
        if not re.fullmatch(pattern, ",".join(columns) + ","):
            wrong[table] = (columns, described)
    assert wrong == {}
