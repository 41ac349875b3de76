from __future__ import annotations

import codecs

import pytest

from scoring.intake.encoding import UndecodableError, decode

SIMPLIFIED = "某县人民政府办公室2017年政府信息公开工作年度报告:全年主动公开政府信息47条,收到申请3件。\n" * 3
TRADITIONAL = "某縣人民政府辦公室關於政府資訊公開的報告,全年收到申請3件,均在規定期限內答覆,沒有發生行政訴訟。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_simplified_text_is_read_from_every_usual_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding))[0] == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030"])
def test_traditional_text_is_told_from_gbk(encoding: str) -> None:
    text, name = decode(TRADITIONAL.encode(encoding))
    assert text == TRADITIONAL
    assert name == encoding


def test_a_wrong_declaration_does_not_win_over_the_bytes() -> None:
    page = '<meta charset="utf-8">' + SIMPLIFIED
    assert decode(page.encode("gb18030"))[0] == page
    page = '<meta charset="gb2312">' + SIMPLIFIED
    assert decode(page.encode())[0] == page


def test_a_last_character_that_was_cut_through_is_dropped() -> None:
    assert decode(SIMPLIFIED.strip().encode()[:-1])[0] == SIMPLIFIED.strip()[:-1]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "I003"),
        (SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode("gbk") + b"\xff\xff\x20", "I004"),
        (SIMPLIFIED.encode("gbk").decode("utf-8", "replace").encode("utf-8"), "I005"),
        (f"{SIMPLIFIED}锟斤拷".encode(), "I005"),
        (SIMPLIFIED.encode("utf-8").decode("cp1252", "ignore").encode("utf-8"), "I005"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00\xd8\x41", "I004"),
    ],
)
def test_what_cannot_be_decoded_exactly_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UndecodableError, match=code):
        decode(data)
