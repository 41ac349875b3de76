from __future__ import annotations

from scoring.intake.cells import LOST
from scoring.intake.formats.read_pdf import read_pdf
from tests.intake.pdf_files import Paper
from tests.intake.pdf_pages import ROWS, list_paper, rows, texts
from tests.intake.statutory import Sheet


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
