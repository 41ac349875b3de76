"""What was read from an assessment folder, and what became of it in the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.folder.assessment import Assessment
from scoring.problems import Problem
from scoring.samples.remaining import Left

if TYPE_CHECKING:
    import polars as pl

    from scoring.intake.dictionary import Metric
    from scoring.intake.frames import Batch, Source
    from scoring.intake.inputs.data_files import DataFile
    from scoring.intake.records import RecordFiles
    from scoring.rules import Plan

Say = Callable[[str, dict[str, Any]], None]


def silent(_stage: str, _details: dict[str, Any]) -> None:
    """Tell nobody."""


@dataclass
class Gathered:
    """What was read from a folder.

    Args:
        assessment: The folder.
        plan: The bound criteria; None where an audit goes without.
        tables: The input tables by name.
        sources: The reports with their units.
        batches: What the reports say, in the order of the sources; let go once it is loaded.
        data: The table ``data``, opened.
        period: The year assessed.
        problems: Warnings, and where the folder can be used all the same also errors of reports.
        findings: In an audit, what is wrong with reports and their registration; it does not stop the audit.
        left_out: Ids of sources of an audit whose figures are not taken.
        records: The files of the record tables that the criteria read, opened.
        invented: What of the folder is still invented (A080).
    """

    assessment: Assessment
    plan: Plan | None
    tables: dict[str, pl.DataFrame]
    sources: list[Source]
    batches: list[Batch]
    data: DataFile | None
    period: int
    problems: list[Problem] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)
    left_out: frozenset[str] = frozenset()
    records: list[RecordFiles] = field(default_factory=list)
    invented: tuple[Left, ...] = ()

    def files(self) -> tuple[Path, ...]:
        """Every file of the input tables and of the record tables."""
        return (*self.assessment.inputs.values(), *(file.path for opened in self.records for file in opened.files))

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """All metrics by code: those of the criteria, else those that reports state."""
        from scoring.intake.dictionary import metrics

        return self.plan.names.metrics if self.plan else metrics()


@dataclass(frozen=True)
class Loaded:
    """What became of the tables: problems, and the metrics that are in ``data_wide`` instead of ``facts``."""

    problems: list[Problem]
    wide: frozenset[str]
