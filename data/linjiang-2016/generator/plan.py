"""Which unit sends its report in which format, when, and with how many decimals of growth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from generator.formats.excel import workbook
from generator.formats.html import STYLES, page
from generator.formats.text import cells_text, rows_text
from generator.planted import GROWTH, NO_DATE
from generator.report import Report
from generator.units import Unit

DEADLINE = date(2017, 3, 31)
LATE = {"lingxi": date(2017, 4, 1), "tiyu": date(2017, 4, 12), "linye": date(2017, 5, 5)}
# Formats that a story needs; all other units draw theirs.
FIXED = {"gongshang": "frames", "yanbei": "numbers", "yunyan": "portal", "lingxi": "rows", "minzheng": "zoom"}
COUNTS = {**dict.fromkeys(STYLES, 5), "rows": 6, "cells": 6, "numbers": 4, "typed": 4}
ENDINGS = {**dict.fromkeys(STYLES, "html"), "rows": "txt", "cells": "txt", "numbers": "xlsx", "typed": "xlsx"}


@dataclass(frozen=True)
class Sending:
    """How one unit sends its report.

    Args:
        style: A site style, ``rows``, ``cells``, ``numbers`` or ``typed``.
        published_on: Date of publication, None where it is missing.
        digits: Decimals of the growth figure.
    """

    style: str
    published_on: date | None
    digits: int

    def file(self, unit: Unit) -> str:
        """File name inside ``reports/``."""
        return f"{unit.unit_id}.{ENDINGS[self.style]}"


def sendings(units: Sequence[Unit], rng: Random) -> dict[str, Sending]:
    """How every unit sends its report, by unit id."""
    styles = [style for style, count in COUNTS.items() for _ in range(count)]
    for style in FIXED.values():
        styles.remove(style)
    rng.shuffle(styles)
    left = iter(styles)
    return {
        unit.unit_id: Sending(FIXED.get(unit.unit_id) or next(left), _published(unit, rng), 2 if unit.unit_id == GROWTH.unit_id else digits)
        for unit in units
        for digits in (rng.choice((2, 2, 2, 1, 1, 0)),)
    }


def written(report: Report, style: str, rng: Random) -> bytes:
    """The bytes of the report in its format."""
    if style in STYLES:
        return page(report, style, rng)
    if style in ("rows", "cells"):
        return rows_text(report) if style == "rows" else cells_text(report)
    return workbook(report, as_text=style == "typed")


def _published(unit: Unit, rng: Random) -> date | None:
    day = DEADLINE - timedelta(days=rng.randint(0, 58))
    return None if unit.unit_id == NO_DATE else LATE.get(unit.unit_id, day)
