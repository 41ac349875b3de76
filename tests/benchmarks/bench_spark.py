"""Every cell of every table that steps make, on DuckDB and on Spark, and the seconds of both.

Usage: python -m tests.benchmarks.bench_spark [--master URL] [--work FOLDER] [FOLDER ...]

Without folders: the examples, every shipped pack with the units of all its cases, and invented figures
(:mod:`tests.benchmarks.workload`). Exit code 1 where a cell differs.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from scoring.authoring.case_tables import SCHEMAS
from scoring.authoring.testing import score_tables
from scoring.engine.choosing import Engine
from scoring.engine.database import Session, literal
from scoring.files import yamlfile
from scoring.pipeline.work import Means, prepare, score
from scoring.ranking import build_ranking
from scoring.results.steps import build_results
from scoring.rules import Plan
from scoring.rules.computing import judge
from scoring.rules.updates import build_column_states
from scoring.scores import build_scores
from tests.benchmarks import workload
from tests.benchmarks.engine import TYPES, planned
from tests.criteria.test_packs import FOLDER, PACKS, plan_of
from tests.engine.spark.portable import pack_tables
from tests.repository import ROOT

EXAMPLES = tuple(ROOT / "data" / name for name in ("linjiang-2016", "qingping-2021", "yunlan-2019"))
UNITS, INDICATORS = 20_000, 100
Work = Callable[[Engine], Session]


def differences(one: Session, other: Session) -> Iterator[tuple[int, int, str]]:
    """Of every table its cells, how many of them differ, and the first row that does; types count. Where rows are lacking, all differ."""
    for name in dict.fromkeys(step.name for step in one.steps):
        types = [[column[:2] for column in session.rows(f"describe select * from {name}")] for session in (one, other)]
        rows = [sorted(session.rows(f"select * from {name}"), key=repr) for session in (one, other)]
        cells = len(rows[0]) * len(types[0])
        if types[0] != types[1] or len(rows[0]) != len(rows[1]):
            yield cells, cells, f"{name}: {len(rows[0])} and {len(rows[1])} rows, or other types"
            continue
        wrong = sum(cell != its for row, its_row in zip(*rows, strict=True) for cell, its in zip(row, its_row, strict=True))
        first = next((pair for pair in zip(*rows, strict=True) if pair[0] != pair[1]), None)
        yield cells, wrong, f"{name}: {first}" if wrong else ""


def compare(title: str, work: Work, spark: Engine) -> bool:
    """Do the work on both engines and tell seconds, tables, cells and differences; whether all is the same."""
    began = time.perf_counter()
    with work(Engine()) as one:
        between = time.perf_counter()
        with work(spark) as other:
            ended = time.perf_counter()
            found = list(differences(one, other))
    took = f"{between - began:.1f} | {ended - between:.1f}"
    cells, wrong = sum(table[0] for table in found), sum(table[1] for table in found)
    print(f"| {title} | {len(found)} | {took} | {cells:,} | {wrong:,} |", flush=True)  # noqa: T201 - a script prints
    for line in filter(None, (table[2] for table in found)):
        print(f"    {line}", flush=True)  # noqa: T201 - as above
    return not wrong


def assessment(folder: Path) -> Work:
    """A whole run up to its results."""

    def work(engine: Engine) -> Session:
        prepared = prepare(folder, Means(engine=engine))
        score(prepared)
        return prepared.session

    return work


def pack(name: str) -> Work:
    """All cases of a pack as units of one assessment."""
    plan = plan_of(name)
    cases = [case for file in sorted((FOLDER / name / "cases").glob("*.yaml")) for case in yamlfile.read(file).data]
    rows = pack_tables(plan, cases)

    def work(engine: Engine) -> Session:
        from scoring.engine.choosing import open_session

        session = open_session(engine)
        score_tables(session, plan, rows)
        return session

    return work


def figures(file: Path) -> Work:
    """Invented figures of many units, from a wide table to points."""
    plan = planned(workload.criteria(INDICATORS))

    def work(engine: Engine) -> Session:
        from scoring.engine.choosing import open_session

        session = open_session(engine)
        _load(session, plan, file)
        judge(session, plan, frozenset(plan.criteria.metrics))
        build_scores(session, plan)
        build_ranking(session, plan.criteria)
        build_results(session, plan, reasons=False)
        return session

    return work


def _load(session: Session, plan: Plan, file: Path) -> None:
    source = f"read_parquet({literal(str(file))})"
    session.step("data_wide", f"select *, {plan.criteria.period} as period from {source}")
    session.read(
        "units",
        "select unit_id, unit_id as name, '' as short_name, grp, row_number() over (order by unit_id) as ord, '' as parent_id, "
        f"'assessed' as status, '' as status_reason from {source}",
    )
    for name, columns in SCHEMAS.items():
        if name != "units":
            empty = ", ".join(f"cast(null as {TYPES[kind]}) as {column}" for column, kind in columns.items())
            session.read(name, f"select {empty} where 1 = 0")
    session.read("exempt_leaves", "select '' as unit_id, '' as indicator_id, '' as reason where 1 = 0")
    build_column_states(session, plan)


def main() -> None:
    """Compare what is named, or everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--master", default="local[*]")
    parser.add_argument("--work")
    wanted = parser.parse_args()
    spark = Engine("spark", wanted.master, (), wanted.work)
    print("| | tables | DuckDB, s | Spark, s | cells | cells that differ |\n|---|---|---|---|---|---|")  # noqa: T201 - as above
    same = [compare(folder.name, assessment(folder), spark) for folder in wanted.folders or EXAMPLES]
    if not wanted.folders:
        same += [compare(name, pack(name), spark) for name in PACKS]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "wide.parquet"
            workload.make_table(file, UNITS)
            same.append(compare(f"{UNITS} units x {INDICATORS} indicators", figures(file), spark))
    raise SystemExit(not all(same))


if __name__ == "__main__":
    main()
