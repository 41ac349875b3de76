"""Where work is kept that need not be done twice: beside no output and no input, and always to be thrown away without loss."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from scoring.files.passing import clear, hold, let_go

VARIABLE = "SCORING_CACHE"
"""Names another folder; empty, nothing is kept."""
_OWNER = "folder"  # in the folder of an assessment: the path of the assessment


def cache_home() -> Path | None:
    """The folder of everything that is kept: ``$SCORING_CACHE``, else ``~/.cache/scoring``; None where nothing is to be kept."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    with suppress(RuntimeError):  # a service without a home
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "scoring"
    return None


def kept_for(assessment: Path) -> Path | None:
    """The folder of what is kept for one assessment, by where it lies; it need not exist."""
    home = cache_home()
    return home / "assessments" / hashlib.sha256(str(assessment.resolve()).encode()).hexdigest()[:16] if home else None


def make_kept(assessment: Path) -> Path | None:
    """The same folder, made for its owner alone; None where it cannot be made. What belongs to assessments that are gone goes."""
    folder = kept_for(assessment)
    if folder is None:
        return None
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, mode=0o700)
            write_kept(folder / _OWNER, str(assessment.resolve()).encode())
            _clear(folder.parent)
        clear_kept(folder)
    except OSError:
        return None
    return folder


def write_kept(path: Path, data: bytes) -> None:
    """Write a file that several processes may write at once: each sees none, or a whole one."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError), part.open("wb") as file:  # a full or closed disk only costs the time that would have been saved
        lock = hold(part)
        file.write(data)
        file.flush()
        part.replace(path)
        let_go(lock)


def clear_kept(folder: Path) -> None:
    """Remove what killed processes had half written in the folder of :func:`kept_for` or a folder in it."""
    for place in (folder, *(folder / "readings").glob("*/")):
        clear(place, r"\..+\.[0-9]+")


def _clear(home: Path) -> None:
    for folder in home.iterdir():
        with suppress(OSError, ValueError):  # a name that was damaged is no path
            if not Path((folder / _OWNER).read_text("utf-8")).is_dir():
                shutil.rmtree(folder, ignore_errors=True)


def libraries() -> list[str]:
    """Name and version of everything installed, as the folders of the installation are called: no metadata is read for it."""
    places = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    return sorted({entry.name for place in places for entry in os.scandir(place) if entry.name.endswith(".dist-info")})


def listing(folder: Path, without: frozenset[Path] = frozenset()) -> Iterator[tuple[str, int, int]]:
    """Path, bytes and time of change of every file under a folder that is not hidden, in the order of their paths.

    Args:
        folder: The folder.
        without: Folders that are left out.
    """
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")) and here / name not in without)
        for name in sorted(files):
            if not name.startswith("."):
                with suppress(FileNotFoundError):
                    status = (here / name).stat()
                    yield str(here / name), status.st_size, status.st_mtime_ns
