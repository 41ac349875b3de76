"""版头: everything above the title of page 1 (GB/T 9704-2012, 7.2 and 10.1)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.documents.layout.colours import is_red
from scoring.documents.layout.lines import Line
from scoring.documents.layout.model import Bar
from scoring.documents.layout.sheets import Sheet

_MARK_LEAST = 19.0  # pt; smaller red text is no 发文机关标志
_RULE_LEAST = 80.0  # mm
_DOUBLE_LEAST = 165.0  # mm; no rule but the double lines of a letter is so long
_NUMBER = re.compile(r"[^\d〔\[［【(（]{1,24}[〔\[［【(（﹝]?\d{2,4}[〕\]］】)）﹞]?(?:年)?第?0*\d*号(?:签发人.*)?")
_FILE = "文件"
_SERIAL = re.compile(r"(?:№|No\.?)?\d{3,10}")
_SECRECY = re.compile(r"(?:绝密|机密|秘密|内部)")
_URGENCY = re.compile(r"(?:特急|加急|特提|平急|急件)")
_MOST_MARKED = 10  # characters of 秘密★10个月
_LOWEST = 200.0  # mm; a document number stands above


@dataclass(frozen=True)
class Head:
    """版头.

    Args:
        mark: Lines of 发文机关标志.
        number: 发文字号, None where there is none; without 签发人.
        signer: 签发人 and name, None where there is none.
        serial: 份号.
        secrecy: 密级和保密期限.
        urgency: 紧急程度.
        rules: Red rules from top to bottom.
        lines: All its lines.
    """

    mark: tuple[Line, ...]
    number: Line | None
    signer: Line | None
    serial: Line | None
    secrecy: Line | None
    urgency: Line | None
    rules: tuple[Bar, ...]
    lines: tuple[Line, ...]

    @property
    def pieces(self) -> tuple[Line, ...]:
        """The names and 文件 of the mark, each a line of its own."""
        return tuple(piece for line in self.mark for part in _parted(line, self.mark) for piece in _whole(part))


def _parted(line: Line, mark: tuple[Line, ...]) -> tuple[Line, ...]:
    """A name and the 文件 that stands on its line, beside the names of joint issuers: where it begins all other names have ended."""
    others = [other.x1 for other in mark if other is not line and other.text != _FILE]
    beside = line.text.endswith(_FILE) and len(line.text) > len(_FILE)
    if not (beside and others and max(others) <= line.chars[-len(_FILE)].x0):
        return (line,)
    return Line(line.page, line.chars[: -len(_FILE)]), Line(line.page, line.chars[-len(_FILE) :])


def _whole(line: Line) -> tuple[Line, ...]:
    """The names on one line; one that is spread to the width of a longer one is one name."""
    return (line,) if all(len(piece.text) == 1 for piece in line.pieces) else line.pieces


def head_of(sheet: Sheet) -> Head:
    """版头 of page 1, empty where nothing of it is found."""
    rules = _distinct(bar for bar in sheet.page.bars if is_red(bar.rgb) and bar.is_horizontal and bar.width > _RULE_LEAST)
    mark = tuple(line for line in sheet.lines if line.is_red and line.size >= _MARK_LEAST)
    if not (mark or rules):
        mark, rules = _black_letter(sheet)
    small = [line for line in sheet.lines if line not in mark]
    number = next((p for line in small if line.top < _LOWEST for p in line.pieces if _NUMBER.fullmatch(p.text)), None)
    end = _end(number, mark, rules)
    above = [line for line in small if line.top <= end]
    above += itertools.takewhile(_is_marked, (line for line in small if line.top > end))  # a letter has them below the line
    pieces = [piece for line in above for piece in line.pieces]
    signer = next((p for p in pieces if p.text.startswith("签发人")), None)
    found = (_first(pieces, _SERIAL), _first(pieces, _SECRECY), _first(pieces, _URGENCY))
    return Head(mark, number, signer, *found, rules, (*mark, *above) if mark or number else ())


def _black_letter(sheet: Sheet) -> tuple[tuple[Line, ...], tuple[Bar, ...]]:
    """Mark and double lines of a letter whose head is printed in black."""
    rules = _distinct(bar for bar in sheet.page.bars if bar.is_horizontal and bar.width > _DOUBLE_LEAST and not sheet.page.is_wide)
    first = rules[0].top if rules else 0.0
    return tuple(line for line in sheet.lines if line.bottom < first and line.size >= _MARK_LEAST), rules


def _is_marked(line: Line) -> bool:
    """Whether a line is 密级 or 紧急程度 alone."""
    return len(line.text) <= _MOST_MARKED and bool(_SECRECY.match(line.text) or _URGENCY.match(line.text))


def _end(number: Line | None, mark: tuple[Line, ...], rules: tuple[Bar, ...]) -> float:
    """How far down the head reaches in mm."""
    marked = max((line.top for line in mark), default=0.0)
    ruled = min((bar.top for bar in rules if bar.top > marked), default=0.0)
    return max(number.top if number else 0.0, marked, ruled if ruled < _LOWEST else 0.0)


def _first(pieces: list[Line], pattern: re.Pattern[str]) -> Line | None:
    return next(
        (piece for piece in pieces if pattern.match(piece.text) and (pattern is not _SERIAL or pattern.fullmatch(piece.text))), None
    )


def _distinct(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """From top to bottom; the same rule drawn twice is one."""
    found: dict[tuple[float, ...], Bar] = {}
    for bar in bars:
        found.setdefault(tuple(round(edge, 1) for edge in bar[:4]), bar)
    return tuple(sorted(found.values(), key=lambda bar: bar.top))
