"""What is planted in the invented nation is what the program finds: same rows, same cells, same outcomes, nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scoring.criteria import read_criteria
from scoring.criteria.records.tables import shipped_tables
from scoring.engine.database import Session, literal
from scoring.files import yamlfile
from scoring.intake.records import load_records, open_records
from scoring.records import states
from scoring.records.calendar import build_calendar
from scoring.records.deadlines import deadline_sql
from tests.benchmarks import nation
from tests.benchmarks.nation_criteria import criteria
from tests.benchmarks.nation_records import HARD

ROWS = {"requests": 600, "disclosures": 500, "hotline": 500}
CODES = {
    "unknown_unit": "I026",
    "blank_key": "I028",
    "broken_date": "I024",
    "broken_flag": "I027",
    "not_allowed": "I027",
    "duplicate": "I072",
    "out_of_order": "I068",
    "out_of_range": "I067",
    "bad_pattern": "I066",
}
STATES = {
    "reversed": states.REVERSED,
    "undated": states.UNDATED,
    "disordered": states.DISORDERED,
    "beyond_calendar": states.BEYOND_CALENDAR,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("nation")
    nation.write(made, nation.Nation(seed=3, units=64, years=1, rows=ROWS, findings=1, anomalies=0, broken=2, format="csv"))
    return made


@pytest.mark.parametrize("table", ROWS)
def test_every_broken_row_is_refused_and_no_other(folder: Path, table: str) -> None:
    declared, _ = read_criteria(yamlfile.YamlFile("nation", criteria(nation.Nation.period, 100, ("hotline",))))
    opened = open_records({**shipped_tables(), **declared.records}[table], [folder / f"{table}.csv"], folder)
    with Session() as session:
        register = f"read_csv({literal(str(folder / 'units.csv'))}, header = true, all_varchar = true)"
        session.step("units", f"select unit_id, name, '' as short_name, cast(ord as integer) as ord from {register}")
        problems = load_records(session, opened, "sql")
    planted: list[dict[str, Any]] = json.loads((folder / "planted.json").read_text("utf-8"))
    listed = [entry for entry in planted if entry.get("table") == table]
    assert {entry["kind"] for entry in listed} <= set(HARD)
    # A row that stands twice is told with its whole key.
    expected = {
        (CODES[entry["kind"]], entry["row"], entry["column"], f"{entry['unit_id']} {entry['key']}")
        if entry["kind"] == "duplicate"
        else (CODES[entry["kind"]], entry["row"], entry["column"], entry["found"] or "")
        for entry in listed
    }
    assert {(problem.code, problem.line, problem.where, problem.found) for problem in problems} == expected
    assert len(expected) == len(listed) == len(problems)


def unusable(folder: Path, table: str, year: int) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Keys and states of the cases that cannot be judged, as planted and as found."""
    nation.write(folder, nation.Nation(seed=5, units=64, period=year, years=1, rows={table: 900}, findings=1, anomalies=3))
    read, _ = read_criteria(yamlfile.YamlFile("nation", criteria(year, 100, (table,))))
    (deadline,) = read.deadlines.values()
    declared = read.records[table]
    sql = deadline_sql(deadline, year, declared.dated_by)
    with Session() as session:
        build_calendar(session, None)
        source = f"read_parquet({literal(str(folder / f'{table}.parquet'))})"
        rows = sql.prepare(f"(select *, cast(coalesce(year({declared.dated_by}), {year}) as integer) as period from {source})")
        found = session.rows(f"select {declared.key[0]}, {sql.state} from {rows} as r where {sql.state} >= {states.FIRST_UNUSABLE}")
    planted: list[dict[str, Any]] = json.loads((folder / "planted.json").read_text("utf-8"))
    return {(entry["key"], STATES[entry["kind"]]) for entry in planted if entry.get("table") == table}, {(key, s) for key, s in found}


@pytest.mark.parametrize(("table", "kinds"), [("requests", 3), ("disclosures", 2)])
def test_every_case_that_cannot_be_judged_is_told_and_no_other(tmp_path: Path, table: str, kinds: int) -> None:
    planted, found = unusable(tmp_path, table, nation.Nation.period)
    assert found == planted
    assert len(planted) == 3 * kinds


def test_terms_beyond_the_calendar_are_told(tmp_path: Path) -> None:
    planted, found = unusable(tmp_path, "disclosures", nation.last_calendar_year())
    assert [state for _, state in planted].count(states.BEYOND_CALENDAR) == 3
    assert planted <= found
    assert {state for _, state in found - planted} <= {states.BEYOND_CALENDAR}  # others of the last weeks are, too
