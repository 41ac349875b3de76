"""One round: a command is struck, what it left is looked at, and a later command sets it right."""

from __future__ import annotations

import hashlib
import os
import runpy
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.scenes import Scene, command
from tests.repository import ROOT

if TYPE_CHECKING:
    from tests.faults.stage import Stage

HOOK = Path(__file__).parent / "hook"
LONG = 120  # seconds after which a command that hangs is a failure of the campaign
State = dict[str, str]
"""SHA-256 of every file by its path, and ``/`` for a folder."""


@dataclass(frozen=True)
class Struck:
    """What became of a command.

    Args:
        code: Its exit code, negative for the signal that killed it.
        said: What it printed on standard output.
        told: What it printed on standard error.
        seconds: How long it took.
    """

    code: int
    said: str
    told: str
    seconds: float


@dataclass
class Verdict:
    """What a round showed.

    Args:
        scene: Name of the command.
        fault: What it was struck by.
        code: Exit code of the struck command.
        found: ``old``, ``new`` or ``between``, as the visible files were afterwards.
        left: Hidden files and passing folders that were left.
        wrong: What is not as it must be; empty where all is well.
        told: What the struck command said.
    """

    scene: str
    fault: str
    code: int
    found: str = ""
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    told: str = ""


def environment(root: Path, fault: str = "", log: Path | None = None) -> dict[str, str]:
    """The variables under which a command is started: a cache and a folder for passing files of its own, and the hook."""
    own = {
        "PYTHONPATH": os.pathsep.join((str(HOOK), str(ROOT))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SCORING_CACHE": str(root / "cache"),
        "TMPDIR": str(root / "tmp"),
        "LC_ALL": "C.UTF-8",
        "SCORING_FAULT": fault,
        "SCORING_FAULT_LOG": str(log) if log else "",
    }
    return {**os.environ, **own}


def do(words: list[str], root: Path, fault: str = "", **more: str) -> Struck:
    """Do a command from beginning to end in a newly started Python."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "scoring", "--lang", "zh", *words],
        cwd=root / "work",
        env={**environment(root, fault), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG,
    )
    return Struck(done.returncode, done.stdout, done.stderr, time.monotonic() - begun)


def state(folder: Path) -> State:
    """What lies in a folder."""
    return {str(path.relative_to(folder)): "/" if path.is_dir() else _sha256(path) for path in sorted(folder.rglob("*"))}


def visible(found: State) -> State:
    """Without what is hidden, and without folders that hold nothing visible but the folders themselves."""
    files = {path: sha256 for path, sha256 in found.items() if not hidden(path) and sha256 != "/"}
    return {path: sha256 for path, sha256 in files.items() if not path.startswith("mini/collected/")}


def hidden(path: str) -> bool:
    """Whether a name on the way begins with a dot."""
    return any(part.startswith(".") for part in Path(path).parts)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Forked:
    """A command in a process of its own, forked from one in which everything is imported: loading is half of a small command's time.

    Args:
        words: The command as typed.
        root: Folder of the round.
        fault: What the hook is to do.
    """

    def __init__(self, words: list[str], root: Path, fault: str = "", log: Path | None = None) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.imported"])
        self._files, self._begun = (root / "said.txt", root / "told.txt"), time.monotonic()
        variables = environment(root, fault, log)
        self._process = context.Process(target=_command, args=(words, root, self._files, variables))
        self._process.start()

    def kill(self) -> None:
        """Kill -9."""
        self._process.kill()

    def end(self) -> Struck:
        """Wait for the end; one that hangs is killed, which its exit code says."""
        self._process.join(LONG)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        said, told = (file.read_text("utf-8") if file.exists() else "" for file in self._files)
        return Struck(self._process.exitcode or 0, said, told, time.monotonic() - self._begun)


def _command(words: list[str], root: Path, files: tuple[Path, Path], variables: Mapping[str, str]) -> None:
    """In the forked process: the command line as it is called from a shell, with the hook."""
    import tempfile

    from scoring.cli import main

    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.environ.update(variables)
    tempfile.tempdir = None
    os.chdir(root / "work")
    sys.dont_write_bytecode = True  # what is compiled the first time would be counted as changes, and only the first time
    runpy.run_path(str(HOOK / "sitecustomize.py"))
    main(["--lang", "zh", *words])


def strike(stage: Stage, fault: str, moment: float | None = None, *, verify: bool = True) -> Verdict:
    """Strike a command once and judge what is left.

    Args:
        stage: The scene, made ready.
        fault: What the hook is to do; empty where the command is killed from outside.
        moment: Share of the usual time after which it is killed from outside.
        verify: Whether ``scoring verify`` looks at the runs too; their bytes are compared anyway.
    """
    root = stage.again()
    process = Forked(command(stage.scene, root / "work"), root, fault)
    if moment is not None:
        time.sleep(stage.seconds * moment)
        process.kill()
    struck = process.end()
    verdict = Verdict(stage.scene.name, fault or f"kill after {moment:.0%}", struck.code, told=struck.told + struck.said)
    judge(stage, verdict, root, verify=verify)
    return verdict


def judge(stage: Stage, verdict: Verdict, root: Path, *, verify: bool) -> None:
    """Look at what a struck command left, then do it again and look once more."""
    wait_for_helpers(root)
    work, found = root / "work", state(root / "work")
    verdict.found = _which(stage, found)
    verdict.left = [path for path in found if hidden(path) and path not in stage.before] + _passing(root)
    if verdict.found == "neither":
        verdict.wrong.append(f"neither old nor new: {_differences(found, stage)}")
    if "Traceback" in verdict.told:
        verdict.wrong.append(f"a trace of Python: {verdict.told.strip().splitlines()[-1]}")
    _check_again(stage, verdict, root)
    if verify:
        _verify(stage, verdict, root)
    after = state(work)
    if after != stage.after:
        verdict.wrong.append(f"not set right: {_between(after, stage.after)}")
    if left := _passing(root):
        verdict.wrong.append(f"still there: {left}")


def _which(stage: Stage, found: State) -> str:
    shown = visible(found)
    if shown == visible(stage.before):
        return "old"
    if shown == visible(stage.after):
        return "new"
    known = {**{path: {sha256} for path, sha256 in visible(stage.before).items()}}
    for path, sha256 in visible(stage.after).items():
        known.setdefault(path, set()).add(sha256)
    is_whole = all(sha256 in known.get(path, ()) for path, sha256 in shown.items())
    return "between" if is_whole and stage.scene.moves else "neither"


def _check_again(stage: Stage, verdict: Verdict, root: Path) -> None:
    again = Forked(command(stage.scene, root / "work", later=True), root).end()
    is_done = any(f"[{code}]" in again.told + again.said for code in stage.scene.codes)
    if again.code and not is_done:
        verdict.wrong.append(f"the later command ended with {again.code}: {again.told.strip()[-300:]}")


def _verify(stage: Stage, verdict: Verdict, root: Path) -> None:
    for name in sorted(stage.sound):
        checked = Forked(["verify", str(root / "work" / "mini" / "out" / name), "--quick"], root).end()
        if checked.code:
            verdict.wrong.append(f"verify of {name} ended with {checked.code}: {checked.said.strip()[-200:]}")


def _passing(root: Path) -> list[str]:
    """What is left among passing files, and half-written files of the cache."""
    cache = [f"cache/{path}" for path in state(root / "cache") if hidden(path)]
    return [*(f"tmp/{path.name}" for path in sorted((root / "tmp").iterdir())), *cache]


def _differences(found: State, stage: Stage) -> str:
    return f"to old {_between(visible(found), visible(stage.before))}; to new {_between(visible(found), visible(stage.after))}"


def _between(one: State, other: State) -> list[str]:
    return [path for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path)][:6]


def wait_for_helpers(root: Path, seconds: float = 20) -> None:
    """Wait until no process works in a folder any more: helpers of a killed command end a moment after it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(_works_in(process, root) for process in Path("/proc").glob("[0-9]*")):
        time.sleep(0.05)


def _works_in(process: Path, root: Path) -> bool:
    try:
        return (process / "cwd").resolve().is_relative_to(root / "work")
    except OSError:
        return False


def copy(source: Path, target: Path) -> None:
    """Copy a folder with its times and permissions, in the place of what is there."""
    remove(target)
    shutil.copytree(source, target, symlinks=True)


def remove(folder: Path) -> None:
    """Remove a folder in which something may be read-only, as a final run is."""
    for path in [folder, *folder.rglob("*")] if folder.exists() else []:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)


def scene_named(name: str, among: list[Scene]) -> Scene:
    """The scene of a name."""
    return next(scene for scene in among if scene.name == name)
