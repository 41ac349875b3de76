"""A finished run scored again from its own tables: the same scores, and other ones where the criteria are others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scoring.commands.running import Options, run
from scoring.engine.database import literal
from scoring.finished.replaying import Replay, open_replay
from scoring.folder.planning import load_plan
from scoring.problems import ProblemsFound

DATA = Path(__file__).parents[2] / "data"
# What a replay makes as the run did; sentences of points are not made.
SAME = {
    "ranking": "*",
    "totals": "*",
    "node_scores": "*",
    "measures": "*",
    "points": "unit_id, indicator_id, outcome, value, full_points, points, lost, ord",
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Runs of the examples: reports, tables of two years, cases."""
    out = tmp_path_factory.mktemp("runs")
    return {name: run(DATA / name, Options(out=out, documents=False)).folder for name in ("qingping-2021", "yunlan-2019")}


def differing(replay: Replay, folder: Path, table: str, columns: str) -> int:
    """Rows that stand only in the run or only in the replay."""
    con = replay.session.con
    con.execute(f"attach {literal(str(folder / 'results.duckdb'))} as old (read_only)")
    one, other = f"select {columns} from {table}", f"select {columns} from old.{table}"
    found = con.execute(f"select count(*) from (({one} except all {other}) union all ({other} except all {one}))").fetchone()
    rows = con.execute(f"select count(*) from {table}").fetchone()
    con.execute("detach old")
    assert found is not None
    assert rows is not None
    assert rows[0] > 0
    return int(found[0])


def refused(folder: Path, criteria: Path | None = None) -> list[str]:
    """Codes of the problems that keep a run from being opened."""
    with pytest.raises(ProblemsFound) as found, open_replay(folder, criteria):
        pass
    return [problem.code for problem in found.value.problems]


@pytest.mark.parametrize("name", ["qingping-2021", "yunlan-2019"])
def test_a_replay_scores_as_the_run_did(runs: dict[str, Path], name: str) -> None:
    with open_replay(runs[name]) as replay:
        for _ in range(2):  # it may be scored again
            replay.score()
            replay.results()
            assert {table: differing(replay, runs[name], table, columns) for table, columns in SAME.items()} == dict.fromkeys(SAME, 0)


def test_other_policies_over_the_same_data(runs: dict[str, Path]) -> None:
    folder = runs["qingping-2021"]
    with open_replay(folder) as replay:
        policy = replay.plan.criteria.policy
        whole = replace(policy, rounding=replace(policy.rounding, digits=0))
        replay.score(replace(replay.plan, criteria=replace(replay.plan.criteria, policy=whole)))
        totals = [
            row[0]
            for row in replay.session.rows("select total_printed from totals where component = 'total' and total_printed is not null")
        ]
        assert totals
        assert all(total == int(total) for total in totals)
        assert differing(replay, folder, "totals", "*") > 0


def test_criteria_that_count_cases_otherwise_need_the_inputs(runs: dict[str, Path], tmp_path: Path) -> None:
    folder = runs["yunlan-2019"]
    other = tmp_path / "criteria.yaml"
    text = (folder / "criteria.yaml").read_text("utf-8")
    other.write_text(text.replace("value: share(", "value: count(", 1), "utf-8")
    assert load_plan(other)[0] is not None
    assert refused(folder, other) == ["A046"]
    with open_replay(folder, other, DATA / "yunlan-2019") as replay:
        replay.score()
        assert differing(replay, folder, "totals", "*") > 0


def test_what_is_no_run_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path) == ["A007"]
