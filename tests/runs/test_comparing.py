"""A whole run whose rules compare units: sentences, explanation, and the same bytes on any number of threads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scoring.results.store import open_results
from tests.runs import mini
from tests.runs.test_mini import contents, run, scoring

if TYPE_CHECKING:
    from pathlib import Path


def compared(folder: Path, rule: str) -> Path:
    """The small assessment with another rule for the share of replies on time."""
    made = mini.make(folder)
    file = made / "criteria.yaml"
    file.write_text(file.read_text("utf-8").replace("{ratio: {target: 1}}", rule), "utf-8")
    return made


def test_a_place_is_explained_with_the_peers_and_the_quote(tmp_path: Path) -> None:
    finished = run(compared(tmp_path / "mini", "{rank_score: {}}"))
    text = scoring("explain", finished, "乙山县", "requests.on_time").stdout
    assert "按时办结率6÷9=66.67%，本组2个单位中从高到低排第2名，第1名满分、末名0分，计分40-(40-0)×(2-1)÷(2-1)，满分40分，得0分。" in text
    assert "requests_closed_on_time = 6  reports/yi.txt" in text
    assert "本组个数 = 2" in text
    assert "本组最高值 = 1" in text
    assert "本组数值高于本单位的个数 = 1" in text


def test_the_steps_of_the_comparison_are_kept_for_an_auditor(tmp_path: Path) -> None:
    finished = run(compared(tmp_path / "mini", "{z_score: {centre: 20, spread: 8}}"))
    steps = {path.name.split("_", 1)[1] for path in (finished / "steps").glob("*.sql")}
    assert {"peer_values.sql", "peers_group.sql", "peers_group_spread.sql"} <= steps


def test_a_run_without_comparison_has_none_of_its_steps(tmp_path: Path) -> None:
    finished = run(mini.make(tmp_path / "mini"))
    assert not [path.name for path in (finished / "steps").glob("*peer*")]


def test_the_number_of_threads_changes_nothing(tmp_path: Path) -> None:
    folder = compared(tmp_path / "mini", "{z_score: {centre: 20, spread: 8}}")
    first, second = (contents(run(folder, "--out", str(folder / name), "--threads", name)) for name in ("1", "2"))
    assert first == second


def test_figures_of_earlier_years_are_explained_too(tmp_path: Path) -> None:
    finished = run(compared(tmp_path / "mini", "{min_max: {over: years, equal: full}}"))
    explained = json.loads(scoring("explain", finished, "jia", "requests.on_time", "--format", "json").stdout)
    named = [source["what"] for source in explained["indicators"][0]["sources"]]
    assert "requests_closed@prev" in named
    assert "本组2015—2016年个数" in named
    with open_results(finished) as session:
        assert session.rows("select outcome from points where unit_id = 'jia' and indicator_id = 'requests.on_time'") == [("measured",)]
