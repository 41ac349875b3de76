"""``make fuzz``: every target for so many seconds, guided by the coverage of ``scoring`` where atheris is installed.

Each target runs in a process of its own, for a library may end it or take too much; it is started again then, and what it
was reading is kept. At the end everything found is made small and written to ``build/fuzz/<target>/smallest/``, ready to be
moved to ``tests/fuzz/found/<target>/``.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.machinery.hunting import SUMMARY, Hunt, hunt_at_random, smallest
from tests.fuzz.machinery.target import FOUND, Target, load, names

INTO = Path("build/fuzz")
MOST_SECONDS = 60  # one input; the slowest of a real nation's reports takes three
MOST_MEGABYTES = 3_000  # of the whole process, engine, libraries and instrumentation in it
_UNITS = re.compile(rb"number_of_executed_units: (\d+)")
_STARTS = 20  # of one target, when a library ends the process
_OWN_MUTATIONS = 0.85  # the others are libFuzzer's, which put in what the code compares with


def main() -> int:
    """Run the campaign; 1 where anything was found."""
    chosen = _arguments()
    if chosen.worker:
        _work(chosen.worker, INTO / chosen.worker, chosen.seconds)
        return 0
    found = [line for name in chosen.target or names() for line in _target(name, chosen.seconds)]
    print("\n".join(found) if found else "Nothing was found.")  # noqa: T201 - a command prints
    return bool(found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", action="append", choices=names(), help="only this one (may be given again)")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    return parser.parse_args()


def _target(name: str, seconds: int) -> Iterator[str]:
    """One target for so long; a line for everything found."""
    folder, until, executions = INTO / name, time.monotonic() + seconds, 0
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(_STARTS):
        left = int(until - time.monotonic())
        if left <= 0:
            break
        (folder / SUMMARY).unlink(missing_ok=True)
        with (folder / f"log-{start}.txt").open("wb") as log:
            command = [sys.executable, "-m", "tests.fuzz.machinery.campaign", "--worker", name, "--seconds", str(left)]
            ended = subprocess.run(command, stdout=log, stderr=log, check=False).returncode
        executions += _executed(folder, Path(log.name))
        if ended == 0:
            break
        yield f"{name}: the process ended with {ended}, see {log.name} and {folder}/crash-* timeout-* oom-*"
    print(f"{name}: {executions} executions", flush=True)  # noqa: T201 - as above
    yield from _smallest(name, folder)


def _executed(folder: Path, log: Path) -> int:
    """How many inputs a process tried: as libFuzzer says at its end, or as they were counted last."""
    counted = json.loads((folder / SUMMARY).read_text("utf-8"))["executions"] if (folder / SUMMARY).is_file() else 0
    told = _UNITS.findall(log.read_bytes())
    return max(int(told[-1]) if told else 0, counted)


def _smallest(name: str, folder: Path) -> Iterator[str]:
    target = load(name)
    (folder / "smallest").mkdir(exist_ok=True)
    for file in sorted((folder / "found").glob("*[0-9a-f]")):
        small = smallest(target, file.read_bytes())
        (folder / "smallest" / file.name).write_bytes(small)
        place = file.with_suffix(".txt").read_text("utf-8").partition("\n")[0]
        yield f"{name}: {place}: {folder}/smallest/{file.name} ({len(small)} bytes)"


def _work(name: str, folder: Path, seconds: int) -> None:
    if importlib.util.find_spec("atheris"):
        _guided(name, folder, seconds)
    print("atheris is not installed: the changes are not guided by coverage")  # noqa: T201 - as above
    end = time.monotonic() + seconds
    hunt_at_random(Hunt(load(name), folder), lambda: time.monotonic() < end, Random())  # noqa: S311 - no secret


def _guided(name: str, folder: Path, seconds: int) -> None:
    """Never returns: libFuzzer ends the process."""
    atheris: Any = importlib.import_module("atheris")

    with atheris.instrument_imports(include=["scoring"]):
        target = load(name)
        hunt = Hunt(target, folder)
        for data in _known(name, target):  # what is imported lazily is imported here, so that it is instrumented
            hunt(data)
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, data in enumerate(_known(name, target)):
        (corpus / f"seed-{number}").write_bytes(data)

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)  # noqa: S311 - the same change for the same seed
        if random.random() > _OWN_MUTATIONS:
            return bytes(atheris.Mutate(data, most))
        other = target.mutate(data, random)
        return other if len(other) <= most else data

    limits = [f"-max_total_time={seconds}", f"-timeout={MOST_SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}", f"-max_len={target.longest}"]
    arguments: list[Any] = [name, *limits, f"-artifact_prefix={folder}{os.sep}", "-print_final_stats=1", "-len_control=0", str(corpus)]
    atheris.Setup(arguments, lambda data: hunt(bytes(data)), custom_mutator=mutated)
    atheris.Fuzz()


def _known(name: str, target: Target) -> Iterator[bytes]:
    """The seeds, and what was found before."""
    yield from target.seeds()
    yield from (file.read_bytes() for file in sorted((FOUND / name).glob("*")))


if __name__ == "__main__":
    sys.exit(main())
