"""Rows of an office's table read, checked and typed by the project's own door.

Usage: python -m tests.benchmarks.ingest_engine FILE [--memory 2GB]   prints the rows loaded, or what is wrong by code
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from scoring.criteria import read_criteria
from scoring.criteria.records import RecordTable
from scoring.engine.database import Session, literal
from scoring.files import yamlfile
from scoring.intake.records import load_records, open_records
from tests.benchmarks.nation_criteria import criteria

TABLE = "hotline"


def table() -> RecordTable:
    """The table as the criteria of the nation declare it."""
    read, problems = read_criteria(yamlfile.YamlFile("nation", criteria(2019, 100, (TABLE,))))
    assert not problems
    return read.records[TABLE]


def main() -> None:
    """Load and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--memory")
    wanted = parser.parse_args()
    opened = open_records(table(), [wanted.file], wanted.file.parent)
    with Session(memory=wanted.memory) as session:
        register = f"read_csv({literal(str(wanted.file.parent / 'units.csv'))}, header = true, all_varchar = true)"
        session.step("units", f"select unit_id, name, coalesce(short_name, '') as short_name, cast(ord as integer) as ord from {register}")
        problems = load_records(session, opened)
        told = dict(sorted(Counter(problem.code for problem in problems).items()))
        print(told or session.rows(f"select count(*) from records_{TABLE}")[0][0])  # noqa: T201 - the result


if __name__ == "__main__":
    main()
