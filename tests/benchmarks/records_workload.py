"""Timeliness of items published, as the engine and the floors it is held against compute it alike.

An item has twenty working days from the day it was made; counted are, by unit and year, items, those published in time, and
the working days that those which were published took. So all variants print the same three totals.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from tests.benchmarks import nation
from tests.benchmarks.nation import Nation
from tests.benchmarks.nation_units import make_units, register_sql

DAYS = 20
PERIOD = 2019
PERIODS = (2019, 2018)
UNITS = 200_000
TABLE = "disclosures"
STARTS = {TABLE: "formed_on", "requests": "received_on"}
ENDS = {TABLE: "published_on", "requests": "replied_on"}
START, END = STARTS[TABLE], ENDS[TABLE]
# Further columns that the statutory term of a reply reads.
OTHERS = {
    TABLE: (),
    "requests": (
        "channel",
        "submitted_on",
        "signed_on",
        "confirmed_on",
        "arrived_on",
        "correction_asked_on",
        "correction_received_on",
        "third_party_asked_on",
        "third_party_answered_on",
        "extended",
    ),
}
AGGREGATES = {
    "on_time": "share(on_time(due))",
    "mean": "avg(taken(due))",
    "median": "median(taken(due))",
    "p90": "percentile(taken(due), 90)",
    "late": "count(late(due))",
    "longest": "highest(taken(due))",
    "days_late": "sum(days_late(due))",
    "open": "count(pending(due))",
    "web": "share(channel == '政府网站')",
    "land": "count(topic == '土地')",
}
SETS = {"timeliness": ("on_time", "mean"), "percentiles": ("on_time", "median", "p90"), "all": tuple(AGGREGATES)}


def make_records(folder: Path, rows: int, units: int = UNITS, *, table: str = TABLE, form: str = "parquet", broken: int = 0) -> Path:
    """Write cases of two years without anomalies, and the register beside them; the file of the cases."""
    made = Nation(units=units, period=PERIOD, rows={table: rows}, anomalies=0, broken=broken)
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        make_units(connection, made.levels)
        nation.copy(connection, register_sql(made.levels), folder / "units.csv")
        (cases,) = made.cases(text=form == "csv")
        nation.copy(connection, cases.select(0, rows), folder / f"{table}.{form}")
    return folder / f"{table}.{form}"


def working_days() -> list[tuple[date, int]]:
    """Every day from the first of the cases to a year after the last, with the working days up to and including it."""
    from chinese_calendar import is_workday

    day, found, total = date(PERIODS[-1], 1, 1), [], 0
    while day.year <= PERIODS[0] + 1:
        total += is_workday(day)
        found.append((day, total))
        day += timedelta(days=1)
    return found


def ends() -> list[tuple[date, int]]:
    """The same, but a day that is no working day counts to the next one."""
    known = working_days()
    return [(day, total + (index > 0 and total == known[index - 1][1])) for index, (day, total) in enumerate(known)]


def criteria(measures: tuple[str, ...], table: str = TABLE) -> dict[str, Any]:
    """Criteria over these measures alone, as plain data: twenty working days for items, the statutory term for replies."""
    ours = {"from": START, "to": END, "days": DAYS}
    return {
        "id": "records",
        "title": "测量用例",
        "period": PERIOD,
        "groups": {name: {"title": name} for name in ("province", "city", "county", "department", "township")},
        "policy": {
            "rounding": {"digits": 2, "mode": "half_up", "at": "total"},
            "ranking": {"on": "printed", "ties": "competition"},
            "not_applicable": "rescale",
            "missing": "not_assessable",
        },
        "records": {table: {"dated_by": STARTS[table], "absent": "missing"}},
        "deadlines": {
            "due": {
                "title": "期限",
                "of": f"records.{table}",
                **(ours if table == TABLE else {"term": "reply"}),
                "as_of": date(PERIOD + 1, 12, 31),
                "unusable": "exclude",
            }
        },
        "measures": {name: {"title": name, "of": f"records.{table}", "value": AGGREGATES[name]} for name in measures},
        "indicators": [
            {"id": f"i.{name}", "title": name, "points": 1, "measure": name, "rule": {"ratio": {"target": 1}}} for name in measures
        ],
    }
