"""A run's folder: written to a temporary sibling, renamed at the end."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from scoring.files import durable
from scoring.files.passing import clear, hold, let_go, passing
from scoring.machine.interrupts import held
from scoring.machine.limits import is_full
from scoring.problems import Problem, ProblemsFound

PARTS = r"\..+\.[0-9]+\.part"  # names of half-written folders and files; the digits are the process
FINAL = "final.json"  # in the folder of a run that is final
_MAKING, _DECIDED = ".documents-", ".documents.whole-"  # files on their way into a folder: being made, and whole


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
    clear(path.parent, _parts_of(path))
    try:
        _fill(part, data)
        part.replace(path)
        durable.settle_names(path.parent)
    except OSError as error:
        raise unwritten(path, error) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return path


def _parts_of(target: Path) -> str:
    """What half-written files or folders of a name are called, of whichever process."""
    return rf"\.{re.escape(target.name)}\.[0-9]+\.part"


def _fill(part: Path, data: bytes) -> None:
    """Write a passing file, held while it is written, and have the disk take it."""
    with part.open("wb") as file:
        lock = hold(part)
        try:
            file.write(data)
            file.flush()
            durable.settle(part)
        finally:
            let_go(lock)


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
        lock = hold(temporary)
    except OSError as error:
        raise unwritten(target.parent, error) from None
    try:
        yield temporary
        with held():
            durable.settle(temporary)
            _take_place(temporary, target)
            durable.settle_names(target.parent)
    except ProblemsFound as error:
        raise problems_of_place(error, temporary, target) from None
    except OSError as error:
        raise unwritten(target, error) from None
    finally:
        _remove(temporary)
        let_go(lock)


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
        finish_moves(target)
        with passing(target, _MAKING) as folder:
            yield from _placed(folder, target)
    except OSError as error:
        raise unwritten(target, error) from None
    finally:
        if not there and target.is_dir() and not any(target.iterdir()):
            target.rmdir()


def _placed(folder: Path, target: Path) -> Iterator[Path]:
    try:
        yield folder
        with held():
            durable.settle(folder)
            _move_files(_decided(folder), target)
    except ProblemsFound as error:
        raise problems_of_place(error, folder, target) from None


def _decided(folder: Path) -> Path:
    """The folder under the name that says that its files are whole: from now on a later command finishes what is broken off here."""
    return folder.rename(folder.with_name(folder.name.replace(_MAKING, _DECIDED, 1)))


def finish_moves(target: Path) -> None:
    """Move the files that a killed process had made and begun to move to their places."""
    for folder in sorted(target.glob(f"{_DECIDED}*")):
        lock = hold(folder) if folder.is_dir() and not folder.is_symlink() else None
        if lock is not None:
            _move_files(folder, target)
            let_go(lock)


def problems_of_place(error: ProblemsFound, folder: Path, target: Path) -> ProblemsFound:
    """Problems of files in a passing folder, said of the place where the files would have been."""
    return ProblemsFound([replace(problem, file=problem.file.replace(str(folder), str(target))) for problem in error.problems])


def _move_files(folder: Path, target: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = target / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        durable.settle_names(place.parent)
    _remove(folder)


def _clear_up(target: Path) -> None:
    """What killed runs left behind: half-written folders go, a run that had stepped aside comes back."""
    aside = target.with_name(f".{target.name}.old")
    if aside.is_dir() and not target.exists():
        aside.rename(target)
    _remove(aside)
    clear(target.parent, PARTS)


def _take_place(temporary: Path, target: Path) -> None:
    if not target.exists():
        temporary.rename(target)
        return
    if durable.exchange(temporary, target):
        _remove(temporary)
        return
    # Elsewhere a folder is not replaced in one step; the old one steps aside under a name that a later run brings back or removes.
    aside = target.with_name(f".{target.name}.old")
    _remove(aside)
    target.rename(aside)
    temporary.rename(target)
    aside.rename(temporary)  # what is removed must never look like a run that had stepped aside
    _remove(temporary)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
