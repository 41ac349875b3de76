"""What cannot be measured is refused with one sentence, never with a traceback."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from scoring.documents import check_layout
from scoring.documents.layout import device, reading
from scoring.problems import ProblemsFound, sentence
from tests.documents.conftest import Printed


def refusal(source: Path | bytes) -> str:
    with pytest.raises(ProblemsFound) as error:
        check_layout(source, name="x.pdf")
    (problem,) = error.value.problems
    return sentence(problem)


def locked(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def scanned(_: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("L", (827, 1169), 255).save(out, "PDF", resolution=100)
    return out.getvalue()


def without_text(_: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out)
    return out.getvalue()


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "x.pdf: 文件是空的。请重新导出 PDF。 [L002]"),
    "other": (lambda _: b"PK\x03\x04 word", "x.pdf: 不是 PDF 文件。请在文字处理软件中导出为 PDF 后再检查。 [L003]"),
    "locked": (locked, "x.pdf: PDF 设有密码，无法测量。请换用未加密的文件。 [L004]"),
    "head only": (lambda data: data[:2000], "x.pdf: PDF 已损坏或不完整。请重新导出或重新下载。 [L005]"),
    "rubbish": (lambda _: b"%PDF-1.7\n" + b"\x00\xff" * 500, "x.pdf: PDF 已损坏或不完整。请重新导出或重新下载。 [L005]"),
    "scan": (scanned, "x.pdf: PDF 是扫描件，没有可测量的文字。请换用由文字处理软件直接导出的 PDF。 [L006]"),
    "no text": (without_text, "x.pdf: PDF 中没有文字。请换用有文字的 PDF。 [L008]"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_measured_is_refused_with_one_sentence(circular: Printed, name: str) -> None:
    breaking, words = BROKEN[name]
    assert refusal(breaking(circular.data)) == words


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.pdf") == "x.pdf: PDF 文件无法打开：No such file or directory。请检查路径和读取权限。 [L001]"


TOO_LARGE = "x.pdf: PDF 过大，没有测量；应为不超过 {} 页、100 MB，每页文字和线条适量。请拆分后再检查。 [L007]"


def test_a_file_with_too_many_pages_is_refused(circular: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_PAGES", 3)
    assert refusal(circular.data) == TOO_LARGE.format(3)


def test_a_page_that_paints_without_end_is_refused(circular: Printed) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(circular.data)) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"0 0 1 1 re f " * 40_000))
        pdf.save(out)
    assert refusal(out.getvalue()) == TOO_LARGE.format(reading.MOST_PAGES)


def test_a_file_that_is_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(b"%PDF-1.7" + b" " * 100)
    monkeypatch.setattr(reading, "MOST_BYTES", 50)
    assert refusal(file) == TOO_LARGE.format(reading.MOST_PAGES)


@pytest.mark.parametrize("cut", range(3000, 60000, 9500))
def test_a_damaged_file_is_measured_or_refused(circular: Printed, cut: int) -> None:
    """A hole in the middle: whatever it hits, there is an answer."""
    data = circular.data[:cut] + b"\x00" * 700 + circular.data[cut + 700 :]
    codes: set[str] = set()
    try:
        codes |= {finding.outcome for finding in check_layout(data)}
    except ProblemsFound as error:
        codes |= {problem.code for problem in error.problems}
    assert codes
    assert codes <= {"L005", "L006", "L007", "L008", "holds", "fails", "substituted", "not_assessable"}


SLANTED = [
    ({(0, 0), (3, 3)}, True),  # a line of a hatching
    ({(0, 0), (6, 0), (3, 6)}, True),  # a triangle
    ({(0, 3), (3, 0), (3, 6), (6, 3)}, True),  # a diamond
    ({(0, 0), (30, 0)}, False),  # a rule
    ({(0, 0), (6, 0), (0, 6), (6, 6)}, False),  # an area
    ({(0, 0), (60, 0), (0.3, 0.3), (59.7, 0.3)}, False),  # the border of a cell, mitred
]


@pytest.mark.parametrize(("corners", "is_slanted"), SLANTED)
def test_what_runs_aslant_is_no_rule_of_a_table(corners: set[tuple[float, float]], *, is_slanted: bool) -> None:
    assert device._is_slanted(corners) == is_slanted
