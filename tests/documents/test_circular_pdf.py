"""The printed circular, read from the PDF itself: what the layout checker (layout/test_holds.py) does not measure."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from scoring.documents.official.circular import lay_out
from scoring.documents.printing.pdf import Printer
from tests.documents import sample
from tests.documents.conftest import Printed, print_results
from tests.documents.measure import MM, body, font, lines, text


def test_lines_are_justified_and_no_line_begins_with_punctuation(circular: Printed) -> None:
    for page in circular.pages[:3]:
        for line in body(page):
            if len(line) >= 26 and font(line) == "GW-Fang" and not text(line).endswith(("。", "：")):
                assert line[-1]["x1"] * MM == pytest.approx(184, abs=0.3), text(line)
            assert text(line)[0] not in "，。、；：）》”！？%", text(line)


def test_a_long_table_repeats_its_head_and_splits_no_row(circular: Printed) -> None:
    first, second = (page.extract_tables()[0] for page in circular.pages[5:7])
    assert first[0] == second[0]
    assert [row[0] for row in first[1:] + second[1:]][:4] == ["1", "2", "2", "4"]
    assert len(first[1:] + second[1:]) == 30
    assert all(re.fullmatch(r"\d+\.\d\d", cell) for row in first[1:] + second[1:] for cell in row[2:9])


@pytest.mark.parametrize(("units", "remarks"), [(15, 1), (20, 6), (21, 7), (45, 15), (48, 16)])
def test_no_cell_wraps_and_notes_stand_with_the_last_rows(printer: Printer, units: int, remarks: int) -> None:
    results = sample.results(units, 1, annexes=[{"group": "city", "title": "成绩表"}])
    group = results.groups[0]
    rows = tuple(replace(row, note=f"适用指标{70 + i}分" if i < remarks else "") for i, row in enumerate(group.rows))
    printed = print_results(printer, replace(results, groups=(replace(group, rows=rows),)))
    pages = [page for page in printed.pages[4:] if page.find_tables() and "名次" in page.extract_text()]
    tables = [page.find_tables()[0] for page in pages]
    assert all(page.width < page.height for page in pages)
    assert len({round(row.bbox[3] - row.bbox[1]) for table in tables for row in table.rows[1:]}) == 1
    assert sum(len(table.rows) - 1 for table in tables) == units
    noted = [page for page in printed.pages if f"适用指标{69 + remarks}分" in page.extract_text().replace("\n", "")]
    assert noted == [pages[-1]]
    assert "注：" in pages[-1].extract_text()


@pytest.mark.parametrize(
    ("cities", "departments", "place", "pages", "numbered"),
    [(14, 24, "left", 8, 6), (15, 12, "here", 6, 6), (15, 30, "page", 8, 8)],
)
def test_the_imprint_finds_its_page(printer: Printer, cities: int, departments: int, place: str, pages: int, numbered: int) -> None:
    printed = print_results(printer, sample.results(cities, departments))
    assert (printed.layout.imprint, len(printed.pages)) == (place, pages)
    assert "抄送：" in "".join(text(line) for line in lines(printed.pages[-1]))
    assert sum("抄送：" in (page.extract_text() or "") for page in printed.pages) == 1
    assert [bool(re.search(r"— \d+ —", page.extract_text() or "")) for page in printed.pages] == [True] * numbered + [False] * (
        pages - numbered
    )
    if place == "left":
        assert not printed.pages[-2].chars


def test_without_an_imprint_the_circular_may_end_on_an_odd_page(printer: Printer) -> None:
    results = sample.results(15, 30, copies_to=None, print_office=None, print_date=None)
    layout = lay_out(printer, results, sample.BODY)
    assert (layout.imprint, len(layout.document.pages)) == ("here", 7)


def test_the_signature_leaves_room_for_the_seal(circular: Printed) -> None:
    every = body(circular.pages[3])
    issuer = next(line for line in every if text(line) == "沧澜省人民政府办公厅")
    date = next(line for line in every if text(line) == "2017年8月11日")
    before = every[every.index(issuer) - 1]
    assert (issuer[0]["x0"] + issuer[-1]["x1"]) / 2 == pytest.approx((date[0]["x0"] + date[-1]["x1"]) / 2, abs=3)
    assert 184 - date[-1]["x1"] * MM == pytest.approx(4 * 5.571, abs=1.5)
    assert issuer[0]["top"] - before[0]["top"] == pytest.approx(3 * 29.605, abs=0.5)  # two blank lines


def test_wide_tables_lie_down_and_the_number_stays_where_upright_pages_have_it(printer: Printer) -> None:
    results = wide_results()
    pages = print_results(printer, results).pages
    lying = [page for page in pages if page.width > page.height]
    assert len(lying) == 2
    for page in lying:
        number = [c for c in page.chars if not c["upright"] and c["text"].strip()]
        assert {c["text"] for c in number} >= {"—"}
        assert all(20 <= c["x0"] * MM <= 35 for c in number)  # the left edge here is the foot of an upright page
        low = max(c["bottom"] for c in number) * MM > 105
        assert low == (page.page_number % 2 == 1)


def wide_results() -> Any:
    results = sample.results(15, 24)
    group = results.groups[1]
    extra = (("基础工作", "5"), ("第三方评估", "10"), ("公众参与互动", "10"), ("组织领导", "5"))
    rows = tuple(replace(row, blocks=(*row.blocks, "4.50", "8.25", "7.00", "5.00")) for row in group.rows)
    wide = sample.unranked(replace(group, blocks=group.blocks + extra, rows=rows), "机构新设")
    return replace(results, groups=(results.groups[0], wide))


def test_the_text_is_the_golden_one(circular: Printed) -> None:
    """Set UPDATE_GOLDEN=1 to accept a wanted change."""
    import os

    made = "\n".join(text(line) for page in circular.pages for line in lines(page)) + "\n"
    golden = sample.FOLDER / "golden" / "circular.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


def test_the_pdf_has_embedded_subsets_and_no_clock(circular: Printed) -> None:
    with pikepdf.open(io.BytesIO(circular.data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "沧澜省人民政府办公厅关于2016年政务公开工作考核情况的通报"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20170811")
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
        assert {name.partition("+")[2] for name in fonts} == {"GW-Biao", "GW-Fang", "GW-Hei", "GW-Kai", "GW-Song"}
        for font in fonts.values():
            assert "/ToUnicode" in font
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor  # TrueType: strict viewers draw it
    assert "\ufffd" not in "".join(page.extract_text() for page in circular.pages)


def test_the_outline_lists_title_headings_and_annexes(circular: Printed) -> None:
    with pikepdf.open(io.BytesIO(circular.data)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[0].startswith("沧澜省人民政府办公厅")
        assert [title for title in titles if "成绩表" in title]
        assert [item.title for item in outline.root[0].children] == ["一、总体情况", "二、主要特点", "三、主要问题", "四、整改要求"]


def test_two_engines_draw_the_same_ink(circular: Printed, tmp_path: Path) -> None:
    """A font that only one engine understands shows as missing ink; text extraction would not see it."""
    import shutil
    import subprocess

    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed")
    file = tmp_path / "circular.pdf"
    file.write_bytes(circular.data)
    from PIL import Image

    with pdfplumber.open(file) as pdf:
        for number in (1, 2, 6):
            subprocess.run(
                [
                    "pdftoppm",
                    "-r",
                    "72",
                    "-png",
                    "-gray",
                    "-singlefile",
                    "-f",
                    str(number),
                    "-l",
                    str(number),
                    str(file),
                    str(tmp_path / "p"),
                ],
                check=True,
            )
            poppler = ink(Image.open(tmp_path / "p.png"))
            pdfium = ink(pdf.pages[number - 1].to_image(resolution=72).original)
            assert poppler > 5000
            assert pdfium == pytest.approx(poppler, rel=0.05)


def ink(image: Any) -> float:
    """Sum of darkness, in black pixels."""
    darkness = [(255 - level) * int(count) for level, count in enumerate(image.convert("L").histogram())]
    return sum(darkness) / 255
