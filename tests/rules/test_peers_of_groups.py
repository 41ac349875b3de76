"""Units that are not ranked are held against the peers of their own group, and what sentences show of peers."""

from __future__ import annotations

from decimal import Decimal

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.rules.peers import PeerColumns, Peers
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned

# Unit: group, status and value of its measure.
UNITS = {
    "u1": ("city", "assessed", 80),
    "u2": ("city", "assessed", 60),
    "u3": ("city", "not_ranked", 60),
    "v1": ("county", "assessed", 60),
    "v2": ("county", "assessed", 70),
    "v3": ("county", "assessed", 60),
}


def test_a_unit_that_is_not_ranked_is_held_against_its_own_group() -> None:
    rules = {"rank": {"percentile_rank": {"over": "group", "ties": "mean"}}, "rest": {"percentile_rank": {"over": "all", "ties": "min"}}}
    indicators = [{"id": name, "title": name, "points": 50, "measure": "share", "rule": rule} for name, rule in rules.items()]
    groups = {"county": {"title": "县区", "grades": "standard"}}
    plan = planned(merged(FRAME, {"groups": groups, "indicators": indicators}))
    units = [
        {"id": name, "group": group, "status": status, "facts": {"requests_closed_on_time": value, "requests_closed": 100}}
        for name, (group, status, value) in UNITS.items()
    ]
    found = compute(plan, case_tables(plan, units))
    # The share of the other peers that a unit is better than; those of the same value count half where ties do.
    within = {"u1": "1", "u2": "0", "u3": "0.25", "v1": "0.25", "v2": "1", "v3": "0.25"}
    everywhere = {"u1": "1", "u2": "0", "u3": "0", "v1": "0", "v2": "0.75", "v3": "0"}
    assert {name: row["points"]["rank"] for name, row in found.items()} == {name: Decimal(share) * 50 for name, share in within.items()}
    assert {name: row["points"]["rest"] for name, row in found.items()} == {name: Decimal(share) * 50 for name, share in everywhere.items()}


def test_peers_are_shown_with_what_was_asked_of_them() -> None:
    columns = PeerColumns("x")
    titles = [
        list(columns.shown(Peers("group", "本组", **asked)).values())
        for asked in ({}, {"mean": True}, {"spread": True}, {"order": "desc"}, {"order": "asc"})
    ]
    always = ["个数", "最低值", "最高值"]
    further = [[], ["平均值"], ["平均值", "标准差"], ["数值高于本单位的个数"], ["数值低于本单位的个数"]]
    assert titles == [always + more for more in further]
    assert len({*columns.shown(Peers("group", "本组", spread=True, order="asc"))}) == 6
