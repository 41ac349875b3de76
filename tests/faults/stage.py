"""A scene made ready once: its folder before, what an undisturbed command makes of it, and every change on the way."""

from __future__ import annotations

import contextlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from tests.faults.rounds import Forked, State, copy, remove, state
from tests.faults.scenes import Scene, command


@dataclass(frozen=True)
class Stage:
    """A scene with what it looks like before and after.

    Args:
        scene: The scene.
        root: Folder of the rounds; ``work`` is where the command is called, ``cache`` and ``tmp`` are its own.
        before: The files before the command.
        after: The files after it, when nothing disturbs it.
        changes: Every change of the file system on the way, as (what, where).
        seconds: How long it takes.
        sound: Names of the runs that are whole afterwards.
    """

    scene: Scene
    root: Path
    before: State
    after: State
    changes: tuple[tuple[str, str], ...]
    seconds: float
    sound: frozenset[str]

    def again(self) -> Path:
        """The folder as it was before the command; the root of the round."""
        copy(self.root / "ready", self.root / "round")
        return self.root / "round"


def make_ready(scene: Scene, root: Path) -> Stage:
    """Prepare a scene, and do its command once without a fault."""
    ready = root / "ready"
    remove(root)
    for name in ("work", "cache", "tmp"):
        (ready / name).mkdir(parents=True)
    _prepare(scene, ready)
    _mature(ready)
    copy(ready, root / "round")
    log = root / "changes.txt"
    before = state(root / "round" / "work")
    done = Forked(command(scene, root / "round" / "work"), root / "round", "count 0", log).end()
    assert done.code == 0, f"{scene.name}: {done.told}{done.said}"
    changes = tuple((parts[1], parts[2]) for parts in (line.split("\t") for line in log.read_text("utf-8").splitlines()))
    runs = frozenset(path.name for path in (root / "round" / "work" / "mini" / "out").glob("mini-*"))
    spoilt = {
        path.parent.name
        for path in (root / "round" / "work" / "mini" / "out").glob("*/run.jsonl")
        if path.read_bytes() == "改过\n".encode()
    }
    return Stage(scene, root, before, state(root / "round" / "work"), changes, done.seconds, runs - spoilt - {"mini-check"})


def _prepare(scene: Scene, ready: Path) -> None:
    here, kept = Path.cwd(), os.environ.get("SCORING_CACHE")
    os.chdir(ready / "work")
    os.environ["SCORING_CACHE"] = ""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            scene.prepare(ready / "work")
    finally:
        os.chdir(here)
        if kept is not None:
            os.environ["SCORING_CACHE"] = kept


def _mature(ready: Path) -> None:
    """Let all files be a minute old: what was written a moment ago is taken for changed."""
    for path in ready.rglob("*"):
        moment = path.stat().st_mtime - 60
        os.utime(path, (moment, moment))
