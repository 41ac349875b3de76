"""Ranks, grades, ties and the pairs that hang on the policy: engine and oracle on random totals."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.criteria import check_coherence, read_criteria
from scoring.engine.database import Session
from scoring.files import yamlfile
from scoring.ranking import build_pairs, build_ranking
from tests.budgets import examples
from tests.oracle.formulas import to_digits
from tests.oracle.tree import Tree
from tests.rules.frame import FRAME, merged

QUIET = settings(max_examples=examples(36), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
KEYS = ("rank", "rank_overall", "tied_with", "tie_broken_by", "grade", "margin_to_next_rank", "margin_to_next_grade")
POINTS = pl.Decimal(18, 4)


@st.composite
def criteria(draw: st.DrawFn) -> dict[str, Any]:
    """Any declared way of ranking over two blocks, with and without grades."""
    best = draw(st.sampled_from(["highest", "lowest"]))
    names = st.sampled_from(["a", "b", "b.x", "base", "bonus", "penalty"])
    breaker = names | st.builds(lambda by, best: {"by": by, "best": best}, names, st.sampled_from(["highest", "lowest"]))
    ranking = {
        "on": draw(st.sampled_from(["printed", "exact"])),
        "ties": draw(st.sampled_from(["competition", "dense"])),
        "best": best,
        "break_ties": draw(st.lists(breaker, max_size=3)),
        "overall": draw(st.booleans()),
    }
    bounds = [60, 40, 0] if best == "highest" else [0, 40, 60]
    grades: list[dict[str, Any]] = [{"grade": name, "from": bound} for name, bound in zip("优良差", bounds, strict=True)]
    if draw(st.booleans()):
        grades[0]["at_most"] = draw(st.sampled_from(["30%", "50%"]))
    return merged(
        FRAME,
        {
            "policy": {
                "rounding": {
                    "digits": draw(st.integers(0, 2)),
                    "mode": draw(st.sampled_from(["half_up", "truncate"])),
                    "at": draw(st.sampled_from(["total", "component"])),
                },
                "ranking": ranking,
                "quota": {
                    "rounding": draw(st.sampled_from(["down", "half_up", "up"])),
                    "ties": draw(st.sampled_from(["keep_out", "let_in"])),
                },
            },
            "groups": {"city": {"title": "市州", "grades": "standard"}, "county": {"title": "县区"}},
            "grades": {"standard": grades},
            "indicators": [
                {"id": "a", "title": "甲", "points": 50, "rule": "presence"},
                {"id": "b", "title": "乙", "points": 50, "items": [{"id": "b.x", "title": "子", "points": 50, "rule": "presence"}]},
            ],
        },
    )


@st.composite
def results(draw: st.DrawFn, written: dict[str, Any]) -> list[dict[str, Any]]:
    """Units with totals that are often equal, often equal only when printed."""
    few = st.sampled_from([Decimal(text) for text in ("0", "1", "2.5", "40", "40.005", "40.0049", "59.995", "60", "60.0001", "60.5")])
    rounding = written["policy"]["rounding"]
    units = []
    for i in range(draw(st.integers(1, 9))):
        exact = draw(few)
        if rounding["at"] == "component":
            exact = to_digits(exact, rounding["digits"], rounding["mode"])
        points = {name: draw(st.none() | st.sampled_from([Decimal(0), Decimal(1), Decimal("1.5")])) for name in ("a", "b.x")}
        units.append(
            {
                "unit": SimpleNamespace(id=f"u{i}", group=draw(st.sampled_from(["city", "county"])), order=draw(st.integers(1, 3))),
                "points": {**points, "b": points["b.x"] or Decimal(0)},
                "base": draw(few),
                "bonus": draw(few),
                "penalty": draw(few),
                "total_exact": exact,
                "total_printed": to_digits(exact, rounding["digits"], rounding["mode"]),
                "status": draw(st.sampled_from(["assessed", "assessed", "assessed", "not_ranked"])),
                "fired": [],
            }
        )
    return units


def engine(
    written: dict[str, Any], units: list[dict[str, Any]], column: str = "depends_on"
) -> tuple[dict[str, dict[str, Any]], dict[tuple[str, str], str]]:
    """What the engine makes of the totals: rows of ``ranking`` by unit, and ``policy_pairs``."""
    plan, problems = read_criteria(yamlfile.YamlFile("case.yaml", written))
    assert not [problem for problem in (*problems, *check_coherence(plan)) if problem.severity == "error"]
    with Session() as session:
        session.load(
            "units",
            pl.DataFrame(
                [(u["unit"].id, u["unit"].id, "", u["unit"].group, u["unit"].order, u["status"]) for u in units],
                schema=["unit_id", "name", "short_name", "grp", "ord", "status"],
                orient="row",
            ),
        )
        parts = ("base", "bonus", "penalty", "total_exact", "total_printed")
        schema: Any = {"unit_id": pl.String, "grp": pl.String, "gate": pl.String, "component": pl.String, **dict.fromkeys(parts, POINTS)}
        rows = [(u["unit"].id, u["unit"].group, None, "total", *(u[part] for part in parts)) for u in units]
        session.load("totals", pl.DataFrame(rows, schema=schema, orient="row"))
        for table, names in {"points_wide": {"p__a": "a", "p__b__x": "b.x"}, "scores_wide": {"n__b": "b"}}.items():
            columns: Any = {"unit_id": pl.String, **dict.fromkeys(names, POINTS)}
            wide = [(u["unit"].id, *(u["points"][name] for name in names.values())) for u in units]
            session.load(table, pl.DataFrame(wide, schema=columns, orient="row"))
        build_ranking(session, plan)
        build_pairs(session, plan)
        pairs = {(row["unit_a"], row["unit_b"]): row[column] for row in session.records("select * from policy_pairs")}
        return {row["unit_id"]: row for row in session.records("select * from ranking")}, pairs


def oracle(written: dict[str, Any], units: list[dict[str, Any]]) -> Tree:
    """Ranks the units in place."""
    on = "total_printed" if written["policy"]["ranking"]["on"] == "printed" else "total_exact"
    for result in units:
        result["rank_score"] = result[on] if result["status"] == "assessed" else None
    tree = Tree(written)
    tree.placed({result["unit"].id: result for result in units}, on)
    return tree


@QUIET
@given(st.data())
def test_engine_equals_oracle_on_random_totals(data: st.DataObject) -> None:
    written = data.draw(criteria())
    units = data.draw(results(written))
    found, pairs = engine(written, units)
    tree = oracle(written, units)
    for result in units:
        got = found[result["unit"].id]
        assert {key: got[key] for key in KEYS} == {key: result.get(key) for key in KEYS}
    assert pairs == tree.pairs({result["unit"].id: result for result in units})


def ranked(total: str, name: str, group: str = "city", **points: str) -> dict[str, Any]:
    exact = Decimal(total)
    number = int(name.removeprefix("u"))
    amounts = {"a": Decimal(points.get("a", 0)), "b.x": Decimal(0), "b": Decimal(0)}
    return {
        "unit": SimpleNamespace(id=name, group=group, order=number),
        "points": amounts,
        **dict.fromkeys(("base", "bonus", "penalty"), Decimal(0)),
        "total_exact": exact,
        "total_printed": to_digits(exact, 2),
        "status": "assessed",
        "fired": [],
    }


SENTENCES = [
    (
        {},
        "on,mode",
        "u1（60.01）与u2（60.01）并列第1名；如按精确分（60.0051、60.0123）排名，则u2在前；如总分截去尾数，则u2在前。",
    ),
    (
        {"on": "exact"},
        "on",
        "u2（60.01）与u1（60.01）分列第1名、第2名；如按公布分排名，则并列。",
    ),
    (
        {"break_ties": ["a"]},
        "on,break_ties,mode",
        (
            "u1（60.01）与u2（60.01）分列第1名、第2名；如按精确分（60.0051、60.0123）排名，则u2在前；"
            "两者同分，以甲得分定先后，如不比较，则并列；如总分截去尾数，则u2在前。"
        ),
    ),
]


@pytest.mark.parametrize(("ranking", "depends", "sentence"), SENTENCES)
def test_a_pair_says_what_its_order_hangs_on(ranking: dict[str, Any], depends: str, sentence: str) -> None:
    units = [ranked("60.0051", "u1", a="2"), ranked("60.0123", "u2", a="1"), ranked("10", "u3")]
    for column, expected in (("depends_on", depends), ("sentence", sentence)):
        assert list(engine(two_blocks(ranking), units, column)[1].values()) == [expected]


def two_blocks(ranking: dict[str, Any]) -> dict[str, Any]:
    """Criteria of two groups with an indicator and a block."""
    return merged(
        FRAME,
        {
            "policy": {"ranking": ranking},
            "groups": {"county": {"title": "县区", "grades": "standard"}},
            "indicators": [
                {"id": "a", "title": "甲", "points": 50, "rule": "presence"},
                {"id": "b", "title": "乙", "points": 50, "items": [{"id": "b.x", "title": "子", "points": 50, "rule": "presence"}]},
            ],
        },
    )


def test_pairs_stand_by_group_and_place() -> None:
    totals = {"u1": "50.001", "u2": "50.004", "u3": "90.001", "u4": "90.004"}
    units = [ranked(total, name, group) for group in ("county", "city") for name, total in totals.items()]
    for number, unit in enumerate(units, 1):
        unit["unit"].id = f"{unit['unit'].group}{number}"
    _, pairs = engine(two_blocks({}), units, "depends_on")
    assert list(pairs) == [("city7", "city8"), ("city5", "city6"), ("county3", "county4"), ("county1", "county2")]


def test_units_stand_by_group_rank_and_order() -> None:
    units = [ranked(total, name, "county") for name, total in (("u9", "70"), ("u3", "70"), ("u4", "80"))]
    units += [ranked("10", "u8"), ranked("90", "u7") | {"status": "not_ranked"}, ranked("5", "u6")]
    found, _ = engine(two_blocks({}), units)
    assert list(found) == ["u8", "u6", "u7", "u4", "u3", "u9"]
    units[0]["unit"].order, units[1]["unit"].order = 1, 2
    assert list(engine(two_blocks({}), units)[0])[3:] == ["u4", "u9", "u3"]
