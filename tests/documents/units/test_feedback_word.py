"""feedback/<unit>.docx says the same as the printed sheet, with real tables, heads and bars that need no picture."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from scoring.documents.printing.html import lookup_folders, render_template
from scoring.documents.units.feedback import TEMPLATE
from scoring.documents.units.feedback_view import feedback_view
from scoring.documents.word.sheet import feedback_docx
from scoring.problems import ProblemsFound, sentence
from scoring.results.sheets.building import unit_sheets
from tests.documents.twins import plain, said
from tests.documents.units.test_feedback_print import SETTINGS, results


def made(names: list[str], at: int = 0) -> tuple[Any, str, bytes]:
    sheet = list(unit_sheets(results(names)))[at]
    view = feedback_view(sheet, SETTINGS)
    html = render_template(TEMPLATE, {"feedback": view, "sheet": sheet}, lookup_folders(None, ()))
    return view, html, feedback_docx(view, html)


def shown(html: str) -> str:
    """The words of the page in order, without charts and the head of further pages; details of a row after its cells."""
    html = re.sub(r'(<div class="details".*?</div>)(.*?</tr>)', r"\2\1", html, flags=re.DOTALL)
    body = re.sub(r"<figure.*?</figure>|<div class=\"running\">.*?</div>", "", html.partition("<body>")[2], flags=re.DOTALL)
    return plain(re.sub(r"<[^>]*>", "", body).replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


@pytest.mark.parametrize("name", ["甲厅", "=1+1<b>", "很长的单位名称" * 30])
def test_it_says_the_same_as_the_page_in_the_same_order(name: str) -> None:
    view, html, data = made([name, "乙厅", "丙厅"])
    words = re.sub(r"\|+", "", "".join(said(data)))
    charts = [*view.charts.strip_words, *(text for bar in view.charts.bar_rows for text in (bar.label, bar.words, bar.other_words))]
    for text in [*charts, "本单位得分率", "本组平均得分率"]:
        assert plain(text) in words
    page = shown(html)
    strip = "".join(map(plain, view.charts.strip_words))
    start, chart, end = page.index("一、各方面得分"), words.index("本单位得分率"), words.index("二、提升重点")
    assert words[:chart].replace(strip, "", 1) == page[: page.index("二、提升重点")]
    assert start < chart
    assert words[end:] == page[page.index("二、提升重点") :]


def _repeats(table: Any) -> bool:
    return table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_tables_are_real_and_their_heads_repeat() -> None:
    _, _, data = made(["甲厅", "乙厅"])
    document = docx.Document(io.BytesIO(data))
    heads = [table for table in document.tables if _repeats(table)]
    assert [[cell.text for cell in table.rows[0].cells][:2] for table in heads] == [
        ["考核方面", "满分"],
        ["序号", "指标"],
        ["序号", "指标"],
    ]
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == [
        "一、各方面得分",
        "二、提升重点",
        "三、失分情况",
    ]


def test_bars_are_shaded_paragraphs_as_long_as_their_share() -> None:
    view, _, data = made(["甲厅", "乙厅"])
    chart = next(table for table in docx.Document(io.BytesIO(data)).tables if not _repeats(table))
    for bar, row in zip(view.charts.bar_rows, chart.rows[1:], strict=True):
        paragraphs = row.cells[1].paragraphs
        axis = chart.columns[1].width.pt - 6
        lengths = [1 - p.paragraph_format.right_indent.pt / axis for p in paragraphs if p._p.pPr.find(qn("w:shd")) is not None]
        shares = [float(share.rstrip("%")) / 100 for share in (bar.share, bar.other) if share]
        assert lengths == pytest.approx(shares, abs=0.01)
        fills = [p._p.pPr.find(qn("w:shd")).get(qn("w:fill")) for p in paragraphs[:-1]]
        assert paragraphs[-1]._p.pPr.find(qn("w:shd")) is None  # rows do not touch
        assert fills == ["404040", "BFBFBF"]


def test_further_pages_have_unit_and_title_above_and_all_have_their_number() -> None:
    view, _, data = made(["甲厅"])
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.different_first_page_header_footer
    assert (section.header.paragraphs[0].text, section.first_page_header.paragraphs[0].text) == (view.head, "")
    assert "NUMPAGES" in section.footer.paragraphs[0]._p.xml


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert made(["甲厅", "乙厅"])[2] == made(["甲厅", "乙厅"])[2]


def test_a_picture_of_an_office_stops_with_the_unit() -> None:
    view, html, _ = made(["甲厅"])
    with pytest.raises(ProblemsFound) as caught:
        feedback_docx(view, html.replace("</h1>", "</h1><p>徽标<img src='a.png'></p>"))
    assert sentence(caught.value.problems[0]).startswith("feedback/甲厅.docx: “徽标”: 这一处不能收入可编辑的 Word 文件：<img>；")
