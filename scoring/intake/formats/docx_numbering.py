"""The numbers that Word puts before paragraphs by itself: 一、 and (一) are not in the text of the file.

Sections and labels are recognised by their numbers, so they are counted here as Word counts them
(ECMA-376 part 1, 17.9). Bullets have no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_PLACE = re.compile(r"%([1-9])")
_CIRCLED = 20  # ①, ⑴ and ⒈ exist up to 20
_LETTERS = 26
_MAX = 99
_LONGEST = 255  # characters of the text of a level, as Word has it: it is printed before every paragraph


@dataclass
class Level:
    """One level of a numbering: number format, text such as ``%1、``, first number."""

    style: str
    text: str
    start: int


@dataclass
class Numbering:
    """All numberings of a document and how far each has counted.

    Args:
        levels: Levels of every abstract numbering, by id and level.
        numbers: Abstract numbering of every numbering, by id.
        starts: First numbers that a numbering sets for itself, by id and level.
    """

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: str, level: int) -> str:
        """The text before the next paragraph of a numbering; empty when it has none."""
        abstract = self.numbers.get(number, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self.counted.setdefault(abstract, {})
        if level in self.starts.get(number, {}) and (number, level) not in self.begun:
            counts[level] = self.starts[number][level] - 1
        self.begun.add((number, level))
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _written(levels, level, counts)


def read_numbering(root: etree._Element) -> Numbering:
    """The numberings of the part ``numbering.xml``."""
    numbering = Numbering()
    for abstract in root.iterfind(f"{W}abstractNum"):
        levels = {int(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iterfind(f"{W}lvl")}
        numbering.levels[abstract.get(f"{W}abstractNumId", "")] = levels
    for number in root.iterfind(f"{W}num"):
        name = number.get(f"{W}numId", "")
        numbering.numbers[name] = value(number.find(f"{W}abstractNumId"))
        for override in number.iterfind(f"{W}lvlOverride"):
            start = value(override.find(f"{W}startOverride"))
            if start.isdigit():
                numbering.starts.setdefault(name, {})[int(override.get(f"{W}ilvl", "0"))] = int(start)
    return numbering


def value(element: etree._Element | None) -> str:
    """The attribute ``w:val``, empty when there is no element or none."""
    return "" if element is None else element.get(f"{W}val", "")


def _level(level: etree._Element) -> Level:
    styles = [value(style) for style in level.iter(f"{W}numFmt")]
    start = value(level.find(f"{W}start"))
    style = next((name for name in reversed(styles) if name != "custom"), "decimal")
    text = value(level.find(f"{W}lvlText"))
    return Level(style, text if len(text) <= _LONGEST else "", int(start) if start.isdigit() else 1)


def _written(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    if levels[level].style in {"bullet", "none"}:
        return ""
    known = {n: _number(levels[n].style, counts.get(n, levels[n].start)) for n in levels if n <= level}
    wanted = [int(digit) - 1 for digit in _PLACE.findall(levels[level].text)]
    if not all(known.get(n) for n in wanted):
        return ""
    return _PLACE.sub(lambda match: known[int(match[1]) - 1], levels[level].text)


def _number(style: str, number: int) -> str:
    """A number in a number format of Word; empty where the format is not known or does not reach so far."""
    if not 0 < number <= _MAX:
        return str(number) if style == "decimal" else ""
    if style in {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting"}:
        return _counted(number, _DIGITS, "十")
    if style in {"chineseLegalSimplified", "ideographLegalTraditional"}:
        return _counted(number, _LEGAL, "拾")
    if style in {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if style == "ideographTraditional":
        return _STEMS[number - 1] if number <= len(_STEMS) else ""
    return _western(style, number)


def _counted(number: int, digits: str, ten: str) -> str:
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + (ten if tens else "") + (digits[ones] if ones else "")


def _western(style: str, number: int) -> str:
    if style in {"decimal", "decimalFullWidth", "decimalHalfWidth"}:
        return str(number)
    if style == "decimalZero":
        return f"{number:02d}"
    first = {"decimalEnclosedCircle": "①", "decimalEnclosedCircleChinese": "①", "decimalEnclosedParen": "⑴", "decimalEnclosedFullstop": "⒈"}
    if style in first:
        return chr(ord(first[style]) + number - 1) if number <= _CIRCLED else ""
    if style in {"upperLetter", "lowerLetter"} and number <= _LETTERS:
        return chr(ord("A" if style == "upperLetter" else "a") + number - 1)
    return ""
