"""Writing what was collected: all files at once as far as a file system allows, the earlier ones kept for going back."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from scoring.files.output import refuse_final
from scoring.machine.interrupts import held
from scoring.problems import Problem, ProblemsFound

KEPT = "collected"
"""Folder inside the assessment with one numbered folder per collection: the files as they were before it."""
_LIST = "changed.json"


def store(folder: Path, changes: Mapping[Path, bytes | None]) -> Path | None:
    """Write or remove files inside the assessment folder.

    Args:
        folder: The assessment folder.
        changes: New bytes by file, None for a file that goes.

    Returns:
        The folder that keeps the earlier files; None when nothing changed.

    Raises:
        ProblemsFound: A006 where a file cannot be written.
    """
    real = {path: data for path, data in changes.items() if data != (path.read_bytes() if path.is_file() else None)}
    if not real:
        return None
    kept = folder / KEPT / f"{1 + _last(folder):04d}"
    try:
        with held():
            _keep(folder, kept, list(real))
            for path, data in real.items():
                _write(path, data)
    except OSError as error:
        raise ProblemsFound([Problem("A006", str(error.filename or folder), found=error.strerror or str(error))]) from None
    return kept


def undo(folder: Path) -> list[Path]:
    """Take back the last collection; raises ProblemsFound (W044) when there is none."""
    number = _last(folder)
    if not number:
        raise ProblemsFound([Problem("W044", str(folder / KEPT))])
    kept = folder / KEPT / f"{number:04d}"
    existed: dict[str, bool] = json.loads((kept / _LIST).read_text("utf-8"))
    with held():
        _go_back(folder, kept, existed)
    return [folder / name for name in existed]


def _go_back(folder: Path, kept: Path, existed: Mapping[str, bool]) -> None:
    for name, was_there in existed.items():
        _write(folder / name, (kept / name).read_bytes() if was_there else None)
    for path in sorted(kept.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    kept.rmdir()
    if not any(kept.parent.iterdir()):
        kept.parent.rmdir()


def _last(folder: Path) -> int:
    numbers = [int(path.name) for path in (folder / KEPT).glob("[0-9]*") if path.name.isdigit() and (path / _LIST).is_file()]
    return max(numbers, default=0)


def _keep(folder: Path, kept: Path, files: list[Path]) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    existed = {path.relative_to(folder).as_posix(): path.is_file() for path in files}
    for name, was_there in existed.items():
        if was_there:
            _write(kept / name, (folder / name).read_bytes())
    _write(kept / _LIST, json.dumps(existed, ensure_ascii=False, indent=1).encode())


def _write(path: Path, data: bytes | None) -> None:
    """Replace a file in one step, or remove it; raises ProblemsFound V038 in the inputs of a final run."""
    refuse_final(path)
    if data is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)  # noqa: PTH105 - the rename that replaces on every system
