"""A run's folder: written to a temporary sibling, renamed at the end."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from scoring.machine.interrupts import held
from scoring.machine.limits import is_full
from scoring.problems import Problem, ProblemsFound

FINAL = "final.json"  # in the folder of a run that is final


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_list(root: Path, files: Iterator[Path]) -> list[dict[str, Any]]:
    """Path inside ``root``, size and hash of every file, sorted by path."""
    return described({path.relative_to(root).as_posix(): path for path in files})


def described(places: Mapping[str, Path]) -> list[dict[str, Any]]:
    """Place, size and hash of every file, by its place; sorted by it."""
    return [{"path": place, "bytes": path.stat().st_size, "sha256": digest(path)} for place, path in sorted(places.items())]


def refuse_final(path: Path) -> None:
    """Raises ProblemsFound V038 where a path is a final run or lies in one: nothing is ever written there again."""
    place = path.resolve()
    final = next((folder for folder in (place, *place.parents) if (folder / FINAL).is_file()), None)
    if final is not None:
        raise ProblemsFound([Problem("V038", str(path), found="" if final == place else final.name)])


def unwritten(path: Path, error: OSError) -> ProblemsFound:
    """What to raise for a place that cannot be written: A031 where the disk is full, else A006."""
    full = is_full(error)
    return ProblemsFound([Problem("A031" if full else "A006", str(path), found="" if full else error.strerror or str(error))])


def run_hash(identity: Mapping[str, Any]) -> str:
    """The short hash in a run's name: eight digits over inputs, criteria, versions and parameters."""
    return hashlib.sha256(json.dumps(identity, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()[:8]


def write_file(path: Path, data: bytes) -> Path:
    """Write one file, whole or not at all; raises ProblemsFound A006 where it cannot be written, V038 in a final run."""
    refuse_final(path)
    if path.exists() and not path.is_file():  # a device such as /dev/stdout takes no other name
        return _write_through(path, data)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise unwritten(path, error) from None
    finally:
        part.unlink(missing_ok=True)
    return path


def _write_through(path: Path, data: bytes) -> Path:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise unwritten(path, error) from None
    return path


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A temporary sibling of ``target`` that takes its place when the block ends well.

    An interrupted or failed block leaves ``target`` as it was and nothing half-written.

    Raises:
        ProblemsFound: A006 when the place cannot be written, V038 when it is a final run.
    """
    refuse_final(target)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_up(target)
        _remove(temporary)
        temporary.mkdir()
    except OSError as error:
        raise unwritten(target.parent, error) from None
    try:
        yield temporary
        with held():
            _take_place(temporary, target)
    except ProblemsFound as error:
        raise problems_of_place(error, temporary, target) from None
    except OSError as error:
        raise unwritten(target, error) from None
    finally:
        _remove(temporary)


@contextmanager
def new_files(target: Path) -> Iterator[Path]:
    """A folder inside ``target`` whose files take their places in ``target`` when the block ends well, and none of them otherwise.

    Other files of ``target`` stay; a file of the same name is replaced. Problems of the block name the place of a file
    that would have been, not the one inside the folder.

    Raises:
        ProblemsFound: those of the block, A006 when the place cannot be written, V038 in a final run.
    """
    refuse_final(target)
    there = target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".documents-", dir=target))
    except OSError as error:
        raise unwritten(target, error) from None
    try:
        yield folder
        with held():
            _move_files(folder, target)
    except ProblemsFound as error:
        raise problems_of_place(error, folder, target) from None
    except OSError as error:
        raise unwritten(target, error) from None
    finally:
        _remove(folder)
        if not there and target.is_dir() and not any(target.iterdir()):
            target.rmdir()


def problems_of_place(error: ProblemsFound, folder: Path, target: Path) -> ProblemsFound:
    """Problems of files in a passing folder, said of the place where the files would have been."""
    return ProblemsFound([replace(problem, file=problem.file.replace(str(folder), str(target))) for problem in error.problems])


def _move_files(folder: Path, target: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = target / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)


def _clear_up(target: Path) -> None:
    """What killed runs left behind: half-written folders go, a run that had stepped aside comes back."""
    aside = target.with_name(f".{target.name}.old")
    if aside.is_dir() and not target.exists():
        aside.rename(target)
    _remove(aside)
    for part in target.parent.glob(".*.part"):
        pid = part.name.split(".")[-2]
        if pid.isdigit() and not _is_running(int(pid)):
            _remove(part)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _take_place(temporary: Path, target: Path) -> None:
    if not target.exists():
        temporary.rename(target)
        return
    # A folder cannot be replaced in one step; the old one steps aside under a name that a later run removes.
    aside = target.with_name(f".{target.name}.old")
    _remove(aside)
    target.rename(aside)
    temporary.rename(target)
    aside.rename(temporary)  # what is removed must never look like a run that had stepped aside
    _remove(temporary)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
