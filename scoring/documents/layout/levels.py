"""Headings of the text: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.documents.layout.lines import Line
from scoring.documents.layout.model import Char

_HAN_NUMBERS = "一二三四五六七八九十百"
_LEVELS = (
    re.compile(rf"([{_HAN_NUMBERS}]+)、"),
    re.compile(rf"[（(]([{_HAN_NUMBERS}]+)[）)]"),
    re.compile(r"(\d{1,2})[.．、](?!\d)"),
    re.compile(r"[（(](\d{1,2})[）)]"),
)
_END = "。；"
_TENS = 10


@dataclass(frozen=True)
class Heading:
    """One heading.

    Args:
        level: 1 to 4.
        ordinal: Its number.
        line: Its first line.
        chars: Its characters on that line, up to the full stop.
        is_whole: Whether it fills its line: no text runs on after it.
    """

    level: int
    ordinal: int
    line: Line
    chars: tuple[Char, ...]
    is_whole: bool


def headings_of(text: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings among the lines of the text: lines that start a paragraph with a level's number."""
    left = min((line.x0 for line in text), default=0.0)
    return tuple(heading for line in text if line.x0 - left > 1 and (heading := _heading(line)))


def _heading(line: Line) -> Heading | None:
    for level, pattern in enumerate(_LEVELS, 1):
        if match := pattern.match(line.text):
            end = next((i + 1 for i, char in enumerate(line.chars) if char.text in _END), len(line.chars))
            return Heading(level, number_of(match[1]), line, line.chars[:end], end == len(line.chars) and line.chars[-1].text not in _END)
    return None


def number_of(text: str) -> int:
    """一 to 九十九, or digits, as a number."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    digit = {han: i for i, han in enumerate("一二三四五六七八九", 1)}
    if "十" not in text:
        return digit.get(text, 0)
    return (digit.get(tens, 1) if tens else 1) * _TENS + digit.get(ones, 0)
