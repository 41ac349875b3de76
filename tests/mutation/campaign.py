"""The campaign: pytest collects the tests once, and every mutant is tried in a process forked from there."""

from __future__ import annotations

import collections
import functools
import hashlib
import importlib
import json
import os
import re
import struct
import sys
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.mutation import applying, trying
from tests.mutation.covering import Covered, Watch
from tests.mutation.mutants import Mutant, files, mutants, sample
from tests.mutation.results import NOT_COVERED, Results, explained
from tests.repository import ROOT, module_name

if TYPE_CHECKING:
    import pytest

HERE = Path(__file__).parent
KEPT = ROOT / "build" / "mutants"
# Measured processor time of the tests that one mutant meets at most; the second of one that lives and has no reason yet.
MOST_SECONDS, MORE_SECONDS = 3.0, 12.0
_REMEMBERED = 30
_NUMBER = struct.Struct("!I")


@dataclass(frozen=True)
class Order:
    """What is asked of a campaign.

    Args:
        only: A file or folder under test; all when empty.
        sample: Most mutants of one file, drawn by their names; 0 for all.
    """

    only: str = ""
    sample: int = 0


@functools.cache
def tests_of(file: str) -> list[str]:
    """The files of tests that must kill the mutants of a file (``tests.yaml``)."""
    listed = yaml.safe_load((HERE / "tests.yaml").read_text("utf-8"))
    place = max((place for place in listed if file.startswith(place)), key=len)
    return list(listed[place])


@functools.cache
def left_out() -> set[str]:
    """Ids of tests that are not asked."""
    return set(yaml.safe_load((HERE / "tests.yaml").read_text("utf-8"))["left out"])


@functools.cache
def of_attributes() -> list[str]:
    """Ids of tests that read what stands outside of the functions of a rule kind, such as its code and its parameters."""
    return list(yaml.safe_load((HERE / "tests.yaml").read_text("utf-8"))["of attributes"])


def asked(file: str) -> list[str]:
    """Files and ids of all tests that mutants of a file may meet."""
    return [*(of_attributes() if file.startswith("scoring/rules/") else []), *tests_of(file)]


@dataclass(frozen=True)
class _Tests:
    """The collected tests: the session of pytest, each test by its id, and what each runs."""

    session: pytest.Session
    items: dict[str, pytest.Item]
    known: list[Covered]


class Campaign:
    """Plug-in of pytest that tries mutants where tests would be run.

    Args:
        order: Which mutants.
        nurseries: The processes for what has to be imported anew: one for each worker.
    """

    def __init__(self, order: Order, nurseries: list[trying.Nursery]) -> None:
        self._order, self._nurseries, self._nursery = order, nurseries, nurseries[0]
        self.results = Results(KEPT / "results.jsonl")
        self._early = Watch()
        self._killers: list[str] = []

    def pytest_collection(self) -> None:
        """From here on the project is imported, also what a test would import while it runs; what runs now is no part of a test."""
        self._early.begin()
        for file in files():
            if file.suffix == ".py":
                importlib.import_module(module_name(file))

    def pytest_collection_finish(self) -> None:
        """All is imported."""
        self._early.end()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant: those that lie side by side one after the other, by as many workers as there are nurseries."""
        items = {item.nodeid: item for item in session.items if item.nodeid not in left_out()}
        tests = _Tests(session, items, _coverage(session, items))
        wanted = [mutant for file in files(self._order.only) for mutant in self._of_file(file)]
        here, there = pipe = os.pipe()
        workers = [self._worker(nursery, pipe, wanted, tests) for nursery in self._nurseries]
        os.close(here)
        with os.fdopen(there, "wb", buffering=0) as stream:
            for number in range(len(wanted)):
                stream.write(_NUMBER.pack(number))
        broken = [os.waitpid(worker, 0)[1] for worker in workers]
        if any(broken):
            sys.exit("mutants: a worker has stopped")
        self.results.read_again()
        for file in files(self._order.only):
            self.results.tell(file.relative_to(ROOT).as_posix())
        return True

    def _of_file(self, file: Path) -> list[Mutant]:
        """The mutants of a file that have to be tried, in the order of its text."""
        listed = mutants(file)
        self.results.begin(file.relative_to(ROOT).as_posix(), listed)
        drawn = {mutant.name for mutant in sample(listed, self._order.sample)}
        return [mutant for mutant in listed if mutant.name in drawn and self.results.needs(mutant)]

    def _worker(self, nursery: trying.Nursery, pipe: tuple[int, int], wanted: list[Mutant], tests: _Tests) -> int:
        """Start a process that takes numbers of mutants from a pipe until it is empty, and tries those: its id."""
        worker = os.fork()
        if worker:
            return worker
        here, there = pipe
        os.close(there)
        self._nursery = nursery
        code = 1
        try:
            while number := os.read(here, _NUMBER.size):
                mutant = wanted[_NUMBER.unpack(number)[0]]
                self.results.add(mutant, *self._try(mutant, tests))
            code = 0
        except BaseException:  # noqa: BLE001 - the process has no one else who could tell
            traceback.print_exc()
        os._exit(code)

    def _try(self, mutant: Mutant, tests: _Tests) -> tuple[str, list[str], str]:
        chosen = sorted(chosen_tests(mutant, tests.known), key=lambda each: self._killed_lately(each.name))
        if not chosen:
            return NOT_COVERED, [], ""
        names, seconds = [each.name for each in chosen], sum(each.seconds for each in chosen)
        if self.results.survived(mutant, names):
            return trying.SURVIVED, names, ""
        text, found, told = mutant.made(), trying.NOT_HOT, ""
        if mutant.is_inside:
            found, told = trying.tried(lambda: _hot(mutant, text, tests, names), seconds)
        if found == trying.NOT_HOT or (found == trying.SURVIVED and self._ran_early(mutant)):
            found, told = self._nursery.tried(mutant.file, text, names, seconds)
        self._killers = [told, *(name for name in self._killers if name != told)][:_REMEMBERED]
        return found, names, told

    def _killed_lately(self, name: str) -> int:
        """The tests that told of the last mutants go first: what lies close together is often told by the same."""
        return self._killers.index(name) if name in self._killers else _REMEMBERED

    def _ran_early(self, mutant: Mutant) -> bool:
        """Whether what the mutant changes ran while modules were imported and tests collected."""
        return any(lines[0] <= line <= lines[1] for file, lines in places(mutant) for line in self._early.lines.get(file, ()))


@functools.cache
def _living(file: str) -> dict[str, Any]:
    return applying.functions(file) if file.endswith(".py") else {}


def _hot(mutant: Mutant, text: str, tests: _Tests, names: list[str]) -> str:
    applying.apply_hot(mutant.file, text, _living(mutant.file))
    return failing(tests.session, [tests.items[name] for name in names])


def failing(session: pytest.Session, items: list[pytest.Item]) -> str:
    """Run tests until one of them fails: its id."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return item.nodeid
    return ""


def chosen_tests(mutant: Mutant, known: list[Covered]) -> list[Covered]:
    """The tests that run what the mutant changes, for so many seconds; first those that were seen to run it themselves."""
    allowed = set(tests_of(mutant.file))
    listed = [each for each in known if each.name.partition("::")[0] in allowed]
    wanted = list(places(mutant))
    families = {_family(each.name) for each in listed if any(each.runs(*place) for place in wanted)}
    most = MOST_SECONDS if mutant.name in explained() else MORE_SECONDS
    total = 0.0
    chosen = [each for each in known if each.name in asked(mutant.file) and not mutant.is_inside]
    own = f"[{Path(mutant.file).stem}-"  # the cases of a rule kind have its name
    turns = _turns([each for each in listed if _family(each.name) in families], _nearest(mutant))
    for each in sorted(turns, key=lambda each: own not in each.name):
        total += each.seconds
        if chosen and total > most:
            break
        chosen.append(each)
    return chosen


def _turns(listed: list[Covered], nearest: list[tuple[str, tuple[int, int]]]) -> list[Covered]:
    """First the tests that were seen to come by; of each table of cases the quickest, then the next: what lies far apart comes early."""
    turns: collections.Counter[tuple[bool, str]] = collections.Counter()
    found = []
    for each in sorted(listed, key=lambda each: (each.seconds, each.name)):
        kind = not any(each.runs(*place) for place in nearest), _family(each.name)
        turns[kind] += 1
        found.append((kind[0], turns[kind], each.seconds, each.name, each))
    return [each for *_, each in sorted(found)]


def _nearest(mutant: Mutant) -> list[tuple[str, tuple[int, int]]]:
    """Where the mutant acts: the statement, or the lines that read the name that a statement outside of functions gives."""
    if mutant.is_inside:
        return places(mutant)
    lines = (ROOT / mutant.file).read_text("utf-8").splitlines()
    given = re.match(r"\s*(\w+)", lines[mutant.lines[0] - 1])
    read = re.compile(rf"\b{given[1] if given else ''}\b")
    return [(mutant.file, (number, number)) for number, line in enumerate(lines, 1) if read.search(line) and number != mutant.lines[0]]


def _family(name: str) -> str:
    """Cases of one table share what is computed once, so what one of them runs counts for all."""
    head, _, case = name.partition("[")
    return f"{head}[{case.partition('-')[0]}"


@functools.cache
def places(mutant: Mutant) -> list[tuple[str, tuple[int, int]]]:
    """Where a test has to come by: the statement; for a file of SQL where it is read; outside of functions anywhere in the file."""
    if mutant.file.endswith(".sql"):
        return [
            (module.relative_to(ROOT).as_posix(), (number - 1, number + 1))
            for module in sorted((ROOT / mutant.file).parent.glob("*.py"))
            for number, line in enumerate(module.read_text("utf-8").splitlines(), 1)
            if Path(mutant.file).name in line
        ]
    return [(mutant.file, mutant.lines if mutant.is_inside else (1, 10**6))]


def _coverage(session: pytest.Session, items: dict[str, pytest.Item]) -> list[Covered]:
    """Which test runs what, measured in a process of its own and kept until a file under test changes."""
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"coverage-{_state()}.jsonl"
    known = _read(file)
    wanted = {name: item for name, item in items.items() if name not in known}
    if wanted:
        outcome, told = trying.tried(lambda: _measured(session, wanted, file), 3000)
        if outcome != trying.SURVIVED:
            sys.exit(f"mutants: a test fails without any mutant ({outcome}): {told}")
        known = _read(file)
    return [known[name] for name in items]


def _read(file: Path) -> dict[str, Covered]:
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return {each["name"]: Covered(**each) for each in map(json.loads, lines)}


def _measured(session: pytest.Session, items: dict[str, pytest.Item], file: Path) -> str:
    with file.open("a", encoding="utf-8") as stream:
        for name, item in items.items():
            watch = Watch()
            watch.begin()
            failed = failing(session, [item])
            watch.end()
            if failed:
                return failed
            stream.write(json.dumps(asdict(Covered(name, watch.seconds, watch.told()))) + "\n")
            stream.flush()
    return ""


def _state() -> str:
    """The texts of the files under test, as one word."""
    digest = hashlib.sha256()
    for file in files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
