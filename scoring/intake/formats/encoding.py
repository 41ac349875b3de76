"""Bytes to text, whatever the page declares about itself.

A byte order mark decides; else UTF-8 if it fits exactly; else GB18030 or Big5, whichever fits exactly
and reads as Chinese. The declaration of an HTML page only breaks a tie: it is wrong too often. Where a few
bytes fit nothing, each becomes U+FFFD, so that the cell or sentence is unread and the rest is read. Text that
was encoded twice is decoded twice when that is exact. Anything else is refused rather than guessed.
"""

from __future__ import annotations

import codecs
import re

from scoring.intake.cells import LOST
from scoring.intake.formats.mojibake import undone

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# The commonest characters of administrative prose, simplified and traditional: what real text is full of.
_COMMON = frozenset("的一在和是有年了不为人中国政府信息公开工作情况部门申请报告数条件及行市县区與為國開會機關資訊請報數個發")
_MEMORY = "烫烫烫"  # memory that was never written
_REPLACED = "锟斤拷"  # two U+FFFD in UTF-8, read as GBK
_TAIL = 3  # bytes of one character that a cut may leave behind
_CUT = re.compile("unexpected end|incomplete|truncated")
_LIKE_CHINESE = 0.1  # real text has 0.2 to 0.4, noise next to none
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BLEMISHES = 10
_SAMPLE = 20_000
_BLEMISHED = 0.1
_FEW = 100  # one character lost in so many is a blemish, more is damage
_DOUBLE_BYTE = ("gb18030", "big5hkscs", "cp950")
# With replacements the four-byte forms of GB18030 are left out: out of step they would swallow digits.
_FORGIVING = ("gbk", "big5hkscs")


class UndecodableError(Exception):
    """The bytes are no text; the message is the code of the catalogue."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of the encoding found, when every byte of it fits.

    Raises:
        UndecodableError: I003 (binary), I004 (no encoding fits) or I005 (the text is damaged beyond repair).
    """
    text, name, (before, _) = decode_and_repair(data, exactly=True)
    if before:
        raise UndecodableError("I005")
    return text, name


def decode_and_repair(data: bytes, *, exactly: bool = False) -> tuple[str, str, tuple[str, str]]:
    """The text of a file, the name of its encoding, and a sample of text that was encoded twice (before, after).

    Raises:
        UndecodableError: as :func:`decode`.
    """
    text, name = _decode(data, exactly=exactly)
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise UndecodableError("I003")
    text, before, after = undone(text)
    if _REPLACED in text:
        text = text.replace(_REPLACED, LOST * 2)
    if is_mojibake(text):
        raise UndecodableError("I005")
    return text, name, (before, after)


def is_mojibake(text: str) -> bool:
    """Whether so many characters were destroyed before the file was saved that nothing can be relied upon."""
    lost = text.count(LOST)
    return _MEMORY in text or (lost > 0 and _are_many(lost, sum("\u4e00" <= c <= "\u9fff" for c in text)))


def _are_many(lost: int, written: int) -> bool:
    """Whether so many characters lost are damage: in a text of some length a few are a blemish."""
    return lost * _FEW > written and (lost > _BLEMISHES or written < _FEW * 2)


def _decode(data: bytes, *, exactly: bool) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _exactly(data, name) or _fail("I004"), name.removesuffix("-sig")
    if unmarked := _wide(data):
        return unmarked
    data = data.rstrip(b"\x00")
    if data.count(b"\x00") * _FEW > len(data):
        raise UndecodableError("I003")
    if (text := _exactly(data, "utf-8")) is not None:
        return text, "utf-8"
    if not exactly and _lost_share(data[:_SAMPLE]) < _BLEMISHED and (text := _nearly(data, "utf-8")) is not None:
        return text, "utf-8"
    declared = _DECLARED.search(data[:4096])
    return _chinese(data, declared[1].decode("ascii").lower() if declared else "", exactly=exactly)


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: it has zeros (digits, line breaks), and one byte order reads as Chinese."""
    if b"\x00" not in data:
        return None
    found = [(text, name) for name in ("utf-16-le", "utf-16-be") if (text := _exactly(data, name)) is not None]
    best = max(found, key=lambda candidate: likeness(candidate[0]), default=("", ""))
    return best if likeness(best[0]) > _LIKE_CHINESE else None


def _chinese(data: bytes, declared: str, *, exactly: bool) -> tuple[str, str]:
    found = [(text, name) for name in _DOUBLE_BYTE if (text := _exactly(data, name)) is not None]
    if not found and not exactly:
        found = [(text, name) for name in _FORGIVING if (text := _nearly(data, name)) is not None]
    if not found:
        raise UndecodableError("I003" if b"\x00" in data else "I004")
    text, name = max(found, key=lambda candidate: (likeness(candidate[0]), declared.startswith(candidate[1][:2])))
    return text, "big5" if name in _DOUBLE_BYTE[1:] else name


def _lost_share(data: bytes) -> float:
    """Share of the characters of a sample that are no UTF-8, so that the whole need not be tried."""
    text = data.decode("utf-8", "replace")
    return text.count(LOST) / ((len(text) - len(text.encode("ascii", "ignore"))) or 1)


def _nearly(data: bytes, name: str) -> str | None:
    """The text with U+FFFD for each byte that does not fit; None when they are many."""
    text = data.decode(name, "replace")
    lost = text.count(LOST)
    many = _are_many(lost, len(text) - len(text.encode("ascii", "ignore")))
    return None if many or likeness(text) <= _LIKE_CHINESE else text


def likeness(text: str) -> float:
    """Share of common characters among the characters that are not ASCII."""
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return round(sum(map(text.count, _COMMON)) / (foreign or 1), 2)


def _exactly(data: bytes, name: str) -> str | None:
    """The text, forgiving only a last character that was cut through; None when it does not fit."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if error.start < max(len(data) - _TAIL, 1) or not _CUT.search(error.reason):
            return None
        return data[: error.start].decode(name)


def _fail(code: str) -> str:
    raise UndecodableError(code)
