"""Timeliness by the project's own steps: calendar, terms and aggregates over a table of cases in Parquet.

Usage: python -m tests.benchmarks.records_engine FILE.parquet timeliness|percentiles|all|NUMBER [--threads N] [--memory 500MB]

The table is that of the file's name. NUMBER stands for the first so many measures. Prints how many were done in time, and the working
days taken, where counted.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from scoring.criteria import read_criteria
from scoring.engine.database import Session, literal
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.records.aggregation import build_record_inputs
from scoring.records.calendar import build_calendar
from scoring.records.plan import RecordPlan
from scoring.rules import bind
from tests.benchmarks import records_workload as workload


def planned(measures: tuple[str, ...], table: str = workload.TABLE) -> RecordPlan:
    """What is computed over the cases of two years."""
    criteria, problems = read_criteria(yamlfile.YamlFile("records", workload.criteria(measures, table)))
    plan, more = bind(criteria, Names(criteria, metrics()))
    records = plan.records()
    assert records is not None, [*problems, *more]
    return replace(records, periods=workload.PERIODS)


def load(session: Session, plan: RecordPlan, file: Path) -> None:
    """The register, the calendar, and the cases where they lie."""
    register = f"read_csv({literal(str(file.parent / 'units.csv'))}, header = true, all_varchar = true)"
    session.step("units", f"select unit_id, name, grp, cast(ord as integer) as ord, coalesce(parent_id, '') as parent_id from {register}")
    build_calendar(session, None)
    columns = ", ".join(column.name for column in plan.tables[file.stem].columns)
    view = f"select unit_id, {columns}, 'items' as file from read_parquet({literal(str(file))})"
    session.step(f"records_{file.stem}", view, kind="view")


def main() -> None:
    """Compute and print the totals."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("measures")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--memory")
    wanted = parser.parse_args()
    measures = workload.SETS.get(wanted.measures) or tuple(workload.AGGREGATES)[: int(wanted.measures)]
    plan = planned(measures, wanted.file.stem)
    with Session(threads=wanted.threads, memory=wanted.memory) as session:
        load(session, plan, wanted.file)
        build_record_inputs(session, plan)
        print(*session.rows(f"select sum(on_time__1), {'sum(mean__1)' if 'mean' in measures else 0} from record_inputs")[0])  # noqa: T201 - the result


if __name__ == "__main__":
    main()
