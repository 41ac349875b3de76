"""Sheets and notices as archive objects: the same declaration, tree, metadata and fonts as the circular."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoring.documents.fonts.sets import FontSet
from scoring.documents.kinds import Job
from scoring.documents.units import feedback, notices
from tests.documents.pdfreader import PdfReader
from tests.documents.units import noticed
from tests.documents.units.test_feedback_print import results as fed_back


@pytest.fixture(scope="module", params=["feedback", "notices"])
def reader(request: pytest.FixtureRequest, fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out = tmp_path_factory.mktemp("archived")
    if request.param == "feedback":
        made = feedback.make(Job(fed_back(["甲", "乙", "丙"]), out, fonts=fonts, jobs=1))
    else:
        made = notices.make(Job(noticed.results(noticed.notice(*noticed.many(40))), out, fonts=fonts))
    return PdfReader(next(Path(file) for file in made if file.suffix == ".pdf").read_bytes())


def test_it_declares_the_same_and_says_who_made_it_when(reader: PdfReader) -> None:
    with reader.pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"] == str(reader.pdf.docinfo["/Title"])
        assert metadata["dc:creator"] == [str(reader.pdf.docinfo["/Author"])]
        assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"]
    assert re.fullmatch(r"D:\d{8}", str(reader.pdf.docinfo["/CreationDate"]))
    assert "/Names" not in reader.pdf.Root or "/EmbeddedFiles" not in reader.pdf.Root.Names


def test_its_tree_holds_all_text_and_every_picture_has_words(reader: PdfReader) -> None:
    holders = {kid: element.obj.objgen for element in reader.tree.all() for kid in element.kids if isinstance(kid, tuple)}
    assert holders == reader.parents()
    assert set(holders) == set(reader.pieces)
    assert reader.loose == []
    elements = list(reader.tree.all())
    assert "H1" in {element.tag for element in elements}
    assert all(str(element.obj.Alt) for element in elements if element.tag == "Figure")
    assert all("/Scope" in element.obj.A for element in elements if element.tag == "TH")
    assert not [e for e in elements if e.tag in ("Document", "Table", "TR") and any(isinstance(kid, tuple) for kid in e.kids)]


def test_its_fonts_have_unicode_and_true_widths(reader: PdfReader) -> None:
    assert reader.pieces
    assert reader.fonts
    for font in reader.fonts.values():
        assert 0 not in font.used
        assert not {"", "\0", "\ufffd"} & {font.to_unicode[code] for code in font.used}
        metrics = [font.program["hmtx"][font.program.getGlyphName(code)][0] for code in sorted(font.used)]
        assert metrics == [pytest.approx(font.widths[code], abs=0.51) for code in sorted(font.used)]
