"""Where the inputs of a finished run lie, and which of them changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scoring.finished.locating import ChangedInput, changed_inputs, find_inputs, input_places, read_manifest
from scoring.folder.assessment import read_assessment
from scoring.folder.manifest import beside
from scoring.problems import ProblemsFound, sentence
from tests.repository import ROOT
from tests.runs import mini

if TYPE_CHECKING:
    from pathlib import Path


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_run_in_out_was_made_from_the_folder_above(mini_run: Path) -> None:
    assert find_inputs(mini_run) == mini_run.parent.parent
    assert changed_inputs(read_manifest(mini_run), find_inputs(mini_run)) == []


def test_what_a_final_run_keeps_goes_before_the_folder_above(mini_run: Path) -> None:
    shutil.copytree(mini_run.parent.parent, mini_run / "inputs", ignore=shutil.ignore_patterns("out"))
    assert find_inputs(mini_run) == mini_run / "inputs"


def test_what_the_user_names_goes_before_everything(mini_run: Path) -> None:
    shutil.copytree(mini_run.parent.parent, mini_run / "inputs", ignore=shutil.ignore_patterns("out"))
    assert find_inputs(mini_run, mini_run.parent.parent) == mini_run.parent.parent


def test_a_run_without_its_folder_is_told(mini_run: Path, tmp_path: Path) -> None:
    alone = mini_run.rename(tmp_path / "alone")
    with pytest.raises(ProblemsFound) as found:
        find_inputs(alone)
    (problem,) = found.value.problems
    expected = f"{alone}: 找不到这次运行所用的考核目录；应为含 assessment.yaml 的目录。请用 --inputs 指明考核目录。 [V001]"
    assert sentence(problem) == expected


def test_a_changed_a_missing_and_a_new_input_are_three_different_things(mini_run: Path) -> None:
    folder = mini_run.parent.parent
    before = (folder / "marks.csv").read_text("utf-8")
    report = (folder / "reports" / "yi.txt").read_text("utf-8")
    (folder / "marks.csv").write_text(before.replace("甲", "乙") + "\n", "utf-8")
    (folder / "reports" / "yi.txt").unlink()
    (folder / "updates.csv").write_text("x\n", "utf-8")
    after = (folder / "marks.csv").read_text("utf-8")
    assert changed_inputs(read_manifest(mini_run), folder) == [
        ChangedInput("marks.csv", "changed", sha(before), sha(after)),
        ChangedInput("reports/yi.txt", "missing", sha(report)),
        ChangedInput("updates.csv", "added", "", sha("x\n")),
    ]


def test_inputs_are_compared_even_where_the_settings_are_broken_now(mini_run: Path) -> None:
    folder = mini_run.parent.parent
    (folder / "assessment.yaml").write_text("id: [", "utf-8")
    (change,) = changed_inputs(read_manifest(mini_run), folder)
    assert (change.path, change.change) == ("assessment.yaml", "changed")


@pytest.mark.parametrize("text", ["", "[1]", json.dumps({"assessment": "mini"})])
def test_a_broken_manifest_is_no_run(mini_run: Path, text: str) -> None:
    (mini_run / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_manifest(mini_run)
    assert [problem.code for problem in found.value.problems] == ["A007"]


def test_criteria_elsewhere_their_texts_and_record_tables_are_inputs() -> None:
    packs = set(input_places(ROOT / "data" / "linjiang-2016"))
    assert {"criteria/openness-2016/criteria.yaml", "criteria/openness-2016/figures.yaml", "reports/anjian.html", "marks.csv"} <= packs
    records = set(input_places(ROOT / "data" / "yunlan-2019"))
    assert {"assessment.yaml", "disclosures.csv", "units.csv"} <= records
    assert any(path.startswith("requests/") for path in records)


def test_a_circular_takes_its_text_and_figures_along_the_criteria_that_are_extended(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    base = tmp_path / "base"
    base.mkdir()
    (folder / "criteria.yaml").rename(base / "criteria.yaml")
    (base / "figures.yaml").write_text("", "utf-8")
    (folder / "criteria.yaml").write_text("extends: ../base/criteria.yaml\nid: later\n", "utf-8")
    assert beside(read_assessment(folder), "figures.yaml") is None
    circular = replace(read_assessment(folder), documents={"circular": {}})
    assert (beside(circular, "figures.yaml") or folder).resolve() == (base / "figures.yaml").resolve()
    (folder / "figures.yaml").write_text("", "utf-8")
    assert beside(circular, "figures.yaml") == folder / "figures.yaml"
