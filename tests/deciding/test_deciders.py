"""What would decide: the stored inputs themselves are changed, the whole run is scored again, and it decides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.commands.running import Options, run
from scoring.deciding import margins
from scoring.deciding.candidates import Candidates
from scoring.deciding.ladders import Limits, between, limits, rungs
from scoring.deciding.making import build_deciders
from scoring.deciding.trials import Trial, Trials, looks_at_one_unit
from scoring.engine.database import literal
from scoring.finished.replaying import Replay, open_replay
from scoring.results.store import open_results
from tests.runs import mini

UNITS = "ding,丁原县人民政府,丁原县,county,4,,,assessed,\nwu,戊岭县人民政府,戊岭县,county,5,,,assessed,\n"
MARKS = "ding,support.plan,一组,1,\nwu,support.plan,一组,1,\n"
FINDINGS = "ding,requests.lapses,late_reply,2,2016-07-01,台账第9号,考核组\nwu,requests.lapses,late_reply,1,2016-07-02,台账第11号,考核组\n"
REPORTS = "ding,ding.txt,2017-03-28\nwu,wu.txt,2017-04-05\n"
# The second one ranks the share of requests closed on time, so that what a unit gets depends on all others.
DECIDERS = "select * from margin_deciders order by unit_id, direction, place"
RULES = {"alone": "rule: {ratio: {target: 1}}", "peers": "rule: {rank_score: {points: linear}}"}


@dataclass(frozen=True)
class Scored:
    """A run with what would decide, row by row of ``margin_deciders``."""

    folder: Path
    deciders: list[dict[str, Any]]


def made(folder: Path, rule: str) -> Path:
    """Five counties of the small assessment."""
    mini.make(folder)
    criteria = mini.CRITERIA.replace("rule: {ratio: {target: 1}}", RULES[rule])
    (folder / "criteria.yaml").write_text(criteria, "utf-8")
    for name, rows in {"units": UNITS, "marks": MARKS, "findings": FINDINGS, "reports": REPORTS}.items():
        (folder / f"{name}.csv").write_text(mini.TABLES[name] + rows, "utf-8")
    for unit, name, closed, on_time in (("ding", "丁原县", "40", "39"), ("wu", "戊岭县", "20", "18"), ("bing", "丙桥县", "8", "6")):
        (folder / "reports" / f"{unit}.txt").write_text(mini.report(name, closed, on_time), "utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """A run that looked for what would decide, with rules that look at a unit alone."""
    folder = made(tmp_path_factory.mktemp("alone"), "alone")
    with (folder / "assessment.yaml").open("a", encoding="utf-8") as file:
        file.write("margins: {deciders: true}\n")
    finished = run(folder, Options(documents=False)).folder
    with open_results(finished) as session:
        return Scored(finished, session.records(DECIDERS))


@pytest.fixture(scope="module")
def peers(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """What would decide about one unit, where its points depend on all others."""
    finished = run(made(tmp_path_factory.mktemp("peers"), "peers"), Options(documents=False)).folder
    with open_replay(finished) as replay:
        replay.score()
        assert not looks_at_one_unit(replay.plan)
        build_deciders(replay.session, replay.plan, ["ding"])
        return Scored(finished, replay.session.records(DECIDERS))


@pytest.fixture(params=["alone", "peers"])
def scored(request: pytest.FixtureRequest) -> Scored:
    found: Scored = request.getfixturevalue(request.param)
    return found


def change_input(replay: Replay, row: dict[str, Any]) -> None:
    """The change of a decider, made where the datum came in."""
    own, execute = f"unit_id = {literal(row['unit_id'])}", replay.session.con.execute
    kind, datum, by = row["kind"], row["datum"], row["change"]
    if kind == "finding" and by < 0:
        execute(f"delete from records_findings where {own} and line = {int(datum.rpartition(':')[2])}")
    elif kind == "finding":
        indicator, _, event = datum.partition(":")
        values = f"{literal(row['unit_id'])}, {literal(indicator)}, {literal(event)}, {by}"
        execute(f"insert into records_findings (unit_id, indicator_id, event, quantity) values ({values})")
    elif kind == "mark":
        execute(f"update records_marks set mark = mark + {by} where {own} and indicator_id = {literal(datum)}")
    elif kind == "date":
        execute(f"update records_reports set published_on = published_on + {int(by)} where {own}")
    else:
        metric = datum.partition(":")[2]
        execute(f"update facts set value = value + {by} where {own} and metric = {literal(metric)} and part = 'total' and period = 2016")


def standing(replay: Replay, unit: str) -> tuple[Any, ...]:
    replay.score()
    (row,) = replay.session.rows(f"select total_exact, rank, grade from ranking where unit_id = {literal(unit)}")
    return row


def compared(found: tuple[Any, ...], direction: str) -> int:
    """Rank, or place of the grade: less is better."""
    return int(found[1]) if direction.startswith("rank") else ["优秀", "合格", "不合格"].index(found[2])


def test_all_kinds_of_data_decide_in_all_directions(alone: Scored) -> None:
    assert {row["kind"] for row in alone.deciders} == {"finding", "mark", "date", "figure"}
    assert {row["direction"] for row in alone.deciders} == {"rank_up", "rank_down", "grade_up", "grade_down"}


def test_every_change_decides_when_it_is_made_in_the_inputs(scored: Scored) -> None:
    assert len({row["kind"] for row in scored.deciders}) > 2
    with open_replay(scored.folder) as replay:
        before = {unit: standing(replay, unit) for unit in {row["unit_id"] for row in scored.deciders}}
        for row in scored.deciders[::2]:
            replay.session.con.execute("begin")
            change_input(replay, row)
            after = standing(replay, row["unit_id"])
            replay.session.con.execute("rollback")
            assert after == (row["total_exact"], row["rank"], row["grade"]), row
            moved = compared(after, row["direction"]) - compared(before[row["unit_id"]], row["direction"])
            assert moved < 0 if row["direction"].endswith("up") else moved > 0, row


def test_one_step_less_does_not_decide(alone: Scored) -> None:
    numbers = [row for row in alone.deciders if row["kind"] in {"figure", "date"} and abs(row["change"]) > 1]
    assert numbers
    with open_replay(alone.folder) as replay:
        replay.score()
        with Trials(replay.session, replay.plan) as trials:
            candidates = {(each.unit_id, each.key): each for each in Candidates(replay.session, replay.plan, limits()).all()}
            for row in numbers:
                candidate = candidates[row["unit_id"], row["datum"]]
                less = row["change"] - Decimal(1).copy_sign(row["change"])
                (then,) = trials.standings([Trial(candidate.unit_id, candidate.changed(less))])
                assert row["direction"] not in trials.now[candidate.unit_id].moves(then), row


def test_all_changes_at_once_come_out_as_one_by_one(alone: Scored) -> None:
    with open_replay(alone.folder) as replay:
        replay.score()
        with Trials(replay.session, replay.plan) as trials:
            every = Candidates(replay.session, replay.plan, limits()).all()
            asked = [Trial(each.unit_id, each.changed(by)) for each in every for by in each.ladder][::23]
            assert trials.is_alone
            together = trials.standings(asked)
            trials.is_alone = False
            assert trials.standings(asked) == together
            assert len(set(together)) > 5
            unchanged = [Trial(unit, {}) for unit in trials.now]
            assert trials.standings(unchanged) == list(trials.now.values())


def test_the_first_one_moves_the_total_least(scored: Scored) -> None:
    with open_replay(scored.folder) as replay:
        replay.score()
        now = dict(replay.session.rows("select unit_id, total_exact from ranking"))
    places: dict[tuple[str, str], list[Decimal]] = {}
    for row in scored.deciders:
        places.setdefault((row["unit_id"], row["direction"]), []).append(abs(row["total_exact"] - now[row["unit_id"]]))
    assert all(moved == sorted(moved) for moved in places.values())
    assert any(len(moved) > 1 for moved in places.values())


def test_the_verb_says_of_a_run_what_the_run_says_of_itself(alone: Scored) -> None:
    found = margins(alone.folder)
    said = {(row.unit_id, each.direction, each.kind): each.sentence for row in found.units for each in row.deciders}
    assert said == {(row["unit_id"], row["direction"], row["kind"]): row["sentence"] for row in alone.deciders}
    one = margins(alone.folder, ["丁原县"])
    assert [row.unit_id for row in one.units] == ["ding"]
    bare = margins(alone.folder, deciders=False)
    assert not bare.searched
    assert [row.to_rank_up for row in bare.units] == [row.to_rank_up for row in found.units]


def test_nothing_is_tried_beyond_its_range() -> None:
    own = Limits(Decimal("0.2"), 3, 90, (1, 2, 5, 10), 9, 9, 100, 100)
    assert [int(by) for by in rungs(Decimal(100), Decimal(1), own.bottom(Decimal(100)), own.top(Decimal(100)), own)] == [
        1,
        2,
        5,
        10,
        20,
        -1,
        -2,
        -5,
        -10,
        -20,
    ]
    assert [int(by) for by in rungs(Decimal(1), Decimal(1), own.bottom(Decimal(1)), own.top(Decimal(1)), own)] == [1, 2, 3, -1]
    assert between(2, 3, 9) == []
    assert between(0, 100, 4) == [20, 40, 60, 80]
