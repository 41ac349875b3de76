"""The registry is whole: every rule has a function, words in both languages, a tolerance, and its line in the reference."""

from __future__ import annotations

import re

from scoring.documents.layout.judging import CHECKS
from scoring.documents.layout.parts import FORMS
from scoring.documents.layout.registry import rules
from scoring.documents.layout.standard import standard
from scoring.files import yamlfile

MACHINE_CHECKS = range(1, 18)
OF_THE_CHECKLIST = (
    {f"P{n}" for n in range(1, 9)} | {"P11"} | {f"H{n}" for n in range(1, 9)} | {f"B{n}" for n in range(1, 13)}
    | {f"A{n}" for n in range(1, 8) if n != 4} | {f"V{n}" for n in range(1, 10)} | {f"L{n}" for n in range(1, 11)}
)  # fmt: skip
# A4: other formatting as the text (P8, B3 measure it where an annex is text); B6 to B8 are one place for three ways.


def test_every_rule_has_a_function_and_every_function_a_rule() -> None:
    entries = yamlfile.shipped("scoring.documents.layout", "rules.yaml")
    assert {rule.id for rule in rules()} == set(entries) == set(CHECKS)


def test_every_item_of_the_checklist_has_a_rule() -> None:
    ids = {re.sub(r"-.*", "", rule.id) for rule in rules()}
    assert sorted(OF_THE_CHECKLIST - ids) == []


def test_every_machine_check_is_answered() -> None:
    assert {rule.item for rule in rules()} - {None} == set(MACHINE_CHECKS)


def test_every_rule_is_told_in_both_languages_with_clause_and_tolerance() -> None:
    measures = standard()
    for rule in rules():
        assert re.search("[一-鿿]", rule.title["zh"]), rule.id
        assert re.search("[a-z]", rule.title["en"]), rule.id
        assert re.fullmatch(r"\d+(?:\.\d+)*(?:[、–]\d+(?:\.\d+)*)*", rule.clause), rule.id
        assert rule.tolerance in measures.tolerances, rule.id
        assert rule.forms, rule.id
        assert set(rule.forms) <= set(FORMS), rule.id
        rule.wanted(measures)


def test_every_tolerance_is_used() -> None:
    assert set(standard().tolerances) - {rule.tolerance for rule in rules()} == set()


def test_the_reference_is_current() -> None:
    from tools.layout_pages import PAGE, page

    assert page() == PAGE.read_text("utf-8"), "run tools/layout_pages.py"
