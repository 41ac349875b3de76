"""数据核实函: one per unit with anomalies in what it reports. It asks, and takes no points."""

from __future__ import annotations

from pathlib import Path

from scoring.documents.kinds import Job
from scoring.documents.units.letters import print_letters
from scoring.documents.units.requestview import request_view

FOLDER = "requests"


def make(job: Job) -> tuple[Path, ...]:
    """``requests/<unit>.pdf`` and ``.docx`` for every unit that is asked (document ``requests``), in the order of their numbers."""
    return print_letters(job, FOLDER, job.results.requests, request_view)
