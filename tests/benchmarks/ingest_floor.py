"""The plain load: the same CSV file by DuckDB's reader into a typed table, nothing checked but the types.

Usage: python -m tests.benchmarks.ingest_floor FILE.csv [--memory 2GB]
"""

from __future__ import annotations

import argparse

from scoring.engine.database import Session, literal

TYPES = {
    "unit_id": "varchar",
    "case_id": "varchar",
    "kind": "varchar",
    "topic": "varchar",
    "received_on": "date",
    "closed_on": "date",
    "score": "bigint",
    "amount": "decimal(28, 10)",
}


def main() -> None:
    """Load."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--memory")
    wanted = parser.parse_args()
    with Session(memory=wanted.memory) as session:
        source = f"read_csv({literal(wanted.file)}, header = true, columns = {TYPES}, auto_detect = false, store_rejects = true)"
        session.con.execute(f"create table loaded as select * from {source}")
        print(session.rows("select count(*) from loaded")[0][0])  # noqa: T201 - the result


if __name__ == "__main__":
    main()
