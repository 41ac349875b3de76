"""The .docx says the same as the PDF, with real styles, tables and page numbers."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from scoring.documents.official.frame import circular_view
from scoring.documents.printing.pdf import Printer
from scoring.documents.word.circular import circular_docx
from scoring.results.model import Results
from tests.documents import sample
from tests.documents.conftest import Printed, print_results
from tests.documents.test_circular_pdf import wide_results
from tests.documents.twins import part, printed, said


def twin(printed_one: Printed, results: Results) -> bytes:
    return circular_docx(circular_view(results), printed_one.layout.html, printed_one.layout.imprint)


@pytest.fixture(scope="module")
def data(circular: Printed) -> bytes:
    return twin(circular, sample.results())


@pytest.fixture(scope="module")
def document(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def exempt_and_penalized() -> Results:
    results = sample.results(15, 30)
    first, second = results.groups
    rows = tuple(
        replace(row, penalty="-2.50" if i == 3 else row.penalty, note="受到通报" if i == 3 else "") for i, row in enumerate(first.rows)
    )
    return replace(results, groups=(sample.unranked(replace(first, rows=rows), "机构新设，不参加本次考核"), second))


JOINT = ["沧澜省人民政府办公厅", "沧澜省财政厅"]


def annex(group: str = "city", **options: Any) -> dict[str, Any]:
    return {"group": group, "title": "2016年政务公开工作考核成绩表", **options}


FORMS = {
    "plain": sample.results(),
    "table lying down": wide_results(),
    "imprint on the last page": sample.results(15, 12),
    "imprint behind an empty page": sample.results(14, 24),
    "no imprint": sample.results(copies_to=None, print_office=None, print_date=None),
    "one annex": sample.results(annexes=[{"group": "city", "title": "2016年各市州人民政府政务公开工作考核成绩表"}]),
    "no annex": sample.results(annexes=None),
    "exempt unit and penalty": exempt_and_penalized(),
    "two units per row": sample.results(15, 30, annexes=[annex(units_per_row=2, columns="total"), annex("department", scores=False)]),
    "counts and grades": sample.results(annexes=[annex(show="counts"), annex("department", show="grades")]),
    "several groups in one table": sample.results(annexes=[{"groups": ["city", "department"], "title": "考核成绩表"}]),
    "ties, full points in heads": sample.results(annexes=[annex(ties=True, full_points="heads", ranks=False, sort="order")]),
    "letter": sample.results(form="letter", copy_number="000012", secrecy="机密★1年", urgency="特急", note="此件公开发布"),
    "serial, secrecy and urgency": sample.results(copy_number="000012", secrecy="秘密★6个月", urgency="加急", note="（此件公开发布）"),
    "joint": sample.results(issuer=JOINT, head=None, head_word=False),
    "joint, four issuers": sample.results(issuer=[*JOINT, "沧澜省民政厅", "沧澜省司法厅"], head_word=False, head=None),
    "without seal": sample.results(signing="none"),
    "joint without seals": sample.results(issuer=JOINT, signing="none", head="沧澜省财政厅文件"),
    "signed by stamp": sample.results(signing="stamp", signers=[{"title": "省长"}]),
    "addressees in the imprint": sample.results(addressees=[f"沧澜省第{i}个很长名字的人民政府办公室" for i in range(20)]),
    "a hundred and twenty units": sample.results(120, 1),  # tables over five pages
    "one unit, hostile names": sample.results(1, 1, addressees=["=1+1<b>&amp;", "各市、自治州人民政府"], head="沧澜省人民政府"),
}


@pytest.mark.parametrize("form", FORMS)
def test_it_says_the_same_as_the_pdf_in_the_same_order_and_cell_by_cell(printer: Printer, form: str) -> None:
    made = print_results(printer, FORMS[form])
    assert "".join(said(twin(made, FORMS[form]))) == "".join(printed(made.pages))


def test_the_imprint_of_the_forms_stands_in_all_its_places(printer: Printer) -> None:
    forms = ("imprint on the last page", "plain", "imprint behind an empty page")
    assert [print_results(printer, FORMS[form]).layout.imprint for form in forms] == ["here", "page", "left"]


def test_headings_are_real_and_named_fonts_are_the_canonical_ones(document: Any) -> None:
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == [("Heading 1", "一、总体情况"), ("Heading 1", "二、主要特点")]
    assert ("Heading 2", "（一）组织领导逐步加强") in headings
    assert ("Heading 3", "1.严格时限") in headings
    fonts = {
        style: document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Title", "表格文字", "表头", "版记", "footer")
    }
    assert fonts == {
        "Normal": "仿宋_GB2312",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
        "Heading 3": "仿宋_GB2312",
        "Title": "方正小标宋简体",
        "表格文字": "宋体",
        "表头": "黑体",
        "版记": "仿宋_GB2312",
        "footer": "宋体",
    }


def test_the_navigation_shows_headings_and_annexes_by_level(document: Any) -> None:
    levels = {name: document.styles[name].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for name in
              ("Heading 1", "Heading 2", "Heading 3", "附件标题")}  # fmt: skip
    assert list(levels.values()) == ["0", "1", "2", "0"]


def test_every_part_of_the_document_has_a_style_of_its_own(document: Any) -> None:
    used = [p.style.name for p in document.paragraphs if p.text]
    assert used[:4] == ["发文机关标志", "发文字号", "Title", "主送机关"]
    assert {"附件说明", "发文机关署名", "成文日期", "附件序号", "附件标题", "表注", "Body Text"} <= set(used)
    assert not [p for p in document.paragraphs if not p.text and p.style.name != "锚点"]  # no empty paragraphs as blank lines


def test_a_heading_that_runs_in_has_its_character_style(document: Any) -> None:
    runs = [run for p in document.paragraphs for run in p.runs if run.style.name == "段首标题"]
    assert [run.text for run in runs] == ["（四）公开平台日益规范。"]


def test_the_page_is_that_of_the_standard(document: Any) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert {key.partition("}")[2]: value for key, value in grid.attrib.items()} == {
        "type": "lines",
        "linePitch": "579",
        "charSpace": "-860",
    }
    assert 22 * 579 <= 225 / 25.4 * 1440 < 23 * 579


def test_tables_repeat_their_head_and_keep_rows_whole(document: Any) -> None:
    cities, departments, imprint = document.tables
    for table, rows in ((cities, 15), (departments, 30)):
        assert len(table.rows) == rows + 1
        assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True] + [False] * rows
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert sum(column.width.pt for column in table.columns) == pytest.approx(442.2, abs=0.5)
    assert [cell.text for cell in departments.rows[3].cells][:2] == ["2", "省科技厅"]
    assert imprint.rows[-1].cells[0].text == "沧澜省人民政府办公厅"


def test_the_imprint_floats_at_the_foot_of_the_type_area(document: Any) -> None:
    place = document.tables[-1]._tbl.tblPr.find(qn("w:tblpPr"))
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    borders = document.tables[-1]._tbl.tblPr.find(qn("w:tblBorders"))
    assert [borders.find(qn(f"w:{side}")).get(qn("w:sz")) for side in ("top", "insideH", "bottom", "left")] == ["8", "6", "8", None]


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(document: Any) -> None:
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert [str(p.alignment).split()[0] for p in (odd, even)] == ["RIGHT", "LEFT"]
    assert all(" PAGE " in p._p.xml and p.text == "— 1 —" for p in (odd, even))


def test_a_wide_table_lies_on_its_own_section_with_its_number_at_the_side(printer: Printer) -> None:
    made = print_results(printer, wide_results())
    document = docx.Document(io.BytesIO(twin(made, wide_results())))
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    lying = document.sections[1]
    for footer, top in ((lying.footer, 210 - 26 - 120 * 25.4 / 72), (lying.even_page_footer, 28)):
        xml = footer._element.xml
        assert 'vert="vert"' in xml
        offsets = [int(text) / 36000 for text in footer._element.xpath(".//wp:posOffset/text()")]
        assert offsets == [pytest.approx(28 - 12 * 25.4 / 72, abs=0.1), pytest.approx(top, abs=0.1)]


def test_an_imprint_behind_an_empty_page_stands_on_an_even_page_without_number(printer: Printer) -> None:
    results = FORMS["imprint behind an empty page"]
    document = docx.Document(io.BytesIO(twin(print_results(printer, results), results)))
    last = document.sections[-1]
    assert str(last.start_type).startswith("EVEN_PAGE")
    assert last.footer.paragraphs[0].text == last.even_page_footer.paragraphs[0].text == ""


def test_it_opens_without_compatibility_mode_and_typesets_chinese(data: bytes) -> None:
    settings, styles = part(data, "word/settings.xml"), part(data, "word/styles.xml")
    modes = {node.get(qn("w:name")): node.get(qn("w:val")) for node in settings.iter(qn("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    assert settings.find(qn("w:characterSpacingControl")).get(qn("w:val")) == "doNotCompress"
    defaults = styles.find(qn("w:docDefaults"))
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:eastAsia")) == "zh-CN"
    assert {defaults.find(f".//{qn(f'w:{name}')}").get(qn("w:val")) for name in ("autoSpaceDE", "autoSpaceDN", "overflowPunct")} == {"0"}


def test_the_file_has_no_clock_and_no_author_but_the_office_in_it(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/app.xml" not in archive.namelist()
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2017-08-11T00:00:00Z") == 2
    assert "<dc:creator>沧澜省人民政府办公厅</dc:creator>" in core
    assert "<cp:lastModifiedBy>沧澜省人民政府办公厅</cp:lastModifiedBy>" in core


def test_the_same_run_gives_the_same_bytes(circular: Printed, data: bytes) -> None:
    assert twin(circular, sample.results()) == data


def test_several_issuers_stand_below_each_other_beside_the_word_for_document(printer: Printer) -> None:
    results = sample.results(issuer=JOINT, head=None)
    document = docx.Document(io.BytesIO(twin(print_results(printer, results), results)))
    names, word = document.tables[0].rows[0].cells
    assert ([p.text for p in names.paragraphs], word.text) == (JOINT, "文件")
    assert {str(p.alignment).split()[0] for p in names.paragraphs} == {"DISTRIBUTE"}


def test_a_letter_has_its_mark_and_double_lines_at_their_places_and_no_number_on_page_one(printer: Printer) -> None:
    document = docx.Document(io.BytesIO(twin(print_results(printer, FORMS["letter"]), FORMS["letter"])))
    frames = document.element.body.findall(f".//{qn('w:framePr')}")
    size = float(circular_view(FORMS["letter"]).masthead.size)
    assert [int(frame.get(qn("w:y"))) / 1440 * 25.4 for frame in frames] == [
        pytest.approx(mm, abs=0.2) for mm in (30, 34 + size * 25.4 / 72, 277 - 1.1)
    ]
    assert {round(int(frame.get(qn("w:w"))) / 1440 * 25.4, 1) for frame in frames} == {170.0}
    section = document.sections[0]
    lines = [border.get(qn("w:val")) for border in document.element.body.findall(f".//{qn('w:pBdr')}/{qn('w:top')}")]
    assert lines == ["thinThickSmallGap", "thickThinSmallGap"]  # thick above thin, thin above thick: named from the text outwards
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == ""
    assert section.footer.paragraphs[0].text == "— 1 —"


def test_a_signature_keeps_the_text_before_it_on_its_page(document: Any) -> None:
    names = [p.text for p in document.paragraphs]
    end = next(i for i, name in enumerate(names) if name.startswith("附件："))
    date = names.index("2017年8月11日")
    assert all(p.style.name == "发文机关署名" or p.paragraph_format.keep_with_next for p in document.paragraphs[end - 1 : date])
    assert not document.paragraphs[end - 2].paragraph_format.keep_with_next


def test_a_draft_bears_no_seal_and_no_stamp() -> None:
    page = (
        "<html><body><main><p>正文</p></main><div class='signing seal'><p class='issuer' style='left: 10pt; width: 80pt'>某厅</p>"
        "<img class='seal' src='seal.png'><img class='stamp' src='stamp.png'></div></body></html>"
    )
    assert "pic:pic" not in part(circular_docx(circular_view(sample.results()), page), "word/document.xml").xpath("string()")
    assert [words for words in said(circular_docx(circular_view(sample.results()), page)) if words] == ["正文", "某厅"]
