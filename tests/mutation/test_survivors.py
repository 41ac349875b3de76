"""What is written down of mutants: every file has its tests and figures, every survivor its reason, and the page says both."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import yaml

from tests.mutation import campaign
from tests.mutation.mutants import files
from tests.repository import ROOT

FOLDER = Path(__file__).parent
UNDER_TEST = [file.relative_to(ROOT).as_posix() for file in files()]


def read(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((FOLDER / name).read_text("utf-8")))


def test_every_file_has_tests_that_exist() -> None:
    assert len(UNDER_TEST) > 60
    wanted = {test for file in UNDER_TEST for test in campaign.tests_of(file)} | {
        name.partition("::")[0] for name in (*campaign.left_out(), *campaign.of_attributes())
    }
    assert sorted(test for test in wanted if not (ROOT / test).exists()) == []


def test_every_file_that_can_be_changed_has_figures() -> None:
    figures = read("figures.yaml")
    assert sorted(set(figures) ^ set(UNDER_TEST)) == []
    wrong = [
        file
        for file, counts in figures.items()
        if counts["tried"] != sum(counts[key] for key in ("killed", "timed out", "survived", "not covered"))
        or counts["tried"] > counts["made"]
    ]
    assert wrong == []


def test_every_survivor_is_explained_once_and_counted() -> None:
    survivors, figures = read("survivors.yaml")["survivors"], read("figures.yaml")
    names = [name for listed in survivors.values() for name in listed]
    assert len(names) == len(set(names))
    assert [reason for reason in survivors if not reason.endswith(".")] == []
    counted = {file: counts["survived"] + counts["not covered"] for file, counts in figures.items()}
    explained = {file: sum(name.startswith(f"{file} ") for name in names) for file in figures}
    assert {file: (counted[file], explained[file]) for file in figures if counted[file] != explained[file]} == {}


def test_what_a_survivor_changes_still_stands_there() -> None:
    for name in (name for listed in read("survivors.yaml")["survivors"].values() for name in listed):
        place, _, change = name.partition(": ")
        written = "".join((ROOT / place.partition(" ")[0]).read_text("utf-8").split())
        parts = change.partition(" => ")[0].split("…")
        assert all("".join(part.split()) in written for part in parts), name


def test_the_page_is_the_one_that_is_written() -> None:
    spec = importlib.util.spec_from_file_location("mutant_pages", ROOT / "tools" / "mutant_pages.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    made = tool.page(read("figures.yaml"), read("survivors.yaml")["survivors"]).rstrip() + "\n"
    assert (ROOT / "docs" / "mutants.md").read_text("utf-8") == made
