"""``figures.yaml``: the figures that the text of a circular names, and the wording with numbers that are none."""

from __future__ import annotations

import functools
from pathlib import Path

from scoring.files import yamlfile
from scoring.folder.planning import usable_plan
from scoring.problems import ProblemsFound
from scoring.results.figures import read_figures
from scoring.results.figures.known import Known, known_names
from tests.fuzz.machinery.target import Target, assert_told
from tests.fuzz.machinery.trees import mutate_yaml

_PACKS = Path(__file__).resolve().parents[2] / "criteria"
_FILES = (_PACKS / "openness-2016" / "figures.yaml", _PACKS / "openness-tables-2021" / "figures.yaml")


@functools.cache
def _known() -> Known:
    plan = usable_plan(_FILES[0].parent / "criteria.yaml")
    return known_names(plan, {"units": "units.csv", "findings": "findings.csv"}, (), lambda _unit: False)


def check(data: bytes) -> None:
    """Read it as a run does."""
    try:
        assert_told(read_figures(yamlfile.parse(data.decode("utf-8", "replace"), "figures.yaml"), _known())[1])
    except ProblemsFound as found:
        assert_told(found.problems)


TARGET = Target(lambda: [file.read_bytes() for file in _FILES], check, mutate_yaml, examples=60)
