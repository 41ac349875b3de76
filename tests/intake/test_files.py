from __future__ import annotations

import quopri
import zipfile
from io import BytesIO

import pytest

from scoring.intake.formats.files import RefusedError, file_kind, read_document

OLE = b"\xd0\xcf\x11\xe0" + b"\x00" * 600


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
        (b"%PDF-1.7\n...", "I014", "pdf"),
        (package("word/document.xml"), "I014", "docx"),
        (OLE, "I007", "doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "I013", "Office"),
        (OLE + "WordDocument Workbook".encode("utf-16-le"), "I007", "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "I008", "xlsx"),
        (rb"{\rtf1\ansi \u25910?}", "I007", "rtf"),
        (package("OFD.xml"), "I007", "ofd"),
        (package("ppt/presentation.xml"), "I007", "pptx"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "I007", "xml"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "I017", "image"),
        (b"GIF89a" + bytes(100), "I017", "image"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "I018", "zip"),
        (package("a.txt"), "I018", "zip"),
        (package("xl/workbook.xml"), "I008", "xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "I017", "image"),
        (b"\x7fELF" + bytes(range(256)), "I003", "binary"),
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


FORMATS = "网页、纯文本、Word（.docx）、Excel 或文字版 PDF"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE, f"本版本不读取 doc 文件；应为{FORMATS}。请用 Word 或 WPS 打开后另存为 .docx，或导出为 PDF。 [I007]"),
        (b"GIF89a" + bytes(100), f"文件是图片；应为{FORMATS}。请提供原来的 Word 文件或由它导出的 PDF。 [I017]"),
        (package("a.txt"), "文件是压缩包；应为一份报告。请先解压，再读取其中的报告。 [I018]"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Office 文件已加密；应为没有密码的文件。请去掉打开密码后重新保存。 [I013]"),
        (b"\x7fELF" + bytes(range(256)), f"文件不是可以读取的报告；应为{FORMATS}。请把报告另存为其中一种格式。 [I003]"),
    ],
)
def test_the_sentence_names_the_format_and_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_document(data)
    assert refused.value.message("报告") == f"报告: {said}"


def archive(*parts: tuple[str, str, str]) -> bytes:
    """A web archive of (content type, encoding, text) parts."""
    page = b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_x"\r\n\r\n'
    for kind, encoding, text in parts:
        body = quopri.encodestring(text.encode(encoding))
        page += f"--=_x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode() + body + b"\r\n"
    return page + b"--=_x--\r\n"


def test_a_saved_web_archive_is_the_page_in_it() -> None:
    text = "全县共收到政府信息公开申请3件，均已在期限内答复。"
    html = f"<html><body><p>{text}</p><table><tr><td>甲</td><td>1</td></tr></table></body></html>"
    document = read_document(archive(("text/html; charset=gbk", "gbk", html), ("image/png", "ascii", "x")))
    assert (document.kind, [line.text for line in document.lines], len(document.grids)) == ("mhtml", [text], 1)


def test_a_web_archive_whose_report_is_in_a_frame_is_read() -> None:
    frame = "<html><body><p>全县共收到政府信息公开申请3件，均已在期限内答复。</p></body></html>"
    document = read_document(
        archive(("text/html", "utf-8", "<html><body><iframe src='cid:1'></iframe></body></html>"), ("text/html", "utf-8", frame))
    )
    assert [line.text for line in document.lines] == ["全县共收到政府信息公开申请3件，均已在期限内答复。"]


def test_a_web_archive_without_a_page_is_damaged() -> None:
    with pytest.raises(RefusedError) as refused:
        read_document(archive(("image/png", "ascii", "x")))
    assert refused.value.message("年报.mht") == "年报.mht: mhtml 文件已损坏，不能打开。请重新下载，或重新导出该报告。 [I014]"


def test_a_text_that_begins_like_a_letter_is_no_archive() -> None:
    assert file_kind("From: 河湾县\n全年收到申请3件。".encode()) == "text"


@pytest.mark.parametrize(
    "cells",
    ['<td rowspan="200" colspan="200">1</td>' * 40, f"{'<td>' * 50}<tr>" * 9_000],
    ids=["spans", "cells"],
)
def test_a_table_that_would_fill_the_memory_is_refused(cells: str) -> None:
    rows = "<tr></tr>" * 200
    with pytest.raises(RefusedError) as refused:
        read_document(f"<html><body><p>政府信息公开</p><table><tr>{cells}</tr>{rows}</table></body></html>".encode())
    said = "html 文件的内容过多，不像一份报告；应为合并单元格展开后不超过 40 万格的表格。请只保留报告本身后重新保存。 [I016]"
    assert refused.value.message("年报.html") == f"年报.html: {said}"
