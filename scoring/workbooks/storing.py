"""Writing what was collected: all files or, after whatever happens, none; the earlier ones are kept for going back.

The earlier files are whole in a folder of their own, with a mark in it, before the first file is changed, and the mark goes
after the last one. Where it is found, somebody was stopped on the way: the next collection goes back first.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from scoring.files import durable
from scoring.files.locking import locked
from scoring.files.output import refuse_final, unwritten, write_file
from scoring.machine.interrupts import held
from scoring.problems import Problem, ProblemsFound

KEPT = "collected"
"""Folder inside the assessment with one numbered folder per collection: the files as they were before it."""
_LIST = "changed.json"
_UNFINISHED = "unfinished"  # the mark: the files of the assessment may be half old and half new
_PART = ".part"


def store(folder: Path, changes: Mapping[Path, bytes | None]) -> Path | None:
    """Write or remove files inside the assessment folder, all of them or none.

    Args:
        folder: The assessment folder, locked by the caller.
        changes: New bytes by file, None for a file that goes.

    Returns:
        The folder that keeps the earlier files; None when nothing changed.

    Raises:
        ProblemsFound: A006 or A031 where a file cannot be written; then all are as they were.
    """
    real = {path: data for path, data in changes.items() if data != (path.read_bytes() if path.is_file() else None)}
    if not real:
        return None
    kept = folder / KEPT / f"{1 + _last(folder):04d}"
    try:
        with held():
            _keep(folder, kept, list(real))
            _change(folder, real)
    except OSError as error:
        raise unwritten(Path(error.filename or folder), error) from None
    return kept


def undo(folder: Path) -> list[Path]:
    """Take back the last collection; raises ProblemsFound W044 when there is none, A050 or A051 where another command collects."""
    with locked(folder, "workbook collect --undo"):
        return _undo(folder)


def _undo(folder: Path) -> list[Path]:
    number = _last(folder)
    if not number:
        raise ProblemsFound([Problem("W044", str(folder / KEPT))])
    kept = folder / KEPT / f"{number:04d}"
    with held():
        (kept / _UNFINISHED).touch()
        return [folder / name for name in _go_back(folder, kept)]


def finish(folder: Path) -> None:
    """Go back to before a collection that was broken off, where there is one; the folder is locked by the caller."""
    for part in (folder / KEPT).glob(f".*{_PART}"):
        shutil.rmtree(part, ignore_errors=True)
    if kept := _unfinished(folder):
        with held():
            _go_back(folder, kept)


def refuse_unfinished(folder: Path) -> None:
    """Raises ProblemsFound A063 where a collection was broken off: the tables may be half new and half old."""
    if kept := _unfinished(folder):
        raise ProblemsFound([Problem("A063", str(folder), found=f"{KEPT}/{kept.name}")])


def _unfinished(folder: Path) -> Path | None:
    return next((mark.parent for mark in sorted((folder / KEPT).glob(f"[0-9]*/{_UNFINISHED}"))), None)


def _change(folder: Path, real: Mapping[Path, bytes | None]) -> None:
    try:
        for path, data in real.items():
            _write(path, data)
    except (OSError, ProblemsFound):
        with suppress(OSError, ProblemsFound):  # else the mark stays, and the next collection goes back
            finish(folder)
        raise
    (folder / KEPT / f"{_last(folder):04d}" / _UNFINISHED).unlink()


def _go_back(folder: Path, kept: Path) -> list[str]:
    """Every file as it was before a collection, and nothing kept of it; the names of the files."""
    existed: dict[str, bool] = json.loads((kept / _LIST).read_text("utf-8"))
    for name, was_there in existed.items():
        _write(folder / name, (kept / name).read_bytes() if was_there else None)
    gone = kept.rename(kept.with_name(f".{kept.name}{_PART}"))  # in one step: half of it would be taken for nothing
    shutil.rmtree(gone, ignore_errors=True)
    with suppress(OSError):  # earlier collections are in it
        kept.parent.rmdir()
    return list(existed)


def _last(folder: Path) -> int:
    numbers = [int(path.name) for path in (folder / KEPT).glob("[0-9]*") if path.name.isdigit() and (path / _LIST).is_file()]
    return max(numbers, default=0)


def _keep(folder: Path, kept: Path, files: list[Path]) -> None:
    """The files as they are, in a folder that has its name when it is whole."""
    part = kept.with_name(f".{kept.name}{_PART}")
    part.mkdir(parents=True)
    try:
        existed = {path.relative_to(folder).as_posix(): path.is_file() for path in files}
        for name in (name for name, was_there in existed.items() if was_there):
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes((folder / name).read_bytes())
        (part / _LIST).write_text(json.dumps(existed, ensure_ascii=False, indent=1), "utf-8")
        (part / _UNFINISHED).touch()
        durable.settle(part)
        part.rename(kept)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        with suppress(OSError):
            kept.parent.rmdir()
    durable.settle_names(kept.parent)


def _write(path: Path, data: bytes | None) -> None:
    """Replace a file in one step, or remove it; raises ProblemsFound V038 in the inputs of a final run."""
    if data is None:
        refuse_final(path)
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, data)
