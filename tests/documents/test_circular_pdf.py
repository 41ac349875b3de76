"""The printed circular, measured on the PDF itself against GB/T 9704-2012 (ids as in the layout checklist)."""

from __future__ import annotations

import collections
import io
import itertools
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

MM = 25.4 / 72
RED = (230 / 255, 0, 0)


def lines(page: Any) -> list[list[dict[str, Any]]]:
    """The characters of each line from top to bottom, blanks left out."""
    rows: dict[float, list[dict[str, Any]]] = collections.defaultdict(list)
    for char in page.chars:
        if char["text"].strip():
            rows[round(char["top"], 1)].append(char)
    return [sorted(rows[top], key=lambda c: c["x0"]) for top in sorted(rows)]


def text(line: list[dict[str, Any]]) -> str:
    return "".join(char["text"] for char in line)


def font(line: list[dict[str, Any]]) -> str:
    return str(line[0]["fontname"]).partition("+")[2]


def body(page: Any) -> list[list[dict[str, Any]]]:
    """The lines of the type area, without the page number."""
    return [line for line in lines(page) if line[0]["top"] * MM < 262]


def test_every_page_is_a4_and_its_text_lies_in_the_type_area(circular: Printed) -> None:
    assert len(circular.pages) == 8
    for page in circular.pages:
        assert (page.width * MM, page.height * MM) == (pytest.approx(210, abs=0.2), pytest.approx(297, abs=0.2))
        for line in body(page):
            assert line[0]["x0"] * MM >= 28 - 0.1
            assert line[-1]["x1"] * MM <= 184 + 0.3
            assert line[0]["top"] * MM >= 37 - 0.1
            assert line[0]["bottom"] * MM <= 262 + 0.1


def test_a_full_page_has_22_lines_of_28_characters_on_one_grid(circular: Printed) -> None:
    page = circular.pages[1]
    assert len(body(page)) == 22
    tops = [line[0]["top"] * MM for line in body(page)]
    assert tops[0] == pytest.approx(37, abs=0.1)
    assert body(page)[-1][0]["bottom"] * MM == pytest.approx(262, abs=0.1)
    assert {round(b - a, 1) for a, b in itertools.pairwise(tops)} == {10.4}  # headings included
    chinese = [line for line in body(page) if re.fullmatch(r"[\u3000-\u9fff，、。；：]+", text(line)) and line[0]["x0"] * MM < 29]
    full = [line for line in chinese if line[-1]["x1"] * MM > 183]
    assert len(full) >= 5
    assert {len(line) for line in full} <= {27, 28}


def test_lines_are_justified_and_no_line_begins_with_punctuation(circular: Printed) -> None:
    for page in circular.pages[:3]:
        for line in body(page):
            if len(line) >= 26 and font(line) == "GW-Fang" and not text(line).endswith(("。", "：")):
                assert line[-1]["x1"] * MM == pytest.approx(184, abs=0.3), text(line)
            assert text(line)[0] not in "，。、；：）》”！？%", text(line)


def test_paragraphs_are_indented_by_two_characters(circular: Printed) -> None:
    starts = {round((line[0]["x0"] * MM - 28) / 5.571, 1) for line in body(circular.pages[1])}
    assert starts == {0.0, 2.0}


def test_the_head_begins_72_mm_below_the_page_edge_in_red(circular: Printed) -> None:
    mark = body(circular.pages[0])[0]
    assert text(mark) == "沧澜省人民政府办公厅文件"
    assert mark[0]["top"] * MM == pytest.approx(72, abs=0.2)
    assert (mark[0]["x0"] + mark[-1]["x1"]) / 2 * MM == pytest.approx(106, abs=0.3)
    assert font(mark) == "GW-Biao"
    assert mark[0]["non_stroking_color"] == pytest.approx(RED, abs=0.01)


def test_the_number_stands_two_lines_below_and_the_red_line_4_mm_below_that(circular: Printed) -> None:
    mark, number = body(circular.pages[0])[:2]
    assert re.fullmatch(r"[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号", text(number))
    assert (number[0]["top"] - mark[0]["bottom"]) == pytest.approx(2 * 29.605, abs=0.5)
    (rule,) = [r for r in circular.pages[0].rects if r["non_stroking_color"] == pytest.approx(RED, abs=0.01)]
    assert (rule["top"] - number[0]["bottom"]) * MM == pytest.approx(4, abs=0.1)
    assert (rule["x0"] * MM, rule["x1"] * MM) == (pytest.approx(28, abs=0.1), pytest.approx(184, abs=0.1))
    assert 0.35 <= (rule["bottom"] - rule["top"]) * MM <= 1.0


def test_the_title_is_22_pt_centred_and_two_lines_below_the_red_line(circular: Printed) -> None:
    title = body(circular.pages[0])[2:4]
    assert [text(line) for line in title] == ["沧澜省人民政府办公厅", "关于2016年政务公开工作考核情况的通报"]
    for line in title:
        assert (font(line), round(line[0]["size"])) == ("GW-Biao", 22)
        assert (line[0]["x0"] + line[-1]["x1"]) / 2 * MM == pytest.approx(106, abs=0.5)
    (rule,) = circular.pages[0].rects
    assert (title[0][0]["top"] - rule["bottom"]) == pytest.approx(2 * 29.605, abs=0.45 * 29.605)  # two lines, on the grid


def test_each_level_of_heading_has_its_face(circular: Printed) -> None:
    every = [line for page in circular.pages[:4] for line in body(page)]
    for line in every:
        if re.match(r"[一二三四]、.{2,8}$", text(line)):
            assert font(line) == "GW-Hei", text(line)
        if re.match(r"（[一二三四]）", text(line)):
            assert font(line) == "GW-Kai", text(line)
    assert sum(font(line) == "GW-Hei" for line in every) == 4
    sizes = collections.Counter(round(line[0]["size"], 1) for line in every)
    assert sizes.most_common(1)[0][0] == 16.0


def test_no_heading_stands_alone_at_the_foot_of_a_page(circular: Printed) -> None:
    for page in circular.pages[:4]:
        assert font(body(page)[-1]) == "GW-Fang"


def test_page_one_shows_body_text(circular: Printed) -> None:
    assert any(text(line).startswith("为深入推进") for line in body(circular.pages[0]))


def test_annexes_begin_with_their_label_and_title_as_in_the_annex_note(circular: Printed) -> None:
    words = [text(line) for line in body(circular.pages[3])]
    first = next(i for i, word in enumerate(words) if word.startswith("附件："))
    note = words[first : first + 2]
    for i, page in enumerate((circular.pages[4], circular.pages[5])):
        label, *title = body(page)[:3]
        assert text(label) == f"附件{i + 1}"
        assert font(label) == "GW-Hei"
        assert label[0]["top"] * MM == pytest.approx(37, abs=0.1)
        assert title[0][0]["top"] == pytest.approx(label[0]["top"] + 2 * 29.605 - 3, abs=1)  # line 3, larger type
        assert note[i].endswith(f"{i + 1}.{text(title[0])}{text(title[1])}")


def test_a_long_table_repeats_its_head_and_splits_no_row(circular: Printed) -> None:
    first, second = (page.extract_tables()[0] for page in circular.pages[5:7])
    assert first[0] == second[0]
    assert [row[0] for row in first[1:] + second[1:]][:4] == ["1", "2", "2", "4"]
    assert len(first[1:] + second[1:]) == 30
    assert all(re.fullmatch(r"\d+\.\d\d", cell) for row in first[1:] + second[1:] for cell in row[2:9])


def test_numbers_of_a_column_end_at_one_line(circular: Printed) -> None:
    (table,) = circular.pages[4].find_tables()
    left, right = table.rows[1].cells[3][0], table.rows[1].cells[3][2]
    ends = {
        round(c["x1"], 1)
        for c in circular.pages[4].chars
        if left < c["x0"] < right and c["text"].isdigit() and c["top"] > table.rows[1].bbox[1]
    }
    rows = [
        max((c for c in circular.pages[4].chars if left < c["x0"] < right and r.bbox[1] < c["top"] < r.bbox[3]), key=lambda c: c["x1"])
        for r in table.rows[1:]
    ]
    assert len({round(c["x1"], 1) for c in rows}) == 1
    assert ends


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
    noted = [page for page in printed.pages if f"适用指标{69 + remarks}分" in page.extract_text()]
    assert noted == [pages[-1]]
    assert "注：" in pages[-1].extract_text()


def test_page_numbers_stand_outside_with_dashes_7_mm_below(circular: Printed) -> None:
    for i, page in enumerate(circular.pages, 1):
        number = lines(page)[-1]
        assert text(number) == f"—{i}—"
        assert (font(number), number[0]["size"]) == ("GW-Song", pytest.approx(14, abs=0.01))
        assert (number[0]["top"] + number[0]["bottom"]) / 2 * MM == pytest.approx(269, abs=0.5)
        if i % 2:
            assert number[-1]["x1"] * MM == pytest.approx(184 - 4.94, abs=0.5)
        else:
            assert number[0]["x0"] * MM == pytest.approx(28 + 4.94, abs=0.5)


def test_the_imprint_ends_the_last_even_page_at_the_foot_of_the_type_area(circular: Printed) -> None:
    page = circular.pages[-1]
    assert circular.layout.imprint == "page"
    words = [text(line) for line in body(page)]
    assert words[0].startswith("抄送：")
    assert words[-1] == "沧澜省人民政府办公厅2017年8月14日印发"
    edges = [(r["x0"] * MM, r["x1"] * MM, r["bottom"] * MM) for r in (*page.rects, *page.lines)]
    assert max(bottom for *_, bottom in edges) == pytest.approx(262, abs=0.2)
    assert all((x0, x1) == (pytest.approx(28, abs=0.1), pytest.approx(184, abs=0.1)) for x0, x1, _ in edges)


@pytest.mark.parametrize(
    ("cities", "departments", "place", "pages", "numbered"),
    [(14, 18, "left", 8, 6), (15, 12, "here", 6, 6), (15, 30, "page", 8, 8)],
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
