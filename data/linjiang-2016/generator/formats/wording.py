"""How sites and offices write the same thing: brackets, dots, dates, number cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.form import Row

_FULL = str.maketrans("():,", "（）：，")
_HALF = str.maketrans("（）：，；", "():,;")
_WIDE_DIGITS = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True)
class Wording:
    """The habits of one site or office.

    Args:
        full_width: Whether labels of the table carry full-width brackets and colons.
        half_prose: Whether punctuation of the prose was narrowed when it was saved.
        thousands: Whether number cells carry separators.
        wide_digits: Whether number cells are in full-width digits.
        numbered_reasons: Whether the reasons of refusal are numbered 1 to 6, as in some copies of the form.
        indent: Text in front of rows below the first level.
        dot: What follows the number of a third-level row.
    """

    full_width: bool = True
    half_prose: bool = False
    thousands: bool = False
    wide_digits: bool = False
    numbered_reasons: bool = False
    indent: str = ""
    dot: str = "."

    def label(self, row: Row, reason: int = 0) -> str:
        """The row's label without its remark; ``reason`` is its place among the reasons of refusal."""
        number = row.number.replace(".", self.dot)
        if self.numbered_reasons and reason:
            number = f"{number}{reason}{self.dot}"
        indent = "" if row.number.endswith("、") else self.indent
        return indent + self._width(number + row.label)

    def note(self, row: Row) -> str:
        """The row's remark in brackets."""
        return self._width(row.note)

    def cell(self, text: str) -> str:
        """A number as the office writes it; dashes and blanks stay."""
        if self.thousands and text.isdigit():
            text = f"{int(text):,}"
        return text.translate(_WIDE_DIGITS) if self.wide_digits else text

    def prose(self, text: str) -> str:
        """A paragraph with the site's punctuation."""
        return text.translate(_HALF) if self.half_prose else text

    def _width(self, text: str) -> str:
        return text.translate(_FULL) if self.full_width else text


def iso(day: date) -> str:
    """2017-03-09."""
    return day.isoformat()


def chinese(day: date) -> str:
    """2017年3月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def slashed(day: date) -> str:
    """2017/3/9."""
    return f"{day.year}/{day.month}/{day.day}"


def reasons(table: tuple[tuple[Row, str], ...]) -> tuple[int, ...]:
    """For every row its place among the reasons of refusal, 0 for all others."""
    places, count = [], 0
    for row, _ in table:
        count = count + 1 if row.metric.startswith("refused_") else 0
        places.append(count)
    return tuple(places)
