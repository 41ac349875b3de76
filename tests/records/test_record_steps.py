"""The steps over records as a whole: the same bytes on any number of threads, and the same text on another engine."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scoring.criteria.records import Restart
from scoring.engine.database import Session
from scoring.records.aggregation import build_record_inputs
from scoring.records.calendar import build_calendar
from scoring.records.plan import RecordPlan
from tests.records.counting import aggregate, call, deadline, judged, load_rows, load_units, name, number, plan, table, text

if TYPE_CHECKING:
    from pathlib import Path

RESULTS = ("record_inputs", "record_groups", "record_outcomes", "record_cases")
# Constructs that other engines lack or read otherwise.
BANNED = re.compile(
    r"percentile_cont|quantile|\bmedian\b|dayofweek|weekday|isodow|printf|\bround\(|\bavg\(|hugeint|::|\bexclude\b|\breplace\b|"
    r"\busing\b|interval|date_trunc|\blist_|asof|\bfirst\(|\bunpivot\b|\bqualify\b"
)


def made() -> RecordPlan:
    """Every kind of aggregate, with a deadline that starts anew."""
    judging = replace(deadline("reply", "not_assessable"), restart=Restart("done_on", "came_on"))
    return plan(
        [
            aggregate(1, where=judged("on_time", "reply"), by=("channel", "urgent"), rolls_up=True, doubts=("reply",)),
            aggregate(2, "sum", of=call("*", name("amount"), number("1.5")), where=call("<>", name("channel"), text("网"))),
            aggregate(3, "percentile", of=call("days", name("came_on"), name("done_on")), rank=Decimal("0.9"), rolls_up=True),
            aggregate(4, "percentile", of=name("amount"), rank=Decimal("0.5"), by=("channel",), where=call(">", name("pages"), number(1))),
            aggregate(5, "highest", of=call("/", name("amount"), name("pages")), where=name("urgent")),
            aggregate(
                6, "sum", of=call("workdays", name("came_on"), name("done_on")), where=call(">=", name("came_on"), text("2023-02-01"))
            ),
            aggregate(7, "sum", of=judged("taken", "plain")),
        ],
        tables=[table("missing")],
        deadlines=[judging, deadline("plain", "late", where=call("given", name("done_on")))],
        earlier=1,
    )


MANY = """
select
    'u' || cast(k % 61 as varchar) as unit_id,
    cast(case when k % 97 = 0 then null else date '2022-01-01' + cast(k * 7919 % 729 as integer) end as date) as came_on,
    cast(case when k % 19 = 0 then null else date '2022-01-01' + cast(k * 7919 % 729 + k * 31 % 45 as integer) end as date) as done_on,
    case k % 5 when 0 then null when 1 then '网' else '信' end as channel,
    case k % 7 when 0 then null else k % 3 = 0 end as urgent,
    k * 104729 % 1000003 as cents,
    k % 11 as pages,
    cast(k as varchar) as case_id,
    'f' as file
from range(260000) as t (k)
"""


def results(threads: int, folder: Path, memory: str | None = None) -> dict[str, bytes]:
    """The bytes of every result over 260,000 rows."""
    written = {}
    with Session(threads=threads, memory=memory) as session:
        load_units(session, {f"u{k}": f"u{(k - 1) // 4}" if k else None for k in range(61)})
        build_calendar(session)
        session.step("many", MANY)
        session.step(
            "records_letters", "select * exclude (cents), cast(cents as decimal(18, 2)) * cast(0.01 as decimal(10, 8)) as amount from many"
        )
        build_record_inputs(session, made())
        for each in RESULTS:
            # The wide row is never sorted: what reads it joins it. The others leave in their own order.
            rows = "(select * from record_inputs order by unit_id, period)" if each == "record_inputs" else each
            session.con.execute(f"copy {rows} to '{folder / each}' (format csv)")
            written[each] = (folder / each).read_bytes()
    return written


def test_any_number_of_threads_gives_the_same_bytes(tmp_path: Path) -> None:
    one = results(1, tmp_path)
    assert all(len(text.splitlines()) > 61 for text in one.values())
    assert results(2, tmp_path) == one
    # Under a limit of memory, units are grouped by their numbers.
    assert results(4, tmp_path, "400MB") == one


def steps(memory: str | None = None) -> list[tuple[str, str]]:
    """Name and text of every step."""
    with Session(threads=1, memory=memory) as session:
        load_units(session, {"a": None})
        build_calendar(session)
        load_rows(session, [{"unit_id": "a", "came_on": date(2023, 3, 1)}])
        build_record_inputs(session, made())
        return [(step.name, step.sql) for step in session.steps]


def test_every_step_is_written_in_the_portable_subset() -> None:
    found = [(name, banned[0]) for name, sql in steps("1GB") if (banned := BANNED.search(re.sub(r"'[^']*'", "''", sql.lower())))]
    assert found == []


def test_every_step_is_understood_by_the_other_engine() -> None:
    sqlglot = pytest.importorskip("sqlglot", reason="comes with the extra spark")
    for _, sql in [*steps(), *steps("1GB")]:
        (portable,) = sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
        assert not re.search(r"PERCENTILE_APPROX|APPROX_|HUGEINT", portable)
