"""Imputation, outlier treatment and screening of random data against the oracle, to the last digit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from tests.budgets import examples
from tests.oracle.treat import Prepared
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned

QUIET = settings(max_examples=examples(24), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
METRICS = ("special_funds_wan_yuan", "fees_collected_wan_yuan", "requests_closed")
FORMULAS = ("special_funds_wan_yuan", "special_funds_wan_yuan / requests_closed", "fees_collected_wan_yuan - requests_closed")
GROUPS = ("city", "county")
KEYS = ("total_exact", "total_printed", "rank", "grade")


@st.composite
def imputation(draw: st.DrawFn) -> dict[str, Any]:
    by = draw(st.sampled_from(["group_mean", "group_median", "mean", "median", "previous"]))
    found: dict[str, Any] = {"by": by}
    if by != "previous" and draw(st.booleans()):
        found["at_least"] = draw(st.integers(1, 4))
    if by == "previous" and draw(st.booleans()):
        found["years_back"] = draw(st.integers(1, 3))
    if draw(st.booleans()):
        found["also"] = ["missing", "not_assessable"]
    return found


@st.composite
def treatment(draw: st.DrawFn) -> dict[str, Any]:
    method = draw(st.sampled_from(["winsorise", "winsorise", "bounds", "percentiles"]))
    over = draw(st.sampled_from(["all", "group"]))
    if method == "winsorise":
        found: dict[str, Any] = {
            "winsorise": {"at_most": draw(st.integers(1, 5)), "over": over},
            "else": draw(st.sampled_from(["keep", "log"])),
        }
        if draw(st.booleans()):
            found["until"] = {"skewness": Decimal(draw(st.integers(1, 20))) / 10, "kurtosis": Decimal(draw(st.integers(1, 35))) / 10}
        return found
    if method == "bounds":
        low = draw(st.integers(-5, 20))
        return {"bounds": {"lower": low, "upper": low + draw(st.integers(1, 30))}}
    return {
        "percentiles": {
            "lower": draw(st.sampled_from(["0%", "5%", "12.5%"])),
            "upper": draw(st.sampled_from(["75%", "95%", "100%"])),
            "over": over,
        }
    }


@st.composite
def criteria(draw: st.DrawFn) -> dict[str, Any]:
    """Three measures, any of them imputed or treated, each judged by an indicator; one indicator is of one group only."""
    measures: dict[str, dict[str, Any]] = {}
    indicators = []
    for identity, formula in zip("xyz", FORMULAS, strict=True):
        measures[identity] = {"title": f"测度{identity}", "value": formula}
        if draw(st.booleans()):
            measures[identity]["impute"] = draw(imputation())
        if draw(st.booleans()):
            measures[identity]["treat"] = draw(treatment())
        indicator = {
            "id": f"i_{identity}",
            "title": identity,
            "points": Decimal(draw(st.integers(1, 40))) / 2,
            "measure": identity,
            "rule": {"ratio": {"target": 25}},
        }
        indicators.append(indicator | ({"groups": [draw(st.sampled_from(GROUPS))]} if identity == "z" and draw(st.booleans()) else {}))
    policy: dict[str, Any] = {
        "missing": draw(st.sampled_from(["zero", "not_assessable"])),
        "rounding": {"digits": 3, "mode": "half_up", "at": "total"},
    }
    if draw(st.booleans()):
        policy["screening"] = {
            "available": draw(st.sampled_from(["34%", "66%", "100%"])),
            "then": draw(st.sampled_from(["not_ranked", "no_total"])),
            "of": draw(st.sampled_from(["indicators", "points"])),
        }
        policy["screening"] |= {"nonzero": "50%"} if draw(st.booleans()) else {}
    groups = {group: {"title": group, "grades": "standard"} for group in GROUPS}
    return merged({**FRAME, "groups": groups}, {"measures": measures, "indicators": indicators, "policy": policy})


# Small whole numbers make ties, the rest outliers, blanks, texts and figures that do not apply.
VALUE = st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(-3, 40), st.sampled_from([0, 0, 1000, 25_000, None, "/", "略"]))


@st.composite
def units(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [
        {
            "id": f"u{number:02d}",
            "group": draw(st.sampled_from(GROUPS)),
            "facts": {metric: draw(VALUE) for metric in METRICS},
            "years": {2016 - back: {metric: draw(VALUE) for metric in METRICS} for back in (1, 2, 3)},
            "exempt": {"i_x": "理由"} if draw(st.integers(0, 9)) == 0 else {},
        }
        for number in range(draw(st.integers(1, 16)))
    ]


@QUIET
@given(st.data())
def test_engine_equals_oracle(data: st.DataObject) -> None:
    written = data.draw(criteria())
    plan = planned(written)
    tables = case_tables(plan, data.draw(units()))
    # Every seventh unit is listed without taking part.
    tables["units"] = [(*row[:5], "not_ranked" if i % 7 == 6 else row[5], *row[6:]) for i, row in enumerate(tables["units"])]
    found, oracle = compute(plan, tables), Prepared(written)
    expected = oracle.run(tables)
    for unit, want in expected.items():
        got = found[unit]
        assert {row["measure"]: row["value"] for row in got["imputed"]} == {m: v for (u, m), v in oracle.imputed.items() if u == unit}
        assert {row["measure"]: (row["before"], row["after"], row["how"], row["passes"]) for row in got["treated"]} == {
            m: (t.before, t.after, t.how, t.passes) for (u, m), t in oracle.treated.items() if u == unit
        }
        for row in got["treated"]:
            treated = oracle.treated[unit, row["measure"]]
            assert (row["skewness_before"], row["kurtosis_before"]) == (treated.spread_before or (None, None))
            assert (row["skewness_after"], row["kurtosis_after"]) == (treated.spread_after or (None, None))
        assert got["outcomes"] == want["outcomes"], unit
        for identity, points in want["points"].items():
            assert got["points"].get(identity) == points, (unit, identity)
        for key in KEYS:
            assert got[key] == want[key], (unit, key)
        assert bool(got["screened"]) == want.get("screened", False)


@settings(QUIET, max_examples=examples(9))  # two runs of the engine each, on what the oracle has been compared with already
@given(st.data())
def test_the_order_of_units_changes_nothing(data: st.DataObject) -> None:
    written, drawn = data.draw(criteria()), data.draw(units())
    plan = planned(written)
    first, second = compute(plan, case_tables(plan, drawn)), compute(plan, case_tables(plan, drawn[::-1]))
    for unit, row in first.items():
        for key in (*KEYS, "imputed", "treated", "screened", "points", "reasons"):
            assert row[key] == second[unit][key]
