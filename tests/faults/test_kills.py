"""A dozen kills at fixed places: what publishes, and what comes right before and after; `make faults` does hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.rounds import Forked, strike
from tests.faults.scenes import command, scenes
from tests.faults.stage import Stage, make_ready

if TYPE_CHECKING:
    from pathlib import Path

REPLACED, FINAL, COLLECTED = "run --no-documents (takes the place of a damaged one)", "finalise", "workbook collect"
PLACES = {
    REPLACED: [("scoring.exchange", 0, "old"), ("scoring.exchange", 1, "new")],
    "whatif": [("os.rename .documents-", 0, "old"), ("os.rename weights.csv", 1, "between"), ("os.rename whatif.csv", 1, "new")],
    FINAL: [("os.rename .final.part", 0, "old"), ("os.rename .final.part", 1, "old"), ("os.rename final.json", 1, "between")],
    COLLECTED: [("os.rename .0001.part", 0, "old"), ("os.rename .reports.csv", 1, "new"), ("os.remove unfinished", 1, "new")],
}
"""By command: the change at which it is killed, how many changes later, and what its files are then."""


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    root: Path = tmp_path_factory.mktemp("faults")
    return {scene.name: make_ready(scene, root / str(number)) for number, scene in enumerate(scenes()) if scene.name in PLACES}


def test_a_killed_command_leaves_the_old_or_the_new_and_the_next_one_sets_it_right(stages: dict[str, Stage]) -> None:
    found, wrong = [], []
    for name, places in PLACES.items():
        for change, later, expected in places:
            verdict = strike(stages[name], f"kill {number_of(stages[name], change) + later}", verify=name == REPLACED and later == 1)
            wrong += [(name, change, later, words) for words in verdict.wrong]
            found.append((name, change, later, verdict.code, verdict.found == expected or verdict.found))
    assert wrong == []
    assert found == [(name, change, later, -9, True) for name, places in PLACES.items() for change, later, _ in places]


def test_tables_that_are_half_collected_are_not_scored(stages: dict[str, Stage]) -> None:
    root = stages[COLLECTED].again()
    Forked(
        command(stages[COLLECTED].scene, root / "work"), root, f"kill {number_of(stages[COLLECTED], 'os.rename .reports.csv') + 1}"
    ).end()
    refused = Forked(["run", "mini", "--no-documents"], root).end()
    assert refused.code == 1
    assert refused.told == (
        "mini: 上一次收取工作簿中途被打断，输入表可能一半是新的一半是旧的：collected/0001。"
        "请再运行一次 scoring workbook collect，或者用 scoring workbook collect --undo 退回收取以前。 [A063]\n"
        "1 个文件，1 个问题。没有计分，原有结果未动。\n"
    )


def number_of(stage: Stage, change: str) -> int:
    """The number of the first change of a kind whose place holds a name."""
    event, _, name = change.partition(" ")
    return next(n for n, (found, where) in enumerate(stage.changes, 1) if found == event and name in where.rpartition("/")[2])
