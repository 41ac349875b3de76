"""From rows to record_inputs by hand: roll-up, percentiles, statuses, groups, cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from scoring.criteria.records import Aggregate
from scoring.engine.database import Session
from scoring.records import aggregation, table_pass
from scoring.records.cases import CaseLimits
from scoring.records.plan import RecordPlan
from tests.records.counting import aggregate, call, deadline, forget, judged, load_rows, load_units, name, number, plan, stated, table, text

MAY = date(2023, 5, 8)


@pytest.fixture(autouse=True)
def _deadlines_in_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_pass, "deadline_sql", stated)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(threads=2) as session:
        yield session


def case(unit: str, state: int | None = None, **more: Any) -> dict[str, Any]:
    """A case of May 2023, with its state against the deadline ``reply``."""
    return {"unit_id": unit, "came_on": MAY, "state__reply": state, **more}


def compute(session: Session, made: RecordPlan, rows: Sequence[dict[str, Any]], units: Mapping[str, str | None], **more: Any) -> None:
    forget(session)
    load_units(session, units)
    load_rows(session, rows, made.deadlines)
    aggregation.build_record_inputs(session, made, **more)


def values(session: Session, identity: str = "m__1") -> dict[str, tuple[Any, int]]:
    """Value and status by unit."""
    return {row[0]: (row[1], row[2]) for row in session.rows(f"select unit_id, {identity}, s__{identity} from record_inputs")}


def of_letters(*aggregates: Aggregate, absent: str = "zero", unusable: str = "exclude") -> RecordPlan:
    return plan(aggregates, tables=[table(absent)], deadlines=[deadline("reply", unusable)])


def test_cases_roll_up_along_all_levels(session: Session) -> None:
    units = {"top": None, "city": "top", "town": "city", "other": "top"}
    rows = [case("town", 0), case("town", 1), case("city", 0), case("other", 2)]
    late = judged("late", "reply")
    compute(session, of_letters(aggregate(1, where=late, rolls_up=True), aggregate(2, where=late)), rows, units)
    assert values(session, "m__1") == {"top": (2, 0), "city": (1, 0), "town": (1, 0), "other": (1, 0)}
    assert values(session, "m__2") == {"top": (0, 0), "city": (0, 0), "town": (1, 0), "other": (1, 0)}


def test_units_in_a_circle_stop(session: Session) -> None:
    compute(session, of_letters(aggregate(1, rolls_up=True)), [case("a", 0)], {"a": "b", "b": "a"})
    assert values(session) == {"a": (1, 0), "b": (1, 0)}


def test_percentiles_lie_between_neighbours(session: Session) -> None:
    # 1 2 2 10: the median is 2; place 0.9 x 3 = 2.7 lies at 2 + 0.7 x 8; a third of the way to 0.333 x 3 = 0.999 at 1.999.
    ranks = {1: "0.5", 2: "0.9", 3: "0.333", 4: "0", 5: "1"}
    made = of_letters(*(aggregate(k, "percentile", of=name("pages"), rank=Decimal(rank)) for k, rank in ranks.items()))
    compute(session, made, [case("a", 0, pages=pages) for pages in (10, 2, 1, 2)] + [case("a", 0)], {"a": None})
    assert [values(session, f"m__{k}")["a"][0] for k in ranks] == [Decimal(2), Decimal("7.6"), Decimal("1.999"), Decimal(1), Decimal(10)]


def test_the_histogram_has_one_line_per_value(session: Session) -> None:
    made = of_letters(aggregate(1, "percentile", of=name("pages"), rank=Decimal("0.5"), rolls_up=True))
    rows = [case("a", state, pages=pages) for state, pages in ((0, 3), (1, 3), (0, 4))] + [case("b", 0, pages=3)]
    compute(session, made, rows, {"a": None, "b": "a"})
    found = session.rows("select unit_id, v, n from record_letters_percentiles_1_values order by all")
    assert found == [("a", 3, 3), ("a", 4, 1), ("b", 3, 1)]


def test_cells_hold_what_rows_share(session: Session) -> None:
    made = of_letters(aggregate(1, where=judged("on_time", "reply"), by=("channel",)), aggregate(2, "sum", of=name("pages")))
    rows = [case("a", 0, channel="信", pages=2), case("a", 0, channel="信", pages=3), case("a", 1, channel="信"), case("a", 0)]
    compute(session, made, rows, {"a": None})
    found = session.rows("select * from record_letters_cells order by unit_id, channel nulls first, state__reply")
    assert found == [("a", 2023, None, 0, 1, None), ("a", 2023, "信", 0, 2, 5), ("a", 2023, "信", 1, 1, None)]


def test_no_rows_are_zero_or_missing_as_declared(session: Session) -> None:
    asked = [aggregate(1), aggregate(2, "highest", of=name("pages"), empty="not_assessable"), aggregate(3, "sum", of=name("amount"))]
    compute(session, of_letters(*asked), [], {"a": None})
    assert [values(session, f"m__{k}")["a"] for k in (1, 2, 3)] == [(0, 0), (None, 3), (Decimal(0), 0)]
    compute(session, of_letters(*asked, absent="missing"), [], {"a": None})
    assert [values(session, f"m__{k}")["a"] for k in (1, 2, 3)] == [(None, 2)] * 3


def test_delivered_rows_without_a_value_are_not_missing(session: Session) -> None:
    asked = [aggregate(1, "highest", of=name("pages")), aggregate(2, "sum", of=name("pages"))]
    compute(session, of_letters(*asked, absent="missing"), [case("a", 0)], {"a": None})
    assert [values(session, f"m__{k}")["a"] for k in (1, 2)] == [(None, 1), (0, 0)]


def test_a_sum_beside_the_median_of_the_same_value_counts_every_row(session: Session) -> None:
    asked = [aggregate(1, "percentile", of=name("pages"), rank=Decimal("0.5")), aggregate(2, "sum", of=name("pages"))]
    compute(session, of_letters(*asked), [case("a", state, pages=pages) for state, pages in ((0, 3), (0, 3), (1, 4))], {"a": None})
    assert [values(session, f"m__{k}")["a"][0] for k in (1, 2)] == [3, 10]


def test_a_single_case_in_doubt_is_enough_unless_its_condition_excludes_it(session: Session) -> None:
    where = call("and", call("<>", name("channel"), text("撤回")), judged("late", "reply"))
    made = of_letters(aggregate(1, where=where, doubts=("reply",)), unusable="not_assessable")
    units = {"a": None, "b": None}
    compute(session, made, [case("a", 1), case("a", 10), case("b", 1), case("b", 10, channel="撤回")], units)
    assert values(session) == {"a": (None, 3), "b": (1, 0)}


def test_a_case_without_its_date_belongs_to_the_year_assessed(session: Session) -> None:
    made = plan([aggregate(1)], tables=[table()], earlier=1)
    compute(session, made, [case("a", came_on=None), case("a", came_on=date(2022, 7, 1)), case("a", came_on=date(2021, 7, 1))], {"a": None})
    assert session.rows("select period, m__1 from record_inputs order by period") == [(2022, 1), (2023, 1)]


def test_groups_are_the_members_that_occur(session: Session) -> None:
    made = of_letters(aggregate(1, by=("channel", "urgent")), aggregate(2))
    rows = [case("a", 0, channel="信", urgent=True), case("a", 0, channel=None, urgent=False), case("unknown", 0, channel="网")]
    compute(session, made, rows, {"a": None})
    assert session.rows("select * from record_groups") == [
        ("a", 2023, "letters", "channel", "", 1, 0),
        ("a", 2023, "letters", "channel", "信", 1, 0),
        ("a", 2023, "letters", "urgent", "否", 1, 0),
        ("a", 2023, "letters", "urgent", "是", 1, 0),
    ]


def test_two_tables_stand_side_by_side(session: Session) -> None:
    forget(session)
    load_units(session, {"a": None})
    load_rows(session, [case("a", channel="信")])
    load_rows(session, [case("a", channel="网"), case("a", channel="网")], name="calls")
    asked = [aggregate(1, by=("channel",)), aggregate(2, table="calls", by=("channel",))]
    aggregation.build_record_inputs(session, plan(asked, tables=[table(), table(name="calls")]))
    assert session.rows("select m__1, m__2 from record_inputs") == [(1, 2)]
    rows = session.rows("select record_table, member, m__1, s__m__1, m__2, s__m__2 from record_groups")
    assert rows == [("calls", "网", None, None, 2, 0), ("letters", "信", 1, 0, None, None)]


def test_outcomes_count_the_states_of_units_themselves(session: Session) -> None:
    compute(session, of_letters(), [case("a", 0), case("a", 0), case("a", 10), case("b", 2)], {"a": None, "b": "a"})
    assert session.rows("select * from record_outcomes") == [
        ("a", 2023, "reply", 0, 2),
        ("a", 2023, "reply", 10, 1),
        ("b", 2023, "reply", 2, 1),
    ]


def test_cases_are_listed_worst_first_up_to_the_limit(session: Session) -> None:
    rows = [
        case("a", 1, case_id="x", days_late__reply=2, done_on=MAY + timedelta(30), file="a.csv"),
        case("a", 2, case_id="y", days_late__reply=9, file="a.csv"),
        case("a", 10, case_id="z", came_on=None, file="b.csv"),
        case("a", 0, case_id="w", days_late__reply=0),
        case("b", 1, case_id="v", days_late__reply=1),
    ]
    compute(session, of_letters(), rows, {"a": None, "b": None})
    found = session.rows("select unit_id, place, case_key, start_on, end_on, days_late, state, file from record_cases")
    assert found == [
        ("a", 1, "y", MAY, None, 9, 2, "a.csv"),
        ("a", 2, "x", MAY, MAY + timedelta(30), 2, 1, "a.csv"),
        ("a", 3, "z", None, None, None, 10, "b.csv"),
        ("b", 1, "v", MAY, None, 1, 1, None),
    ]
    compute(session, of_letters(), rows, {"a": None, "b": None}, limits=CaseLimits(each=1))
    assert session.rows("select unit_id, case_key from record_cases") == [("a", "y"), ("b", "v")]
    compute(session, of_letters(), rows, {"a": None, "b": None}, limits=CaseLimits(rows=4))
    assert session.rows("select count(*) from record_cases") == [(0,)]


def test_the_table_is_read_once_however_much_is_asked(session: Session) -> None:
    asked = [
        aggregate(k, function, of=of, rank=Decimal("0.5"))
        for k, (function, of) in enumerate(
            [
                ("count", None),
                ("sum", name("amount")),
                ("percentile", name("pages")),
                ("percentile", name("amount")),
                ("highest", call("+", name("pages"), number(1))),
            ]
        )
    ]
    session.steps.clear()
    compute(session, of_letters(*asked), [case("a", 0)], {"a": None})
    assert [step.name for step in session.steps if "records_letters" in step.sql] == ["record_letters_cells", "record_cases"]


def test_whether_days_are_known_is_read_off_the_state(session: Session) -> None:
    taken, late = judged("taken", "reply"), judged("days_late", "reply")
    asked = [aggregate(1, "sum", of=taken), aggregate(2, where=call("given", taken)), aggregate(3, where=call("given", late))]
    rows = [
        case("a", state, taken__reply=days, days_late__reply=over)
        for state, days, over in ((0, 4, 0), (1, 9, 2), (2, None, 3), (3, None, None))
    ]
    compute(session, of_letters(*asked), rows, {"a": None})
    assert [values(session, f"m__{k}")["a"][0] for k in (1, 2, 3)] == [13, 2, 3]
    assert [name for name, *_ in session.rows("describe record_letters_cells")][3:] == ["n", "counted__1"]


def test_beside_a_percentile_only_what_needs_its_value_is_summed_over_the_histogram(session: Session) -> None:
    asked = [
        aggregate(1, "percentile", of=name("pages"), rank=Decimal("0.5")),
        aggregate(2, "sum", of=name("pages")),
        aggregate(3, "highest", of=name("amount")),
        aggregate(4, where=call(">", name("amount"), number(1)), doubts=("reply",)),
        aggregate(5, where=judged("late", "reply")),
    ]
    rows = [case("a", state, pages=pages, amount=Decimal(amount)) for state, pages, amount in ((0, 3, 1), (0, 4, 5), (1, 4, 2))]
    compute(session, of_letters(*asked), rows, {"a": None})
    assert [values(session, f"m__{k}")["a"][0] for k in range(1, 6)] == [4, 11, 5, 2, 1]
    assert session.rows("select count(*) from record_letters_judged") == [(2,)]
    kept = [name for name, *_ in session.rows("describe record_letters_judged")]
    assert "m__2" in kept
    assert "m__5" not in kept


def test_the_hierarchy_is_walked_only_where_something_rolls_up(session: Session) -> None:
    for rolls_up in (False, True):
        session.steps.clear()
        compute(session, of_letters(aggregate(1, rolls_up=rolls_up)), [case("b", 0)], {"a": None, "b": "a"})
        assert ("record_hierarchy" in [step.name for step in session.steps]) is rolls_up
        assert values(session)["a"][0] == int(rolls_up)
