"""The page on the criteria language: its examples are criteria, its numbers come out, and it names every key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from scoring.authoring import testing
from scoring.files import yamlfile
from scoring.problems import has_errors
from scoring.rules import KINDS
from tests.repository import ROOT
from tools import criteria_pages

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "criteria.md").read_text("utf-8")
FILE, CASES, *REST = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
FRAGMENTS = [block for block in REST if not block.startswith(("extends", "- name"))]
TALK = {"C026", "C027", "C135"}  # what a fragment leaves unused in the rest of the first file
ADDED = ("events", "metrics", "measures")


def laid_over(fragment: str) -> dict[str, Any]:
    """The first file with the keys that a fragment replaces, or adds to where they are names."""
    data, new = yamlfile.parse(FILE, "first").data, yamlfile.parse(fragment, "fragment").data
    for key, value in new.items():
        data[key] = {**data.get(key, {}), **value} if key in ADDED else value
    return {key: value for key, value in data.items() if value is not None}


def pack(folder: Path, criteria: str, cases: str = "") -> str:
    """A folder with criteria and cases."""
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    (folder / "criteria.yaml").write_text(criteria, "utf-8")
    (folder / "cases" / "page.yaml").write_text(cases or "[]", "utf-8")
    return str(folder / "criteria.yaml")


def test_the_first_file_has_no_problems_and_its_case_comes_out(tmp_path: Path) -> None:
    name = pack(tmp_path / "linxi", FILE, CASES)
    assert testing.lint_criteria(name) == ()
    outcome = testing.test_criteria(name)
    assert (outcome.cases, outcome.failures) == (1, ())


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda text: re.sub(r"\W+", "_", text[:30]))
def test_a_fragment_is_criteria_together_with_the_first_file(fragment: str, tmp_path: Path) -> None:
    problems = testing.lint_criteria(pack(tmp_path, yamlfile.dump(laid_over(fragment))))
    assert [str(problem.code) for problem in problems if problem.code not in TALK] == []


def test_next_years_file_extends_the_first(tmp_path: Path) -> None:
    pack(tmp_path / "linxi-2023", FILE)
    (derived,) = (block for block in REST if block.startswith("extends"))
    file = tmp_path / "linxi-2024.yaml"
    file.write_text(derived, "utf-8")
    assert not has_errors(testing.lint_criteria(str(file)))


# What the page says comes of a fragment, by a word that only this fragment has; the unit is of group town.
SAID = {
    "all.key": ("marks: {all.basic: 81.22, all.key: 0.64}", 81.34),
    "share: 60%": ("marks: {rules: 1, others: 1}", 98.8),
    "onsite.score": ("external: {online: 96}, marks: {onsite.score: 90}", 82),
    "steps:": ("facts: {published: 671}, marks: {monthly.m01: 39, monthly.m02: 0}", 87),
    "key: openness": ("external: {work: 90, openness: 50}", 88.4),
    "copied": (
        "marks: {others: 1}, findings: ["
        + ", ".join(f"{{indicator: report, event: {e}}}" for e in ("not_filed", "copied", "returned"))
        + "]",
        90,
    ),
    "period_scores": ("external: {q1: 90, q2: 80, q4: 85}", 85),
    "adopted_city": ("facts: {m01: 12, m02: 8}, findings: [{indicator: adopted, event: adopted_province, quantity: 5}]", 168),
}


@pytest.mark.parametrize("word", SAID)
def test_what_the_page_says_of_a_fragment_comes_out(word: str, tmp_path: Path) -> None:
    (fragment,) = (block for block in FRAGMENTS if word in block)
    unit, total = SAID[word]
    case = f"- {{name: page, units: [{{id: a, group: town, {unit}, expect: {{total: {total}}}}}]}}\n"
    assert testing.test_criteria(pack(tmp_path, yamlfile.dump(laid_over(fragment)), case)).failures == ()


def test_the_case_over_records_comes_out(tmp_path: Path) -> None:
    (fragment,) = (block for block in FRAGMENTS if "deadlines:" in block)
    (cases,) = (block for block in REST if block.startswith("- name"))
    (said,) = re.findall(r"^> (按期答复率=.*)$", PAGE, re.MULTILINE)
    cases = cases.replace("expect: {", f"expect: {{reasons: {{on_time: '{said}'}}, ")
    outcome = testing.test_criteria(pack(tmp_path, yamlfile.dump(laid_over(fragment)), cases))
    assert (outcome.cases, outcome.failures) == (1, ())


STEPS = {527: 0, 528: 1, 623: 1, 624: 2, 671: 2, 672: 2, 719: 2, 720: 3, 815: 3, 816: 4}


@pytest.mark.parametrize(("published", "bonus"), STEPS.items())
def test_each_further_step_beyond_the_quota_adds_one(published: int, bonus: int, tmp_path: Path) -> None:
    (fragment,) = (block for block in FRAGMENTS if "steps:" in block)
    known = f"facts: {{published: {published}}}, marks: {{monthly.m01: 40, monthly.m02: 40}}"
    unit = f"{{id: a, group: town, {known}, expect: {{bonus: {bonus}}}}}"
    assert testing.test_criteria(pack(tmp_path, yamlfile.dump(laid_over(fragment)), f"- {{name: page, units: [{unit}]}}\n")).failures == ()


POLICIES = {"rescale": 80, "no_rescale": 60, "full_marks": 85, "zero": 60}


@pytest.mark.parametrize(("policy", "total"), POLICIES.items())
def test_the_policies_for_what_does_not_apply_give_what_the_page_says(policy: str, total: int, tmp_path: Path) -> None:
    data = laid_over(
        "indicators: [{id: a, title: 甲, points: 75, rule: {judgement: {from: 0, to: 75}}}, {id: b, title: 乙, points: 25, rule: presence}]"
    )
    data["policy"]["not_applicable"] = policy
    case = f"- {{name: page, units: [{{id: u, group: town, marks: {{a: 60}}, exempt: {{b: 无}}, expect: {{total: {total}}}}}]}}\n"
    assert testing.test_criteria(pack(tmp_path, yamlfile.dump(data), case)).failures == ()


def test_the_generated_parts_are_current() -> None:
    assert criteria_pages.page(PAGE) == PAGE, "run tools/criteria_pages.py"


def test_every_table_of_keys_has_a_place_in_the_page() -> None:
    assert set(criteria_pages.tables()) == set(criteria_pages.PLACES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_leads_to_every_rule_kind(kind: str) -> None:
    assert f"(rules.md#{kind})" in PAGE


def test_every_link_leads_somewhere() -> None:
    headings = [re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in PAGE.splitlines() if line.startswith("#")]
    links = re.findall(r"\]\(([^)\s]+)\)", PAGE)
    assert [link for link in links if link.startswith("#") and link[1:] not in headings] == []
    assert [link for link in links if not link.startswith("#") and not (ROOT / "docs" / link.partition("#")[0]).exists()] == []
