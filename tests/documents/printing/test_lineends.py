"""A line end of a template prints no blank in Chinese text."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from scoring.documents.official.circular import lay_out
from scoring.documents.printing.lineends import joined_lines
from scoring.documents.printing.pdf import Printer
from scoring.documents.word.circular import circular_docx
from tests.documents import sample
from tests.documents.conftest import print_results


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("各单位\n    高度重视", "各单位高度重视"),
        ("各单位，\r\n高度重视", "各单位，高度重视"),
        ("各单位\n\n高度重视", "各单位高度重视"),
        ("主动公开\n12条", "主动公开12条"),
        ("主动公开12\n条", "主动公开12条"),
        ("增长\n-3.20%\n的", "增长-3.20%的"),
        ('<b class="run">一是公开。</b>\n二是解读', '<b class="run">一是公开。</b>二是解读'),
        ("一是\n<span>二是</span>", "一是<span>二是</span>"),
        ("𠮷县\n人民政府", "𠮷县人民政府"),
        ("使用\nOpen Data\n平台", "使用\nOpen Data\n平台"),
        ("open\ngovernment", "open\ngovernment"),
        ("共 3 个", "共 3 个"),
        ("甲 乙", "甲 乙"),
        ("12\n34", "12\n34"),
        ("<p>甲</p>\n<p>乙</p>", "<p>甲</p>\n<p>乙</p>"),
    ],
)
def test_line_ends_vanish_beside_chinese_only(written: str, read: str) -> None:
    assert joined_lines(written) == read


def test_page_and_word_file_have_no_blank_where_the_template_has_a_line_end(printer: Printer, tmp_path: Path) -> None:
    body = tmp_path / "circular.html.j2"
    body.write_text("<p>各单位\n  高度重视，<b class='run'>\n精心组织</b>\n统筹 Open Data\n建设。</p>\n", "utf-8")
    wanted = "各单位高度重视，精心组织统筹 Open Data 建设。"
    results = sample.results(3, 3)
    assert wanted in print_results(printer, results, body).pages[0].extract_text()
    layout = lay_out(printer, results, body)
    file = docx.Document(io.BytesIO(circular_docx(layout.circular, layout.html, layout.imprint, body)))
    assert wanted in [paragraph.text for paragraph in file.paragraphs]
