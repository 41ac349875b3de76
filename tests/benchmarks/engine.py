"""The workload in the project's own engine: from a wide Parquet table to totals, ranks and grades.

Usage: python -m tests.benchmarks.engine WIDE.parquet INDICATORS OUT [--threads N] [--memory 1GB] [--detail]

Writes OUT/totals.parquet, and with --detail the points of every indicator (OUT/points.parquet).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scoring.authoring.case_tables import SCHEMAS
from scoring.criteria import read_criteria
from scoring.engine.database import Session, literal
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.ranking import build_ranking
from scoring.results.steps import build_results
from scoring.rules import Plan, bind
from scoring.rules.computing import judge
from scoring.rules.updates import build_column_states
from scoring.scores import build_scores
from tests.benchmarks import workload

TYPES = {"s": "varchar", "i": "integer", "n": "decimal(28,10)", "d": "date"}
UNITS = """create table units as select unit_id, unit_id as name, '' as short_name, grp, row_number() over (order by unit_id) as ord,
    '' as parent_id, 'assessed' as status, '' as status_reason from read_parquet({file})"""


def planned(data: dict[str, Any]) -> Plan:
    """The plan of criteria that are sound."""
    criteria, problems = read_criteria(yamlfile.YamlFile("workload", data))
    plan, more = bind(criteria, Names(criteria, metrics()))
    assert not problems + more
    return plan


def load(session: Session, plan: Plan, file: str) -> None:
    """The table as it is, its units, and no records."""
    session.con.execute(f"create view data_wide as select *, {plan.criteria.period} as period from read_parquet({literal(file)})")
    session.con.execute(UNITS.format(file=literal(file)))
    for name, columns in SCHEMAS.items():
        if name != "units":
            listed = ", ".join(f"{column} {TYPES[kind]}" for column, kind in columns.items())
            session.con.execute(f"create table {name} ({listed})")
    session.con.execute("create table exempt_leaves (unit_id varchar, indicator_id varchar, reason varchar)")
    build_column_states(session, plan)


def score(session: Session, plan: Plan) -> None:
    """Everything from figures to ranks."""
    judge(session, plan, frozenset(plan.criteria.metrics))
    build_scores(session, plan)
    build_ranking(session, plan.criteria)


def main() -> None:
    """Score the table and write what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("indicators", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--memory")
    parser.add_argument("--detail", action="store_true")
    wanted = parser.parse_args()
    plan = planned(workload.criteria(wanted.indicators))
    with Session(threads=wanted.threads, memory=wanted.memory) as session:
        load(session, plan, wanted.file)
        score(session, plan)
        copy(
            session, "select unit_id, total_exact, total_printed, rank, grade from ranking order by unit_id", wanted.out / "totals.parquet"
        )
        if wanted.detail:
            build_results(session, plan, reasons=False)
            copy(
                session,
                "select unit_id, indicator_id, outcome, value, full_points, points, lost from points",
                wanted.out / "points.parquet",
            )


def copy(session: Session, sql: str, file: Path) -> None:
    """Write a query's rows as Parquet."""
    session.con.execute(f"copy ({sql}) to {literal(str(file))} (format parquet, compression zstd)")


if __name__ == "__main__":
    main()
