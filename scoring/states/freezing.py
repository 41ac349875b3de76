"""Read-only files and folders, and the one file that comes into a final run later."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from scoring.finished.record import NOTICE, Final, notice

_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def freeze(run: Path) -> None:
    """Take the permission to write from all files and folders of a run, the run's own folder last."""
    for path in [*sorted(run.rglob("*"), reverse=True), run]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~_WRITE)


def writable(run: Path) -> Iterator[Path]:
    """Files and folders of a final run that can be written again."""
    return (path for path in [run, *sorted(run.rglob("*"))] if not path.is_symlink() and path.stat().st_mode & _WRITE)


def put_notice(old: Path, final: Final, sha256: str) -> None:
    """Say in a final run that another took its place; where it lies elsewhere by now, only the log says so."""
    file = old / NOTICE
    if not old.is_dir() or file.is_file():
        return
    mode = old.stat().st_mode
    old.chmod(mode | stat.S_IWUSR)
    try:
        part = old / f".{NOTICE}.part"
        part.write_bytes(notice(final, sha256))
        part.chmod(part.stat().st_mode & ~_WRITE)
        part.replace(file)
    finally:
        old.chmod(mode)
