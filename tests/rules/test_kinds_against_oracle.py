"""Every rule kind with random parameters on one indicator and random data: the engine against the oracle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.rules import KINDS
from scoring.rules.consistency import countable
from tests.budgets import examples
from tests.oracle.index import IndexTree
from tests.rules.test_oracle import assert_same
from tests.rules.test_rule_cases import plan_for

Draw = Callable[..., Any]
COUNTS = ("requests_closed_on_time", "requests_closed", "training_sessions", "proactive_disclosed_total")
MONEY = ("special_funds_wan_yuan", "fees_collected_wan_yuan")
MEASURES = ("share", "sum", "rest", "training_sessions", "proactive_disclosed_total")
COUNTED = ("late_reply", "commended", "training_sessions", "rest", "share")
ELEMENTS = ("one", "two", "three", "four")
CHECKS = ("A1", "A7", "T3-sum", "N-share")

# Few different values, so that limits are met exactly and caps are reached.
small = st.integers(0, 6)
counts = st.one_of(small, small, st.integers(0, 100_000), st.sampled_from([None, "/", "略"]))
tenths = st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.5"), Decimal("1.1")])
money = st.one_of(tenths, tenths, st.decimals(-3, 3, places=1), st.sampled_from([None, "/"]))


def number(draw: Draw, low: str, high: str, places: int = 2) -> Decimal:
    return Decimal(draw(st.decimals(Decimal(low), Decimal(high), places=places)))


def optional(draw: Draw, written: dict[str, Any], key: str, value: Callable[[], Any]) -> None:
    """Adds a parameter, or leaves it out."""
    if draw(st.booleans()):
        written[key] = value()


def some(draw: Draw, values: tuple[str, ...]) -> list[str]:
    return list(draw(st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)))


def amounts(draw: Draw) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in some(draw, COUNTED):
        found[name] = number(draw, "0.0001", "6", 4)
        if draw(st.booleans()):
            found[name] = {"each": found[name], "at_most": number(draw, "0.1", "10")}
    return found


def marked(draw: Draw, *keys: str, values: Any = None) -> dict[str, Any]:
    """Marks of one unit, some of them blank or absent."""
    chosen = st.one_of(st.none(), st.sampled_from([0, 1]) if values is None else values, st.sampled_from([0, 1]))
    return {f"a.x{key}": draw(chosen) for key in keys if draw(st.integers(0, 9))}


def bands(draw: Draw, full: Decimal) -> list[dict[str, Any]]:
    lowers = sorted(draw(st.lists(st.decimals(0, 3, places=1), min_size=1, max_size=4, unique=True)), reverse=True)
    return [{"from": lower, "points": number(draw, "0", str(full))} for lower in lowers]


def timeliness(draw: Draw) -> dict[str, Any]:
    loss = draw(st.sampled_from(["per_day", "late"]))
    return {"date": "report_published_on", "deadline": date(2017, 3, 31), loss: number(draw, "0.0001", "3", 4)}


def periods(draw: Draw) -> dict[str, Any]:
    short = number(draw, "0", "3")
    return {"periods": ["q1", {"id": "q2", "title": "二季度"}], "quota": draw(st.integers(1, 4)), "short": short, "empty": short * 2}


def deduct_per(draw: Draw) -> dict[str, Any]:
    written: dict[str, Any] = {"of": draw(st.sampled_from(COUNTED)), "each": number(draw, "0.0001", "6", 4)}
    optional(draw, written, "at_most", lambda: number(draw, "0.1", "10"))
    optional(draw, written, "free", lambda: draw(st.integers(0, 3)))
    return written


def quota(draw: Draw, full: Decimal) -> dict[str, Any]:
    written: dict[str, Any] = {"target": draw(st.one_of(small, st.sampled_from(["95%", Decimal("0.3"), 1])))}
    optional(draw, written, "loss", lambda: number(draw, "0.01", str(full)))
    return written


def ratio(draw: Draw) -> dict[str, Any]:
    written: dict[str, Any] = {"target": number(draw, "0.1", "12")}
    optional(draw, written, "threshold", lambda: number(draw, "0", str(written["target"])))
    return written


def partial(draw: Draw) -> dict[str, Any]:
    marks = draw(st.lists(st.sampled_from([0, 1, 2, Decimal("0.1"), Decimal("0.7")]), min_size=1, max_size=4, unique=True))
    return {"shares": [{"mark": mark, "title": f"状态{mark}", "share": number(draw, "0", "1", 4)} for mark in marks]}


def accumulate(draw: Draw, full: Decimal) -> dict[str, Any]:
    written: dict[str, Any] = {"of": amounts(draw)}
    optional(draw, written, "base", lambda: number(draw, "0", str(full)))
    optional(draw, written, "uncapped", lambda: draw(st.booleans()))
    return written


def growth(draw: Draw) -> dict[str, Any]:
    written: dict[str, Any] = {"of": draw(st.sampled_from(["proactive_disclosed_total", "special_funds_wan_yuan"]))}
    optional(draw, written, "floor", lambda: number(draw, "-0.5", "0.5"))
    return {**written, "target": written.get("floor", Decimal(0)) + number(draw, "0.01", "2")}


def consistency(draw: Draw) -> dict[str, Any]:
    written: dict[str, Any] = {"each": number(draw, "0.01", "3")}
    optional(draw, written, "at_most", lambda: number(draw, "0.01", "6"))
    optional(draw, written, "checks", lambda: some(draw, CHECKS))
    return written


def update_cycle(draw: Draw) -> dict[str, Any]:
    written: dict[str, Any] = {"observed_on": date(2016, 10, 1), "cycles": {"dynamic": 14, "regular": 180}, "each": number(draw, "0", "3")}
    optional(draw, written, "blank", lambda: number(draw, "0", "3", 4))
    optional(draw, written, "free", lambda: draw(st.integers(0, 2)))
    optional(draw, written, "at_most", lambda: number(draw, "0.1", "6"))
    optional(draw, written, "counts_as", lambda: {"stale": "late_reply"})
    return written


def columns(draw: Draw) -> list[dict[str, Any]]:
    days = st.one_of(st.none(), st.sampled_from([date(2016, 9, 17), date(2016, 9, 16), date(2016, 4, 4), date(2016, 4, 3)]))
    cycles, items = st.sampled_from(["dynamic", "regular"]), st.sampled_from([None, 0, 3])
    return [
        {"indicator": "a.x", "cycle": draw(cycles), "updated_on": draw(days), "items": draw(items)} for _ in range(draw(st.integers(0, 5)))
    ]


def period_scores(draw: Draw) -> dict[str, Any]:
    combine = draw(st.sampled_from(["mean", "sum"]))
    policies = ["skip", "zero", "not_assessable"] if combine == "mean" else ["zero", "not_assessable"]
    keys = ["third", "q1", "q2"][: draw(st.integers(1, 3))]
    written = {"of": keys, "full": draw(st.sampled_from([100, 120, 7])), "combine": combine, "missing": draw(st.sampled_from(policies))}
    optional(draw, written, "at_least", lambda: draw(st.integers(1, len(keys))))
    return written


def survey(draw: Draw) -> dict[str, Any]:
    measures = st.sampled_from(["share", "sum", "requests_closed"])
    return {"share": draw(measures), "sample": draw(st.sampled_from(["requests_closed", "rest"])), "minimum": draw(st.integers(1, 4))}


def compared(draw: Draw, *more: str) -> dict[str, Any]:
    """What every kind that compares may say: over whom, in which direction, and what if nobody differs."""
    written: dict[str, Any] = {}
    optional(draw, written, "over", lambda: draw(st.sampled_from(["group", "all"])))
    for key, choices in {"direction": ["higher", "lower"], "equal": ["not_assessable", "full", "zero"], "ties": ["min", "mean"]}.items():
        if key in more:
            written |= draw(st.fixed_dictionaries({}, optional={key: st.sampled_from(choices)}))
    if "years" in more:
        optional(draw, written, "years", lambda: draw(st.integers(1, 2)))
        if written.get("years") == 2 and draw(st.booleans()):
            written["over"] = "years"
    return written


def min_max(draw: Draw, full: Decimal) -> dict[str, Any]:
    written = compared(draw, "direction", "equal", "years")
    optional(draw, written, "scale", lambda: draw(st.sampled_from(["linear", "log"])))
    optional(draw, written, "from", lambda: number(draw, "0", str(full)))
    return written


def goalposts(draw: Draw) -> dict[str, Any]:
    written = {key: value for key, value in compared(draw, "direction").items() if key != "over"}
    optional(draw, written, "scale", lambda: draw(st.sampled_from(["linear", "log"])))
    lower = number(draw, "0.01" if written.get("scale") == "log" else "-2", "2")
    return {**written, "lower": lower, "upper": lower + number(draw, "0.01", "5")}


def target_distance(draw: Draw) -> dict[str, Any]:
    reference = draw(st.sampled_from(["best", "mean", number(draw, "0.01", "3")]))
    written: dict[str, Any] = {"reference": reference, "form": draw(st.sampled_from(["share", "range"]))}
    more = compared(draw, "direction", "years")
    alone = written["form"] == "share" and not isinstance(reference, str)
    return written | {key: value for key, value in more.items() if not alone or key == "direction"}


def z_score(draw: Draw, full: Decimal) -> dict[str, Any]:
    written = compared(draw, "direction", "equal", "years")
    optional(draw, written, "clamp", lambda: draw(st.booleans()))
    return {**written, "centre": number(draw, "0", str(full)), "spread": number(draw, "0.0001", "6", 4)}


def rank_score(draw: Draw, full: Decimal) -> dict[str, Any]:
    written = compared(draw, "equal")
    optional(draw, written, "best", lambda: draw(st.sampled_from(["highest", "lowest"])))
    form = draw(st.sampled_from(["linear", "percentile", "table", "step"]))
    if form == "table":
        table = {1: number(draw, "0", str(full)), "2-3": number(draw, "0", str(full)), 4: number(draw, "0", str(full))}
        return {**written, "points": {**table, "rest": number(draw, "0", str(full))}}
    written |= {"step": number(draw, "0.01", "3")} if form == "step" else {"points": form}
    optional(draw, written, "ties", lambda: draw(st.sampled_from(["competition", "mean"])))
    if form != "percentile":
        optional(draw, written, "last", lambda: number(draw, "0", str(full)))
    return written


# Parameters by kind, from the draw function and the full points; None for a kind without any.
PARAMETERS: dict[str, Callable[[Draw, Decimal], Any]] = {
    "presence": lambda _draw, _full: None,
    "presence_penalty": lambda draw, full: {"absent": number(draw, "0.01", str(full))},
    "checklist": lambda _draw, full: {"elements": [{"id": key, "title": key, "points": full / 4} for key in ELEMENTS]},
    "deduct_per": lambda draw, _full: deduct_per(draw),
    "deduct_events": lambda draw, _full: amounts(draw),
    "deduct_per_period": lambda draw, _full: periods(draw),
    "quota": quota,
    "ratio": lambda draw, _full: ratio(draw),
    "band": bands,
    "partial_credit": lambda draw, _full: partial(draw),
    "timeliness": lambda draw, _full: timeliness(draw),
    "update_cycle": lambda draw, _full: update_cycle(draw),
    "external_score": lambda draw, _full: {"key": "third", "full": draw(st.sampled_from([100, 120, 160]))},
    "period_scores": lambda draw, _full: period_scores(draw),
    "accumulate": accumulate,
    "add_events": lambda draw, _full: amounts(draw),
    "penalty_events": lambda draw, _full: amounts(draw),
    "judgement": lambda draw, _full: {"from": 0, "to": draw(st.integers(1, 16))},
    "survey": lambda draw, _full: survey(draw),
    "growth": lambda draw, _full: growth(draw),
    "consistency": lambda draw, _full: consistency(draw),
    "min_max": min_max,
    "goalposts": lambda draw, _full: goalposts(draw),
    "target_distance": lambda draw, _full: target_distance(draw),
    "z_score": z_score,
    "rank_score": rank_score,
    "percentile_rank": lambda draw, _full: compared(draw, "direction", "equal", "ties"),
    "borda": lambda draw, _full: compared(draw, "direction", "equal", "ties"),
}
MARKS: dict[str, Callable[[Draw], dict[str, Any]]] = {
    "presence": lambda draw: marked(draw, ""),
    "presence_penalty": lambda draw: marked(draw, ""),
    "checklist": lambda draw: marked(draw, *(f".{key}" for key in ELEMENTS)),
    "deduct_per_period": lambda draw: marked(draw, ".q1", ".q2", values=st.one_of(st.integers(0, 4), st.decimals(0, 12, places=1))),
    "partial_credit": lambda draw: marked(draw, "", values=st.sampled_from([0, 1, 2, 3, Decimal("0.1"), Decimal("0.7")])),
    "judgement": lambda draw: marked(draw, "", values=st.decimals(0, 1, places=2)),
}


@st.composite
def indicators(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    full = Decimal(draw(st.integers(1, 24))) / 4
    parameters = PARAMETERS[kind](draw, full)
    indicator: dict[str, Any] = {"id": "a.x", "title": "指标", "rule": {kind: parameters} if parameters is not None else kind}
    if kind == "penalty_events":  # it stands beside the tree and has a cap or none instead of points
        return indicator | ({"cap": full} if draw(st.booleans()) else {})
    indicator["points"] = full
    if KINDS[kind].judges or (kind.startswith("presence") and draw(st.booleans())):
        indicator["measure"] = draw(st.sampled_from(MEASURES))
    optional(draw, indicator, "missing", lambda: "zero")
    return indicator


@st.composite
def units(draw: st.DrawFn, kind: str, number: int) -> dict[str, Any]:
    events = st.tuples(st.sampled_from(["a.x", "a.other"]), st.sampled_from(["late_reply", "commended"]), st.integers(1, 4))
    happened = draw(st.lists(events, max_size=4))
    unit: dict[str, Any] = {
        "id": f"u{number}",
        "group": "city",
        "status": draw(st.sampled_from(["assessed", "assessed", "not_ranked"])),
        "prev": {key: draw(counts if key in COUNTS else money) for key in (*COUNTS, *MONEY)},
        "findings": [{"indicator": scope, "event": event, "quantity": quantity} for scope, event, quantity in happened],
        "marks": MARKS[kind](draw) if kind in MARKS else {"a.other": 1},
        "external": {key: draw(st.one_of(st.none(), st.decimals(0, 170, places=1))) for key in ("third", "q1", "q2")},
        "updates": columns(draw) if kind == "update_cycle" else [],
        "exempt": {"a.x": "理由"} if draw(st.integers(0, 19)) == 0 else {},
        "report_published_on": draw(st.one_of(st.none(), st.dates(date(2017, 3, 25), date(2017, 4, 20)))),
    }
    if draw(st.integers(0, 9)):
        unit["facts"] = {key: draw(counts if key in COUNTS else money) for key in (*COUNTS, *MONEY)}
        unit["failed_checks"] = draw(st.lists(st.sampled_from(CHECKS), max_size=4))
    return unit


def test_every_kind_is_drawn() -> None:
    assert set(PARAMETERS) == set(KINDS)
    assert set(CHECKS) <= set(countable())


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(9), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_engine_equals_oracle(kind: str, data: st.DataObject) -> None:
    indicator = data.draw(indicators(kind))
    cases = [data.draw(units(kind, number)) for number in range(6)]
    plan = plan_for(indicator, **({"deductions": "overflow"} if data.draw(st.booleans()) else {}))
    tables = case_tables(plan, cases)
    found = compute(plan, tables)
    assert_same(found, IndexTree(plan.criteria.source.data).run(tables))
    assert all(unit["reasons"]["a.x"].endswith("。") for unit in found.values())
