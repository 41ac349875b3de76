"""Workbooks in Excel's old format that state what no file can hold: the library would end the process over them."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.files.panics import panics_as
from scoring.intake.formats.read_xlsx import WorkbookError, read_xlsx
from scoring.intake.records import open_records
from scoring.problems import ProblemsFound, sentence
from tests.intake.record_files import TABLE

SAMPLE = Path(__file__).parent / "samples" / "excel-2019.xls"
DIMENSIONS, STRINGS, SHEET = b"\x00\x02\x0e\x00", b"\xfc\x00", b"\x85\x00"


def put(data: bytes, place: int, layout: str, *values: int) -> bytes:
    return data[:place] + struct.pack(layout, *values) + data[place + struct.calcsize(layout) :]


def endless_chain(data: bytes) -> bytes:
    """Every sector of the first table is followed by itself."""
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    return put(data, table, "<128I", *range(128))


def small_sectors(data: bytes) -> bytes:
    return put(data, 64, "<I", 0xFFFF)


def sectors_of_tables(data: bytes) -> bytes:
    return put(data, 44, "<I", 0x7FFF_FFFF)


def length_of_the_root(data: bytes) -> bytes:
    directory = (struct.unpack_from("<I", data, 48)[0] + 1) * 512
    return put(data, directory + 120, "<I", 0xFFFF_FF00)


def dimensions(data: bytes) -> bytes:
    return put(data, data.index(DIMENSIONS) + 4, "<IIHH", 0, 0xFFFF_FFF0, 0, 0xFFFF)


def dimensions_upside_down(data: bytes) -> bytes:
    return put(data, data.index(DIMENSIONS) + 4, "<IIHH", 0xFFFF_0000, 1, 0, 9)


def texts(data: bytes) -> bytes:
    return put(data, data.index(STRINGS, data.index(SHEET)) + 8, "<I", 0x7FFF_FFFF)


def sheets_that_share_their_records(data: bytes) -> bytes:
    """A workbook with as many sheets as there is room for, all of them the first one."""
    first = data.index(SHEET)
    length = int.from_bytes(data[first + 2 : first + 4], "little") + 4
    end = data.index(b"\x0a\x00\x00\x00", first)
    many = (end - first) // length
    rest = end - first - many * length  # a record of blanks fills the rest
    filled = data[first : first + length] * (many - 1) + struct.pack("<HH", 0x5C, length + rest - 4) + bytes(length + rest - 4)
    return data[:first] + filled + data[end:]


def far_cells(data: bytes) -> bytes:
    """Cells that are each near one side of the sheet, and far from each other."""
    found = [place for place in range(data.index(DIMENSIONS), len(data) - 4) if data[place : place + 4] == b"\xfd\x00\x0a\x00"]
    return put(put(data, found[0] + 4, "<HH", 0xFFFF, 1), found[1] + 4, "<HH", 1, 0xFFFF)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (endless_chain, "I008"),
        (small_sectors, "I008"),
        (sectors_of_tables, "I008"),
        (length_of_the_root, "I008"),
        (dimensions, "I008"),
        (dimensions_upside_down, "I008"),
        (texts, "I008"),
        (sheets_that_share_their_records, "I008"),
        (far_cells, "I009"),
        (lambda data: data[:600], "I008"),
        (lambda data: data[:20], "I008"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_sizes_and_chains_that_cannot_be_are_refused(change: Callable[[bytes], bytes], code: str, tmp_path: Path) -> None:
    data = change(SAMPLE.read_bytes())
    with pytest.raises(WorkbookError) as refused:
        read_xlsx(data)
    assert str(refused.value) == code
    file = tmp_path / "hotline.xls"
    file.write_bytes(data)
    sentences = {
        "I008": "hotline.xls: 工作簿无法打开（已加密或已损坏）；应为未加密的 Excel 工作簿。请去掉密码后重新保存。 [I008]",
        "I009": "hotline.xls: 工作表的已用区域过大；应为统计表。请删去表格以外的空行空列后重新保存。 [I009]",
    }
    with pytest.raises(ProblemsFound) as found:
        open_records(TABLE, [file], tmp_path)
    assert [sentence(problem) for problem in found.value.problems] == [sentences[code]]


def test_a_panic_of_a_library_is_the_error_that_was_asked_for_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    from python_calamine import CalamineWorkbook

    data = SAMPLE.read_bytes()
    directory = (struct.unpack_from("<I", data, 48)[0] + 1) * 512
    with pytest.raises(WorkbookError, match="I008"), panics_as(WorkbookError("I008")):
        CalamineWorkbook.from_filelike(io.BytesIO(data[: directory + 34]))
    assert capfd.readouterr().err == ""
