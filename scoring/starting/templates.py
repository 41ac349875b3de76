"""``scoring templates``: what an office may change of the documents' looks and words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

BODY, FOLDER = "circular.html.j2", "templates"  # the text of the circular, and what an office has of its own


def listed(language: str) -> list[tuple[str, str]]:
    """Name and purpose of every template that an office may replace, in the language asked for (``zh`` or ``en``)."""
    from scoring import documents

    return documents.purposes(language)


def copied(assessment: Path, names: Sequence[str]) -> list[Path]:
    """Copy templates into ``<assessment>/templates``.

    Args:
        assessment: Folder of an assessment.
        names: Names of templates; ``circular.html.j2`` is the text that its criteria bring along.

    Returns:
        The files written. Raises ProblemsFound D027, D028, and those of the assessment where its criteria are asked for.
    """
    from scoring import documents

    return documents.copy_templates(names, assessment / FOLDER, _body(assessment) if BODY in names else None)


def _body(assessment: Path) -> Path | None:
    from scoring.folder.assessment import read_assessment
    from scoring.folder.manifest import beside

    return beside(read_assessment(assessment), BODY)
