"""Table ``margins``: whoever gains or loses the distance stands where the table says, and not before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.criteria import read_criteria
from scoring.criteria.model import Criteria
from scoring.engine.database import Session
from scoring.files import yamlfile
from scoring.ranking import build_margins, rank_units
from scoring.ranking.grades import bounds_sql
from tests.rules.frame import FRAME, merged

QUIET = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LITTLE = Decimal("0.0001")
BOUNDS = {"highest": [60, 40, 0], "lowest": [0, 40, 60]}


def declared(best: str, ties: str, at_most: str = "") -> Criteria:
    grades: list[dict[str, Any]] = [{"grade": name, "from": bound} for name, bound in zip("优良差", BOUNDS[best], strict=True)]
    grades[0] |= {"at_most": at_most} if at_most else {}
    ranking = {"on": "exact", "ties": ties, "best": best}
    policy = {"ranking": ranking, "quota": {"rounding": "down", "ties": "keep_out"}}
    groups = {"city": {"title": "市州", "grades": "standard"}}
    indicators = [{"id": "a", "title": "甲", "points": 100, "rule": "presence"}]
    written = merged(FRAME, {"policy": policy, "groups": groups, "grades": {"standard": grades}, "indicators": indicators})
    criteria, _ = read_criteria(yamlfile.YamlFile("case.yaml", written))
    return criteria


def margins(
    criteria: Criteria, scores: list[Decimal], gates: dict[int, str] | None = None, ceilings: dict[int, int] | None = None
) -> list[dict[str, Any]]:
    """Rows of ``margins`` in the order of the scores; grades that gates give and best positions that they leave, by unit."""
    points = pl.Decimal(18, 4)
    schema: Any = {"unit_id": pl.String, "ord": pl.Int64, "gate_grade": pl.String, "total_exact": points, "ceiling_position": pl.Int64}
    rows = [(f"u{i}", i, (gates or {}).get(i), score, (ceilings or {}).get(i, 0)) for i, score in enumerate(scores)]
    with Session() as session:
        session.load("given", pl.DataFrame(rows, schema=schema, orient="row"))
        session.step(
            "ranked_units",
            "select *, 'city' as grp, total_exact as total_printed, cast(null as varchar) as gate,"
            " total_exact as grade_score, total_exact as rank_score from given",
        )
        session.step("grade_bounds", bounds_sql(criteria))
        rank_units(session, criteria)
        build_margins(session, criteria)
        return session.records("select * from margins order by unit_id")


def place(best: str, ties: str, score: Decimal, others: list[Decimal]) -> int:
    """Rank of a score among others, counted by hand."""
    ahead = [other for other in others if (other > score if best == "highest" else other < score)]
    return 1 + (len(ahead) if ties == "competition" else len(set(ahead)))


def graded(best: str, score: Decimal) -> str:
    """The half-open interval that holds a score."""
    reached = [name for name, bound in zip("优良差", BOUNDS[best], strict=True) if score >= bound]
    return reached[0] if best == "highest" else reached[-1]


@QUIET
@given(
    st.sampled_from(["highest", "lowest"]),
    st.sampled_from(["competition", "dense"]),
    st.lists(st.sampled_from([Decimal(text) for text in ("1", "39.99", "40", "59.995", "60", "60.005", "88")]), min_size=1, max_size=8),
)
def test_the_distance_is_just_enough_and_no_more(best: str, ties: str, scores: list[Decimal]) -> None:
    better = 1 if best == "highest" else -1
    for i, row in enumerate(margins(declared(best, ties), scores)):
        score, others = scores[i], scores[:i] + scores[i + 1 :]
        assert row["rank"] == place(best, ties, score, others)
        if row["rank"] == 1:
            assert row["rank_up"] is None
        else:
            up = better * row["to_rank_up"]
            assert place(best, ties, score + up, others) == row["rank_up"] < row["rank"]
            assert place(best, ties, score + up - better * LITTLE, others) == row["rank"]
        if row["rank_down"] is None:
            assert place(best, ties, score - better * 1000, others) == row["rank"]
        else:
            down = better * row["to_rank_down"]
            assert place(best, ties, score - down, others) == row["rank"]
            assert place(best, ties, score - down - better * LITTLE, others) == row["rank_down"] > row["rank"]
        assert row["grade"] == graded(best, score)
        if row["grade_up"]:
            # A better grade begins with its lower bound; where the lowest is the best it ends below the own one.
            enough = row["to_grade_up"] + (0 if best == "highest" else LITTLE)
            assert graded(best, score + better * enough) == row["grade_up"]
            assert graded(best, score + better * (enough - LITTLE)) == row["grade"]
        if row["grade_down"]:
            enough = row["to_grade_down"] + (LITTLE if best == "highest" else 0)
            assert graded(best, score - better * enough) == row["grade_down"]
            assert graded(best, score - better * (enough - LITTLE)) == row["grade"]


def test_a_full_quota_and_a_veto_are_named_instead_of_a_distance() -> None:
    rows = margins(declared("highest", "competition", "50%"), [Decimal(90), Decimal(80), Decimal(70), Decimal(65)], {3: "差"})
    assert [(row["grade"], row["grade_up"], row["grade_up_by"], row["to_grade_up"]) for row in rows] == [
        ("优", None, None, None),
        ("优", None, None, None),
        ("良", "优", "quota", None),
        ("差", None, "gate", None),
    ]
    assert [(row["grade_down"], row["grade_down_by"], row["to_grade_down"]) for row in rows[2:]] == [
        ("差", "score", Decimal(30)),
        (None, "gate", None),
    ]


@pytest.mark.parametrize("ties", ["competition", "dense"])
def test_any_loss_parts_units_that_share_a_rank(ties: str) -> None:
    rows = margins(declared("highest", ties), [Decimal(90), Decimal(80), Decimal(80), Decimal(80), Decimal(70)])
    assert {(row["rank"], row["to_rank_down"], row["rank_down"]) for row in rows[1:4]} == {
        (2, Decimal(0), 4 if ties == "competition" else 3)
    }


def test_a_gate_is_named_only_where_it_keeps_the_unit_from_the_better_grade() -> None:
    rows = margins(declared("highest", "competition"), [Decimal(70), Decimal(65), Decimal(20)], ceilings={1: 1, 2: 1})
    assert [(row["grade"], row["grade_up"], row["grade_up_by"], row["to_grade_up"]) for row in rows] == [
        ("优", None, None, None),
        ("良", "优", "gate", None),
        ("差", "良", "score", Decimal(20)),
    ]
