"""Every rule can fail, and only that rule fails where only its thing is wrong: drawings with one thing amiss."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest

from scoring.documents.layout.checking import check_document
from scoring.documents.layout.registry import rules
from scoring.documents.printing.pdf import Printer
from tests.budgets import FACTOR
from tests.documents.layout import drawn
from tests.documents.layout.breaking import CASES, Break
from tests.documents.layout.drawing import CHAR, LEFT, TOP, WIDTH, Drawing

BASES: dict[str, Callable[[], Drawing]] = {
    "document": drawn.document,
    "narrow": functools.partial(drawn.document, per=26),
    "upward": drawn.upward,
    "joint": drawn.joint,
    "joint, three": drawn.joint_three,
    "sealed": drawn.sealed,
    "stamped": drawn.stamped,
    "letter": drawn.letter,
}


def failing(artist: Printer, drawing: Drawing) -> set[str]:
    return {finding.id for finding in check_document(drawing.pdf(artist)).findings if finding.outcome == "fails"}


@pytest.mark.parametrize("base", [name for name in BASES if name != "narrow"])
def test_a_document_drawn_as_the_standard_wants_it_holds(artist: Printer, base: str) -> None:
    assert failing(artist, BASES[base]()) == set()


def test_a_letter_with_a_black_head_is_measured_as_a_letter(artist: Printer) -> None:
    checked = check_document(drawn.black_letter().pdf(artist))
    assert (checked.form, [f.id for f in checked.findings if f.outcome == "fails"]) == ("letter", ["H4-red"])
    drawing = drawn.black_letter()
    drawing.edit("down0", x=24.0)
    assert failing(artist, drawing) == {"H4-red", "L4"}


def test_the_name_of_a_group_may_begin_the_table_of_a_page(artist: Printer) -> None:
    drawing = drawn.document()
    drawing.drop("t2.1.")
    drawing.put("t2.1.1", 5, LEFT + WIDTH / 2 - 10, TOP + 10, "省政府部门", size=12, face="Hei")
    assert failing(artist, drawing) == {"A7-rows"}
    for name in ("t2.v1", "t2.v2"):  # the rules between columns leave out the row of the name
        rest = drawing.items[name]
        drawing.edit(name, tall=8)
        drawing.put(f"{name}.below", 5, rest.x, TOP + 16, wide=rest.wide, tall=rest.tall - 16, colour=rest.colour)
    assert failing(artist, drawing) == set()


def test_a_line_left_short_by_a_whole_number_ends_no_paragraph(artist: Printer) -> None:
    drawing = drawn.document()
    drawing.edit("p2.04", text=drawn.words(4, 22), wide=22 * CHAR)
    drawing.edit("p2.05", text="1284316543条" + drawn.words(4, 22))
    assert failing(artist, drawing) == set()
    drawing.edit("p2.05", text=drawn.words(4, 28))
    assert failing(artist, drawing) == {"B3-indent"}


FIRST = {case[0]: case for case in reversed(CASES)}
TRIED = CASES if FACTOR >= 1 else [case for case in CASES if FIRST[case[0]] is case]  # other ways to break a rule: EXAMPLES=1


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "base", "edit"), TRIED, ids=[f"{case[0]}-{i}" for i, case in enumerate(TRIED)])
def test_one_thing_amiss_fails_its_rule_and_no_other(artist: Printer, rule: str, base: str, edit: Break) -> None:
    drawing = BASES[base]()
    edit(drawing)
    assert failing(artist, drawing) == {rule}


BY_HAND = {"M13-glyph", "M13-embed", "M17"}  # test_glyphs.py


def test_every_rule_is_broken_by_some_test() -> None:
    assert sorted({rule.id for rule in rules()} - {case[0] for case in CASES} - BY_HAND) == []
