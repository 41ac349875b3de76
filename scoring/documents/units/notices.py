"""整改通知单: one per unit that has something to mend."""

from __future__ import annotations

from pathlib import Path

from scoring.documents.kinds import Job
from scoring.documents.units.letters import print_letters
from scoring.documents.units.noticeview import notice_view

FOLDER = "notices"


def make(job: Job) -> tuple[Path, ...]:
    """``notices/<unit>.pdf`` and ``.docx`` for every unit that meets a condition (document ``notices``), in the order of their numbers."""
    found = job.results.rectification
    return print_letters(job, FOLDER, found.notices if found else (), notice_view)
