"""The .docx says the same as the PDF, with real styles, tables and page numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT

from scoring.documents.fonts.sets import FontSet
from scoring.documents.official.frame import circular_view
from scoring.documents.word.circular import circular_docx
from tests.documents import sample
from tests.documents.conftest import Printed
from tests.documents.test_circular_pdf import lines, text

REPEATED = 6  # index of the page on which the table of departments goes on


@pytest.fixture(scope="module")
def data(circular: Printed) -> bytes:
    return circular_docx(circular_view(sample.results()), circular.layout.html, circular.layout.imprint)


@pytest.fixture(scope="module")
def document(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def texts(document: Any) -> Iterator[str]:
    """Paragraphs and cells in the order of the file."""
    for block in document.element.body.iterchildren():
        if block.tag.endswith("}p"):
            yield "".join(node.text or "" for node in block.iter() if node.tag.endswith("}t"))
        elif block.tag.endswith("}tbl"):
            for row in block.iter(docx.oxml.ns.qn("w:tr")):
                yield "".join(node.text or "" for node in row.iter() if node.tag.endswith("}t"))


def printed_text(circular: Printed) -> str:
    """The text of the PDF without page numbers and repeated heads."""
    every = [(i, line) for i, page in enumerate(circular.pages) for line in lines(page)]
    repeated = [line for i, line in every if i == REPEATED and line[0]["fontname"].endswith("Hei")]
    return "".join(text(line) for _, line in every if not re.fullmatch(r"—\d+—", text(line)) and line not in repeated)


def plain(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_it_says_the_same_as_the_pdf(document: Any, circular: Printed) -> None:
    ours, printed = plain("".join(texts(document))), plain(printed_text(circular))
    assert sorted(ours) == sorted(printed)  # heads of two lines are read in another order from the PDF
    start, end = ours.index("各市、自治州"), ours.index("附件：1.")
    assert ours[start:end] in printed


def test_headings_are_real_and_named_fonts_are_the_canonical_ones(document: Any) -> None:
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == [("Heading 1", "一、总体情况"), ("Heading 1", "二、主要特点")]
    assert ("Heading 2", "（一）组织领导逐步加强") in headings
    assert ("Heading 3", "1.严格时限") in headings
    fonts = {
        style: document.styles[style].element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia"))
        for style in ("Normal", "Heading 1", "Heading 2", "Title")
    }
    assert fonts == {"Normal": "仿宋_GB2312", "Heading 1": "黑体", "Heading 2": "楷体_GB2312", "Title": "方正小标宋简体"}


def test_the_page_is_that_of_the_standard(document: Any) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)] == [
        37,
        35,
        28,
        26,
    ]
    grid = section._sectPr.find(docx.oxml.ns.qn("w:docGrid"))
    assert grid.get(docx.oxml.ns.qn("w:type")) == "lines"


def test_tables_repeat_their_head_and_keep_rows_whole(document: Any) -> None:
    cities, departments, imprint = document.tables
    for table, rows in ((cities, 15), (departments, 30)):
        assert len(table.rows) == rows + 1
        assert table.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(docx.oxml.ns.qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in departments.rows[3].cells][:2] == ["2", "省科技厅"]
    assert imprint.rows[-1].cells[0].text == "沧澜省人民政府办公厅"


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(document: Any) -> None:
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert [str(p.alignment).split()[0] for p in (odd, even)] == ["RIGHT", "LEFT"]
    assert all("PAGE" in p._p.xml and p.text.startswith("— ") for p in (odd, even))


def test_elements_of_a_table_stand_in_the_order_of_the_schema(data: bytes) -> None:
    """Word repairs or refuses files whose properties are out of order."""
    order = ["tblStyle", "tblpPr", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    document = docx.Document(io.BytesIO(data))
    for table in document.tables:
        names = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
        assert names == sorted(names, key=order.index)


def test_a_wide_table_lies_on_its_own_section() -> None:
    from tests.documents.test_circular_pdf import wide_results

    view = circular_view(wide_results())
    made = docx.Document(io.BytesIO(circular_docx(view, "<html><body><main><p>正文</p></main></body></html>")))
    assert [section.orientation for section in made.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_the_file_has_no_clock_in_it(data: bytes, fonts: FontSet) -> None:
    assert fonts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2017-08-11T00:00:00Z" in archive.read("docProps/core.xml")
