"""The invented nation: the same by seed on any number of threads, and every planted mistake is there and no other."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scoring.criteria import read_criteria
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.rules import bind
from tests.benchmarks import nation
from tests.benchmarks.nation_criteria import criteria
from tests.benchmarks.nation_facts import METRICS, VALUES, WHOLES
from tests.benchmarks.nation_units import Levels

ROWS = {"requests": 900, "disclosures": 700, "interpretations": 300, "hotline": 300}
TINY = nation.Nation(seed=7, units=64, years=2, rows=ROWS, findings=10, anomalies=2, broken=2, format="both", threads=1)
ENDS = {
    "requests": ("received_on", "replied_on", "request_id"),
    "disclosures": ("formed_on", "published_on", "item_id"),
    "interpretations": ("document_on", "interpreted_on", "document_id"),
    "hotline": ("received_on", "closed_on", "case_id"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("nation")
    nation.write(made, TINY)
    return made


@pytest.fixture(scope="module")
def planted(folder: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((folder / "planted.json").read_text("utf-8"))
    return entries


def digests(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def rows(sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def test_two_threads_write_the_bytes_of_one_and_another_seed_others(folder: Path, tmp_path: Path) -> None:
    nation.write(tmp_path / "again", replace(TINY, threads=2))
    nation.write(tmp_path / "other", replace(TINY, seed=8))
    assert digests(tmp_path / "again") == digests(folder)
    same = {name for name, digest in digests(tmp_path / "other").items() if digest == digests(folder)[name]}
    assert same == {"units.csv", "criteria.yaml", "assessment.yaml"}


def test_many_files_hold_the_rows_of_one(folder: Path, tmp_path: Path) -> None:
    nation.write(tmp_path, replace(TINY, rows={"requests": ROWS["requests"]}, files=7, format="parquet"))
    one, many = (f"select * from read_parquet('{path}')" for path in (folder / "requests.parquet", tmp_path / "requests" / "*.parquet"))
    assert len(list((tmp_path / "requests").iterdir())) == 7
    assert rows(f"({one} except all {many}) union all ({many} except all {one})") == []


def test_the_units_stand_under_one_another(folder: Path) -> None:
    register = f"read_csv('{folder / 'units.csv'}', all_varchar = true)"
    above = "select c.grp, p.grp, count(*) from {0} as c left join {0} as p on p.unit_id = c.parent_id group by all order by all"
    found = rows(above.format(register))
    assert sum(count for _, _, count in found) == len(rows(f"select distinct unit_id from {register}")) == TINY.units
    assert {(child, parent) for child, parent, _ in found} >= {("province", None), ("city", "province"), ("township", "county")}
    assert Levels.of(200_000).province == 31


def test_the_planted_lies_are_in_the_figures_and_no_others(folder: Path, planted: list[dict[str, Any]]) -> None:
    now, before = (f"(select * from read_parquet('{folder / 'data.parquet'}') where period = {TINY.period - back})" for back in (0, 1))
    equal = " and ".join(f"a.{metric} is not distinct from b.{metric}" for metric in METRICS)
    round_ones = " and ".join(f"coalesce(a.{metric}, 0) % 100 = 0" for metric in WHOLES + VALUES)
    tests = {"copied": equal, "heaped": round_ones, "impossible_share": "a.p00 > a.w00", "jump": "a.v00 > 10 * b.v00"}
    joined = f"{now} as a inner join {before} as b on a.unit_id = b.unit_id"
    found = set(rows(" union all ".join(f"select '{kind}', a.unit_id from {joined} where {test}" for kind, test in tests.items())))
    assert found == {(entry["kind"], entry["unit_id"]) for entry in planted if "table" not in entry}
    assert len(found) == 4 * TINY.anomalies


@pytest.mark.parametrize("table", ENDS)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_planted_cases_are_in_the_files_and_no_others(folder: Path, planted: list[dict[str, Any]], table: str, form: str) -> None:
    start, end, key = ENDS[table]
    file = folder / "csv" / f"{table}.csv" if form == "csv" else folder / f"{table}.parquet"
    source = f"read_csv('{file}', all_varchar = true, header = true)" if form == "csv" else f"read_parquet('{file}')"
    units = f"(select unit_id from read_csv('{folder / 'units.csv'}', all_varchar = true))"
    tests = {
        "reversed": f"try_cast({end} as date) < try_cast({start} as date)",
        "undated": f"{start} is null",
        "duplicate": f"{key} = lag({key}) over (order by line)",
        "unknown_unit": f"unit_id not in {units}",
        "blank_key": f"{key} is null",
        "broken_date": f"try_cast(cast({end} as varchar) as date) is null and {end} is not null",
    }
    if table == "requests":
        tests["disordered"] = "try_cast(correction_received_on as date) < try_cast(correction_asked_on as date)"
        tests |= {"not_allowed": "channel = '信鸽'", "broken_flag": "cast(extended as varchar) not in ('是', '否', 'true', 'false')"}
    if table == "hotline":
        tests["out_of_order"] = tests.pop("reversed")
        del tests["undated"]
        tests |= {"not_allowed": "kind = '信鸽'", "out_of_range": "cast(score as int) > 100", "bad_pattern": f"{key} not like 'h%'"}
    numbered = f"select *, row_number() over () + {1 if form == 'csv' else 0} as line from {source}"
    hits = ", ".join(f"coalesce({test}, false) as {kind}" for kind, test in tests.items())
    each = " union all ".join(f"select '{kind}', line from hits where {kind}" for kind in tests)
    found = set(rows(f"with hits as materialized (select line, {hits} from ({numbered}) as r) {each}"))
    listed = [entry for entry in planted if entry.get("table") == table and entry["file"].endswith(form)]
    assert found == {(entry["kind"], entry["row"]) for entry in listed}
    assert len(found) == 2 * len(tests) - (2 * sum(kind.startswith("broken") for kind in tests) if form == "parquet" else 0)


def test_a_planted_case_is_told_with_its_cell(planted: list[dict[str, Any]]) -> None:
    entry = next(entry for entry in planted if entry["kind"] == "broken_date" and entry["table"] == "disclosures")
    assert entry | {"unit_id": "", "key": ""} == {
        "kind": "broken_date",
        "table": "disclosures",
        "file": "disclosures.csv",
        "row": 13,
        "unit_id": "",
        "key": "",
        "column": "published_on",
        "found": "2019-02-30",
    }


def test_terms_beyond_the_calendar_are_planted_in_its_last_year_only() -> None:
    last = nation.last_calendar_year()
    kinds = [{kind for cases in replace(TINY, period=period).cases(text=False) for kind in cases.kinds} for period in (last - 1, last)]
    assert ["beyond_calendar" in found for found in kinds] == [False, True]


def test_two_years_of_cases_lie_in_both_regimes_of_2019(folder: Path) -> None:
    ((first, last, before, after),) = rows(
        "select min(received_on), max(received_on), count(*) filter (received_on between date '2019-01-01' and date '2019-05-14'), "
        f"count(*) filter (received_on >= date '2019-05-15') from read_parquet('{folder / 'requests.parquet'}')"
    )
    assert (first.year, last.year) == (2018, 2019)
    assert min(before, after) > 100


@pytest.mark.parametrize("judged", [(), tuple(ROWS)])
def test_the_criteria_are_sound(judged: tuple[str, ...]) -> None:
    read, problems = read_criteria(yamlfile.YamlFile("nation", criteria(2019, 100, judged)))
    _, more = bind(read, Names(read, metrics()))
    assert [*problems, *more] == []
    assert len(read.leaves()) == 100


def test_the_command_line_takes_round_numbers() -> None:
    folder, wanted = nation.parsed(["out", "--units", "1e3", "--requests", "2e6", "--format", "csv"])
    assert (folder, wanted.units, wanted.rows["requests"], wanted.format) == (Path("out"), 1000, 2_000_000, "csv")
