"""The annexes of the circular: label, title, ranking table, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.documents.official.notes import Note, table_notes, unit_marks
from scoring.documents.official.tables import Table, ranking_table
from scoring.problems import Problem, ProblemsFound
from scoring.results.model import GroupTable, Results


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex: its label (附件1), number in the annex note (1. or none), title, table, notes."""

    label: str
    ordinal: str
    title: str
    table: Table
    notes: tuple[Note, ...]


def annexes(results: Results) -> tuple[Annex, ...]:
    """The annexes in the order of the settings; raises ProblemsFound D041 (annex of an unknown group)."""
    groups = {group.group_id: group for group in results.groups}
    wanted: list[Mapping[str, Any]] = list(results.document.get("annexes") or ())
    unknown = [
        Problem(
            "D041", "assessment.yaml", where=f"circular.annexes[{i}].group", found=str(a.get("group")), args={"allowed": "、".join(groups)}
        )
        for i, a in enumerate(wanted)
        if a.get("group") not in groups
    ]
    if unknown:
        raise ProblemsFound(unknown)
    return tuple(_annex(results, groups[a["group"]], str(a["title"]), i + 1, len(wanted)) for i, a in enumerate(wanted))


def _annex(results: Results, group: GroupTable, title: str, number: int, count: int) -> Annex:
    """GB/T 9704-2012, 7.3.4: a single annex carries no number."""
    several = count > 1
    marks = unit_marks(group)
    notes = table_notes(results, group, marks, last=number == count)
    table = ranking_table(group, title, notes, marks)
    return Annex(f"附件{number if several else ''}", f"{number}." if several else "", title.replace("\n", ""), table, notes)
