"""What manifest.json pins."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from scoring.files.output import digest, run_hash
from scoring.finished.locating import read_manifest
from scoring.folder import manifest
from scoring.folder.assessment import read_assessment
from tests.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_every_library_that_the_program_needs_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    names = {re.split(r"[\[<>=~!; ]", line)[0] for line in (*project["dependencies"], *extras["documents"])}
    beside = {"markdown-it-py", "wcwidth"}  # the guide and the terminal: no file of a run depends on them
    assert names - beside <= set(manifest.LIBRARIES)
    assert {re.split(r"[\[<>=~!; ]", line)[0] for line in extras["spark"]} == set(manifest.SPARK)


def test_the_name_of_a_run_is_the_hash_of_what_it_depends_on(mini_run: Path) -> None:
    assert mini_run.name == f"mini-{run_hash(manifest.identity_of(read_manifest(mini_run)))}"


def test_criteria_calendar_program_python_and_parameters_are_pinned(mini_run: Path) -> None:
    pinned = read_manifest(mini_run)
    assert {"criteria", "score_fingerprint", "text_fingerprint"} == set(pinned["criteria"])
    assert re.fullmatch(r"\d{4}-\d{4}", pinned["calendar"]["years"])
    assert {"python", "scoring", "chinesecalendar", "duckdb", "polars"} <= set(pinned["versions"])
    assert pinned["parameters"] == {"documents": False, "keep_steps": False, "reasons": "auto", "run_date": "2017-05-02"}
    assert len(pinned["program"]) == 64


def test_a_calendar_of_the_office_is_pinned_with_its_file(mini_run: Path) -> None:
    folder = mini_run.parent.parent
    (folder / "calendar.csv").write_text("day,workday,name\n2027-01-01,否,元旦\n", "utf-8")
    (entry,) = manifest.calendar(read_assessment(folder))["file"]
    assert entry == {"path": "calendar.csv", "bytes": (folder / "calendar.csv").stat().st_size, "sha256": digest(folder / "calendar.csv")}


def test_another_day_in_the_calendar_is_another_run(mini_run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import chinese_calendar

    before = manifest.calendar(read_assessment(mini_run.parent.parent))["days"]
    day = next(iter(chinese_calendar.holidays))
    monkeypatch.delitem(chinese_calendar.holidays, day)
    assert manifest.calendar(read_assessment(mini_run.parent.parent))["days"] != before
