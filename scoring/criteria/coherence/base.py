"""What every check of coherence is given."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.criteria.fields import Reader
from scoring.criteria.model import Criteria
from scoring.files.yamlfile import Path
from scoring.problems import Problem


@dataclass(frozen=True)
class Coherence:
    """One criteria file under examination."""

    criteria: Criteria

    def problem(self, code: str, path: Path, found: object = "", **args: object) -> Problem:
        """A problem at a node of the file."""
        reader = Reader(self.criteria.source)
        reader.problem(code, path, found, **args)
        return reader.problems[0]
