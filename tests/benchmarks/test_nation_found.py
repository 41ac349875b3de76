"""What is planted in the invented nation is what the program finds: same rows, same cells, nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scoring import yamlfile
from scoring.criteria import read_criteria
from scoring.criteria.records.tables import shipped_tables
from scoring.database import Session, literal
from scoring.intake.records import load_records, open_records
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
