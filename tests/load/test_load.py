"""A small sample of `make soak` and `make load`, and that both tell what they are made to tell."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.load import many, soak
from tests.load.process import COUNTED, HERE, Held

STEADY = Held(kilobytes=300_000, files=8, threads=14, children=0, passing=0)
linux = pytest.mark.skipif(not HERE, reason="what a process holds is read from /proc")


@linux
def test_runs_good_and_broken_leave_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", os.environ.get("TMPDIR", ""))  # both are set by the soak, and set back by this
    monkeypatch.setattr(tempfile, "tempdir", None)
    seen = soak.soak(3, tmp_path)
    # Fewer are no leak: what earlier tests of this process left may end meanwhile.
    assert [name for name in COUNTED if getattr(seen[-1], name) > getattr(seen[0], name)] == []
    assert seen[-1].passing == 0


@pytest.mark.parametrize(
    ("each", "told"),
    [
        ({}, []),
        ({"kilobytes": 200}, ["memory: +200.0 KB a run"]),
        ({"files": 1}, ["files: +16"]),
        ({"threads": 1}, ["threads: +16"]),
        ({"children": 1}, ["children: +16"]),
        ({"passing": 2}, ["passing: +32"]),
    ],
)
def test_what_grows_with_the_runs_is_told(each: dict[str, int], told: list[str]) -> None:
    seen = [replace(STEADY, **{name: getattr(STEADY, name) + by * turn for name, by in each.items()}) for turn in range(38)]
    assert soak.too_much(soak.grown(seen)) == told


def test_a_step_of_memory_is_no_growth() -> None:
    seen = [STEADY] * 12 + [replace(STEADY, kilobytes=305_000)] * 26
    assert soak.too_much(soak.grown(seen)) == []


def test_every_broken_report_is_listed_once(tmp_path: Path) -> None:
    made = many.make(tmp_path / "assessment", 24, 3)
    assert len(made.broken) == len(many.BREAKS) == 8
    found = many.ended("check", made.folder, "--jobs", "1")
    assert many.faults(found, sorted(made.broken)) == []
    assert {problem["code"] for problem in found.problems} == {"A010"}


def test_a_report_that_is_not_listed_or_listed_twice_is_told() -> None:
    def said(*files: str) -> many.Ended:
        return many.Ended(1, [{"problems": [{"file": f"x/reports/{file}"} for file in files]}], 1, 1)

    assert many.faults(said("a", "b"), ["reports/a", "reports/b"]) == []
    assert many.faults(said("a", "a"), ["reports/a"])
    assert many.faults(said("a"), ["reports/a", "reports/b"])
    assert many.faults(said("a", "b"), ["reports/a"])
