"""署名, 成文日期 and 附注 in the three ways of signing, measured on the page (GB/T 9704-2012, 7.3.5 and 7.3.6; B6 to B11)."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from scoring.documents.fonts.sets import FontSet
from scoring.documents.printing.html import lookup_folders
from scoring.documents.printing.pdf import Printer
from tests.documents import sample
from tests.documents.conftest import Printed, print_results
from tests.documents.measure import MM, PITCH, body, bottom, find, left, lines, middle, right, text, top

BLANK, CHARACTER = PITCH * MM, 156 / 28
ISSUER, DATE = "沧澜省人民政府办公厅", "2017年8月11日"
JOINT = [ISSUER, "沧澜省发展和改革委员会", "沧澜省财政厅"]
SHORT = ["省财政厅", "省民政厅", "省司法厅", "省审计厅", "省水利厅"]


@pytest.fixture(scope="module")
def seals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of templates with round images as seals and a flat one as a stamp."""
    folder = tmp_path_factory.mktemp("templates")
    from PIL import Image

    for name, size in (("印章 1.png", (84, 84)), ("seal2.png", (84, 84)), ("stamp.png", (80, 28))):
        Image.new("RGBA", size, (230, 0, 0, 60)).save(folder / name)
    (folder / "seal.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>')
    return folder


@pytest.fixture(scope="module")
def sealing(fonts: FontSet, seals: Path) -> Printer:
    return Printer(fonts, lookup_folders(sample.BODY, (seals,)), "circular.pdf")


def signed(printer: Printer, **settings: Any) -> Any:
    """The page with the date and no annex."""
    printed: Printed = print_results(printer, sample.results(3, 3, annexes=[], print_office=None, print_date=None, **settings))
    (page,) = (page for page in printed.pages if DATE in [text(line) for line in body(page)])
    return page


def last_text(page: Any) -> Any:
    return find(page, "位予以通报，并在下一年度考核中加重扣分。")


def test_without_a_seal_the_date_begins_two_characters_after_the_name(printer: Printer) -> None:
    """B7: one blank line, the name two characters in, the date on the next line."""
    page = signed(printer, signing="none")
    name, date = find(page, ISSUER), find(page, DATE)
    assert top(name) - top(last_text(page)) == pytest.approx(2 * BLANK, abs=0.1)
    assert top(date) - top(name) == pytest.approx(BLANK, abs=0.1)
    assert 184 - right(name) == pytest.approx(2 * CHARACTER, abs=0.4)
    assert left(date) - left(name) == pytest.approx(2 * CHARACTER, abs=0.4)


def test_a_date_longer_than_the_name_stands_two_characters_in(printer: Printer) -> None:
    page = signed(printer, signing="none", issuer="省财政厅")
    name, date = find(page, "省财政厅"), find(page, DATE)
    assert 184 - right(date) == pytest.approx(2 * CHARACTER, abs=0.4)
    assert left(date) - left(name) == pytest.approx(2 * CHARACTER, abs=0.4)


def test_joint_issuers_without_seals_stand_below_each_other_equally_wide(printer: Printer) -> None:
    page = signed(printer, signing="none", issuer=JOINT)
    names = [find(page, name) for name in JOINT]
    assert [round((top(b) - top(a)) / BLANK, 2) for a, b in itertools.pairwise(names)] == [1, 1]
    assert [left(name) for name in names] == [pytest.approx(left(names[0]), abs=0.3)] * 3
    assert [right(name) for name in names] == [pytest.approx(184 - 2 * CHARACTER, abs=0.4)] * 3
    assert top(find(page, DATE)) - top(names[-1]) == pytest.approx(BLANK, abs=0.1)


@pytest.mark.parametrize("settings", [{}, {"seal": ["印章 1.png"]}, {"seal": ["seal.svg"], "seal_size": 50}])
def test_under_a_seal_the_date_stands_four_characters_in(sealing: Printer, settings: dict[str, Any]) -> None:
    """B6: two blank lines, the name centred on the date."""
    page = signed(sealing, **settings)
    name, date = find(page, ISSUER), find(page, DATE)
    assert top(name) - top(last_text(page)) == pytest.approx(3 * BLANK, abs=0.1)
    assert 184 - right(date) == pytest.approx(4 * CHARACTER, abs=0.4)
    assert middle(name) == pytest.approx(middle(date), abs=0.4)


@pytest.mark.parametrize("size", [42, 45, 50])
def test_a_seal_covers_name_and_date_with_its_lower_part(sealing: Printer, size: int) -> None:
    """B6: upright, its top within one line of the text."""
    page = signed(sealing, seal=["印章 1.png"], seal_size=size)
    (seal,) = page.images
    name, date, before = find(page, ISSUER), find(page, DATE), last_text(page)
    assert seal["width"] * MM == pytest.approx(size, abs=0.2)
    assert seal["height"] * MM == pytest.approx(size, abs=0.2)
    assert (seal["x0"] + seal["x1"]) / 2 * MM == pytest.approx(middle(date), abs=0.4)
    assert 0 < seal["top"] * MM - bottom(before) < BLANK
    centre = (seal["top"] + seal["bottom"]) / 2 * MM
    assert top(name) < centre < (top(name) + bottom(date)) / 2
    assert bottom(date) < seal["bottom"] * MM


@pytest.mark.parametrize(("issuers", "rows"), [(JOINT[:2], [2]), (JOINT, [2, 1]), (SHORT[:3], [3]), (SHORT, [3, 2])])
def test_seals_of_joint_issuers_stand_in_rows_and_touch_nothing(sealing: Printer, issuers: list[str], rows: list[int]) -> None:
    """7.3.5.1: in the order of the issuers, each on its name, the last on the date too, inside the type area, none touching another."""
    page = signed(sealing, issuer=issuers, head="沧澜省人民政府", seal=["印章 1.png"] * len(issuers))
    names = [find(page, name) for name in issuers]
    images = sorted(page.images, key=lambda i: (round(i["top"]), i["x0"]))
    assert [sum(round(top(name)) == level for name in names) for level in sorted({round(top(name)) for name in names})] == rows
    for name, image in zip(names, images, strict=True):
        assert (image["x0"] + image["x1"]) / 2 * MM == pytest.approx(middle(name), abs=0.5)
        assert image["top"] * MM < top(name)
        assert bottom(name) < image["bottom"] * MM
        assert image["x0"] * MM > 28
        assert image["x1"] * MM < 184
    for i, a in enumerate(images):
        for b in images[:i]:
            apart = max(abs(a["x0"] - b["x0"]), abs(a["top"] - b["top"])) * MM
            assert apart > 42.5
    assert middle(find(page, DATE)) == pytest.approx(middle(names[-1]), abs=0.4)
    assert 184 - right(find(page, DATE)) == pytest.approx(4 * CHARACTER, abs=0.4)


@pytest.mark.parametrize("stamp", [{}, {"stamp": "stamp.png"}])
def test_a_stamp_stands_beside_the_title_of_the_signer(sealing: Printer, stamp: dict[str, str]) -> None:
    """B8: two blank lines below the text, four characters in, the title two characters to the left, the date after a blank line."""
    page = signed(sealing, signing="stamp", signers=[{"title": "省长", **stamp}])
    title, date = find(page, "省长"), find(page, DATE)
    assert top(title) - top(last_text(page)) == pytest.approx(3 * BLANK, abs=0.1)
    assert top(date) - top(title) == pytest.approx(2 * BLANK, abs=0.1)
    assert 184 - right(date) == pytest.approx(4 * CHARACTER, abs=0.4)
    assert ISSUER not in [text(line) for line in body(page)]
    assert len(page.images) == len(stamp)
    for image in page.images:
        assert 184 - image["x1"] * MM == pytest.approx(4 * CHARACTER, abs=0.3)
        assert image["x0"] * MM - right(title) == pytest.approx(2 * CHARACTER, abs=0.3)
        assert (image["top"] + image["bottom"]) / 2 * MM == pytest.approx((top(title) + bottom(title)) / 2, abs=0.2)


@pytest.mark.parametrize("note", ["此件公开发布", "(此件公开发布)", "（此件公开发布）"])
@pytest.mark.parametrize("signing", ["seal", "none"])
def test_the_note_stands_in_brackets_below_the_date(printer: Printer, note: str, signing: str) -> None:
    """B11: the line after the date, two characters in."""
    page = signed(printer, note=note, signing=signing)
    found, date = find(page, "（此件公开发布）"), find(page, DATE)
    assert top(found) - top(date) == pytest.approx(BLANK, abs=0.1)
    assert text(next(line for line in lines(page) if found[0] in line)) == "（此件公开发布）"
    assert left(found) == pytest.approx(28 + 2 * CHARACTER, abs=0.2)


def test_the_note_is_not_covered_by_the_seals_of_joint_issuers(sealing: Printer) -> None:
    page = signed(sealing, issuer=JOINT[:2], note="此件公开发布", seal=["印章 1.png", "seal2.png"])
    note = find(page, "（此件公开发布）")
    assert all(image["bottom"] * MM < top(note) + 0.5 for image in page.images)
