"""Who reports, on which year, published when: from the title, else from the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scoring.intake.document import Line
from scoring.intake.quantities import fold
from scoring.intake.report import Structure
from scoring.intake.structure.rules import pattern, plain, rules

_TITLE_LINES = 25
_TITLE_LENGTH = 80
_PREFACE_LENGTH = 60
_DATE_LINE_LENGTH = 90
_CENTURY = "20"  # every pattern of a date has it: many times cheaper to look for
_COLUMN = re.compile(r"^(?:\[[^\]\d]{2,10}\]|【[^】\d]{2,10}】)")

Lines = tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Title:
    """What the title says.

    Args:
        unit: Name of the reporting unit or issuer, empty when not found.
        year: Reporting year, None when not found.
        genre: ``annual_report``, ``circular`` or ``other``.
        origin: ``title``, ``preface`` or empty.
        text: The line it was read from.
        locator: Its place.
    """

    unit: str = ""
    year: int | None = None
    genre: str = "other"
    origin: str = ""
    text: str = ""
    locator: str = ""


def find_title(lines: Lines, document_title: str) -> Title:
    """The title of the document; without one, unit and year from the first paragraph."""
    head = [(_COLUMN.sub("", text), line.text.strip(), line.locator) for text, line in lines[:_TITLE_LINES]]
    named = [(plain(part), document_title, "title") for part in re.split(r"[-_|–—]", document_title)]
    for text, printed, locator in (*head, *named):
        if len(text) > _TITLE_LENGTH or pattern(rules()["furniture"]).search(text):
            continue
        for genre, sources in rules()["titles"].items():
            for source in sources:
                match = pattern(source).fullmatch(text)
                if match:
                    return Title(match["unit"], int(match["year"]), genre, "title", printed, locator)
    return _from_preface(head)


def _from_preface(head: Iterable[tuple[str, str, str]]) -> Title:
    for text, printed, locator in head:
        if len(text) < _PREFACE_LENGTH:
            continue
        for source in rules()["preface_unit"]:
            match = pattern(source).search(text)
            if match:
                return Title(match["unit"], int(match["year"]), "annual_report", "preface", printed, locator)
        match = pattern(rules()["preface_year"]).search(text)
        if match:
            return Title("", int(match["year"]), "annual_report", "preface", printed, locator)
    return Title()


def find_published(lines: Lines) -> tuple[date | None, Structure | None]:
    """The publication date printed on the page, with the line that says it."""
    sources = rules()["published"]
    for text, line in lines:
        if len(text) > _DATE_LINE_LENGTH or _CENTURY not in text:
            continue
        folded = fold(line.text).strip()
        matches = (pattern(source).search(folded) for source in sources)
        day = next((day for match in matches if match and (day := _date(match))), None)
        if day:
            return day, Structure("published_on", day.isoformat(), line.text.strip(), line.locator)
    return None, None


def find_signed(lines: Lines) -> Iterator[Structure]:
    """The date of signature that stands alone on a line."""
    signed = pattern(rules()["signed"])
    for text, line in lines[::-1]:
        match = signed.match(text)
        day = _date(match) if match else None
        if day:
            yield Structure("signed_on", day.isoformat(), line.text.strip(), line.locator)
            return


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:  # 2018-02-30 is no date
        return None
