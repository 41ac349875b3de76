"""The campaign (``make faults``): commands are killed at every change of the file system and at moments by chance."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.report import write_report
from tests.faults.rounds import Verdict, strike
from tests.faults.scenes import scenes
from tests.faults.stage import Stage, make_ready

PUBLISHING = {"os.rename", "scoring.exchange", "os.truncate", "os.pwrite"}


def main() -> int:
    """Do the campaign; 1 where anything was not as it must be."""
    asked = _asked()
    wanted = [scene for scene in scenes() if not asked.only or asked.only in scene.name]
    with tempfile.TemporaryDirectory(prefix="faults-", dir=asked.folder) as place:
        stages = [make_ready(scene, Path(place) / str(number)) for number, scene in enumerate(wanted)]
        begun = time.monotonic()
        with ThreadPoolExecutor(asked.jobs) as pool:
            of_stages = list(pool.map(lambda stage: _rounds(stage, asked.rounds // len(stages), asked), stages))
        verdicts = [verdict for found in of_stages for verdict in found]
        _print(f"{len(verdicts)} rounds in {time.monotonic() - begun:.0f} s, {sum(bool(v.wrong) for v in verdicts)} wrong")
        if asked.report:
            write_report(asked.report, stages, verdicts)
    return int(any(verdict.wrong for verdict in verdicts))


def _rounds(stage: Stage, rounds: int, asked: argparse.Namespace) -> list[Verdict]:
    verdicts: list[Verdict] = []
    for number, (fault, moment) in enumerate(plan(stage, rounds, asked.seed, asked.fault)):
        verdicts.append(strike(stage, fault, moment, verify=number % 5 == 0))
        _tell(verdicts[-1], number + 1)
    return verdicts


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300, help="how many commands are struck")
    parser.add_argument("--jobs", type=int, default=2, help="how many commands side by side")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--only", default="", help="scenes whose name holds this")
    parser.add_argument("--fault", default="kill", help="kill, SIGTERM, or the name of an error such as ENOSPC")
    parser.add_argument("--folder", type=Path, default=None, help="where the rounds take place")
    parser.add_argument("--report", type=Path, default=None)
    return parser.parse_args()


def plan(stage: Stage, rounds: int, seed: int, fault: str) -> list[tuple[str, float | None]]:
    """When a command is struck.

    Kills: two thirds at changes of the file system, first those by which results take their places and what comes right after,
    then any; a third at moments by chance. Errors only at changes.
    """
    chance = random.Random(f"{seed} {stage.scene.name}")  # noqa: S311 - for a spread, not for secrets
    points = _points(stage, chance)
    planned: list[tuple[str, float | None]] = []
    for number in range(rounds):
        if fault == "kill" and number % 3 == 2:
            planned.append(("", chance.random()))
        else:
            planned.append((f"{fault} {points.pop() if points else chance.randint(1, len(stage.changes))}", None))
    return planned


def _points(stage: Stage, chance: random.Random) -> list[int]:
    """The changes that publish, and the ones right after them, in an order by chance."""
    found = {
        n + more for n, (event, where) in enumerate(stage.changes, 1) if event in PUBLISHING and "/cache/" not in where for more in (0, 1)
    }
    points = sorted(n for n in found if n <= len(stage.changes))
    chance.shuffle(points)
    return points


def _tell(verdict: Verdict, number: int) -> None:
    words = f"{number:4} {verdict.scene}: {verdict.fault}: code {verdict.code}, {verdict.found}, {len(verdict.left)} left"
    _print("\n     ".join([words, *verdict.wrong]))
    if verdict.wrong and verdict.told:
        _print(f"     told: {verdict.told.strip()[-400:]}")


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
