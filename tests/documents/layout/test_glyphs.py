"""Missing glyphs, fonts and meanings: broken in the PDF itself, because no typesetter of ours would make them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from scoring.documents import check_layout
from scoring.documents.layout.checking import Finding
from tests.documents.conftest import Printed


def broken(data: bytes, edit: Callable[[pikepdf.Pdf], None]) -> dict[str, Finding]:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(out)
    return {finding.id: finding for finding in check_layout(out.getvalue()) if finding.outcome == "fails"}


def fonts(pdf: pikepdf.Pdf, name: str) -> Any:
    return next(font for page in pdf.pages for font in page.Resources.Font.values() if str(font.BaseFont).endswith(name))


def without_shape(pdf: pikepdf.Pdf) -> None:
    """The third page draws glyph 0, the box of a missing character, for one of its characters."""
    page = pdf.pages[2]
    page.Contents = pdf.make_stream(re.sub(rb"<[0-9a-f]{4}", rb"<0000", page.Contents.read_bytes(), count=1))


def without_meaning(pdf: pikepdf.Pdf) -> None:
    """One character of 仿宋 has no Unicode any more."""
    font = fonts(pdf, "GW-Fang")
    text = font.ToUnicode.read_bytes()
    cut = re.sub(rb"<[0-9a-f]{4}> <653f>\n?", b"", text, count=1, flags=re.IGNORECASE)
    assert len(cut) < len(text)
    font.ToUnicode = pdf.make_stream(re.sub(rb"(\d+)( beginbfchar)", lambda m: str(int(m[1]) - 1).encode() + m[2], cut, count=1))


def replaced(pdf: pikepdf.Pdf) -> None:
    """One character means U+FFFD, as a converter writes what it does not know."""
    font = fonts(pdf, "GW-Fang")
    font.ToUnicode = pdf.make_stream(
        re.sub(rb"(<[0-9a-f]{4}> )<653f>", rb"\1<fffd>", font.ToUnicode.read_bytes(), count=1, flags=re.IGNORECASE)
    )


def not_embedded(pdf: pikepdf.Pdf) -> None:
    """宋体 is only named."""
    del fonts(pdf, "GW-Song").DescendantFonts[0].FontDescriptor["/FontFile2"]


def test_a_box_for_a_character_is_found(circular: Printed) -> None:
    found = broken(circular.data, without_shape)
    assert found["M13-glyph"].page == 3
    assert "M17" not in found


def test_a_character_that_means_nothing_known_is_found(circular: Printed) -> None:
    assert broken(circular.data, replaced)["M13-glyph"].measured == "\ufffd(U+FFFD)"


def test_a_font_that_is_not_embedded_is_named(circular: Printed) -> None:
    found = broken(circular.data, not_embedded)
    assert set(found) == {"M13-embed"}
    assert found["M13-embed"].measured == "GW-Song"


def test_a_character_that_cannot_be_searched_is_found(circular: Printed) -> None:
    found = broken(circular.data, without_meaning)
    assert found["M17"].measured.startswith("GW-Fang：")
    assert "M13-glyph" not in found


@pytest.mark.parametrize("edit", [without_shape, replaced, not_embedded, without_meaning])
def test_the_edits_spoil_nothing_that_they_do_not_name(circular: Printed, edit: Callable[[pikepdf.Pdf], None]) -> None:
    assert not {"P1", "P4", "P6-lines", "H4-top", "H8-width", "V3-foot", "V8"} & set(broken(circular.data, edit))
