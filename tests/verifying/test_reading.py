"""What is read off a printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.verifying.annex.reading import read_annexes

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<style>@page {size: A4 landscape} td {border: 1px solid}
aside {position: absolute; left: -40px; top: 300px; transform: rotate(90deg)}
body {font-family: "Noto Sans CJK SC"}</style>
<p>附件1</p><table><tr><td>名次<td>单位<td>总分</tr><tr><td>1<td>乙山县<td>99.00</tr></table><p>注：满分为100分。</p><aside>— 4 —</aside>"""


def test_the_number_of_a_page_across_is_turned_and_no_note(tmp_path: Path) -> None:
    from weasyprint import HTML

    HTML(string=PAGE).write_pdf(tmp_path / "circular.pdf")
    (annex,) = read_annexes(tmp_path / "circular.pdf")
    assert annex.notes == "注：满分为100分。"
    assert [row.cells for _, rows in annex.tables for row in rows] == [("1", "乙山县", "99.00")]


def test_the_imprint_below_an_annex_is_no_note(tmp_path: Path) -> None:
    from weasyprint import HTML

    # Without copies (抄送) it is one line: office and date.
    page = PAGE.replace("<aside>", "<p>临江省人民政府办公厅　　2017年8月14日印发</p><aside>")
    HTML(string=page).write_pdf(tmp_path / "circular.pdf")
    assert [annex.notes for annex in read_annexes(tmp_path / "circular.pdf")] == ["注：满分为100分。"]
