"""``assessment.yaml``: every key of every document, or problems with their lines."""

from __future__ import annotations

from pathlib import Path

from scoring.folder.assessment import read_assessment
from scoring.problems import ProblemsFound
from tests.fuzz.assessment_folder import SETTINGS
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.fuzz.machinery.trees import mutate_yaml
from tests.runs.mini import CRITERIA, TABLES

_EXAMPLES = Path(__file__).resolve().parents[2] / "data"


def check(data: bytes) -> None:
    """Read the settings of a folder that holds the tables of the small assessment."""
    with passing_folder() as folder:
        (folder / "assessment.yaml").write_bytes(data)
        (folder / "criteria.yaml").write_text(CRITERIA, "utf-8")
        for name, text in TABLES.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
        try:
            found = read_assessment(folder)
        except ProblemsFound as error:
            assert_told(error.problems)
            return
        root = folder.resolve()
        inside = (*found.inputs.values(), found.reports, *(part for parts in found.parts.values() for part in parts))
        assert all(path.resolve().is_relative_to(root) for path in inside)


def _seeds() -> list[bytes]:
    return [SETTINGS.encode(), *(file.read_bytes() for file in sorted(_EXAMPLES.glob("*/assessment.yaml")))]


TARGET = Target(_seeds, check, mutate_yaml, examples=80)
