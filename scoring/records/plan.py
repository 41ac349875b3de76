"""What of the records one run needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.criteria.records import Aggregate, Deadline, RecordTable


@dataclass(frozen=True)
class RecordPlan:
    """The record tables that a run reads, and what it computes over them.

    Args:
        tables: Record tables by name, only those that are read.
        deadlines: Deadlines by id, only those of these tables.
        aggregates: What is counted.
        periods: The years that are asked for, the year assessed first, then earlier ones.
    """

    tables: Mapping[str, RecordTable]
    deadlines: Mapping[str, Deadline]
    aggregates: tuple[Aggregate, ...]
    periods: tuple[int, ...]

    @property
    def period(self) -> int:
        """The year assessed."""
        return self.periods[0]
