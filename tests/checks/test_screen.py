"""The rules of the screen: what each notes, in which words, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from scoring import numbers
from scoring.checks.screen import Screen, run_screen
from scoring.checks.screen.cases import CaseDates, case_dates
from scoring.checks.screen.catalogue import rules
from scoring.checks.screen.tails import MOST_TRIALS, binomial_tail, upper_bound
from scoring.criteria.records.model import RecordColumn, RecordTable
from scoring.engine.database import Session
from scoring.intake.dictionary import Metric
from tests.benchmarks.clean import CASES, COUNTS, YEAR, Data, load_data
from tests.engine.spark.portable import complaints

Found = list[dict[str, Any]]
UNITS = [(f"u{i}", "county") for i in range(12)]
PRIMES = (13, 17, 29, 31, 37, 41, 43, 53, 59, 61, 67, 71, 73, 79, 83, 97, 101)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(threads=1) as opened:
        yield opened


def years(unit: str, now: Mapping[str, int], last: Mapping[str, int]) -> dict[tuple[str, int, str], int]:
    """Figures of two years."""
    return {(unit, YEAR, m): v for m, v in now.items()} | {(unit, YEAR - 1, m): v for m, v in last.items()}


def data(figures: Mapping[tuple[str, int, str], int], **more: Any) -> Data:
    return Data(UNITS, dict(figures), more.get("shares", {}), more.get("cases", {}))


def noted(session: Session, given: Data, screen: Screen | None = None) -> Found:
    load_data(session, given)
    run_screen(session, screen or Screen(YEAR))
    return session.records("select * from anomalies order by rule, unit_id, metric")


def outcome(session: Session, rule: str) -> tuple[Any, ...]:
    return session.rows(f"select outcome, units, noted, anomalies, skipped from anomaly_rules where rule = '{rule}'")[0]


ALIKE = dict(zip(COUNTS, PRIMES, strict=True))


def test_figures_copied_from_last_year(session: Session) -> None:
    six = dict(list(ALIKE.items())[:6])
    (found,) = noted(session, data(years("u1", six, {**six, COUNTS[0]: 99})))
    # 6 * 0.1^5 * 0.9 + 0.1^6 = 0.000055
    assert found["sentence"].startswith("可与上年比较的6个数中有5个与上年完全相同：“")
    assert found["sentence"].endswith("；各数独立统计时，出现这种情况的机会不超过1/18181")
    assert (found["rule"], found["unit_id"], found["expected"], found["found"]) == ("copied", "u1", "0.6", "5")
    assert found["metric"].split(";") == sorted(COUNTS[1:6], key=lambda metric: -ALIKE[metric])
    assert found["locator"] == ";".join(["table 1 row 1"] * 5)
    assert outcome(session, "copied") == ("screened", 1, 1, 1, "")


def test_one_figure_in_five_cells_is_one_figure(session: Session) -> None:
    five = dict.fromkeys(COUNTS[:5], 23)
    assert noted(session, data(years("u1", five, five))) == []
    assert outcome(session, "copied") == ("not_assessable", 0, 0, 0, "")


def test_small_figures_and_stocks_may_stay_the_same(session: Session) -> None:
    small = {metric: 2 + place % 8 for place, metric in enumerate(COUNTS)}
    stocks = {"staff_total": 31, "staff_full_time": 17, "agencies": 11, "reading_points": 13, "staff_part_time": 14}
    assert noted(session, data(years("u1", {**small, **stocks}, {**small, **stocks}))) == []


def test_a_declared_stock_may_stay_the_same_and_a_declared_count_may_not(session: Session) -> None:
    codes = [f"own{i}" for i in range(5)]
    same = dict(zip(codes, PRIMES, strict=False))
    screen = Screen(YEAR, {code: Metric(code, f"自定数{code}", "件", "count") for code in codes})
    (found,) = noted(session, data(years("u1", same, same)), screen)
    assert "“自定数own4”37、“自定数own3”31" in found["sentence"]
    assert noted(session, data(years("u1", same, same)), replace(screen, stocks=codes)) == []


def test_a_corrected_figure_is_not_asked_about_again(session: Session) -> None:
    six = dict(list(ALIKE.items())[:6])
    load_data(session, data(years("u1", six, six)))
    rows = [("u1", YEAR, metric, "total") for metric in list(six)[:3]]
    schema: dict[str, Any] = {"unit_id": pl.String, "period": pl.Int32, "metric": pl.String, "part": pl.String}
    session.load("corrections", pl.DataFrame(rows, schema=schema, orient="row"))
    run_screen(session, Screen(YEAR))
    assert session.rows("select rule from anomalies") == []


def test_heaping_on_round_numbers(session: Session) -> None:
    round_ones = {metric: 150 + 35 * place for place, metric in enumerate(COUNTS[:6])} | {COUNTS[6]: 373}
    (found,) = noted(session, data(years("u1", round_ones, {})))
    # 7 * 0.22^6 * 0.78 + 0.22^7 = 0.000644
    assert found["sentence"].startswith("不小于10的7个数中有6个个位为0或5：“")
    assert found["sentence"].endswith("；逐件统计时，出现这种情况的机会不超过1/1552")


def test_last_digits_unlike_the_peers(session: Session) -> None:
    figures: dict[tuple[str, int, str], int] = {}
    for place, (unit, _) in enumerate(UNITS):
        figures |= years(unit, {metric: 11 + 10 * i + (place + 3 * i) % 10 for i, metric in enumerate(COUNTS[:8])}, {})
    figures |= years("u1", {metric: 107 + 20 * i for i, metric in enumerate(COUNTS[:8])}, {})
    found = [row for row in noted(session, data(figures)) if row["rule"] == "digits"]
    assert [(row["unit_id"], row["found"]) for row in found] == [("u1", "8")]
    assert found[0]["sentence"].startswith("不小于10的8个数中有8个个位为7：“")
    # 88 counts of the peers, nine of them end in 7: (10/98)^8 * 10
    assert "；同组其他单位88个数中为9个；" in found[0]["sentence"]
    tail = Fraction(10, 98) ** 8 * 10
    assert found[0]["unusual"] == f"≤{numbers.odds(tail)}"


def test_a_jump_unlike_the_peers(session: Session) -> None:
    figures: dict[tuple[str, int, str], int] = {}
    for place, (unit, _) in enumerate(UNITS):
        figures |= years(unit, {"requests_online": 100 + place}, {"requests_online": 100})
    figures |= years("u3", {"requests_online": 605}, {"requests_online": 100})
    (found,) = noted(session, data(figures))
    assert found["sentence"] == "“网络申请数”由上年的100变为605，为上年的6.00倍；同组12个单位中间一半为1.02至1.09倍"
    assert (found["unit_id"], found["expected"], found["found"]) == ("u3", "1.02至1.09倍", "6.00倍")


def test_a_group_that_is_too_small_says_nothing_of_jumps(session: Session) -> None:
    figures = years("u3", {"requests_online": 605}, {"requests_online": 100})
    assert noted(session, data(figures)) == []
    assert outcome(session, "jump") == ("not_assessable", 0, 0, 0, "")


def test_two_reports_that_are_alike(session: Session) -> None:
    figures = years("u1", ALIKE, {}) | years("u2", {**ALIKE, COUNTS[0]: 999}, {})
    found = [row for row in noted(session, data(figures)) if row["rule"] == "twins"]
    assert [(row["unit_id"], row["other_id"], row["found"]) for row in found] == [("u1", "u2", "16"), ("u2", "u1", "16")]
    assert found[0]["sentence"].startswith("与单位u2的报告都有的17个数中有16个完全相同：“")


def test_units_above_and_below_may_report_the_same(session: Session) -> None:
    load_data(session, data(years("u1", ALIKE, {}) | years("u2", ALIKE, {})))
    session.step("units", "select unit_id, name, grp, case when unit_id = 'u2' then 'u1' end as parent_id from units")
    run_screen(session, Screen(YEAR))
    assert session.rows("select rule from anomalies where rule = 'twins'") == []


@pytest.mark.parametrize(
    ("part", "whole", "stated", "is_possible"),
    [
        ("requests_online", 7, "42.86", True),  # 3 of 7
        ("requests_online", 7, "42.85", True),  # 3 of 7, cut off
        ("requests_online", 7, "43", True),
        ("requests_online", 7, "41.2", False),
        ("requests_online", 1000, "41.2", True),
        ("requests_online", 30, "103.3", False),  # 31 of 30
    ],
)
def test_shares_and_their_counts(session: Session, part: str, whole: int, stated: str, *, is_possible: bool) -> None:
    given = data(years("u1", {"requests_received": whole}, {}), shares={("u1", f"{part}_share_pct"): stated})
    found = noted(session, given)
    assert ([row["rule"] for row in found] == []) is is_possible
    if not is_possible:
        words = f"报告所写“网络申请占收到申请数”为{stated}%，而“收到申请数”为{whole}，没有任何整数件数能得出这一比例"
        assert [row["sentence"] for row in found] == [words]


def test_a_share_without_its_whole_is_left_alone(session: Session) -> None:
    assert noted(session, data({}, shares={("u1", "requests_online_share_pct"): "41.2"})) == []
    assert outcome(session, "share") == ("not_assessable", 0, 0, 0, "")


def cases(days: Mapping[str, list[int]]) -> dict[str, list[tuple[dt.date, dt.date]]]:
    first = dt.date(YEAR, 3, 1)
    return {unit: [(first + dt.timedelta(i), first + dt.timedelta(i + d)) for i, d in enumerate(taken)] for unit, taken in days.items()}


def test_cases_that_all_took_the_same_days(session: Session) -> None:
    given = data({}, cases=cases({"u1": [15] * 24 + [3], "u2": list(range(1, 31)), "u3": list(range(1, 31))}))
    (found,) = noted(session, given, Screen(YEAR, cases=(CASES,)))
    words = (
        "《依申请公开台账》25件中有24件从登记收到日期到答复日期同为15天；其他单位60件中为2件；"
        "逐件登记时，出现这种情况的机会不超过1/1000000000"
    )
    assert (found["sentence"], found["metric"]) == (words, "records.requests.received_on.replied_on")
    assert outcome(session, "constant") == ("screened", 3, 1, 1, "")


def test_cases_that_were_all_answered_on_one_day(session: Session) -> None:
    same_day = {"u1": [50 - i for i in range(25)], "u2": list(range(1, 31)), "u3": list(range(1, 31))}
    (found,) = noted(session, data({}, cases=cases(same_day)), Screen(YEAR, cases=(CASES,)))
    assert found["sentence"].startswith("《依申请公开台账》25件中有25件答复日期同为2016-04-20；其他单位60件中为")


def test_what_is_done_on_the_very_day_is_well_done(session: Session) -> None:
    given = data({}, cases=cases({"u1": [0] * 30, "u2": list(range(1, 31)), "u3": list(range(1, 31))}))
    assert noted(session, given, Screen(YEAR, cases=(CASES,))) == []


def test_a_table_that_is_too_large_is_named(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(rules()["constant"], parameters={**rules()["constant"].parameters, "most_rows": 20})
    monkeypatch.setattr("scoring.checks.screen.cases.rules", lambda: {"constant": small})
    assert noted(session, data({}, cases=cases({"u1": [15] * 25})), Screen(YEAR, cases=(CASES,))) == []
    assert outcome(session, "constant") == ("not_assessable", 0, 0, 0, "依申请公开台账")


def test_a_rule_that_is_left_out_says_so(session: Session) -> None:
    assert noted(session, data(years("u1", ALIKE, ALIKE)), Screen(YEAR, leave_out=("copied",))) == []
    assert outcome(session, "copied") == ("left_out", 0, 0, 0, "")


def test_only_tables_that_came_in_with_two_dates_are_looked_at() -> None:
    columns = (RecordColumn("made_on", "制作", "date"), RecordColumn("sent_on", "送达", "date"), RecordColumn("note", "说明"))
    tables = {name: RecordTable(name, name, columns[: 2 + (name == "a")], (), "made_on", "zero", ()) for name in "ab"}
    tables["c"] = RecordTable("c", "c", columns[1:], (), "sent_on", "zero", ())
    assert case_dates(tables, ["a", "c"]) == (CaseDates("a", "a", "made_on", (("made_on", "制作"), ("sent_on", "送达"))),)


def test_nothing_is_computed_where_there_is_nothing_to_look_at(session: Session) -> None:
    load_data(session, data({}))
    before = len(session.steps)
    run_screen(session, Screen(YEAR))
    assert [step.name for step in session.steps[before:]] == ["screen_figures"]
    assert set(session.rows("select outcome from anomaly_rules")) == {("not_assessable",)}


def test_every_step_of_the_screen_is_portable(session: Session) -> None:
    load_data(session, data(years("u1", ALIKE, ALIKE), shares={("u1", "requests_online_share_pct"): "1"}, cases=cases({"u1": [1]})))
    session.steps.clear()
    run_screen(session, Screen(YEAR, cases=(CASES,)))
    assert {step.name for step in session.steps} >= {f"screen_{rule}" for rule in rules()}
    assert [(step.name, list(complaints(step.sql))) for step in session.steps if list(complaints(step.sql))] == []


@pytest.mark.parametrize(("n", "k", "chance", "tail"), [(3, 2, "1/2", "1/2"), (2, 0, "1/7", "1"), (4, 4, "1/10", "1/10000")])
def test_tails_of_the_binomial_distribution(n: int, k: int, chance: str, tail: str) -> None:
    assert binomial_tail(n, k, Fraction(chance)) == Fraction(tail)


def test_large_numbers_are_never_said_to_be_rarer_than_they_are() -> None:
    exact = sum(Fraction(1, 2**1000) * _ways(1000, i) for i in range(600, 1001))
    assert exact < binomial_tail(1000, 600, Fraction(1, 2)) == binomial_tail(MOST_TRIALS, 240, Fraction(1, 2))


def _ways(n: int, k: int) -> int:
    return 1 if k == 0 else _ways_of(n, k)


def _ways_of(n: int, k: int) -> int:
    made = 1
    for i in range(k):
        made = made * (n - i) // (i + 1)
    return made


def test_the_bound_of_a_rate() -> None:
    # rule of three: none of n, so at most about 3/n; 1 - 0.05^(1/100) = 0.02951
    assert abs(upper_bound(100, 0) - Fraction(Decimal("0.02951"))) <= Fraction(1, 50_000)
    assert upper_bound(100, 0) < upper_bound(100, 3) < 1
