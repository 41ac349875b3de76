"""Every broken criteria file gives exactly these sentences, all of them at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scoring.folder.planning import load_plan
from scoring.problems import ProblemsFound, sentence, sort_problems

FOLDER = Path(__file__).parents[1] / "broken" / "criteria"
FILES = sorted(FOLDER.glob("*.yaml"))


def said(file: Path) -> str:
    """What the user reads, one problem a line."""
    try:
        _, problems = load_plan(file, file.name)
    except ProblemsFound as found:
        problems = found.problems
    return "".join(sentence(problem) + "\n" for problem in sort_problems(problems))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_message(file: Path) -> None:
    expected = file.with_suffix(".txt")
    text = said(file)
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")
    assert text
