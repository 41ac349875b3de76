"""Where the engine cannot write a table, one sentence says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.engine.database import Session
from scoring.problems import ProblemsFound
from scoring.results.store import writing_tables


@pytest.mark.parametrize(
    ("place", "code", "found"),
    [("/dev/full", "A031", ""), ("/none/x", "A006", 'IO Error: Cannot open file "/none/x": No such file or directory')],
)
def test_a_table_that_cannot_be_written_is_a_problem(place: str, code: str, found: str) -> None:
    with Session() as session, pytest.raises(ProblemsFound) as caught, writing_tables(session, Path("firmness")):
        session.con.execute(f"copy (select 1 as x) to '{place}' (format csv, use_tmp_file false)")
    problem = caught.value.problems[0]
    assert (problem.code, problem.file, problem.found) == (code, "firmness", found)
