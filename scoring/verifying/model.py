"""What came of verifying a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from scoring.problems import Language, Problem, has_errors

Status = Literal["identical", "same_results", "different"]
STAGES = ("outputs", "inputs", "environment", "recomputed", "annex")


@dataclass
class Stage:
    """One thing that was looked at.

    Args:
        name: One of :data:`STAGES`.
        checked: How many files, pinned values, tables or numbers were held against what they should be.
        problems: What was found, in the order of importance; nothing where all is as it should be.
        skipped: Why nothing was looked at (``quick``, ``no_circular``, ...); empty where it was.
    """

    name: str
    checked: int = 0
    problems: list[Problem] = field(default_factory=list)
    skipped: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing was found that makes the run another one."""
        return not has_errors(self.problems)


@dataclass(frozen=True)
class Verified:
    """What came of verifying a run: the folder, the folder of its inputs (None where it was not needed), and every stage."""

    run: Path
    inputs: Path | None
    stages: tuple[Stage, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found, stage by stage."""
        return tuple(problem for stage in self.stages for problem in stage.problems)

    @property
    def status(self) -> Status:
        """``identical``; ``same_results`` where only versions differ, or bytes under other versions; ``different``."""
        if has_errors(self.problems):
            return "different"
        return "same_results" if self.problems else "identical"

    def as_dict(self, language: Language = "zh") -> dict[str, Any]:
        """The result as data for ``--format json``."""
        return {
            "status": self.status,
            "run": str(self.run),
            "inputs": None if self.inputs is None else str(self.inputs),
            "stages": [
                {
                    "stage": stage.name,
                    "checked": stage.checked,
                    "skipped": stage.skipped or None,
                    "problems": [problem.as_dict(language) for problem in stage.problems],
                }
                for stage in self.stages
            ],
        }
