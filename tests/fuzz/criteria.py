"""Criteria files: a plan that can run, or problems with their lines."""

from __future__ import annotations

from pathlib import Path

from scoring.authoring.showing import show_criteria
from scoring.criteria import fingerprints
from scoring.folder.planning import load_plan
from scoring.problems import ProblemsFound, has_errors
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.fuzz.machinery.trees import mutate_yaml
from tests.runs.mini import CRITERIA

_BROKEN = Path(__file__).resolve().parents[1] / "broken" / "criteria"


def check(data: bytes) -> None:
    """Load it as every command does; what loads can also be shown in words."""
    with passing_folder() as folder:
        file = folder / "criteria.yaml"
        file.write_bytes(data)
        try:
            plan, problems = load_plan(file, "criteria.yaml")
        except ProblemsFound as found:
            assert_told(found.problems)
            return
        assert_told(problems)
        assert (plan is None) == has_errors(problems)
        if plan:
            fingerprints(plan.criteria.source.data)
            show_criteria(str(file))


def _seeds() -> list[bytes]:
    packs = sorted(Path(__file__).resolve().parents[2].glob("criteria/*/criteria.yaml"), key=lambda file: file.stat().st_size)
    own = sorted(_BROKEN.glob("*.yaml"))
    return [CRITERIA.encode(), *(file.read_bytes() for file in own), *(file.read_bytes() for file in packs[:4])]


TARGET = Target(_seeds, check, mutate_yaml, examples=80)
