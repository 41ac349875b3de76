from __future__ import annotations

from pathlib import Path

import pytest

from scoring.intake.cells import LOST
from scoring.intake.formats.files import read_document
from scoring.intake.formats.read_pdf import read_pdf
from scoring.intake.statutory.tables import table_facts
from tests.intake.pdf_files import Paper
from tests.intake.pdf_pages import ROWS, drawn, figures, list_paper, rows, texts, with_note
from tests.intake.statutory import FORMS, Sheet, Spanned, written

SAMPLES = Path(__file__).parent / "samples"


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


def test_a_cell_with_a_picture_or_a_note_in_it_is_not_blank() -> None:
    paper = list_paper(*ROWS[:1], ("申请办结数", "件", ""), ("申请答复数", "件", ""), ("结转数", "件", ""))
    paper.stamp(425, 125)
    data = with_note(paper.save(), (400, 842 - 158, 460, 842 - 142))
    assert [row[2] for row in rows(read_pdf(data))] == ["12", LOST, LOST, ""]
