from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from scoring.intake.formats.files import RefusedError, read_document
from scoring.intake.formats.read_pdf import read_pdf
from scoring.intake.reading import read_report
from tests.intake.pdf_files import Paper
from tests.intake.pdf_pages import drawn, texts


def scanned(*, layer: bool) -> bytes:
    paper = Paper()
    paper.picture()
    if layer:
        paper.text(60, 100, "识别出来的文字写着收到申请十二件，实际上是十七件。", mode=3)
    return paper.save()


def unmapped() -> bytes:
    paper = Paper()
    paper.text(60, 100, "没有编码的文字没有编码的文字没有编码的文字")
    with pikepdf.open(BytesIO(paper.save())) as pdf:
        font = pdf.pages[0].obj.Resources.Font.F
        font.Encoding = pikepdf.Name("/Identity-H")
        font.DescendantFonts[0].CIDSystemInfo.Ordering = pikepdf.String("Identity")
        stream = BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def many(pages: int) -> bytes:
    paper = Paper()
    for _ in range(pages - 1):
        paper.page()
    paper.text(60, 100, "政府信息公开")
    return paper.save()


def ruled(count: int) -> bytes:
    paper = Paper()
    paper.text(60, 100, "政府信息公开工作年度报告，共收到申请十二件。")
    for n in range(count):
        paper.rule(n % 60 * 9, 5 + n // 60 * 7, n % 60 * 9 + 4, 5 + n // 60 * 7)
    return paper.save()


def inflated() -> bytes:
    paper = Paper()
    paper.raw(" " * 90_000_000)
    return paper.save()


def secret(password: str = "") -> bytes:
    paper = Paper()
    paper.text(60, 100, "全年共收到政府信息公开申请12件，均已答复。")
    return paper.save(encryption=pikepdf.Encryption(owner="甲", user=password, R=6))


SCAN = (
    "PDF 是扫描件，页面都是图片而没有文字；应为文字可以选中、复制的 PDF。请提供由 Word 或 WPS 直接导出的 PDF，或原来的 Word 文件。 [I012]"
)
NO_UNICODE = (
    "PDF 的字体没有文字编码，文字不能还原；应为复制出来不是乱码的 PDF。请提供由 Word 或 WPS 直接导出的 PDF，或原来的 Word 文件。 [I015]"
)
TOO_MUCH = "pdf 文件的内容过多，不像一份报告；应为不超过 150 页、每页文字和线条适量的 PDF。请只保留报告本身后重新保存。 [I016]"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (scanned(layer=False), SCAN),
        (scanned(layer=True), SCAN),
        (secret("x"), "PDF 文件已加密；应为没有密码的文件。请去掉打开密码后重新保存。 [I013]"),
        (drawn("2014")[:-900], "pdf 文件已损坏，不能打开。请重新下载，或重新导出该报告。 [I014]"),
        (b"%PDF-1.7\n%%EOF", "pdf 文件已损坏，不能打开。请重新下载，或重新导出该报告。 [I014]"),
        (unmapped(), NO_UNICODE),
        (many(151), TOO_MUCH),
        (ruled(2_000), TOO_MUCH),
        (inflated(), TOO_MUCH),
    ],
    ids=["scan", "scan with hidden text", "password", "cut off", "nothing in it", "no Unicode", "pages", "rulings", "inflated"],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_document(data)
    assert refused.value.message("年报.pdf") == f"年报.pdf: {said}"


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert texts(read_pdf(secret())) == ["全年共收到政府信息公开申请12件，均已答复。"]


@pytest.mark.parametrize("limit", ["_MAX_PAINTED", "_MAX_IN_ALL", "_MAX_CONTENT"])
def test_pages_that_paint_without_end_are_refused(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    data = drawn("2014")
    assert read_pdf(data)
    monkeypatch.setattr(f"scoring.intake.formats.pdf_pages.{limit}", 200)
    with pytest.raises(RefusedError, match="I016"):
        read_pdf(data)


def test_a_page_that_is_a_picture_or_turned_is_named() -> None:
    paper = Paper()
    paper.paragraph(100, "全年共收到政府信息公开申请12件，均已在法定期限内答复，没有行政复议。" * 2)
    paper.page()
    paper.picture()
    paper.page()
    for n in range(4):
        paper.text(60 + 20 * n, 700, "横放的表格文字横放的表格文字", turned=True)
    document = read_pdf(paper.save())
    assert document.unread == (("U018", "第2页", "page 2"), ("U019", "第3页", "page 3"))


def test_unread_pages_are_told_in_the_report(tmp_path: Path) -> None:
    paper = Paper()
    paper.paragraph(100, "全年共收到政府信息公开申请12件，均已在法定期限内答复，没有行政复议。" * 2)
    paper.page()
    paper.picture()
    (tmp_path / "年报.pdf").write_bytes(paper.save())
    (entry,) = read_report(tmp_path / "年报.pdf", "年报.pdf").unread
    assert (entry.what, entry.reason, entry.locator) == ("第2页", "这一页是图片，没有文字可读", "page 2")


def test_a_font_that_names_other_characters_is_refused() -> None:
    paper = Paper()
    for n in range(30):
        paper.text(60, 60 + 20 * n, "".join(chr(0x7600 + (31 * n + 7 * c) % 900) for c in range(30)))
    with pytest.raises(RefusedError, match="I015"):
        read_pdf(paper.save())
