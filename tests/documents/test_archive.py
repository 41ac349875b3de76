"""The PDF as an archive object, read back: structure, bookmarks, metadata, fonts, data inside."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html as lxml_html

from scoring.documents import render_circular
from scoring.documents.fonts.sets import FontSet
from scoring.documents.official.circular import lay_out
from scoring.documents.printing.html import lookup_folders
from scoring.documents.printing.pdf import Printer
from scoring.problems import ProblemsFound, sentence
from tests.documents import sample
from tests.documents.pdfreader import PdfReader

BLANK = re.compile(r"[\s\u2060]+")
PAGE_NUMBER = re.compile(r"—\s\d+\s—")


def body_text(page: str) -> str:
    """The text of an HTML page as a reader hears it."""
    root: Any = lxml_html.document_fromstring(page)
    for element in root.xpath("//style|//head"):
        element.drop_tree()
    return BLANK.sub("", root.text_content())


@pytest.fixture(scope="module")
def reader(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfReader]:
    out = tmp_path_factory.mktemp("archive")
    render_circular(sample.results(departments=60), sample.BODY, out, fonts=fonts)
    found = PdfReader((out / "circular.pdf").read_bytes())
    yield found
    found.pdf.close()


def test_it_declares_pdf_a_3a(reader: PdfReader) -> None:
    with reader.pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    root = reader.pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "zh-CN"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.OutputIntents[0].S) == "/GTS_PDFA1"
    assert root.OutputIntents[0].DestOutputProfile.N == 3
    assert len(reader.pdf.trailer.ID) == 2
    assert not reader.pdf.is_encrypted
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root.keys())
    assert "/JavaScript" not in root.Names


def test_metadata_are_those_of_the_document_and_told_twice_alike(reader: PdfReader) -> None:
    info = {key: str(value) for key, value in reader.pdf.docinfo.items()}
    assert info["/Title"] == "沧澜省人民政府办公厅关于2016年政务公开工作考核情况的通报"
    assert (info["/Author"], info["/Subject"]) == ("沧澜省人民政府办公厅", "沧政办发〔2017〕36号")
    assert (info["/CreationDate"], info["/ModDate"]) == ("D:20170811", "D:20170811")
    with reader.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == info["/Title"]
        assert metadata["dc:creator"] == [info["/Author"]]
        assert metadata["dc:description"] == info["/Subject"]
        assert (metadata["pdf:Keywords"], metadata["pdf:Producer"]) == (info["/Keywords"], info["/Producer"])
        assert (metadata["xmp:CreateDate"], metadata["xmp:ModifyDate"]) == ("2017-08-11", "2017-08-11")


def test_bookmarks_are_title_headings_and_annexes(reader: PdfReader) -> None:
    with reader.pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        headings = [item.title for item in outline.root[0].children]
    assert titles == [
        "沧澜省人民政府办公厅关于2016年政务公开工作考核情况的通报",
        "附件1　2016年各市州人民政府政务公开工作考核成绩表",
        "附件2　2016年省政府有关部门政务公开工作考核成绩表",
    ]
    assert headings == ["一、总体情况", "二、主要特点", "三、主要问题", "四、整改要求"]


def test_every_font_is_an_embedded_subset_with_unicode_and_true_widths(reader: PdfReader) -> None:
    assert reader.pieces
    assert {font.name.partition("+")[2] for font in reader.fonts.values()} == {"GW-Biao", "GW-Fang", "GW-Hei", "GW-Kai", "GW-Song"}
    for font in reader.fonts.values():
        assert re.fullmatch(r"/[A-Z]{6}\+GW-\w+", font.name)
        assert str(font.font.Encoding) == "/Identity-H"
        assert str(font.descendant.CIDToGIDMap) == "/Identity"
        texts = [font.to_unicode[code] for code in font.used]
        assert not {"", "\0", "\ufeff", "\ufffe", "\ufffd"} & set(texts)
        assert 0 not in font.used
        metrics = [font.program["hmtx"][font.program.getGlyphName(code)][0] for code in sorted(font.used)]
        assert metrics == [pytest.approx(font.widths[code], abs=0.51) for code in sorted(font.used)]
        drawn = [i for i in range(font.program["maxp"].numGlyphs) if font.program["glyf"][font.program.getGlyphName(i)].numberOfContours]
        assert set(drawn) <= font.used | {0}, "a subset holds what is printed and nothing else"


def test_the_tree_is_read_in_the_order_of_the_text_and_holds_all_of_it(printer: Printer, reader: PdfReader) -> None:
    layout = lay_out(printer, sample.results(departments=60), sample.BODY)
    assert BLANK.sub("", reader.text(reader.tree)) == body_text(layout.html)
    assert reader.loose == []


def test_page_numbers_and_repeated_heads_are_artifacts_and_nothing_else(reader: PdfReader) -> None:
    texts = [text for text in reader.artifacts if not PAGE_NUMBER.fullmatch(text)]
    heads = [reader.text(head) for head in reader.tree.all() if head.tag == "THead"]
    assert [text for text in reader.artifacts if PAGE_NUMBER.fullmatch(text)] != []
    assert "".join(texts) == heads[1], "the second annex runs over two pages"


def test_headings_paragraphs_and_tables_are_what_they_are_called(reader: PdfReader) -> None:
    first = [(kid.tag, reader.text(kid)) for kid in reader.tree.parts]
    assert [tag for tag, _ in first[:5]] == ["P", "P", "H1", "P", "P"]
    assert first[2][1] == "沧澜省人民政府办公厅关于2016年政务公开工作考核情况的通报"
    assert [text for tag, text in first if tag == "H2"] == ["一、总体情况", "二、主要特点", "三、主要问题", "四、整改要求"]
    sections = [kid for kid in reader.tree.all() if kid.tag == "Sect"]
    assert [[part.tag for part in section.parts][:3] for section in sections] == [["P", "H1", "Table"]] * 2
    tables = [kid for kid in reader.tree.all() if kid.tag == "Table"]
    assert [[part.tag for part in table.parts] for table in tables] == [["THead", "TBody"]] * 2, "one table over two pages is one table"
    assert [len(table.parts[1].kids) for table in tables] == [15, 60]
    assert {str(kid.obj.A.Scope) for kid in reader.tree.all() if kid.tag == "TH"} <= {"/Column", "/Row"}
    assert {kid.tag for kid in reader.tree.all()} <= {
        "Document",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "Sect",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TH",
        "TD",
    }


def test_tree_parent_tree_and_pages_agree(reader: PdfReader) -> None:
    holders = {kid: element.obj.objgen for element in reader.tree.all() for kid in element.kids if isinstance(kid, tuple)}
    assert holders == reader.parents()
    assert set(holders) == set(reader.pieces)
    assert not [e for e in reader.tree.all() if e.tag in ("Document", "Sect", "Table", "TR") and any(isinstance(k, tuple) for k in e.kids)]
    assert all(
        reader.pieces[kid].tag == f"/{element.tag}" for element in reader.tree.all() for kid in element.kids if isinstance(kid, tuple)
    )


def test_pages_joined_from_two_layouts_have_one_tree(printer: Printer) -> None:
    """版记 on a page of its own comes from another layout."""
    results = sample.results(departments=60)
    layout = lay_out(printer, replace(results, groups=(results.groups[0], sample.group("department", "省政府部门", 35))), sample.BODY)
    assert layout.imprint == "page"
    reader = PdfReader(printer.pdf(layout.document, layout.html))
    holders = {kid: element.obj.objgen for element in reader.tree.all() for kid in element.kids if isinstance(kid, tuple)}
    assert holders == reader.parents()
    assert reader.text(reader.tree).endswith("印发")
    assert len(reader.pdf.pages) % 2 == 0


def test_the_annexes_are_inside_as_data(reader: PdfReader) -> None:
    specs = list(reader.pdf.Root.AF)
    assert [(str(spec.UF), str(spec.F), str(spec.AFRelationship)) for spec in specs] == [
        ("附件1.csv", "annex-01.csv", "/Data"),
        ("附件2.csv", "annex-02.csv", "/Data"),
    ]
    assert list(reader.pdf.attachments) == ["annex-01.csv", "annex-02.csv"]
    file = specs[0].EF.F
    assert str(file.Subtype) == "/text/csv"
    assert (str(file.Params.ModDate), str(file.Params.CreationDate)) == ("D:20170811000000Z", "D:20170811000000Z")
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    table = next(element for element in reader.tree.all() if element.tag == "Table")
    printed = [[reader.text(cell) for cell in row.parts] for part in table.parts for row in part.parts]
    assert rows == printed, "the data are what is printed: nothing less, nothing more"


def test_what_an_annex_leaves_out_is_nowhere_in_the_file(fonts: FontSet, tmp_path: Path) -> None:
    """Only the first three are named, without scores and ranks: no other name, no score is in page, data, metadata or bookmarks."""
    title = "2016年各市州人民政府政务公开工作考核先进名单"
    results = sample.results(
        annexes=[{"group": "city", "title": title, "show": "top", "top": 3, "ranks": False, "scores": False}],
        addressees=["各市"],
        copies_to=None,
    )
    body = tmp_path / "circular.html.j2"
    body.write_text("<p>现予通报。</p>", "utf-8")
    render_circular(results, body, tmp_path / "out", fonts=fonts)
    reader = PdfReader((tmp_path / "out" / "circular.pdf").read_bytes())
    data = [bytes(item.get_file().read_bytes()).decode("utf-8-sig") for item in reader.pdf.attachments.values()]
    with reader.pdf.open_outline() as outline:
        told = "".join([reader.text(reader.tree), *data, *map(str, reader.pdf.docinfo.values()), *(item.title for item in outline.root)])
    rows = results.groups[0].rows
    assert len(data) == 1
    assert all((row.short_name in told) == (i < 3) for i, row in enumerate(rows))
    assert not [row.total for group in results.groups for row in group.rows if row.total in told]


def test_a_name_that_a_spreadsheet_would_run_stays_a_text_in_the_data() -> None:
    from scoring.documents.official.annexdata import annex_files
    from scoring.documents.official.frame import circular_view

    results = sample.results(3, 3)
    first = results.groups[0]
    bad = replace(first, rows=(replace(first.rows[0], short_name="=HYPERLINK(1)"), *first.rows[1:]))
    file = annex_files(circular_view(replace(results, groups=(bad, results.groups[1]))).annexes, sample.DAY)[0]
    assert "'=HYPERLINK(1)" in file.data.decode("utf-8-sig")


def picture(folder: Path, tag: str) -> Path:
    from PIL import Image

    Image.new("RGBA", (60, 60), (230, 0, 0, 128)).save(folder / "stamp.png")
    body = folder / "circular.html.j2"
    body.write_text(f"<p>图{tag}后</p>", "utf-8")
    return body


def printed(fonts: FontSet, body: Path) -> PdfReader:
    own = Printer(fonts, lookup_folders(body), "circular.pdf")
    layout = lay_out(own, sample.results(3, 3), body)
    return PdfReader(own.pdf(layout.document, layout.html))


def test_a_picture_is_a_figure_with_its_words_and_its_place(fonts: FontSet, tmp_path: Path) -> None:
    reader = printed(fonts, picture(tmp_path, '<img src="stamp.png" alt="印章样式" style="height: 20pt; opacity: .5">'))
    (figure,) = [element for element in reader.tree.all() if element.tag == "Figure"]
    assert str(figure.obj.Alt) == "印章样式"
    left, bottom, right, top = map(float, figure.obj.A.BBox)
    assert [right - left, top - bottom] == pytest.approx([20, 20], abs=0.1)
    assert 79 < left < right < 522
    assert 99 < bottom < top < 737
    holders = {kid: element.obj.objgen for element in reader.tree.all() for kid in element.kids if isinstance(kid, tuple)}
    assert holders == reader.parents(), "also inside a transparent group"


def test_a_drawing_is_a_figure_with_its_title(fonts: FontSet, tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><title>得分</title><rect width="9" height="9"/></svg>'
    reader = printed(fonts, picture(tmp_path, drawing))
    assert [str(element.obj.Alt) for element in reader.tree.all() if element.tag == "Figure"] == ["得分"]


def test_an_ornament_is_an_artifact(fonts: FontSet, tmp_path: Path) -> None:
    reader = printed(fonts, picture(tmp_path, '<img src="stamp.png" alt="">'))
    assert not [element for element in reader.tree.all() if element.tag == "Figure"]
    assert "图后" in reader.text(reader.tree)


def test_a_picture_without_words_stops(fonts: FontSet, tmp_path: Path) -> None:
    body = picture(tmp_path, '<img src="stamp.png">')
    with pytest.raises(ProblemsFound) as error:
        render_circular(sample.results(3, 3), body, tmp_path / "out", fonts=fonts)
    (problem,) = error.value.problems
    assert sentence(problem) == (
        'circular.pdf: 图片没有替代文字：stamp.png。请为图片写 alt="说明"，纯装饰的写 alt=""；图形（svg）请写 title。 [D043]'
    )


def test_lists_and_links_are_tagged(fonts: FontSet, tmp_path: Path) -> None:
    body = tmp_path / "circular.html.j2"
    body.write_text('<ul><li>甲</li><li>乙</li></ul><p>见<a href="https://example.org/">网站</a>。</p>', "utf-8")
    reader = printed(fonts, body)
    (listed,) = [element for element in reader.tree.all() if element.tag == "L"]
    assert [[part.tag for part in item.parts] for item in listed.parts] == [["LBody"], ["LBody"]]
    (link,) = [element for element in reader.tree.all() if element.tag == "Link"]
    assert reader.text(link) == "网站"
    (annotation,) = [note for page in reader.pdf.pages for note in page.get("/Annots", [])]
    nums = list(reader.pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert dict(zip(map(int, nums[::2]), nums[1::2], strict=True))[int(annotation.StructParent)].objgen == link.obj.objgen


def test_fonts_are_the_weight_of_the_file(reader: PdfReader) -> None:
    """Everything else (pages, structure, profile, data) stays small; the outlines of the free 仿宋 are what they are."""
    streams = [o for o in reader.pdf.objects if isinstance(o, pikepdf.Stream)]
    rest = sum(len(o.read_raw_bytes()) for o in streams if "/Length1" not in o)
    assert rest < 60_000
