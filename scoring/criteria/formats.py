"""The version of the format of criteria files (docs/upkeep.md)."""

from __future__ import annotations

from scoring.files.yamlfile import YamlFile
from scoring.problems import Problem, ProblemsFound

FORMAT = 1
"""A program reads the versions up to its own. It rises when a file could be misread by earlier programs, not with every new key."""


def refuse_later(source: YamlFile) -> None:
    """Raises ProblemsFound A091 where a file is written for a later version: its other mistakes may be none there."""
    written = source.data.get("format") if isinstance(source.data, dict) else None
    if isinstance(written, int) and written > FORMAT:
        file, line = source.place(("format",))
        raise ProblemsFound([Problem("A091", file, line, "format", str(written), {"known": FORMAT})])
