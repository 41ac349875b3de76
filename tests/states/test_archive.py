"""What a final run keeps of its inputs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scoring.files.output import described
from scoring.finished.locating import changed_inputs, input_places
from scoring.folder.packs import find_criteria
from scoring.states.archive import archive_inputs
from tests.criteria.records_criteria import CRITERIA
from tests.runs.test_records_shown import HOTLINE, REQUESTS, UNITS

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


CORRECTION = """correction:
  published: out/linxi-1
  original: 《关于考核情况的通报》（林政办发〔2020〕1号）
  issuer: 林溪县人民政府办公室
  number: 林政办发〔2020〕2号
  title: 关于更正考核结果的通报
  addressees: [各镇人民政府]
  date: 2020-06-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An assessment with two record tables."""
    made = tmp_path / "cases"
    made.mkdir()
    settings = "id: linxi\ntitle: 林溪县考核\ncriteria: criteria.yaml\ndate: 2020-04-30\n"
    files = {"criteria.yaml": CRITERIA, "assessment.yaml": settings, "units.csv": UNITS, "requests.csv": REQUESTS, "hotline.csv": HOTLINE}
    for name, text in files.items():
        (made / name).write_text(text, "utf-8")
    return made


def manifest(folder: Path) -> dict[str, Any]:
    return {"inputs": described(input_places(folder))}


def test_all_inputs_are_kept_with_their_bytes(folder: Path, tmp_path: Path) -> None:
    kept = archive_inputs(folder, manifest(folder), tmp_path / "inputs", records=True)
    assert (kept.left_out, [entry.path for entry in kept.added]) == ((), ["archived-criteria.json"])
    assert changed_inputs(manifest(folder), tmp_path / "inputs") == []


def test_records_may_stay_where_they_are_and_are_named_with_their_hash(folder: Path, tmp_path: Path) -> None:
    kept = archive_inputs(folder, manifest(folder), tmp_path / "inputs", records=False)
    sums = {entry["path"]: (entry["bytes"], entry["sha256"]) for entry in manifest(folder)["inputs"]}
    assert {entry.path: (entry.bytes, entry.sha256) for entry in kept.left_out} == {
        name: sums[name] for name in ("hotline.csv", "requests.csv")
    }
    there = sorted(path.name for path in (tmp_path / "inputs").iterdir())
    assert there == ["archived-criteria.json", "assessment.yaml", "criteria.yaml", "units.csv"]


def test_an_archive_finds_its_own_criteria_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "criteria" / "a").mkdir(parents=True)
    kept = tmp_path / "criteria" / "a" / "criteria.yaml"
    kept.write_text("id: a\n", "utf-8")
    lookups = {".": {"../a": "criteria/a/criteria.yaml", "openness-2016": "criteria/gone/criteria.yaml"}, "criteria/a": {"b": "x.yaml"}}
    (tmp_path / "archived-criteria.json").write_text(json.dumps(lookups), "utf-8")
    assert find_criteria("../a", tmp_path) == kept
    assert find_criteria("openness-2016", tmp_path) is None  # not the pack that ships today
    assert find_criteria("b", tmp_path / "criteria" / "a") is None


def test_the_ranking_that_a_correction_names_is_kept_with_its_seal(folder: Path, tmp_path: Path) -> None:
    text = (folder / "assessment.yaml").read_text("utf-8")
    (folder / "assessment.yaml").write_text(f"{text}{CORRECTION}", "utf-8")
    for name in ("manifest.json", "final.json", "results.xlsx"):
        (folder / "out" / "linxi-1").mkdir(parents=True, exist_ok=True)
        (folder / "out" / "linxi-1" / name).write_text("{}", "utf-8")
    archive_inputs(folder, manifest(folder), tmp_path / "inputs", records=True)
    assert sorted(path.name for path in (tmp_path / "inputs" / "out" / "linxi-1").iterdir()) == ["final.json", "manifest.json"]


def test_typefaces_of_the_office_inside_the_folder_go_with_it(folder: Path, tmp_path: Path) -> None:
    (folder / "fonts").mkdir()
    (folder / "fonts" / "song.ttf").write_bytes(b"face")
    (tmp_path / "outside.ttf").write_bytes(b"face")
    (folder / "fonts.yaml").write_text("小标宋: fonts/song.ttf\n仿宋: ../outside.ttf\n", "utf-8")
    archive_inputs(folder, manifest(folder), tmp_path / "inputs", records=True)
    assert (tmp_path / "inputs" / "fonts" / "song.ttf").read_bytes() == b"face"
    assert not (tmp_path / "inputs" / "outside.ttf").exists()
