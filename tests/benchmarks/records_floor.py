"""The bare scan: a group-by in DuckDB over the same Parquet file, without the calendar.

Usage: python -m tests.benchmarks.records_floor FILE.parquet raw|group|sql [--memory 500MB] [--threads N]

``raw`` reads the columns, ``group`` counts by unit and year with calendar days. Both with the settings of the engine.
"""

from __future__ import annotations

import argparse

from scoring.database import Session, literal
from tests.benchmarks.records_workload import DAYS, END, START

TEXTS = {
    "raw": f"select count(*) as n, sum(hash({START}) % 2) as a, sum(hash({END}) % 2) as b, sum(length(unit_id)) as c from {{}}",
    "group": f"select unit_id, year({START}) as period, count(*) as n, sum(date_diff('day', {START}, {END})) as taken, "
    f"count(*) filter (date_diff('day', {START}, {END}) <= {DAYS}) as on_time from {{}} group by unit_id, year({START})",
}


def main() -> None:
    """Scan and group."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("what", choices=TEXTS)
    parser.add_argument("--memory")
    parser.add_argument("--threads", type=int)
    wanted = parser.parse_args()
    with Session(threads=wanted.threads, memory=wanted.memory) as session:
        session.step("counted", TEXTS[wanted.what].format(f"read_parquet({literal(wanted.file)})"))
        print(session.rows("select count(*) from counted"))  # noqa: T201 - the result


if __name__ == "__main__":
    main()
