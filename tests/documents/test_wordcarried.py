"""What an office may write in its template and the .docx carries, and what stops because it cannot."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from scoring.documents.official.frame import circular_view
from scoring.documents.word.circular import circular_docx
from scoring.problems import ProblemsFound, sentence
from tests.documents import sample


def made(body: str) -> Any:
    page = f"<html><body><main>{body}</main></body></html>"
    return docx.Document(io.BytesIO(circular_docx(circular_view(sample.results()), page)))


def problems(body: str) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        made(body)
    return [sentence(problem) for problem in caught.value.problems]


def test_emphasis_of_running_text_is_kept() -> None:
    body = "<p>甲<b>粗</b><i>斜</i><u>线</u>m<sup>2</sup>H<sub>2</sub>O<b class='run'>（一）题。</b>乙<br>丙</p>"
    runs = {run.text: run for run in made(body).paragraphs[0].runs}
    assert made(body).paragraphs[0].text == "甲粗斜线m2H2O（一）题。乙\n丙"
    assert runs["粗"].bold
    assert runs["斜"].italic
    assert runs["线"].underline
    assert [run.text for run in made(body).paragraphs[0].runs if run.font.superscript] == ["2"]
    assert [run.text for run in made(body).paragraphs[0].runs if run.font.subscript] == ["2"]
    assert runs["（一）题。"].style.name == "段首标题"


def test_blanks_are_those_that_a_page_shows() -> None:
    assert made("<p>\n  甲  <b> 乙</b>\n</p>").paragraphs[0].text == "甲 乙"
    assert made("<p>共12\u2060条\x0b</p>").paragraphs[0].text == "共12条"


def test_tables_and_lists_in_the_text_are_carried() -> None:
    table = (
        "<table><thead><tr><th rowspan=2>组</th><th colspan=2>数</th></tr><tr><th>甲</th><th>乙</th></tr></thead>"
        "<tbody><tr><td>市州</td><td class='number'>1</td><td class='number'>2</td></tr></tbody></table>"
    )
    document = made(f"<p>见下表：</p>{table}<ol><li>第一<b>项</b></li><li>第二项</li></ol><ul><li>又一项</li></ul>")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["组", "数", "数"],
        ["组", "甲", "乙"],
        ["市州", "1", "2"],
    ]
    assert [p.text for p in document.paragraphs if p.text] == ["见下表：", "1.第一项", "2.第二项", "又一项"]


def test_words_in_frames_of_an_offices_own_are_not_lost() -> None:
    assert [p.text for p in made("<div class='motto'>第一句<b>强调</b></div><section><p>第二句</p></section>").paragraphs if p.text] == [
        "第一句强调",
        "第二句",
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>见图<img src='a.png'></p>", "<img>"),
        ("<svg><text>1</text></svg>", "<svg>"),
        ("<p>见<a href='http://example.org'>网页</a></p>", "<a href>"),
        ("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>", "套在内层的 <table>"),
        ("<ul><li>一<ul><li>二</li></ul></li></ul>", "套在内层的 <ul>"),
        ("<section>散落的字<p>段落</p></section>", "<section> 中不在段落内的文字"),
        ("<p style='text-align: center'>居中</p>", "<p style>"),
        ("<p>见<span style='color: red'>红</span></p>", "<span style>"),
        ("<blockquote>引文</blockquote>", "<blockquote>"),
    ],
)
def test_what_a_docx_cannot_carry_stops(body: str, found: str) -> None:
    assert any(f"Word 文件：{found}；应为" in message for message in problems(body))


def test_the_problem_names_the_line_of_the_template_and_the_words_there(tmp_path: Path) -> None:
    body = "<p>全省情况见图<img src='a.png'>所示</p>\n<p>又见<img src='b.png'></p>"
    template = tmp_path / "circular.html.j2"
    template.write_text(body, "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        circular_docx(circular_view(sample.results()), f"<html><body><main>{body}</main></body></html>", template=template)
    assert [sentence(problem) for problem in caught.value.problems] == [
        f"{template}:{line}: {words}: 这一处不能收入可编辑的 Word 文件：<img>；"
        "应为段落、标题、加粗、倾斜、下划线、上下标、列表和不套叠的表格。请改写模板中的这一处。 [D062]"
        for line, words in ((1, "“全省情况见图所示”"), (2, "“又见”"))
    ]
