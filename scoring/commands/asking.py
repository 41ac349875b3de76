"""数据核实函 of an audit: units are asked before anything is scored, which is when an answer helps most."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.folder.assessment import Assessment
    from scoring.results import Results
    from scoring.results.anomalies.requests import EvidenceRequest
    from scoring.results.quality.model import Quality

SECTION = "requests"


def write_requests(
    assessment: Assessment, quality: Quality, folder: Path, jobs: int | None, say: Callable[[str, dict[str, Any]], None]
) -> tuple[Path, ...]:
    """Write ``requests/<unit>.pdf`` and ``.docx`` of an audit, where assessment.yaml has a section ``requests`` and the screen noted any.

    Args:
        assessment: The folder, with its templates and typefaces.
        quality: What the audit found.
        folder: Folder of the report.
        jobs: Processes that print.
        say: Told of progress.

    Returns:
        The files written. Raises ProblemsFound D001-D033 and D062; then nothing is written.
    """
    from scoring.results.anomalies.requests import evidence_requests

    wanted = assessment.documents.get(SECTION)
    requests = evidence_requests(quality.screened, wanted) if wanted else ()
    if not requests:
        return ()
    from scoring import documents

    templates = assessment.folder / "templates"
    if templates.is_dir():
        documents.check_templates(templates)
    fonts = documents.load_fonts(settings=documents.find_settings(assessment.folder))
    job = documents.Job(_results(assessment, quality, requests), folder, folders=(templates,), fonts=fonts, jobs=jobs, say=say)
    return tuple(documents.write_documents(documents.named([SECTION]), job))


def _results(assessment: Assessment, quality: Quality, requests: tuple[EvidenceRequest, ...]) -> Results:
    """What a letter may print of an audit: nothing is ranked."""
    from scoring.results import Results

    return Results(
        assessment_id=assessment.id,
        title=assessment.title,
        period=quality.period,
        run_date=quality.run_date,
        criteria_title=quality.criteria,
        criteria_basis=(),
        score_fingerprint=quality.fingerprint,
        groups=(),
        figures={},
        documents=assessment.documents,
        quality=quality,
        requests=requests,
    )
