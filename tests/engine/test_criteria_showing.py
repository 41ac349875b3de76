"""A criteria file as a table, and two of them compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.criteria import fingerprints
from scoring.criteria_showing import compare_criteria
from scoring.yamlfile import read
from tests.runs.mini import CRITERIA


def files(folder: Path, old: str, new: str) -> tuple[str, str]:
    assert old in CRITERIA
    (folder / "old.yaml").write_text(CRITERIA, "utf-8")
    (folder / "new.yaml").write_text(CRITERIA.replace(old, new), "utf-8")
    return str(folder / "old.yaml"), str(folder / "new.yaml")


CHANGES = {
    "a weight": ("points: 40, measure", "points: 41, measure", "indicators[requests.on_time].points", "score"),
    "a target": ("{target: 1}", "{target: 0.9}", "indicators[requests.on_time].rule.ratio.target", "score"),
    "a formula": ("/ requests_closed", "/ requests_received", "measures.on_time.value", "score"),
    "a gate of a bonus": ("base > 60", "base > 80", "bonus[bonus.praise].gate", "score"),
    "a grade": ("{grade: 合格, from: 60}", "{grade: 合格, from: 65}", "grades.standard[合格].from", "score"),
    "the rounding": ("digits: 2", "digits: 1", "policy.rounding.digits", "score"),
    "a title": ("title: 按时办结,", "title: 按期办结,", "indicators[requests.on_time].title", "text"),
    "a unit of measure": ("uom: 件", "uom: 起", "events.late_reply.uom", "text"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_named_with_its_effect(tmp_path: Path, name: str) -> None:
    old, new, where, effect = CHANGES[name]
    paths = files(tmp_path, old, new)
    (change,) = compare_criteria(*paths)
    assert (change.where, change.effect) == (where, effect)
    first, second = (fingerprints(read(Path(path)).data) for path in paths)
    assert (first[0] != second[0]) == (effect == "score")
    assert first[1] != second[1]


def test_an_inserted_indicator_is_one_block_of_changes(tmp_path: Path) -> None:
    item = "      - {id: support.plan, title: 工作方案, points: 10, rule: presence}\n"
    paths = files(tmp_path, item, "      - {id: support.new, title: 新, points: 1, rule: presence}\n" + item)
    assert {change.where.partition("]")[0] for change in compare_criteria(*paths)} == {"indicators[support.new"}


def test_equal_files_have_no_differences(tmp_path: Path) -> None:
    paths = files(tmp_path, "title: 小考核", "title: 小考核")
    result = CliRunner().invoke(main, ["--lang", "zh", "criteria", "diff", *paths])
    assert (result.exit_code, result.stdout) == (0, "没有不同\n")


def test_show_prints_every_node_in_aligned_columns() -> None:
    result = CliRunner().invoke(main, ["criteria", "show", "openness-2016"])
    assert result.exit_code == 0, result.output
    data = json.loads(CliRunner().invoke(main, ["criteria", "show", "openness-2016", "--format", "json"]).stdout)
    assert len(result.stdout.splitlines()) == len(data["rows"]) + 1
    assert data["rows"][1][:2] == ["disclosure", "主动公开"]
    assert {"bonus.innovation", "veto.leak"} <= {row[0] for row in data["rows"]}
