"""Every form of the circular and every option of its annexes, measured by the layout checker: no rule fails (GB/T 9704-2012)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoring.documents.fonts.sets import FontSet
from scoring.documents.layout.checking import check_document
from scoring.documents.official.frame import circular_view
from scoring.documents.printing.html import lookup_folders
from scoring.documents.printing.pdf import Printer
from scoring.results.model import Results
from tests.documents import sample
from tests.documents.conftest import print_results

OFFICE, BUREAUS = "沧澜省人民政府办公厅", ["沧澜省财政厅", "沧澜省民政厅", "沧澜省发展和改革委员会", "省法院"]
FIVE = [OFFICE, *BUREAUS]
LETTER: dict[str, Any] = {"form": "letter", "head": None, "print_office": None, "print_date": None}
MARKS = {"copy_number": "000012", "secrecy": "机密★1年", "urgency": "特急"}
SEALS = ["round.png"] * 5
MANY = [f"沧澜省第{i}人民政府办公室" for i in range(24)]
FORMS: dict[str, dict[str, Any]] = {
    "marks": MARKS,
    "two issuers": {"issuer": FIVE[:2], "head": None},
    "three issuers": {"issuer": FIVE[:3], "head": None, "seal": SEALS[:3]},
    "five issuers": {"issuer": FIVE, "head": None, "seal": SEALS},
    "five large seals": {"issuer": FIVE, "head": None, "seal": SEALS, "seal_size": 54, "note": "此件公开发布"},
    "five without seals": {"issuer": FIVE, "head": None, "signing": "none"},
    "five names, no word": {"issuer": FIVE, "head": None, "head_word": False},
    "one name for five": {"issuer": FIVE, "head": f"{OFFICE}文件"},
    "sealed": {"seal": SEALS[:1], "note": "此件公开发布"},
    "no seal": {"signing": "none", "note": "此件公开发布"},
    "stamp": {"signing": "stamp", "signers": [{"title": "省长", "stamp": "flat.png"}]},
    "two stamps": {
        "issuer": FIVE[:2], "head": None, "signing": "stamp", "note": "此件公开发布",
        "signers": [{"title": "主任", "stamp": "flat.png"}, {"title": "财政厅厅长", "stamp": "flat.png"}],
    },
    "letter": LETTER,
    "letter, marks": LETTER | MARKS,
    "letter, urgent": LETTER | {"urgency": "加急"},
    "letter, stamp": LETTER | {"signing": "stamp", "signers": [{"title": "省长", "stamp": "flat.png"}]},
    "letter, joint": LETTER | {"issuer": FIVE[:3], "seal": SEALS[:3], "copies_to": None},
    "letter, short name": LETTER | {"head": "省政府"},
    "addressees below": {"addressees": MANY},
    "no imprint": {"copies_to": None, "print_office": None, "print_date": None},
}  # fmt: skip
ANNEXES: dict[str, dict[str, Any]] = {
    "grades": {"show": "grades"},
    "counts": {"show": "counts"},
    "top": {"show": "top", "top": 10},
    "no scores": {"scores": False},
    "no ranks": {"ranks": False, "sort": "order"},
    "total, ties": {"columns": "total", "ties": True},
    "components": {"columns": "components", "full_points": "none"},
    "full points in heads": {"full_points": "heads"},
    "two units per row": {"columns": "total", "units_per_row": 2},
    "grades, two per row": {"show": "grades", "units_per_row": 2},
}


@pytest.fixture(scope="module")
def stamping(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    from PIL import Image

    folder = tmp_path_factory.mktemp("templates")
    for name, size in (("round.png", (84, 84)), ("flat.png", (80, 28))):
        Image.new("RGBA", size, (230, 0, 0, 60)).save(folder / name)
    return Printer(fonts, lookup_folders(sample.BODY, (folder,)), "circular.pdf")


def failing(printer: Printer, results: Results, body: Path = sample.BODY) -> tuple[str, list[tuple[str, int | None, str, str, str]]]:
    checked = check_document(print_results(printer, results, body).data)
    return checked.form, [(f.id, f.page, f.measured, f.expected, f.quote) for f in checked.findings if f.outcome == "fails"]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_holds(stamping: Printer, name: str) -> None:
    settings = FORMS[name]
    assert failing(stamping, sample.results(6, 8, **settings)) == (settings.get("form", "document"), [])


@pytest.mark.parametrize("units", [7, 70])  # tables of one page, and with pages in the middle
def test_every_annex_holds(stamping: Printer, units: int) -> None:
    """All options in one circular: its first pages are printed and measured once."""
    annexes = []
    for name, options in ANNEXES.items():
        both = ["department"] if options.get("units_per_row") == 2 else ["city", "department"]
        annexes += [
            {"group": "city", "title": f"2016年成绩表 {name}", **options},
            {"groups": both, "title": f"各单位成绩表 {name}", **options},
        ]
    assert failing(stamping, sample.results(units, 5, annexes=annexes)) == ("document", [])


def test_the_name_of_a_group_may_begin_a_page(stamping: Printer) -> None:
    annexes = [{"groups": ["city", "department"], "title": "各单位政务公开工作考核成绩表", "columns": "total"}]
    for units in (23, 25):
        assert failing(stamping, sample.results(units, 30, annexes=annexes)) == ("document", [])


@pytest.mark.parametrize("units", [15, 60])
@pytest.mark.parametrize("halves", [1, 2])  # units per row
def test_annexes_that_lie_down_hold(stamping: Printer, units: int, halves: int) -> None:
    results = sample.results(units, 2)
    extra = tuple((f"第{i}方面的工作情况", "10") for i in range(4))
    cities = results.groups[0]
    rows = tuple(replace(row, blocks=(*row.blocks, *(f"{j}.50" for j in range(len(extra))))) for row in cities.rows)
    wide = replace(cities, blocks=cities.blocks + extra, rows=rows)
    annexes = [{"group": "city", "title": "2016年各市州人民政府政务公开工作考核成绩表", "units_per_row": halves, "ties": True}]
    annexes[0] |= {"columns": "components"} if halves > 1 else {}
    results = replace(sample.results(units, 2, annexes=annexes), groups=(wide, results.groups[1]))
    assert [annex.wide for annex in circular_view(results).annexes] == [True]
    assert failing(stamping, results) == ("document", [])
