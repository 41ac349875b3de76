"""Writing a document's file: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from scoring.problems import Problem, ProblemsFound


def write_whole(file: Path, data: bytes) -> None:
    """Write a file beside its place and rename it; raises ProblemsFound D033."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except OSError as error:
        raise ProblemsFound([Problem("D033", str(file), found=error.strerror or "")]) from None
