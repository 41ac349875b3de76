"""Everything counted over records equals the oracle's, on any rows, conditions, hierarchy and deadlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.criteria.records import Aggregate, RecordTable
from scoring.engine.database import Session
from scoring.records import aggregation, table_pass
from scoring.records.calendar import library_calendar
from scoring.records.plan import RecordPlan
from tests.oracle import records as oracle
from tests.records.counting import (
    ASSESSED,
    aggregate,
    call,
    deadline,
    forget,
    judged,
    load_rows,
    load_units,
    name,
    number,
    plan,
    stated,
    table,
    text,
)

UNITS = {"top": None, "city": "top", "town": "city", "other": "top", "alone": None}
STATES = (0, 1, 2, 3, 10, 12)
APPLIES = {"reply": (None,), "hand": ()}  # of the deadlines, states of cases to which they do not apply
CALENDAR = library_calendar()
WORKDAYS = frozenset(day for day in CALENDAR.days() if CALENDAR.is_workday(day))

days = st.integers(0, 720).map(lambda count: date(2022, 1, 5) + timedelta(count))
amounts = st.integers(-500, 50_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def record(draw: st.DrawFn) -> dict[str, Any]:
    came = draw(st.none() | days)
    row: dict[str, Any] = {
        "unit_id": draw(st.sampled_from([*list(UNITS)[:4], "unknown"])),
        "came_on": came,
        "done_on": came + timedelta(draw(st.integers(-3, 40))) if came and draw(st.booleans()) else draw(st.none() | days),
        "channel": draw(st.sampled_from([None, "信", "网"])),
        "urgent": draw(st.none() | st.booleans()),
        "amount": draw(st.none() | amounts),
        "pages": draw(st.none() | st.integers(0, 6)),
        "case_id": str(draw(st.integers(0, 9))),
    }
    for each in ("reply", "hand"):
        state = draw(st.sampled_from(STATES + APPLIES[each]))
        row |= {f"state__{each}": state, f"taken__{each}": draw(st.integers(0, 9)) if state in {0, 1} else None}
        row[f"days_late__{each}"] = 0 if state == 0 else draw(st.integers(1, 5)) if state in {1, 2} else None
    return row


values = st.recursive(
    st.sampled_from(
        [
            name("amount"),
            name("pages"),
            number(2),
            number("0.5"),
            number(-3),
            call("days", name("came_on"), name("done_on")),
            call("workdays", name("came_on"), name("done_on")),
            call("workdays", name("came_on"), text("2023-10-07")),
            judged("taken", "reply"),
            judged("days_late", "hand"),
        ]
    ),
    lambda inner: (
        st.builds(call, st.sampled_from(["+", "-", "*", "/", "min", "max"]), inner, inner)
        | st.builds(call, st.sampled_from(["neg", "abs"]), inner)
    ),
    max_leaves=3,
)
comparisons = st.sampled_from(["=", "<>", ">", ">=", "<", "<="])
conditions = st.recursive(
    st.builds(judged, st.sampled_from(["on_time", "late", "pending", "unusable"]), st.sampled_from(["reply", "hand"]))
    | st.builds(call, comparisons, values, values)
    | st.builds(
        call, comparisons, st.sampled_from([name("came_on"), name("done_on")]), st.sampled_from([name("done_on"), text("2023-02-01")])
    )
    | st.builds(
        call, st.sampled_from(["=", "<>"]), st.just(name("channel")), st.sampled_from([text("信"), name("unit_id"), name("case_id")])
    )
    | st.sampled_from([name("urgent"), call("in", name("channel"), text("网"), text("面")), call("given", name("channel"))])
    | st.builds(call, st.just("given"), values),
    lambda inner: st.builds(call, st.sampled_from(["and", "or"]), inner, inner) | st.builds(call, st.sampled_from(["not", "given"]), inner),
    max_leaves=3,
)
summed = values | st.builds(call, st.just("if_"), conditions, values, values)


@st.composite
def asked(draw: st.DrawFn, identity: int) -> Aggregate:
    function = draw(st.sampled_from(["count", "sum", "lowest", "highest", "percentile", "percentile"]))
    return aggregate(
        identity,
        function,
        of=None if function == "count" else draw(summed),
        where=draw(st.none() | conditions),
        rank=draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.9"), Decimal("0.333"), Decimal(1)])),
        rolls_up=draw(st.booleans()),
        by=draw(st.sampled_from([(), (), ("channel",), ("urgent", "channel")])),
        doubts=draw(st.sampled_from([(), (), ("hand",), ("reply", "hand")])),
        empty=draw(st.sampled_from(["not_applicable", "not_assessable", "missing"])),
    )


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(threads=2) as session:
        load_units(session, UNITS)
        from scoring.records.calendar import build_calendar

        build_calendar(session)
        yield session


@pytest.fixture(autouse=True)
def _deadlines_in_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_pass, "deadline_sql", stated)


def compute(session: Session, made: RecordPlan, rows: Sequence[dict[str, Any]]) -> None:
    forget(session)
    load_rows(session, rows, ("reply", "hand"))
    aggregation.build_record_inputs(session, made)


def oracle_rows(letters: RecordTable, made: RecordPlan) -> oracle.Rows:
    return oracle.Rows(letters, made.deadlines, WORKDAYS, (date(CALENDAR.years[0], 1, 1), CALENDAR.last))


def members(row: dict[str, Any], dimension: str) -> str:
    value = row[dimension]
    return str({None: "", True: "是", False: "否"}.get(value, value))


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_numbers_states_and_groups_are_those_of_the_oracle(session: Session, data: st.DataObject) -> None:
    letters = table(data.draw(st.sampled_from(["zero", "missing"])))
    reply = deadline("reply", data.draw(st.sampled_from(["exclude", "late"])), where=call("given", name("done_on")))
    deadlines = [reply, deadline("hand", "not_assessable")]
    aggregates = [data.draw(asked(identity)) for identity in range(1, data.draw(st.integers(1, 4)) + 1)]
    made = plan(aggregates, tables=[letters], deadlines=deadlines, earlier=data.draw(st.integers(0, 1)))
    rows = data.draw(st.lists(record(), max_size=25))
    compute(session, made, rows)
    engine = oracle_rows(letters, made)
    cases = {
        (unit, year): [row for row in rows if row["unit_id"] == unit and oracle.year_of(letters, row, ASSESSED) == year]
        for unit in [*UNITS, "unknown"]
        for year in made.periods
    }
    whole = {
        (unit, year): [row for child in oracle.below(UNITS, unit) for row in cases[child, year]] for unit in UNITS for year in made.periods
    }
    found = {(row["unit_id"], row["period"]): row for row in session.records("select * from record_inputs")}
    assert found.keys() == whole.keys()
    for each in aggregates:
        for key, row in found.items():
            of = (whole if each.rolls_up else cases)[key]
            assert (row[each.id], row[f"s__{each.id}"]) == oracle.outcome(engine, each, of, len(of)), (key, each)
    groups = {
        (row["unit_id"], row["period"], row["dimension"], row["member"]): row for row in session.records("select * from record_groups")
    }
    for (unit, year, dimension, member), row in groups.items():
        for each in aggregates:
            if dimension in each.by:
                of = (whole if each.rolls_up else cases)[unit, year]
                inside = [case for case in of if members(case, dimension) == member]
                assert (row[each.id], row[f"s__{each.id}"]) == oracle.outcome(engine, each, inside, len(of)), (unit, member, each)
            elif each.by:
                assert row[f"s__{each.id}"] is None
    for each in aggregates:
        of_each = whole if each.rolls_up else cases
        wanted = {(*key, dimension, members(case, dimension)) for key in whole for dimension in each.by for case in of_each[key]}
        assert wanted <= groups.keys()
    counted = Counter(
        (unit, year, key, case[f"state__{key}"])
        for (unit, year), of in cases.items()
        for case in of
        for key in made.deadlines
        if case[f"state__{key}"] is not None
    )
    outcomes = session.rows("select unit_id, period, deadline, state, cases from record_outcomes")
    assert {row[:4]: row[4] for row in outcomes} == counted
