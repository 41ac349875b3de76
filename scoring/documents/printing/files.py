"""Writing a document's file: whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from scoring.files.passing import clear, hold, let_go
from scoring.problems import Problem, ProblemsFound


def write_whole(file: Path, data: bytes) -> None:
    """Write a file beside its place and rename it; raises ProblemsFound D033, and leaves nothing then."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        lock = hold(Path(name))
        try:
            _fill(handle, data)
            Path(name).chmod(0o644)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink()
            raise
        finally:
            let_go(lock)
    except OSError as error:
        raise ProblemsFound([Problem("D033", str(file), found=error.strerror or "")]) from None


def clear_parts(file: Path) -> None:
    """Remove what killed processes left of a file that is written outside a passing folder."""
    clear(file.parent, rf"\.{re.escape(file.name)}-[a-z0-9_]{{8}}")


def _fill(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
