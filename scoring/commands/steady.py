"""Inputs that change while they are scored: seen before anything is published.

The hashes of the manifest are taken after the files were read. Where a file changed in between, they would vouch for data
that nobody scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from scoring.files.caching import listing
from scoring.problems import Problem, ProblemsFound

Stamp = tuple[int, int, int]
"""Number, bytes and time of change of a file."""
_GONE: Stamp = (0, -1, 0)
_WORDS = {"gone": {"zh": "文件已不在", "en": "it is gone"}, "changed": {"zh": "内容已改", "en": "other contents"}}


def stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    """By file, what changes when somebody writes it or puts another in its place."""
    return {path.absolute(): _stamp(path) for path in files}


def in_folder(folder: Path, out: Path) -> dict[Path, Stamp]:
    """The stamps of all files of an assessment folder, without results; taken before anything is read."""
    own = folder.absolute()
    return stamps(Path(name) for name, _, _ in listing(own, frozenset({own / "out", out.absolute()})))


def refuse_changed(before: Mapping[Path, Stamp], inputs: Iterable[Path]) -> None:
    """Raises ProblemsFound A062 for every input that is not what it was before it was read."""
    after = stamps(inputs)
    moved = [path for path, stamp in after.items() if before.get(path, stamp) != stamp]
    if moved:
        raise ProblemsFound(
            Problem("A062", str(path), args={"change": _WORDS["gone" if after[path] == _GONE else "changed"]}) for path in moved
        )


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return _GONE
    return status.st_ino, status.st_size, status.st_mtime_ns
