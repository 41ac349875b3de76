from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from scoring.intake.files import RefusedError, file_kind, read_document


def package(*names: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (b"", "I001", "unknown"),
        (b"\xef\xbb\xbf \r\n", "I001", "unknown"),
        (b"%PDF-1.7\n...", "I007", "pdf"),
        (package("word/document.xml"), "I007", "docx"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "I007", "doc"),
        (package("a.txt"), "I003", "zip"),
        (package("xl/workbook.xml"), "I008", "xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "I003", "binary"),
        (b"\xff\xfa\xff" * 50, "I004", "text"),
        ("报告：锟斤拷锟斤拷".encode(), "I005", "text"),
        (b"Just some English words.", "I010", "text"),
        ("<html><body><p>年报</p></body></html>".encode(), "I006", "html"),
    ],
)
def test_what_is_no_readable_report_is_refused_with_its_reason(data: bytes, code: str, kind: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_document(data)
    assert (refused.value.code, refused.value.kind) == (code, kind)
    assert refused.value.message("报告.html").startswith("报告.html: ")
    assert refused.value.message("报告.html").endswith(f" [{code}]")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_html_is_known_by_its_tags_in_any_encoding(encoding: str) -> None:
    page = "<html><head><meta charset=gb2312></head><body><p>全县共收到政府信息公开申请3件，均已在期限内答复。</p></body></html>"
    assert read_document(page.encode(encoding)).kind == "html"


def test_text_is_what_is_left() -> None:
    assert file_kind("全年收到申请3件。".encode()) == "text"
    assert read_document("全年收到申请3件。".encode()).lines[0].text == "全年收到申请3件。"


def test_a_text_that_is_too_long_for_a_report_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        read_document("主动公开政府信息47条。\n".encode() * 140_000)
    assert refused.value.code == "I011"
