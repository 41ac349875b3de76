"""版记: 抄送, 印发机关 and 印发日期 between rules (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.documents.layout.colours import is_red
from scoring.documents.layout.lines import Line
from scoring.documents.layout.model import Bar
from scoring.documents.layout.sheets import Sheet

_COPIES, _SENT = re.compile(r"抄送[：:]"), re.compile(r"主送[：:]")
_PRINTED = re.compile(r".*\d{4}年\d{1,2}月\d{1,2}日印(?:发|制)?$|.*印发$")
_RULE_LEAST = 80.0  # mm
_NEAR = 12.0  # mm between a rule and the line next to it
_FOOT = 0.3  # 版记 stands in the lower part of a page; share of its height above


@dataclass(frozen=True)
class Imprint:
    """版记.

    Args:
        page: Its page, from 1.
        sent: Lines of 主送 moved here.
        copies: Lines of 抄送.
        office: The line of 印发机关 and 印发日期, None where there is none.
        lines: All its lines.
        rules: Its rules from top to bottom.
    """

    page: int
    sent: tuple[Line, ...]
    copies: tuple[Line, ...]
    office: Line | None
    lines: tuple[Line, ...]
    rules: tuple[Bar, ...]


def imprint_of(sheets: Sequence[Sheet]) -> Imprint | None:
    """版记 of the last page that has one."""
    return next((found for sheet in reversed(sheets) if (found := _on(sheet))), None)


def _on(sheet: Sheet) -> Imprint | None:
    low = [line for line in sheet.lines if line.top > _FOOT * sheet.page.height]
    start = next((i for i, line in enumerate(low) if _COPIES.match(line.text) or _SENT.match(line.text) or _PRINTED.match(line.text)), None)
    if start is None:
        return None
    lines = tuple(low[start:])
    office = next((line for line in lines if _PRINTED.match(line.text) and not _COPIES.match(line.text)), None)
    first = next((i for i, line in enumerate(lines) if _COPIES.match(line.text)), len(lines))
    body = [line for line in lines if line is not office]
    sent = tuple(line for line in body[:first] if lines[0].text.startswith("主送"))
    copies = tuple(line for line in body if line not in sent and first < len(lines))
    return Imprint(sheet.number, sent, copies, office, lines, _rules(sheet, lines))


def _rules(sheet: Sheet, lines: tuple[Line, ...]) -> tuple[Bar, ...]:
    """The rules next to the lines; the same one drawn twice is one."""
    top, bottom = lines[0].top - _NEAR, lines[-1].bottom + _NEAR
    found: dict[float, Bar] = {}
    for bar in sheet.page.bars:
        if bar.is_horizontal and bar.width > _RULE_LEAST and not is_red(bar.rgb) and top < bar.middle < bottom and not _tabled(sheet, bar):
            found.setdefault(round(bar.middle, 1), bar)
    return tuple(found[place] for place in sorted(found))


def _tabled(sheet: Sheet, bar: Bar) -> bool:
    return any(table.top - 1 < bar.middle < table.bottom + 1 for table in sheet.tables)
