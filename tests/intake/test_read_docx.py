from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from scoring.intake.cells import LOST
from scoring.intake.formats.files import RefusedError, read_document
from scoring.intake.formats.read_docx import read_docx
from scoring.intake.statutory.tables import table_facts
from tests.intake.statutory import FORMS, written
from tests.intake.word_files import body, cell, paragraph, run, table, word


def lines(data: bytes) -> list[str]:
    return [line.text for line in read_docx(data).lines]


def rows(data: bytes, grid: int = 0) -> list[list[str]]:
    return [[c.text for c in row] for row in read_docx(data).grids[grid].rows]


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_of_a_form_is_read_from_a_word_document(form: str) -> None:
    report = written(form)
    document = read_document(word(report))
    reading = table_facts(document)
    assert document.kind == "docx"
    assert {(fact.metric, fact.part): fact.value for fact in reading.facts} == report.figures
    assert (reading.form, reading.unread) == (form, ())
    assert [line.text for line in document.lines] == [report.title, *(block for block in report.blocks if isinstance(block, str))]


def test_insertions_are_read_and_deletions_are_not() -> None:
    deleted = "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
    changed = f"<w:p>{run('收到申请')}{deleted}<w:ins>{run('15')}</w:ins>{run('件。')}</w:p>"
    moved = f"<w:p><w:moveFrom>{run('旧的一句。')}</w:moveFrom><w:moveTo>{run('新的一句。')}</w:moveTo></w:p>"
    assert lines(body(changed, moved)) == ["收到申请15件。", "新的一句。"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next_one() -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>收到申请</w:t></w:r></w:p>'
    assert lines(body(first, paragraph("15件。"))) == ["收到申请15件。"]


def test_deleted_and_hidden_rows_of_a_table_are_not_read() -> None:
    gone = "".join(f"<w:trPr><w:{name}/></w:trPr>{cell('旧')}{cell('9')}" for name in ("del",))
    hidden = f"<w:trPr><w:hidden/></w:trPr>{cell('藏')}{cell('8')}"
    assert rows(body(table(cell("收到申请数") + cell("1"), gone, hidden, cell("办结数") + cell("2")))) == [
        ["收到申请数", "1"],
        ["办结数", "2"],
    ]


@pytest.mark.parametrize(("value", "shown"), [("", False), (' w:val="1"', False), (' w:val="0"', True), (' w:val="false"', True)])
def test_hidden_text_is_not_read(value: str, shown: bool) -> None:  # noqa: FBT001 - a case
    hidden = f"<w:p>{run('收到申请')}{run('99', f'<w:vanish{value}/>')}{run('件。')}</w:p>"
    assert lines(body(hidden)) == ["收到申请99件。" if shown else "收到申请件。"]


def test_text_hidden_by_a_style_is_not_read() -> None:
    style = '<w:style w:type="character" w:styleId="暗"><w:rPr><w:vanish/></w:rPr></w:style>'
    derived = '<w:style w:type="character" w:styleId="更暗"><w:basedOn w:val="暗"/></w:style>'
    dark = run("99", '<w:rStyle w:val="更暗"/>')
    hidden = f"<w:p>{run('收到申请')}{dark}{run('件。')}</w:p>"
    assert lines(body(hidden, styles=style + derived)) == ["收到申请件。"]


NUMBERING = """
<w:abstractNum w:abstractNumId="70"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
<w:num w:numId="71"><w:abstractNumId w:val="70"/></w:num>
<w:num w:numId="72"><w:abstractNumId w:val="70"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def numbered(text: str, level: int = 0, number: int = 71) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_counted_as_word_prints_them() -> None:
    data = body(
        numbered("总体情况"),
        numbered("主动公开", 1),
        numbered("依申请公开", 1),
        numbered("主动公开政府信息情况"),
        numbered("平台建设", 1),
        numbered("存在的主要问题", 0, 72),
        paragraph("正文。"),
        numbered("其他", 0, 72),
        numbered("不编号", 0, 0),
        numbering=NUMBERING.format(format="chineseCounting"),
    )
    assert lines(data) == [
        *("一、总体情况", "（1）主动公开", "（2）依申请公开", "二、主动公开政府信息情况", "（1）平台建设"),
        *("五、存在的主要问题", "正文。", "六、其他", "不编号"),
    ]


@pytest.mark.parametrize(
    ("style", "prefix"),
    [
        ("chineseCountingThousand", "一、"),
        ("japaneseCounting", "一、"),
        ("chineseLegalSimplified", "壹、"),
        ("ideographTraditional", "甲、"),
        ("decimal", "1、"),
        ("decimalEnclosedCircle", "①、"),
        ("lowerLetter", "a、"),
        ("bullet", ""),
        ("hebrew1", ""),
    ],
)
def test_numbers_have_the_characters_of_their_format(style: str, prefix: str) -> None:
    assert lines(body(numbered("总体情况"), numbering=NUMBERING.format(format=style))) == [f"{prefix}总体情况"]


def test_an_automatic_number_stays_apart_from_the_figure_behind_it() -> None:
    assert lines(body(numbered("12件申请已办结。"), numbering=NUMBERING.format(format="decimal"))) == ["1、 12件申请已办结。"]


def test_a_style_may_number_its_paragraphs() -> None:
    style = '<w:style w:type="paragraph" w:styleId="条"><w:pPr><w:numPr><w:numId w:val="71"/></w:numPr></w:pPr></w:style>'
    data = body(
        *[paragraph(t, '<w:pStyle w:val="条"/>') for t in "甲乙"], numbering=NUMBERING.format(format="chineseCounting"), styles=style
    )
    assert lines(data) == ["一、甲", "二、乙"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('附注:收到申请3件。')}</w:txbxContent>"
    drawn = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    older = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    shape = f"<w:p>{run('正文。')}<w:r><mc:AlternateContent>{drawn}{older}</mc:AlternateContent></w:r></w:p>"
    assert lines(body(shape)) == ["正文。", "附注:收到申请3件。"]


def test_a_table_inside_a_table_is_the_table() -> None:
    inner = table(cell("收到申请数") + cell("12"), cell("办结数") + cell("11"))
    assert rows(body(table(cell(paragraph("统计表") + inner + paragraph(""))))) == [["收到申请数", "12"], ["办结数", "11"]]


def test_fields_show_their_result_and_not_their_code() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>=SUM(3,4)</w:instrText></w:r>"
    field = f"<w:p>{begin}{code}{separate}{run('7')}{end}{run('件。')}</w:p>"
    assert lines(body(field)) == ["7件。"]


@pytest.mark.parametrize(
    "content",
    [
        '<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r></w:p>',
        f"<w:p>{run('1')}<m:oMath><m:r><m:t>23</m:t></m:r></m:oMath></w:p>",
        "<w:p><w:r><w:drawing/></w:r></w:p>",
        '<w:p><w:r><w:t>1</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>',
    ],
)
def test_what_is_printed_but_no_text_leaves_a_mark_in_its_cell(content: str) -> None:
    assert LOST in rows(body(table(cell("收到申请数") + cell(content), cell("办结数") + cell("2"))))[0][1]


def test_a_cell_merged_over_rows_repeats_its_text_as_spanned() -> None:
    start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = body(
        table(
            cell("三", start) + cell("甲") + cell("1"),
            cell("", go_on) + cell("乙") + cell("2"),
            cell("四", '<w:gridSpan w:val="2"/>') + cell("3"),
        )
    )
    grid = read_docx(data).grids[0]
    assert [[(c.text, c.spanned) for c in row[:2]] for row in grid.rows] == [
        [("三", False), ("甲", False)],
        [("三", True), ("乙", False)],
        [("四", False), ("四", True)],
    ]
    assert grid.rows[1][2].locator == "table 1 row 2 column 3"


def package(**parts: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (package(word__document="<w:document"), "I014", "docx 文件已损坏，不能打开。请重新下载，或重新导出该报告。 [I014]"),
        (package(word__document="<a/>"), "I014", "docx 文件已损坏，不能打开。请重新下载，或重新导出该报告。 [I014]"),
        (
            package(word__document="<a>" + " " * 41_000_000),
            "I016",
            "docx 文件的内容过多，不像一份报告；应为解压后不超过 40 MB 的文件。请只保留报告本身后重新保存。 [I016]",
        ),
        (
            body(*[paragraph("收到申请3件。" * 100_000)] * 6),
            "I016",
            "docx 文件的内容过多，不像一份报告；应为不超过 400 万字的文件。请只保留报告本身后重新保存。 [I016]",
        ),
    ],
    ids=["cut off", "another root", "inflated", "too long"],
)
def test_a_damaged_or_inflated_word_document_is_refused(data: bytes, code: str, sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_document(data)
    assert refused.value.code == code
    assert refused.value.message("报告.docx") == f"报告.docx: {sentence}"


def test_a_word_document_in_the_strict_format_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>收到申请3件。</w:t></w:r></w:p></w:body></w:document>'
    assert lines(package(word__document=text)) == ["收到申请3件。"]


def test_a_symbol_that_is_no_character_makes_a_document_damaged() -> None:
    with pytest.raises(RefusedError, match="I014"):
        read_docx(body('<w:p><w:r><w:sym w:char="没有"/></w:r></w:p>'))


def test_a_number_in_running_text_of_which_a_part_is_a_formula_is_no_number() -> None:
    assert lines(body(f"<w:p>{run('收到申请1')}<m:oMath><m:r><m:t>23</m:t></m:r></m:oMath>{run('件。')}</w:p>")) == [f"收到申请{LOST}件。"]
