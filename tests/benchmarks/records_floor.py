"""The bare scan: a group-by in DuckDB over the same Parquet file, without the calendar.

Usage: python -m tests.benchmarks.records_floor FILE.parquet raw|group|sql [--memory 500MB] [--threads N]

``raw`` reads the columns, ``group`` counts by unit and year with calendar days. Both with the settings of the engine, and both
read whatever else the term of the table depends on. The table is that of the file's name.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from scoring.engine.database import Session, literal
from tests.benchmarks.records_workload import DAYS, ENDS, OTHERS, STARTS

TEXTS = {
    "raw": "select count(*) as n, sum(hash({start}) % 2) as a, sum(hash({end}) % 2) as b, sum(length(unit_id)) as c{others} from {source}",
    "group": "select unit_id, year({start}) as period, count(*) as n, sum(date_diff('day', {start}, {end})) as taken, "
    "count(*) filter (date_diff('day', {start}, {end}) <= {days}) as on_time{others} from {source} group by unit_id, year({start})",
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
        table = Path(wanted.file).stem
        names = {"start": STARTS[table], "end": ENDS[table], "days": DAYS, "source": f"read_parquet({literal(wanted.file)})"}
        others = "".join(f", count({name}) as {name}" for name in OTHERS[table])
        session.step("counted", TEXTS[wanted.what].format(**names, others=others))
        print(session.rows("select count(*) from counted"))  # noqa: T201 - the result


if __name__ == "__main__":
    main()
