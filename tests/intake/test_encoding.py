from __future__ import annotations

import codecs
import re

import pytest

from scoring.intake.formats.encoding import UndecodableError, decode, decode_and_repair

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


LONG = SIMPLIFIED * 8


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("byte", [b"\xff", b""])
def test_a_few_bytes_that_fit_nothing_leave_a_hole_and_no_digit_changes(encoding: str, byte: bytes) -> None:
    data = LONG.encode(encoding)
    place = data.index("收到".encode(encoding)) + 1
    text, _, _ = decode_and_repair(data[:place] + byte + data[place + 1 :])
    assert "\ufffd" in text
    assert re.findall(r"\d+", text) == re.findall(r"\d+", LONG)
    assert text.count("公开") >= LONG.count("公开") - 1


def test_input_tables_are_not_read_with_holes() -> None:
    data = LONG.encode()
    with pytest.raises(UndecodableError, match="I004"):
        decode(data[:100] + b"\xff" + data[100:])


@pytest.mark.parametrize(("written", "read"), [("utf-8", "latin-1"), ("gb18030", "latin-1"), ("utf-8", "cp1252")])
def test_text_that_was_encoded_twice_comes_back_and_says_so(written: str, read: str) -> None:
    data = LONG.encode(written)
    twice = "".join(bytes([byte]).decode(read) if bytes([byte]).decode(read, "ignore") else chr(byte) for byte in data)
    text, name, (before, after) = decode_and_repair(twice.encode())
    assert (text, name) == (LONG, "utf-8")
    assert before == twice[: len(before)]
    assert after == LONG[: len(after)]


def test_half_of_a_text_that_was_encoded_twice_is_refused() -> None:
    twice = LONG.encode().decode("latin-1")
    with pytest.raises(UndecodableError, match="I005"):
        decode(twice.replace("\x91", "").encode())


def test_hong_kong_characters_are_read_from_big5() -> None:
    text = TRADITIONAL.replace("某縣", "深水埗裏")
    assert decode(text.encode("big5hkscs"))[0] == text


def test_padding_of_zero_bytes_is_no_content() -> None:
    assert decode_and_repair(LONG.encode() + b"\x00" * 100)[0] == LONG
