"""Annex note, signature, date and 附注 (GB/T 9704-2012, 7.3.4 to 7.3.6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.documents.layout.lines import Line
from scoring.documents.layout.standard import Standard

_NOTE = re.compile(r"附件?[：:]")
_DATE = re.compile(r"[\d〇○Ｏ零一二三四五六七八九十廿○]{2,5}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日")
_ITEM = re.compile(r"(?:附件?[：:])?(\d{1,2})[.．、]")
_SET_IN = 1.2  # characters; a line of text is flush left
_NEXT = 16.0  # mm; names of one signature follow each other
_MOST_NAMES = 8


@dataclass(frozen=True)
class Closing:
    """What follows the text.

    Args:
        start: How many lines come before it.
        note: Lines of the annex note.
        issuer: Lines of the signature above the date.
        date: 成文日期, None where none is found.
        remark: Lines of 附注.
        lines: All its lines.
    """

    start: int
    note: tuple[Line, ...]
    issuer: tuple[Line, ...]
    date: Line | None
    remark: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The names of the annexes as the note gives them, with turned lines joined."""
        found: list[str] = []
        several = any(_ITEM.match(line.text) for line in self.note[:1])
        for line in self.note:
            text = _NOTE.sub("", line.text, count=1) if not found else line.text
            if not found or (several and _ITEM.match(text)):
                found.append(_ITEM.sub("", text, count=1) if several else text)
            else:
                found[-1] += text
        return tuple(found)


def closing_of(lines: Sequence[Line], standard: Standard) -> Closing:
    """The closing among the lines after the addressees."""
    day = max((i for i, line in enumerate(lines) if _DATE.fullmatch(line.text)), default=None)
    edge = standard["left"] + _SET_IN * standard.char
    first = next((i for i, line in enumerate(lines) if _NOTE.match(line.text) and line.x0 > edge), None)
    names = _names(lines, day, standard) if day is not None else 0
    sign = day - names if day is not None else len(lines)
    start = min(first if first is not None else len(lines), sign)
    note = _together(lines[first:sign]) if first is not None and first < sign else ()
    issuer = tuple(lines[sign:day]) if day is not None else ()
    remark = _together([line for line in lines[day:] if line.page == lines[day].page])[1:] if day is not None else ()
    return Closing(start, note, issuer, lines[day] if day is not None else None, remark, tuple(lines[start:]))


def _together(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines up to the first blank one."""
    end = next((i for i in range(1, len(lines)) if _is_apart(lines[i - 1], lines[i])), len(lines))
    return tuple(lines[:end])


def _is_apart(before: Line, line: Line) -> bool:
    return before.page == line.page and line.middle - before.middle > _NEXT


def _names(lines: Sequence[Line], day: int, standard: Standard) -> int:
    """How many lines above the date are a signature: set off from the left and not ending like a sentence."""
    count = 0
    while count < min(day, _MOST_NAMES):
        line = lines[day - count - 1]
        right_half = line.centre > standard["left"] + standard["width"] / 2 + 1
        listed = bool(_NOTE.match(line.text) or _ITEM.match(line.text)) or line.text.endswith(("。", "；", "："))
        apart = count > 0 and _is_apart(line, lines[day - count])
        if line.page != lines[day].page or listed or apart or not right_half:
            break
        count += 1
    return count
