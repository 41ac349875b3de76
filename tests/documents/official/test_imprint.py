"""版记 and the addressees that move there (GB/T 9704-2012, 7.3.2 and 7.4; B2, V1 to V9 of the layout checklist)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from scoring.documents.official import circular
from scoring.documents.printing.pdf import Printer
from scoring.problems import ProblemsFound, sentence
from tests.documents import sample
from tests.documents.conftest import print_results
from tests.documents.measure import MM, body, bottom, find, left, lines, right, text, top

MANY = ["各市、自治州人民政府及其所属各有关部门单位"] * 16


def rules(page: Any) -> list[float]:
    """Upper edges of the lines as wide as the type area, mm."""
    return sorted(r["top"] * MM for r in (*page.rects, *page.lines) if r["x1"] - r["x0"] > 440)


@pytest.mark.parametrize("settings", [{}, {"copies_to": None, "print_office": None, "print_date": None}])
def test_addressees_that_leave_no_room_for_text_move_to_the_imprint(printer: Printer, settings: dict[str, Any]) -> None:
    """B2, V5: set like 抄送, above it, without a line between."""
    printed = print_results(printer, sample.results(3, 3, addressees=MANY, **settings))
    first, last = printed.pages[0], printed.pages[-1]
    assert any(text(line).startswith("为深入推进") for line in body(first))
    assert MANY[0] not in first.extract_text()
    begin = find(last, "主送：")
    assert left(begin) == pytest.approx(28 + 14 * MM, abs=0.3)
    whole = [text(line) for line in body(last)]
    assert "".join(whole).count(MANY[0]) == 16
    assert next(line for line in reversed(whole) if MANY[0][-3:] in line).endswith("单位。")
    if not settings:
        copies = find(last, "抄送：")
        assert not [y for y in rules(last) if top(begin) < y < top(copies)]
        assert any(bottom(copies) < y for y in rules(last))
    assert len(printed.pages) % 2 == 0


def test_turned_lines_of_the_imprint_align_after_the_colon(printer: Printer) -> None:
    """V4: one character in from both sides, 四号仿宋."""
    page = print_results(printer, sample.results(3, 3)).pages[-1]
    label = find(page, "抄送：")
    turned = next(line for line in body(page) if top(line) > top(label) and left(line) > left(label) + 5)
    assert left(turned) == pytest.approx(right(label), abs=0.6)
    first = next(line for line in lines(page) if label[0] in line)
    assert right(first) == pytest.approx(184 - 14 * MM, abs=0.6)
    assert round(turned[0]["size"]) == 14


@pytest.mark.parametrize(
    ("room", "annexes", "place"), [(12.5, ("an annex",), "here"), (11.5, ("an annex",), "left"), (6, (), "here"), (4, (), "left")]
)
def test_what_ends_the_circular_keeps_clear_of_the_imprint(printer: Printer, room: float, annexes: tuple[str], place: str) -> None:
    """12 pt of air above 版记 (below a line of text half a leading is air already), or it stands on the next even page."""
    html = (
        "<style>@page { size: A4; margin: 30mm } p { margin: 0 } .imprint { position: absolute; bottom: 0; height: 50pt }</style>"
        "<title>通报</title><p>甲</p><div style='break-before: page; height: calc(237mm - 50pt - ROOMpt)'></div>"
        "<div id='end'><div class='imprint'>乙</div></div>"
    )
    document = printer.pages(html.replace("ROOM", str(room)))
    assert len(document.pages) == 2
    assert circular._imprint_place(document, SimpleNamespace(annexes=annexes)) == place  # type: ignore[arg-type]  # all it asks for


def test_an_imprint_longer_than_a_page_stops(printer: Printer) -> None:
    """40 addressees of 20 characters that moved to 版记 would run out of the page."""
    with pytest.raises(ProblemsFound) as error:
        print_results(printer, sample.results(3, 3, addressees=MANY * 4))
    (problem,) = error.value.problems
    assert sentence(problem) == (
        "circular.pdf: 版记中的主送机关和抄送机关超过一页；应为版记不超过一页。"
        "请改用统称（如“各县（市、区）人民政府”“省政府各部门”）或减少抄送机关。 [D079]"
    )
