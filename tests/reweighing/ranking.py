"""Any declared way of ranking laid over random criteria: tie-breakers of every kind, a rank over all groups, the lowest as the best."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from scoring.criteria.tiebreaks import comparable
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned

BEST = ("highest", "lowest")
TIED = {"digits": 0, "carry": 4, "mode": "half_up", "at": "total"}


@st.composite
def ranked(draw: st.DrawFn, criteria: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """The criteria with a ranking; often with totals so coarse that several units have the same."""
    written = draw(criteria)
    names = st.sampled_from(sorted(comparable(planned(written).criteria)))
    breaker = names | st.builds(lambda by, best: {"by": by, "best": best}, names, st.sampled_from(BEST))
    best = draw(st.sampled_from(BEST))
    ranking = {"best": best, "overall": draw(st.booleans()), "break_ties": draw(st.lists(breaker, max_size=3))}
    changed = merged(written, {"policy": {"ranking": ranking}})
    if draw(st.booleans()):
        changed["policy"]["rounding"] = TIED
    if best == "lowest":
        changed["grades"] = {name: _turned(grades) for name, grades in changed["grades"].items()}
    return changed


def _turned(grades: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same grades, the best of which now begins at the lowest bound."""
    bounds = sorted(grade["from"] for grade in grades)
    return [{**grade, "from": bound} for grade, bound in zip(grades, bounds, strict=True)]


@st.composite
def close(draw: st.DrawFn) -> dict[str, Any]:
    """Criteria by which many units have equal totals: few marks, some missing, a bonus behind a gate, a block that one group lacks."""
    leaves = [
        {"id": name, "title": name, "points": {"city": 10, "county": 10}, "rule": {"judgement": {"from": 0, "to": 2}}} for name in "abc"
    ]
    only = {"id": "only", "title": "乙", "points": {"city": 10}, "items": [{**leaves[2], "points": {"city": 10}}]}
    grades = [
        {"grade": "优秀", "from": 20, "at_most": draw(st.sampled_from(["30%", "50%"]))},
        {"grade": "良好", "from": 10, "at_most": "40%"},
        {"grade": "合格", "from": 0},
    ]
    policy = {"not_applicable": draw(st.sampled_from(["no_rescale", "rescale", "zero"])), "ranking": _ways(draw)}
    quota = {"rounding": draw(st.sampled_from(["down", "half_up", "up"])), "ties": draw(st.sampled_from(["keep_out", "let_in"]))}
    return merged(
        FRAME,
        {
            "groups": {group: {"title": group, "grades": "standard"} for group in ("city", "county")},
            "policy": policy | {"quota": quota},
            "grades": {"standard": grades},
            "indicators": [{"id": "block", "title": "甲", "points": 20, "items": leaves[:2]}, only],
            "bonus": [{"id": "more", "title": "加分", "cap": 5, "gate": "base > 9", "rule": {"add_events": {"commended": 2}}}],
            "deductions": [{"id": "blame", "title": "扣分", "rule": {"penalty_events": {"leak": 5}}}],
        },
    )


def _ways(draw: st.DrawFn) -> dict[str, Any]:
    return {"on": draw(st.sampled_from(["printed", "exact"])), "ties": draw(st.sampled_from(["competition", "dense"]))}


@st.composite
def crowd(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Twenty units of two groups for :func:`close`."""
    mark = st.sampled_from([None, 0, 1, 2, 2])
    happened = st.lists(st.sampled_from([("more", "commended"), ("blame", "leak")]), max_size=2)
    return [
        {
            "id": f"u{number}",
            "group": draw(st.sampled_from(["city", "county"])),
            "marks": {name: draw(mark) for name in "abc"},
            "findings": [{"indicator": place, "event": event} for place, event in draw(happened)],
        }
        for number in range(20)
    ]
