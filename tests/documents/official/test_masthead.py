"""版头 in its forms, measured on the page (GB/T 9704-2012, 7.2 and 10.1; ids of the layout checklist)."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.documents.official.masthead import masthead
from scoring.documents.printing.pdf import Printer
from tests.documents import sample
from tests.documents.conftest import print_results
from tests.documents.measure import MM, PITCH, body, bottom, find, font, left, lines, middle, red_shapes, right, text, top

JOINT = ["沧澜省人民政府办公厅", "沧澜省发展和改革委员会", "沧澜省财政厅"]
LETTER: dict[str, Any] = {"form": "letter", "head": None, "print_office": None, "print_date": None}
MARKS = {"copy_number": "000012", "secrecy": "机密★1年", "urgency": "特急"}
BLANK = PITCH * MM


def first_page(printer: Printer, **settings: Any) -> Any:
    return print_results(printer, sample.results(3, 3, **settings)).pages[0]


def test_copy_number_secrecy_and_urgency_stand_above_the_mark(printer: Printer) -> None:
    """H1, H2, H3: lines 1 to 3 of the type area, flush left; H4: the mark stays where it is."""
    page = first_page(printer, **MARKS)
    found = lines(page)[:4]
    assert [text(line) for line in found] == ["000012", "机密★1年", "特急", "沧澜省人民政府办公厅文件"]
    assert [top(line) for line in found] == [pytest.approx(mm, abs=0.1) for mm in (37, 37 + BLANK, 37 + 2 * BLANK, 72)]
    assert [left(line) for line in found[:3]] == [pytest.approx(28, abs=0.2)] * 3
    assert [font(line) for line in found[:3]] == ["GW-Fang", "GW-Hei", "GW-Hei"]
    assert {round(line[0]["size"]) for line in found[:3]} == {16}


def test_urgency_alone_stands_on_line_1(printer: Printer) -> None:
    page = first_page(printer, urgency="加急")
    assert text(lines(page)[0]) == "加急"
    assert top(lines(page)[0]) == pytest.approx(37, abs=0.1)


def test_joint_issuers_stand_below_each_other_with_the_word_in_their_middle(printer: Printer) -> None:
    """H5: host first, equally wide, 文件 to the right and vertically centred."""
    page = first_page(printer, issuer=JOINT, head=None)
    red = [line for line in lines(page) if line[0]["non_stroking_color"][0] > 0.5]
    names, (word,) = [line for line in red if text(line) in JOINT], [line for line in red if text(line) == "文件"]
    assert [text(name) for name in names] == JOINT
    assert top(names[0]) == pytest.approx(72, abs=0.1)
    assert [top(name) for name in names] == sorted(top(name) for name in names)
    assert {round(left(name)) for name in names} == {round(left(names[0]))}
    assert {round(right(name)) for name in names} == {round(right(names[0]))}
    assert left(word) > right(names[0])
    assert (top(word) + bottom(word)) / 2 == pytest.approx((top(names[0]) + bottom(names[-1])) / 2, abs=0.2)
    assert (left(names[0]) + right(word)) / 2 == pytest.approx(106, abs=0.6)
    assert all(red_shapes(page)[0][1] > bottom(name) for name in names)
    number = find(page, "沧政办发〔2017〕36号")
    assert top(number) - bottom(names[-1]) == pytest.approx(2 * BLANK, abs=0.2)
    assert red_shapes(page)[0][1] - bottom(number) == pytest.approx(4, abs=0.1)


def test_a_joint_head_may_be_set_without_the_word_or_for_the_host_alone(printer: Printer) -> None:
    several = first_page(printer, issuer=JOINT, head=JOINT, head_word=False)
    assert "文件" not in [text(line)[-2:] for line in lines(several)[:3]]
    alone = first_page(printer, issuer=JOINT, head="沧澜省人民政府")
    assert text(lines(alone)[0]) == "沧澜省人民政府"


@pytest.mark.parametrize(
    "settings", [{}, {"head": "沧澜省人民政府推进政府职能转变和放管服改革协调小组办公室文件"}, {"issuer": JOINT * 3, "head": None}]
)
def test_the_head_never_wraps_and_page_1_shows_text(printer: Printer, settings: dict[str, Any]) -> None:
    page = first_page(printer, **settings)
    head = masthead(sample.results(3, 3, **settings).document, settings.get("issuer", ["沧澜省人民政府办公厅"]))
    found = [line for line in lines(page) if max(c["non_stroking_color"][0] for c in line) > 0.5]
    assert [text(line).removesuffix("文件") for line in found if text(line) != "文件"] == [name.removesuffix("文件") for name in head.names]
    assert all(left(line) >= 28 and right(line) <= 184 for line in found)
    assert any(text(line).startswith("为深入推进") for line in body(page))


@pytest.mark.parametrize("name", ["沧澜省人民政府办公厅", "沧澜省教育厅", "沧澜省推进政府职能转变协调小组办公室"])
@pytest.mark.parametrize("marks", [{}, MARKS])
def test_a_letter_has_two_double_lines_and_its_number_at_the_right(printer: Printer, name: str, marks: dict[str, str]) -> None:
    """Checklist 6.7: 30 mm, 4 mm, 170 mm, 7/8 of a character, 20 mm from the foot."""
    page = first_page(printer, **LETTER | {"issuer": name}, **marks)
    mark, number = next(line for line in lines(page) if text(line) == name), find(page, "沧政办发〔2017〕36号")
    assert top(mark) == pytest.approx(30, abs=0.1)
    assert middle(mark) == pytest.approx(28 + 156 / 2, abs=0.5)
    thick, thin, thin_below, thick_below = red_shapes(page)
    assert [r[0] for r in red_shapes(page)] == [pytest.approx(20, abs=0.1)] * 4
    assert [r[2] for r in red_shapes(page)] == [pytest.approx(190, abs=0.1)] * 4
    assert thick[3] - thick[1] > thin[3] - thin[1] == pytest.approx(thin_below[3] - thin_below[1], abs=0.01)
    assert thick[1] - bottom(mark) == pytest.approx(4, abs=0.1)
    assert thick_below[3] == pytest.approx(277, abs=0.1)
    seven_eighths = 16 * 7 / 8 * MM
    assert top(number) - thin[3] == pytest.approx(seven_eighths, abs=0.1)
    assert right(number) == pytest.approx(184, abs=0.3)
    for i, words in enumerate(marks.values()):
        line = find(page, words)
        assert left(line) == pytest.approx(28, abs=0.2)
        assert top(line) == pytest.approx(top(number) + i * BLANK, abs=0.1)
    last = lines(page)[-1]
    empty = round((thin_below[1] - bottom(last)) / BLANK)  # a heading may have moved to page 2
    assert empty <= 1
    assert thin_below[1] - bottom(last) == pytest.approx(seven_eighths + empty * BLANK, abs=0.15)
    title = next(line for line in lines(page) if round(line[0]["size"]) == 22 and line[0]["non_stroking_color"][0] < 0.5)
    above = [bottom(line) for line in lines(page) if bottom(line) < top(title)][-1]
    assert top(title) - above == pytest.approx(2 * BLANK + 1.2, abs=0.5 * BLANK)


def test_a_letter_has_no_number_on_page_1_and_no_office_in_its_imprint(printer: Printer) -> None:
    pages = print_results(printer, sample.results(3, 3, **LETTER)).pages
    assert "—" not in pages[0].extract_text()
    assert text(lines(pages[1])[-1]) == "—2—"
    assert len(pages) % 2 == 0
    copies = [line for line in lines(pages[-1]) if text(line).startswith("抄送：")]
    assert len(copies) == 1
    assert bottom(lines(pages[-1])[-2]) == pytest.approx(262, abs=2)
    upper = top(copies[0])
    assert not [r for r in (*pages[-1].rects, *pages[-1].lines) if r["top"] * MM > upper - 5]
    assert len(body(pages[1])) == 22
