"""Runs and files outside the assessment folder: pinned, kept with a final run, and found again wherever it lies."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scoring.commands.running import Options, run
from scoring.files.output import described
from scoring.finished.locating import changed_inputs, input_places, read_manifest
from scoring.folder.elsewhere import find_named
from scoring.states.archive import archive_inputs
from scoring.states.finalising import finalise
from scoring.states.freezing import freeze
from scoring.states.moves import Decision
from scoring.states.preparing import Freezing
from scoring.verifying import verify
from tests.comparing.folders import later, scored
from tests.runs import mini

if TYPE_CHECKING:
    from pathlib import Path

LEDGER = "rectification.carry_from"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that names last year's run of another folder."""
    home = tmp_path_factory.mktemp("elsewhere")
    old = scored(mini.make(home / "old"))
    folder = later(home / "new")
    settings = folder / "assessment.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}comparison: {{run: ../old/out/{old.name}}}\n", "utf-8")
    return run(folder, Options(documents=False, reasons="never")).folder


def test_a_run_elsewhere_is_pinned_by_what_names_it(compared: Path) -> None:
    manifest = read_manifest(compared)
    (old,) = (compared.parents[2] / "old" / "out").iterdir()
    pinned = {entry["path"]: entry["sha256"] for entry in manifest["inputs"] if entry["path"].startswith("elsewhere/")}
    assert {f"elsewhere/comparison.run/{old.name}/{name}" for name in ("manifest.json", "criteria.yaml", "results.duckdb")} <= pinned.keys()
    assert not any(str(compared.parents[2]) in file.read_text("utf-8") for file in compared.glob("*.json*"))
    assert changed_inputs(manifest, compared.parents[1]) == []
    with (old / "criteria.yaml").open("a", encoding="utf-8") as file:
        file.write("# edited\n")
    (change,) = changed_inputs(manifest, compared.parents[1])
    assert (change.path, change.change) == (f"elsewhere/comparison.run/{old.name}/criteria.yaml", "changed")
    text = (old / "criteria.yaml").read_text("utf-8")
    (old / "criteria.yaml").write_text(text.removesuffix("# edited\n"), "utf-8")


def test_a_final_run_is_recomputed_anywhere_without_the_run_that_it_names(compared: Path, tmp_path: Path) -> None:
    shutil.copytree(compared.parents[2], tmp_path / "work")
    final = tmp_path / "work" / "new" / "out" / compared.name
    finalise(final, Decision(date(2018, 5, 3), "考核办公室", "定稿"), Freezing())
    moved = tmp_path / "safe" / compared.name
    shutil.copytree(final, moved)
    freeze(moved)
    for folder in ("old", "new"):
        (tmp_path / "work" / folder).rename(tmp_path / f"gone-{folder}")
    found = verify(moved)
    assert (found.status, found.inputs) == ("identical", moved / "inputs"), found.problems


def make(folder: Path, settings: str, **files: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "assessment.yaml").write_text(f"id: a\ntitle: 考核\ndate: 2020-04-30\n{settings}", "utf-8")
    for name, text in {"units": "unit_id,name,group\nyi,乙县,county\n", **files}.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def test_criteria_whose_places_end_alike_are_told_apart(tmp_path: Path) -> None:
    first, second = (tmp_path / name / "shared" / "criteria" / "p" for name in ("a", "b"))
    for place in (first, second):
        place.mkdir(parents=True)
        (place / "figures.yaml").write_text(f"# of {place.parts[-4]}\n", "utf-8")
    text = mini.CRITERIA.replace("id: mini", "id: of_b", 1)
    (second / "criteria.yaml").write_text(text, "utf-8")
    (first / "criteria.yaml").write_text("id: of_a\nextends: ../../../../b/shared/criteria/p/criteria.yaml\n", "utf-8")
    folder = make(tmp_path / "here", f"criteria: {first}/criteria.yaml\n")
    places = {place for place in input_places(folder) if not place.startswith("assessment")}
    assert places == {"units.csv", *(f"{name}/shared/criteria/p/criteria.yaml" for name in "ab"), "a/shared/criteria/p/figures.yaml"}
    manifest = {"inputs": described(input_places(folder))}
    archive_inputs(folder, manifest, tmp_path / "inputs", records=True)
    shutil.rmtree(tmp_path / "a")
    shutil.rmtree(tmp_path / "b")
    assert changed_inputs(manifest, tmp_path / "inputs") == []


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("in/ledger.xlsx", "in/ledger.xlsx"),
        ("./in/../in/ledger.xlsx", "in/ledger.xlsx"),
        ("../ledger.xlsx", f"elsewhere/{LEDGER}/ledger.xlsx"),
        ("../here/in/ledger.xlsx", f"elsewhere/{LEDGER}/ledger.xlsx"),
        ("link/ledger.xlsx", f"elsewhere/{LEDGER}/ledger.xlsx"),
        ("..ledger.xlsx", "..ledger.xlsx"),
    ],
)
def test_a_name_is_found_again_in_what_a_final_run_keeps(tmp_path: Path, name: str, place: str) -> None:
    folder = tmp_path / "here"
    (folder / "in").mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path)
    found = find_named(folder, LEDGER, name)
    assert (found.place, found.path.resolve()) == (place, (folder / name).resolve())
    kept = tmp_path / "inputs" / place
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"kept")
    (tmp_path / "inputs" / "archived-criteria.json").write_text(json.dumps({}), "utf-8")
    assert find_named(tmp_path / "inputs", LEDGER, name).path == kept
    assert find_named(tmp_path / "inputs", LEDGER, name).place == place
