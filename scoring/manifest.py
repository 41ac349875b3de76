"""What a run depends on: the part of ``manifest.json`` that the run's name is a hash of."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from scoring.assessment import Assessment
from scoring.deriving import derive
from scoring.paperwork import named_files

BODY, TEMPLATES = "circular.html.j2", "templates"  # the text of the circular, and what an office has of its own
FIGURES, FONTS = "figures.yaml", "fonts.yaml"


def beside(assessment: Assessment, name: str) -> Path | None:
    """A file of the assessment's own or beside its criteria: figures.yaml, circular.html.j2."""
    return next((path for path in (assessment.folder / name, assessment.scored_by.parent / name) if path.is_file()), None)


def input_files(assessment: Assessment, records: Iterable[Path], reports: Iterable[Path]) -> Iterator[Path]:
    """Every file that a run of an assessment reads, some of them perhaps twice.

    Args:
        assessment: The assessment; it has criteria.
        records: Files of the record tables that the criteria declare.
        reports: Files of reports.
    """
    folder = assessment.folder
    yield folder / "assessment.yaml"
    yield from derive(assessment.scored_by).files
    yield from {*assessment.inputs.values(), *itertools.chain.from_iterable(assessment.parts.values())}
    yield from records
    yield from filter(None, (beside(assessment, name) for name in (FIGURES, BODY)))
    yield from (folder / name for name in (FONTS, *named_files(assessment.documents)) if (folder / name).is_file())
    yield from (path for path in (folder / TEMPLATES).rglob("*") if path.is_file())
    yield from reports
