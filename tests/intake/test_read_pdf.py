from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import pikepdf
import pytest

from scoring.intake.cells import LOST
from scoring.intake.document import Document
from scoring.intake.formats.files import RefusedError, read_document
from scoring.intake.formats.read_pdf import read_pdf
from scoring.intake.reading import read_report
from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.pdf_files import Paper
from tests.intake.statutory import FORMS, Sheet, Spanned, written

SAMPLES = Path(__file__).parent / "samples"


def figures(reading: TableReading) -> dict[tuple[str, str], Decimal | None]:
    return {(fact.metric, fact.part): fact.value for fact in reading.facts}


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def rows(document: Document, grid: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.grids[grid].rows]


@pytest.mark.parametrize("sample", sorted(file.stem for file in SAMPLES.glob("*.pdf")))
def test_every_figure_of_a_printed_form_is_read(sample: str) -> None:
    form = sample.rpartition("-")[2]
    report = written(form)
    document = read_document((SAMPLES / f"{sample}.pdf").read_bytes())
    reading = table_facts(document)
    assert figures(reading) == report.figures
    assert (document.kind, reading.form, reading.unread) == ("pdf", form, ())
    printed = [report.title, *(block for block in report.blocks if isinstance(block, str))]
    prose = [text for text in texts(document) if not text.startswith("第二十条")]  # rows without a ruling at either side
    assert ["".join(text.split()) for text in prose] == ["".join(text.split()) for text in printed]


def drawn(form: str, *, repeated: int = 0) -> bytes:
    """A form in a PDF of our own: a page every 14 rows, its first rows repeated on every page or not."""
    paper = Paper(842, 1000)
    paper.paragraph(40, written(form).title)
    for sheet in written(form).sheets():
        step = (842 - 80) / sheet.width
        columns = [40 + step * c for c in range(sheet.width + 1)]
        for part in parts(sheet, repeated):
            paper.table(part, list(accumulate([60] * len(part.rows), initial=60)), columns)
            paper.page()
    return paper.save()


def parts(sheet: Sheet, repeated: int, height: int = 13) -> list[Sheet]:
    """A table page by page; a merged cell that goes on is printed once more without its text."""
    covered = [list(row) for row in sheet.rows]
    pages: list[Sheet] = []
    starts = range(0, len(covered), height)
    for start in starts:
        rest = [(r, c) for r in range(start) for c in covered[r] if r + c.down > start]
        first = [Spanned("", c.across, r + c.down - start) for r, c in rest]
        body = [first + covered[start], *covered[start + 1 : start + height]] if start else covered[:height]
        end = len(body)
        clipped = [[Spanned(c.text, c.across, min(c.down, end - n)) for c in row] for n, row in enumerate(body)]
        pages.append(Sheet(sheet.width, [*(covered[:repeated] if start else []), *clipped]))
    return pages


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("repeated", [0, 1])
def test_a_form_over_several_pages_is_one_table(form: str, repeated: int) -> None:
    reading = table_facts(read_pdf(drawn(form, repeated=repeated if form == "2014" else 0)))
    assert figures(reading) == written(form).figures
    assert reading.unread == ()


def test_places_say_page_table_row_and_column() -> None:
    document = read_pdf(drawn("2014"))
    (grid,) = document.grids
    assert [grid.rows[0][0].locator, grid.rows[13][2].locator] == ["page 1 table 1 row 1 column 1", "page 2 table 1 row 1 column 3"]
    assert document.lines[0].locator == "line 1 (page 1)"


def list_paper(*rows: tuple[str, ...], columns: tuple[float, ...] = (60, 300, 380, 480), top: float = 100) -> Paper:
    """A page with a ruled table of single cells, 20 points a row."""
    paper = Paper()
    sheet = Sheet(len(columns) - 1)
    for row in rows:
        sheet.add(*row)
    paper.table(sheet, [top + 20 * n for n in range(len(rows) + 1)], columns)
    return paper


ROWS = (("收到申请数", "件", "12"), ("申请办结数", "件", "11"), ("申请答复数", "件", "10"))


def test_a_row_that_the_end_of_a_page_cut_in_two_is_one_row() -> None:
    paper = Paper()
    first, second = Sheet(3), Sheet(3)
    first.add("（一）当面申请数", "件", "5")
    first.add("（二）按时办结数和", "件", "12")
    second.add("延期办结数", "", "")
    second.add("（三）网络申请数", "件", "7")
    paper.table(first, [740, 760, 780], (60, 300, 380, 480))
    paper.page()
    paper.table(second, [60, 80, 100], (60, 300, 380, 480))
    assert rows(read_pdf(paper.save())) == [
        ["（一）当面申请数", "件", "5"],
        ["（二）按时办结数和\n延期办结数", "件", "12"],
        ["（三）网络申请数", "件", "7"],
    ]


def test_a_row_whose_text_is_on_the_next_page_is_one_row() -> None:
    paper = list_paper(*ROWS[:2], ("", "", ""), top=720)
    paper.page()
    sheet = Sheet(3)
    sheet.add(*ROWS[2])
    sheet.add("结转数", "件", "1")
    paper.table(sheet, [60, 80, 100], (60, 300, 380, 480))
    assert rows(read_pdf(paper.save())) == [list(row) for row in (*ROWS, ("结转数", "件", "1"))]


def test_a_row_of_headings_that_the_end_of_a_page_cut_in_two_is_one_row() -> None:
    paper = list_paper(("结果维", "结果纠", "其他结", "总计"), columns=(60, 160, 260, 360, 460), top=740)
    paper.page()
    sheet = Sheet(4)
    sheet.add("持", "正", "果", "")
    sheet.add("1", "2", "3", "6")
    paper.table(sheet, [60, 80, 100], (60, 160, 260, 360, 460))
    assert rows(read_pdf(paper.save())) == [["结果维\n持", "结果纠\n正", "其他结\n果", "总计"], ["1", "2", "3", "6"]]


def test_two_rows_at_the_end_of_a_page_stay_two_rows() -> None:
    paper = list_paper(("信息内容", "上一年项目数量", "本年增/减"), top=700)
    paper.page()
    sheet = Sheet(3)
    sheet.add("行政事业性收费", "3", "1")
    paper.table(sheet, [60, 80], (60, 300, 380, 480))
    assert rows(read_pdf(paper.save())) == [["信息内容", "上一年项目数量", "本年增/减"], ["行政事业性收费", "3", "1"]]


def test_printed_lines_are_joined_to_paragraphs_over_the_end_of_a_page() -> None:
    text = "河湾县人民政府全年共收到政府信息公开申请12件，上年结转3件，均已在法定期限内答复，没有因此引起的行政复议和行政诉讼。"
    paper = Paper()
    for page in ("1", "2"):
        paper.text(250, 40, "河湾县人民政府办公室")
        paper.text(280, 820, f"- {page} -")
        if page == "1":
            paper.text(60, 100, "一、概述", 14)
            paper.paragraph(740, text)
            paper.page()
    paper.text(60, 100, "另有热线答复5件。")
    paper.text(60, 120, "（二）依申请公开")
    assert texts(read_pdf(paper.save())) == ["一、概述", text, "另有热线答复5件。", "（二）依申请公开"]


def test_punctuation_that_hangs_over_the_margin_does_not_move_it() -> None:
    text = "全年共收到申请12件，上年结转3件，均已在法定期限内办理并且答复，没有因此引起的行政复议，没有行政诉讼。" * 6
    paper = Paper()
    paper.text(420, 60, "（内部编号：二〇二二第一号文件）")
    paper.paragraph(100, text)
    assert texts(read_pdf(paper.save()))[1:] == [text]


def test_a_paragraph_goes_on_behind_a_page_number() -> None:
    paper = Paper()
    paper.text(84, 780, "全年共收到政府信息公开申请12件，上年结转3件，均已在法定期限内答")
    paper.text(280, 820, "第 1 页 共 2 页")
    paper.page()
    paper.text(60, 80, "复，无行政复议。")
    paper.text(280, 820, "第 2 页 共 2 页")
    document = read_pdf(paper.save())
    assert texts(document) == ["全年共收到政府信息公开申请12件，上年结转3件，均已在法定期限内答复，无行政复议。"]


def test_letters_printed_apart_are_joined_and_digits_are_not() -> None:
    paper = list_paper(*ROWS[:2], ("总 计", "件", "1 2"))
    assert rows(read_pdf(paper.save()))[2] == ["总计", "件", "1 2"]


def test_a_number_that_a_narrow_cell_broke_is_one_number() -> None:
    paper = list_paper(("收到申请数", "12345", "7"), ("申请办结数", "11", "8"), columns=(60, 300, 320, 400))
    assert [row[1] for row in rows(read_pdf(paper.save()))] == ["12345", "11"]


def test_two_numbers_below_each_other_in_a_wide_cell_are_not_one() -> None:
    paper = list_paper(*ROWS)
    paper.text(400, 188, "77", 9)
    paper.text(400, 198, "88", 9)
    sheet = Sheet(3)
    sheet.add("结转数", "件", "")
    paper.table(sheet, [160, 210], (60, 300, 380, 480))
    assert rows(read_pdf(paper.save()))[-1][2] == "77\n88"


def test_rows_whose_ruling_is_missing_are_not_joined() -> None:
    paper = Paper()
    sheet = Sheet(4)
    sheet.add("收到申请数", "1", "2", "3")
    sheet.add("", "", "", "")
    paper.table(sheet, [100, 120, 144], (60, 300, 318, 336, 354))
    paper.text(64, 130, "甲", 9)
    paper.text(64, 141, "乙", 9)
    for x in (302, 320, 338):
        paper.text(x, 130, "123", 9)
        paper.text(x, 141, "456", 9)
    assert rows(read_pdf(paper.save()))[1][1:] == ["123\n456"] * 3


def test_rulings_of_another_table_on_the_page_move_nothing() -> None:
    paper = Paper()
    for n, shift in enumerate((0, 2.5, 5, 7.5)):
        sheet = Sheet(3)
        sheet.add("收到申请数", "件", "12")
        sheet.add("申请办结数", "件", "11")
        top = 100 + 100 * n
        paper.table(sheet, [top, top + 20, top + 40], (60 + shift, 300 + shift, 316 + shift, 328 + shift))
    document = read_pdf(paper.save())
    assert [rows(document, n) for n in range(4)] == [[["收到申请数", "件", "12"], ["申请办结数", "件", "11"]]] * 4


def test_a_number_that_runs_over_a_ruling_is_lost_in_both_cells() -> None:
    paper = list_paper(*ROWS)
    paper.text(372, 172, "12345", 9)
    sheet = Sheet(3)
    sheet.add("结转数", "", "")
    paper.table(sheet, [160, 180], (60, 300, 380, 480))
    last = rows(read_pdf(paper.save()))[-1]
    assert [LOST in text for text in last] == [False, True, True]


def test_characters_printed_twice_are_one_and_printed_over_each_other_are_none() -> None:
    paper = list_paper(*ROWS)
    for x in (400, 400.4):
        paper.text(x, 172, "11", 9)
    paper.text(340, 172, "件", 9)
    paper.text(440, 192, "12", 9)
    paper.text(441, 192, "75", 9)
    sheet = Sheet(3)
    sheet.add("甲", "", "")
    sheet.add("乙", "", "")
    paper.table(sheet, [160, 180, 200], (60, 300, 380, 480))
    assert [row[2] for row in rows(read_pdf(paper.save()))[-2:]] == ["11", LOST * 2]


def test_a_raised_digit_behind_a_number_is_no_part_of_it() -> None:
    paper = list_paper(*ROWS)
    paper.text(400, 172, "12", 9)
    paper.text(409, 169, "3", 5)
    paper.text(60, 300, "收到申请12")
    paper.text(120, 297, "3", 6)
    paper.text(123, 300, "件。")
    sheet = Sheet(3)
    sheet.add("甲", "件", "")
    paper.table(sheet, [160, 180], (60, 300, 380, 480))
    document = read_pdf(paper.save())
    assert rows(document)[-1][2] == f"12{LOST}3"
    assert texts(document) == [f"收到申请{LOST}件。"]


def test_what_is_not_printed_upright_on_the_page_is_not_read() -> None:
    paper = Paper()
    paper.text(60, 100, "全年共收到政府信息公开申请12件，均已答复。")
    paper.text(90, 110, "内部资料99件", turned=True)
    paper.text(60, 140, "暗中写着88件", mode=3)
    paper.text(60, 900, "页外77件")
    assert texts(read_pdf(paper.save())) == ["全年共收到政府信息公开申请12件，均已答复。"]


def test_a_list_without_rulings_is_read_by_its_labels() -> None:
    paper = Paper()
    labels = (("（一）收到申请数", "12"), ("1.当面申请数", "3"), ("2.传真申请数", "4"), ("3.网络申请数", "5"), ("4.信函申请数", "0"))
    for n, (label, number) in enumerate((*labels, ("（二）申请办结数", "11"), ("1.按时办结数", "9"), ("2.延期办结数", "2"))):
        paper.text(60, 100 + 20 * n, label)
        paper.text(380, 100 + 20 * n, "件")
        paper.text(480, 100 + 20 * n, number)
    found = figures(table_facts(read_pdf(paper.save())))
    assert found["requests_received", "total"] == 12
    assert found["requests_closed_extended", "total"] == 2
    assert len(found) == 8


def test_a_grid_without_rulings_is_not_read_where_a_cell_is_blank() -> None:
    paper = Paper()
    for n, label in enumerate(("（一）予以公开", "1.属于国家秘密", "2.重复申请", "3.要求提供公开出版物")):
        paper.text(60, 100 + 20 * n, label)
        for c in range(7):
            if (n, c) != (1, 3):
                paper.text(300 + 40 * c, 100 + 20 * n, str(10 * n + c if c < 6 else 60 * n + 15))
    reading = table_facts(read_pdf(paper.save()))
    assert {fact.metric for fact in reading.facts} == {"granted", "unprocessed_duplicate", "unprocessed_publication"}
    assert [entry.what for entry in reading.unread] == ["1.属于国家秘密"]


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


def test_running_text_in_two_columns_is_read_column_by_column() -> None:
    paper = Paper()
    left = ("本年度全县各单位共收到政府信", "息公开申请，都按照规定时限办", "结，申请人对办理结果表示满意", "，没有引起行政复议和行政诉讼")
    right = (
        "12件建议由县政府办公室转交各",
        "单位办理，其中5件来自人大代表",
        "会议，其余来自政协委员会议上",
        "提出的提案，均已按时答复办结",
    )
    for n, (one, other) in enumerate(zip(left, right, strict=True)):
        paper.text(60, 100 + 20 * n, one)
        paper.text(320, 100 + 20 * n, other)
    assert "".join(texts(read_pdf(paper.save()))) == "".join(left) + "".join(right)


def test_text_in_a_frame_is_running_text_cell_by_cell() -> None:
    paper = Paper()
    sheet = Sheet(2)
    sheet.add("工作概述", "全年共收到政府信息公开申请12件。" * 25)
    paper.table(sheet, [60, 400], (60, 130, 500))
    document = read_pdf(paper.save())
    assert document.grids == ()
    assert texts(document) == ["工作概述", "全年共收到政府信息公开申请12件。" * 25]


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


def test_a_row_in_which_a_ruling_is_missing_loses_its_figures() -> None:
    paper = Paper()
    sheet = Sheet(5)
    sheet.add("重复申请", "1", "2", "3", "4")
    sheet.add("公开出版物", Spanned("5          6", 2), "7", "8")
    sheet.add("大量反复申请", "1", Spanned("2", 1, 2), "3", "4")
    sheet.add("确认", "5", "7", "8")
    paper.table(sheet, [100, 120, 140, 160, 180], [60, 160, 220, 280, 340, 400])
    document = read_pdf(paper.save())
    assert rows(document)[0] == ["重复申请", "1", "2", "3", "4"]
    assert all(LOST in text for row in rows(document)[1:] for text in row[1:])


def test_a_row_whose_label_and_first_figure_share_a_cell_loses_its_figures() -> None:
    paper = Paper()
    sheet = Sheet(4)
    sheet.add(Spanned("部分公开     228", 2), "235", "242")
    sheet.add("予以公开", "179", "186", "193")
    paper.table(sheet, [100, 120, 140], [60, 160, 260, 320, 380])
    found = rows(read_pdf(paper.save()))
    assert [LOST in text for text in (*found[0][2:], *found[1])] == [True, True, False, False, False, False]


def test_text_between_rulings_that_enclose_no_cell_is_lost() -> None:
    paper = list_paper(*ROWS)
    paper.pages[-1] = [command for command in paper.pages[-1] if command != f"0.5 w 480 {842 - 120} m 480 {842 - 140} l S"]
    assert [row[2:] for row in rows(read_pdf(paper.save()))] == [["12"], [LOST], ["10"]]


def test_a_number_that_runs_out_of_its_table_is_lost() -> None:
    paper = list_paper(*ROWS)
    paper.text(471, 172, "697", 9)
    sheet = Sheet(3)
    sheet.add("结转数", "件", "")
    paper.table(sheet, [160, 180], (60, 300, 380, 480))
    assert rows(read_pdf(paper.save()))[-1][2] == f"69{LOST}"


def with_note(data: bytes, box: tuple[float, float, float, float]) -> bytes:
    """A PDF with a written note on its first page."""
    stream = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=pikepdf.Array(list(box)), V=pikepdf.String("12")
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(field)])
        pdf.save(stream)
    return stream.getvalue()


def test_a_cell_with_a_picture_or_a_note_in_it_is_not_blank() -> None:
    paper = list_paper(*ROWS[:1], ("申请办结数", "件", ""), ("申请答复数", "件", ""), ("结转数", "件", ""))
    paper.stamp(425, 125)
    data = with_note(paper.save(), (400, 842 - 158, 460, 842 - 142))
    assert [row[2] for row in rows(read_pdf(data))] == ["12", LOST, LOST, ""]
