"""Numbers hold together with what belongs to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.documents.printing.pdf import Printer
from scoring.documents.printing.unbroken import JOINER, unbroken, unbroken_html
from tests.documents import sample
from tests.documents.conftest import print_results
from tests.documents.measure import body, text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("于2017年9月30日前", "于2017-年-9-月-30-日前"),
        ("国办发〔2016〕19号", "国办发〔-2016-〕19-号"),
        ("2016年政务", "2016-年政务"),
        ("①适用指标", "①-适用指标"),
        ("97.62%", "97.62-%"),
        ("增长3.5万元，", "增长3.5-万-元，"),
        ("第3季度", "第-3-季度"),
        ("1—3月", "1-—-3-月"),
        ("85.25～90分", "85.25-～-90-分"),
        ("-1.28分", "--1.28-分"),
        ("20个工作日", "20-个工作日"),
        ("附件2", "附-件-2"),
        ("1284316", "1284316"),
        ("一是（二）", "一是（二）"),
        ("https://example.org/a/very/long/address/of/a/page", "https://example.org/a/very/long/address/of/a/page"),
    ],
)
def test_what_belongs_together_is_joined(words: str, shown: str) -> None:
    assert unbroken(words).replace(JOINER, "-") == shown
    assert unbroken(words).replace(JOINER, "") == words


def test_only_text_is_joined_not_tags_titles_styles_and_drawings() -> None:
    page = '<title>2016年</title><style>p{margin:1年}</style><p class="a1年">2016年</p><svg><text>2016年</text></svg><p>8号</p>'
    assert unbroken_html(page) == page.replace('">2016年</p>', f'">2016{JOINER}年</p>').replace("8号", f"8{JOINER}号")


def test_no_number_is_broken_wherever_the_line_ends(printer: Printer, tmp_path: Path) -> None:
    """The same numbers behind 12 to 27 characters: each would stand at the end of some line."""
    wholes = ["2017年9月30日", "〔2016〕", "19号", "97.62%", "1284316条", "3.5万元", "第29条", "1—3月", "20个"]
    body_file = tmp_path / "circular.html.j2"
    body_file.write_text("".join(f"<p>{'整' * (before + 12)}{whole}{'改' * 12}</p>" for whole in wholes for before in range(16)), "utf-8")
    printed = print_results(printer, sample.results(3, 3, annexes=[]), body_file)
    found = [text(line) for page in printed.pages for line in body(page)]
    for whole in wholes:
        assert sum(whole in line for line in found) >= 16, whole
    assert JOINER not in "".join(found)


def test_a_line_may_end_behind_the_year_of_a_document_number(printer: Printer, tmp_path: Path) -> None:
    """As a whole it would move to the next line and leave gaps that show."""
    body_file = tmp_path / "circular.html.j2"
    body_file.write_text(f"<p>{'整' * 18}（国办发〔2016〕19号）的部署{'改' * 20}</p>", "utf-8")
    page = print_results(printer, sample.results(3, 3, annexes=[]), body_file).pages[0]
    assert any(text(line).endswith("国办发〔2016〕") for line in body(page))


def test_the_outline_holds_no_joiner(printer: Printer, tmp_path: Path) -> None:
    body_file = tmp_path / "circular.html.j2"
    body_file.write_text("<h2>一、2016年总体情况</h2><p>正文。</p>", "utf-8")
    layout = print_results(printer, sample.results(3, 3), body_file).layout
    labels = [label for page in layout.document.pages for _level, label, *_rest in page.bookmarks]
    assert "一、2016年总体情况" in labels
    assert JOINER not in "".join(labels)
