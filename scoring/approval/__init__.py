"""The criteria as the table that leaders approve: every rule, policy and source of data in words."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from scoring.approval.building import build_standard
from scoring.documents.standard.model import Standard
from scoring.files.output import write_file
from scoring.rules import Plan

__all__ = ["Standard", "build_standard", "write_standard"]


def write_standard(plan: Plan, to: Literal["docx", "xlsx"], out: Path | None = None) -> Path:
    """Write the table.

    Args:
        plan: The bound criteria.
        to: Word or Excel.
        out: The file; ``<id of the criteria>.docx`` or ``.xlsx`` in the current folder when None.

    Returns:
        The file. Raises ProblemsFound A006 where it cannot be written.
    """
    standard = build_standard(plan)
    return write_file(out or Path(f"{plan.criteria.id}.{to}"), _bytes(standard, to))


def _bytes(standard: Standard, to: Literal["docx", "xlsx"]) -> bytes:
    if to == "docx":
        from scoring.documents.standard.word import standard_docx

        return standard_docx(standard)
    from scoring.documents.standard.workbook import standard_xlsx

    return standard_xlsx(standard)
