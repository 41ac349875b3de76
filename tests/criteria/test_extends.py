"""This year's file from last year's: what the merge makes, and where it says that everything stands."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from scoring.authoring.showing import compare_criteria
from scoring.authoring.testing import test_criteria as run_cases
from scoring.cli import main
from scoring.criteria import fingerprints
from scoring.criteria.merging import merge
from scoring.files import yamlfile
from scoring.folder.deriving import derive
from scoring.folder.packs import shipped
from scoring.folder.planning import load_plan
from tests.runs import mini

if TYPE_CHECKING:
    from pathlib import Path

DERIVED = """extends: ../last/criteria.yaml
id: mini-2017
title: 小考核（2017年）
period: 2017
events: {complaint: {title: 投诉}, praise: {title: 表扬信}}
indicators:
  - id: requests
    points: 50
    items:
      - {id: requests.lapses, rule: {deduct_events: {complaint: 2}}}
      - {id: requests.on_time, points: 30, rule: {band: [{from: 90%, points: 30}]}}
  - id: support
    points: 50
    items:
      - {id: support.plan, remove: true}
      - {id: support.staff, title: 人员, points: 20, rule: presence, before: support.report}
bonus:
  - {id: bonus.praise, gate: null}
"""


def text_of(base: str, derived: str) -> Any:
    """The merge of two YAML texts; there must be no problem."""
    merged, problems = merge(yamlfile.parse(base, "base"), yamlfile.parse(derived, "derived"))
    assert problems == ()
    return merged.data


@pytest.mark.parametrize(
    ("base", "derived", "expected"),
    [
        ("a: {b: 1, c: 2}", "a: {c: 3}", "a: {b: 1, c: 3}"),
        ("a: {b: 1, c: 2}", "a: {b: null}", "a: {c: 2}"),
        ("a: [1, 2]", "a: [3]", "a: [3]"),
        ("a: {b: 1}", "a: 5", "a: 5"),
        ("a: 5", "a: {b: 1}", "a: {b: 1}"),
        ("i: [{id: x, t: 1}, {id: y, t: 2}]", "i: [{id: y, t: 3}]", "i: [{id: x, t: 1}, {id: y, t: 3}]"),
        ("i: [{id: x}, {id: y}]", "i: [{id: x, remove: true}]", "i: [{id: y}]"),
        ("i: [{id: x}, {id: y}]", "i: [{id: z, title: 丙}]", "i: [{id: x}, {id: y}, {id: z, title: 丙}]"),
        ("i: [{id: x}, {id: y}]", "i: [{id: z, title: 丙, after: x}]", "i: [{id: x}, {id: z, title: 丙}, {id: y}]"),
        ("i: [{id: x}, {id: y}]", "i: [{id: y, before: x}]", "i: [{id: y}, {id: x}]"),
        ("i: [{id: x}]", "i: []", "i: []"),
        ("g: {s: [{grade: 优, from: 90}, {grade: 差, from: 0}]}", "g: {s: [{grade: 优, from: 85}]}", None),
        ("rule: {ratio: {target: 1}}", "rule: {band: [{from: 1}]}", "rule: {band: [{from: 1}]}"),
        ("rule: {ratio: {target: 1, threshold: 0}}", "rule: {ratio: {target: 2}}", "rule: {ratio: {target: 2, threshold: 0}}"),
        ("rule: {ratio: {target: 1}}", "rule: presence", "rule: presence"),
        ("i: [{id: x, items: [{id: y, p: {a: 1, b: 2}}]}]", "i: [{id: x, items: [{id: y, p: {a: 3}}]}]", None),
    ],
)
def test_the_merge(base: str, derived: str, expected: str | None) -> None:
    by_hand = {
        "g": {"g": {"s": [{"grade": "优", "from": 85}, {"grade": "差", "from": 0}]}},
        "i": {"i": [{"id": "x", "items": [{"id": "y", "p": {"a": 3, "b": 2}}]}]},
    }
    assert text_of(base, derived) == (by_hand[base[0]] if expected is None else yamlfile.parse(expected, "x").data)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Last year's criteria and this year's, each in its folder."""
    for name, text in (("last", mini.CRITERIA), ("this", DERIVED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "criteria.yaml").write_text(text, "utf-8")
    return tmp_path / "last" / "criteria.yaml", tmp_path / "this" / "criteria.yaml"


def test_the_derived_criteria_are_read_like_any_others(files: tuple[Path, Path]) -> None:
    plan, problems = load_plan(files[1])
    # What was taken over unseen is found: last year's deadline.
    assert [(problem.code, problem.file.endswith("last/criteria.yaml"), problem.line) for problem in problems] == [("C125", True, 33)]
    assert plan is not None
    assert [node.id for node in plan.criteria.leaves()] == ["requests.on_time", "requests.lapses", "support.staff", "support.report"]
    assert [bound.kind.name for bound in plan.bound] == ["band", "deduct_events", "presence", "timeliness", "add_events"]
    lapses = next(bound for bound in plan.bound if bound.node.id == "requests.lapses")
    assert [amount.event for amount in lapses.parameters] == ["late_reply", "complaint"]
    assert plan.criteria.bonuses[0].gate is None
    assert plan.criteria.period == 2017


def test_every_value_has_its_own_place(files: tuple[Path, Path]) -> None:
    source = derive(files[1], "this/criteria.yaml").source
    assert source.place(("title",)) == ("this/criteria.yaml", 3)
    assert source.place(("policy", "rounding", "digits")) == ("last/criteria.yaml", 7)
    assert source.place(("indicators", 0, "items", 0, "points")) == ("this/criteria.yaml", 11)
    assert source.place(("indicators", 0, "items", 0, "measure")) == ("last/criteria.yaml", 23)
    assert source.place(("indicators", 1, "items", 0)) == ("this/criteria.yaml", 16)
    assert source.place(("indicators", 1, "items", 1, "rule")) == ("last/criteria.yaml", 33)


def test_the_written_out_criteria_are_the_same_criteria(files: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(main, ["criteria", "show", str(files[1]), "--resolved"])
    assert result.exit_code == 0, result.output
    data = derive(files[1]).source.data
    assert yamlfile.parse(result.stdout, "x").data == data
    assert fingerprints(yamlfile.parse(result.stdout, "x").data) == fingerprints(data)


def test_a_difference_names_the_file_that_it_comes_from(files: tuple[Path, Path]) -> None:
    changes = {change.where: change for change in compare_criteria(str(files[0]), str(files[1]))}
    assert (changes["indicators[requests.on_time].points"].after, changes["title"].effect) == ("30", "text")
    assert changes["period"].file.endswith("this/criteria.yaml")
    gone = changes["indicators[support.plan].rule"]
    assert (gone.after, gone.file.endswith("last/criteria.yaml"), gone.line) == ("", True, 34)
    assert "indicators[requests.on_time].measure" not in changes


def test_the_cases_of_a_derived_pack_run_against_the_whole(files: tuple[Path, Path]) -> None:
    (files[1].parent / "cases").mkdir()
    case = "- {name: 人员, units: [{id: u, group: county, marks: {support.staff: 1}, expect: {points: {support.staff: 20}}}]}\n"
    (files[1].parent / "cases" / "staff.yaml").write_text(case, "utf-8")
    outcome = run_cases(str(files[1]))
    assert (outcome.cases, outcome.failures) == (1, ())


def test_a_new_assessment_gets_the_whole_file(files: tuple[Path, Path], tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--criteria", str(files[1])]).exit_code == 0
    assert yamlfile.read(tmp_path / "new" / "criteria.yaml").data == derive(files[1]).source.data


def test_a_new_assessment_gets_the_text_of_the_circular_that_its_criteria_extend(tmp_path: Path) -> None:
    """The copy of the criteria is whole and extends nothing, so what lay beside the base has to come along."""
    (tmp_path / "this").mkdir()
    (tmp_path / "this" / "criteria.yaml").write_text("extends: openness-2016\nid: openness-b\n", "utf-8")
    (tmp_path / "this" / "figures.yaml").write_text("figures: []\n", "utf-8")  # its own wins
    made = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--criteria", str(tmp_path / "this" / "criteria.yaml"), "--empty"])
    assert made.exit_code == 0, made.output
    assert (tmp_path / "new" / "circular.html.j2").read_bytes() == (shipped("criteria", "openness-2016") / "circular.html.j2").read_bytes()
    assert (tmp_path / "new" / "figures.yaml").read_text("utf-8") == "figures: []\n"


def test_a_run_keeps_every_file_and_lists_it(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    (folder / "last.yaml").write_text(mini.CRITERIA, "utf-8")
    (folder / "criteria.yaml").write_text("extends: last.yaml\nid: mini-b\nmeasures: {on_time: {title: 按期办结率}}\n", "utf-8")
    result = CliRunner().invoke(main, ["run", str(folder), "--no-documents", "--format", "json"])
    assert result.exit_code == 0, result.output
    out = next((folder / "out").iterdir())
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert {"criteria.yaml", "last.yaml"} <= {item["path"] for item in manifest["inputs"]}
    assert yamlfile.read(out / "criteria.yaml").data == derive(folder / "criteria.yaml").source.data
    assert sorted(path.read_text("utf-8")[:8] for path in (out / "criteria").iterdir()) == ["extends:", "id: mini"]


VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(10**9), 10**9),
        st.decimals(-1000, 1000, places=3),
        st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
        st.text("aon yesn0123:-#%'\"{}[]～，中文|>&*!?\\", max_size=12),
        st.none(),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcon中文", min_size=1, max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back(data: Any) -> None:
    read = yamlfile.parse(yamlfile.dump({"x": data}), "x").data["x"]
    assert read == data
    assert not isinstance(read, float)


def test_decimals_keep_their_digits() -> None:
    assert yamlfile.parse(yamlfile.dump([Decimal("0.10"), Decimal("1E+3")]), "x").data == [Decimal("0.10"), 1000]
