"""Figures from the prose of a report, by patterns that are data.

Precision first: what no pattern covers stays unread, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scoring.intake.document import Line
from scoring.intake.narrative.catalogue import compiled, may_occur, occurs, words
from scoring.intake.narrative.context import Section
from scoring.intake.narrative.reading import read_line
from scoring.intake.narrative.text import Passage, passage
from scoring.intake.quantities import fold
from scoring.intake.report import Fact

_TITLE_LENGTH = 50
_OWN_WORDS = re.compile("现(?:将|编制|公布)|(?:编制|制定|形成)了?[^。]{0,30}年度?[^。]{0,12}报告|年度报告")
_FRONT_LINES = 12  # title, date and preface stand here


def read_narrative(lines: Sequence[Line], year: int | None) -> tuple[Fact, ...]:
    """The figures that running text states.

    Args:
        lines: Paragraphs in reading order, without the cells of statutory tables.
        year: Reporting year; figures of the year before get ``@prev``, of other years are left out.

    Returns:
        One fact per figure and place, in reading order. ``metric`` is a code of report-formats or
        ``metrics.yaml``; shares and growth are ``<metric>_share_pct`` and ``<metric>_growth_pct``.
    """
    front = _front(lines)
    section = Section()
    facts: list[Fact] = []
    aside = False
    for line in lines:
        page = _before_links(passage(line))
        aside = _is_aside(page.text, aside=aside)
        if aside or occurs(words()["tabular"], page.text):
            continue
        section.enter(page.text)
        facts.extend(read_line(page, year, front, section))
    return tuple(facts)


def _before_links(page: Passage) -> Passage:
    """The passage without what follows a link to the next page, where a whole page stands in one line."""
    pattern = words()["links"]
    links = compiled(pattern).search(page.text, 1) if may_occur(pattern, page.text) else None
    return replace(page, text=page.text[: links.start()], masked=page.masked[: links.start()]) if links else page


def _is_aside(text: str, *, aside: bool) -> bool:
    """Whether a line is of the page around the report: titles of other pages, in the line that announces them or behind it."""
    if compiled(words()["around"]).match(text):
        return True
    return aside and len(text) <= _TITLE_LENGTH and "。" not in text and not compiled(words()["section"]).match(text)


def _front(lines: Sequence[Line]) -> str:
    """Title and preface: the first lines that are short or speak of the report itself."""
    texts = [fold(line.text) for line in lines[:_FRONT_LINES]]
    return "".join(t for t in texts if (len(t) <= _TITLE_LENGTH and "报" in t) or _OWN_WORDS.search(t))


def wide_scopes() -> tuple[str, ...]:
    """The scope words that mean a whole region or system (全县, 全市, ...)."""
    return tuple(words()["scopes"]["wide"])
