"""What a user may choose for a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from scoring.engine.choosing import Engine


@dataclass(frozen=True)
class Options:
    """What a user may choose for a run.

    Args:
        out: Folder that holds runs; ``<assessment folder>/out`` when None.
        threads: Threads of the engine.
        memory: Memory limit of the engine, such as ``2GB``.
        spill: Folder for what memory does not take; the system's folder for passing files when None.
        jobs: Processes that read reports; as many as cores when None.
        keep_steps: Keep intermediate tables.
        strict: Warnings stop the run too.
        documents: Also make circular, workbook and data-quality report.
        reasons: Whether the sentence of every point is stored: ``auto`` up to
            :data:`scoring.results.reasons.MOST_SENTENCES` points.
        engine: What computes: DuckDB, or Spark and where it runs.
        wait: Seconds to wait while another command works in the folder of runs.
        final: Documents carry no marks of a draft, as those of a final run that is recomputed.
        fresh: Read every report again, also those whose reading was kept.
    """

    out: Path | None = None
    threads: int | None = None
    memory: str | None = None
    jobs: int | None = None
    keep_steps: bool = False
    strict: bool = False
    documents: bool = True
    reasons: Literal["auto", "always", "never"] = "auto"
    spill: Path | None = None
    engine: Engine = field(default_factory=Engine)
    wait: float = 0
    final: bool = False
    fresh: bool = False
