"""Writing a document's file: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from scoring.problems import Problem, ProblemsFound


def write_whole(file: Path, data: bytes) -> None:
    """Write a file beside its place and rename it; raises ProblemsFound D033, and leaves nothing then."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        try:
            _fill(handle, data)
            Path(name).chmod(0o644)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink()
            raise
    except OSError as error:
        raise ProblemsFound([Problem("D033", str(file), found=error.strerror or "")]) from None


def _fill(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
