"""What is wrong with how a test vector is written is said with its place, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scoring.authoring.testing import test_criteria as run_cases
from scoring.cli import main
from scoring.problems import ProblemsFound, sentence
from tests.test_criteria_page import CASES, FILE, pack

if TYPE_CHECKING:
    from pathlib import Path

WRONG = """- name: 写错的用例
  units:
    - id: a
      group: towns
      findings: {disclosure.on_time: {late_publication: 4}}
      marks: {plans: 1}
      expect: {total: 1, points: {request: 1}}
    - id: b
      group: town
      findings: [{indicator: disclosure.ontime, event: late_publications, quantity: 3件}]
"""
SAID = [
    ("C017", 4, "towns"),
    ("C002", 5, "{…}"),
    ("C017", 6, "plans"),
    ("C017", 7, "request"),
    ("C017", 10, "late_publications"),
    ("C017", 10, "disclosure.ontime"),
    ("C005", 10, "3件"),
]


def test_names_and_shapes_of_a_case_are_checked(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        run_cases(pack(tmp_path, FILE, WRONG))
    assert [(problem.code, problem.line, problem.found) for problem in caught.value.problems] == SAID


def test_a_case_expects_something(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        run_cases(pack(tmp_path, FILE, "- {name: nothing, units: [{id: a, group: town}]}\n"))
    assert [(problem.code, problem.found) for problem in caught.value.problems] == [("C004", "expect")]


@pytest.mark.parametrize(("language", "words"), [("zh", "a.grade：应为 优秀，实为 良好"), ("en", "a.grade: expected 优秀, got 良好")])
def test_a_difference_is_said_in_the_language_asked_for(language: str, words: str, tmp_path: Path) -> None:
    name = pack(tmp_path, FILE, CASES.replace("grade: 良好", "grade: 优秀"))
    result = CliRunner().invoke(main, ["--lang", language, "criteria", "test", name])
    assert result.exit_code == 1
    assert words in result.output


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("marks: {plans: ½}", "units[a].marks.plans: 值的类型不对：½；应为数或数的列表 (number or list of numbers)。"),
        ("years: {last: {}}", "units[a].years.last: 值的类型不对：last；应为年度 (year)。"),
        ("report_published_on: 三月", "units[a].report_published_on: 值的类型不对：三月；应为日期 (date)。"),
        ("facts: {requests: [1]}", "units[a].facts.requests: 值的类型不对：[…]；应为数、null 或 / (number, null or /)。"),
        ("expect: {points: {a: 优}}", "units[a].expect.points.a: 值的类型不对：优；应为数 (number)。"),
    ],
)
def test_a_value_of_another_kind_is_told_with_its_place(unit: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        run_cases(pack(tmp_path, FILE, f"- {{name: a, units: [{{id: a, group: town, {unit}}}]}}\n"))
    assert any(f"{words}请按说明改写（scoring docs criteria）。 [C002]" in sentence(problem) for problem in caught.value.problems)
