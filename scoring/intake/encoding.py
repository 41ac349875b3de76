"""Bytes to text, whatever the page declares about itself.

A byte order mark decides; else UTF-8 if it fits exactly; else GB18030 or Big5, whichever fits exactly
and reads as Chinese. The declaration of an HTML page only breaks a tie: it is wrong too often. Text that
fits nothing exactly, or that was damaged before it was saved, is refused rather than guessed.
"""

from __future__ import annotations

import codecs
import re

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
_DAMAGED = ("锟斤拷", "烫烫烫", "\ufffd\ufffd\ufffd")
_TAIL = 3  # bytes of one character that a cut may leave behind
_CUT = re.compile("unexpected end|incomplete|truncated")
_LIKE_CHINESE = 0.1  # real text has 0.2 to 0.4, noise next to none
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LATIN = "[\u00a1-\u00ff\u0152-\u0178\u2013-\u2122]"
_LATIN_AS_CHINESE = re.compile(f"{_LATIN}{_LATIN}{{2,}}")  # one first: the search skips faster than with {3,}
_MIN_RUNS = 5


class UndecodableError(Exception):
    """The bytes are no text; the message is the code of the catalogue."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of the encoding found.

    Raises:
        UndecodableError: I003 (binary), I004 (no encoding fits) or I005 (the text is damaged beyond repair).
    """
    text, name = _decode(data)
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise UndecodableError("I003")
    if is_mojibake(text):
        raise UndecodableError("I005")
    return text, name


def is_mojibake(text: str) -> bool:
    """Whether the characters themselves were destroyed before the file was saved."""
    if any(marks in text for marks in _DAMAGED):
        return True
    runs = _LATIN_AS_CHINESE.findall(text)
    return len(runs) > _MIN_RUNS and sum(map(len, runs)) > sum("\u4e00" <= c <= "\u9fff" for c in text)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _exactly(data, name) or _fail("I004"), name.removesuffix("-sig")
    if unmarked := _wide(data):
        return unmarked
    if b"\x00" in data:
        raise UndecodableError("I003")
    if (text := _exactly(data, "utf-8")) is not None:
        return text, "utf-8"
    declared = _DECLARED.search(data[:4096])
    return _chinese(data, declared[1].decode("ascii").lower() if declared else "")


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: it has zeros (digits, line breaks), and one byte order reads as Chinese."""
    if b"\x00" not in data:
        return None
    found = [(text, name) for name in ("utf-16-le", "utf-16-be") if (text := _exactly(data, name)) is not None]
    best = max(found, key=lambda candidate: likeness(candidate[0]), default=("", ""))
    return best if likeness(best[0]) > _LIKE_CHINESE else None


def _chinese(data: bytes, declared: str) -> tuple[str, str]:
    found = [(text, name) for name in ("gb18030", "big5") if (text := _exactly(data, name)) is not None]
    if not found:
        raise UndecodableError("I004")
    return max(found, key=lambda candidate: (likeness(candidate[0]), declared.startswith(candidate[1][:2])))


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
