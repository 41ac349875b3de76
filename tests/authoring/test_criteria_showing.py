"""A criteria file as a table, and two of them compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.authoring.showing import compare_criteria
from scoring.cli import main
from scoring.criteria import fingerprints
from scoring.files.yamlfile import read
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


GATES = """gates:
  - {id: a, title: 甲, when: late_reply > 3, then: {score: 59}}
  - {id: b, title: 乙, when: late_reply > 1, then: {score: 60}}
"""
MOVES = {
    "indicators": (
        CRITERIA,
        "      - {id: requests.on_time, title: 按时办结, points: 40, measure: on_time, rule: {ratio: {target: 1}}}\n",
        ("indicators[requests].items.order", "text"),
    ),
    "gates": (CRITERIA + GATES, "  - {id: a, title: 甲, when: late_reply > 3, then: {score: 59}}\n", ("gates.order", "score")),
    "grades": (CRITERIA, None, ("grades.standard.order", "score")),
}


@pytest.mark.parametrize("name", MOVES)
def test_another_order_is_one_change_with_its_effect(tmp_path: Path, name: str) -> None:
    text, line, expected = MOVES[name]
    if line is None:
        first, second = "{grade: 优秀, from: 90}", "{grade: 合格, from: 60}"
        moved = text.replace(f"{first}, {second}", f"{second}, {first}")
    else:
        after = text.index("\n", text.index(line) + len(line)) + 1
        moved = (text[:after] + line + text[after:]).replace(line, "", 1)
    assert moved != text
    for file, content in (("old.yaml", text), ("new.yaml", moved)):
        (tmp_path / file).write_text(content, "utf-8")
    (change,) = compare_criteria(str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"))
    assert (change.where, change.effect) == expected
    prints = [fingerprints(read(tmp_path / file).data) for file in ("old.yaml", "new.yaml")]
    assert (prints[0][0] != prints[1][0]) == (change.effect == "score")
    assert prints[0][1] != prints[1][1]


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


def test_show_names_the_mean_of_a_block_and_what_the_gate_of_a_component_does() -> None:
    index = CliRunner().invoke(main, ["criteria", "show", "human-development"]).output
    assert re.search(r"hdi .*几何平均", index)
    assert re.search(r"education .*算术平均", index)
    composite = CliRunner().invoke(main, ["criteria", "show", "composite-2019"]).output
    assert re.search(r"daily\.veto .*等次定为不合格，本部分记为0分", composite)


def test_a_table_of_places_with_single_places_and_ranges_has_a_fingerprint() -> None:
    rule = {"rank_score": {"points": {1: 10, "2-3": 8, "rest": 4}}}
    first, second = fingerprints({"rule": rule})
    assert fingerprints({"rule": {"rank_score": {"points": {"1": 10, "2-3": 8, "rest": 4}}}}) == (first, second)
