"""One report as content, before it becomes a page, a text or a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from generator.figures import Figures
from generator.form import ROWS, Row
from generator.planted import is_blank
from generator.prose.answers import disputes, interpretation, requests
from generator.prose.disclosure import paragraphs as disclosure
from generator.prose.opening import NUMERALS, overview, preface
from generator.prose.support import organisation, outlook
from generator.prose.words import YEAR, Words
from generator.units import Unit

HEADINGS = (
    (
        "概述",
        "主动公开情况",
        "回应解读情况",
        "依申请公开情况",
        "行政复议、行政诉讼和举报投诉情况",
        "机构人员、经费和培训情况",
        "存在问题和改进措施",
    ),
    (
        "总体工作情况",
        "主动公开政府信息情况",
        "政策解读和回应关切情况",
        "依申请公开政府信息情况",
        "复议、诉讼和举报投诉情况",
        "机构建设和保障经费情况",
        "存在的主要问题和改进措施",
    ),
)
TABLE_TITLE = "政府信息公开情况统计表"


@dataclass(frozen=True)
class Report:
    """A report's content in reading order.

    Args:
        unit: The unit.
        title: Its title.
        published_on: Its date, None where the unit left it out.
        preface: Opening paragraphs.
        sections: Numbered heading and paragraphs of every section.
        table: Row of the form and what the unit prints in its number cell.
    """

    unit: Unit
    title: str
    published_on: date | None
    preface: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    table: tuple[tuple[Row, str], ...]


def compose(unit: Unit, figures: Figures, published_on: date | None, rng: Random, digits: int) -> Report:
    """The report of one unit.

    Args:
        unit: The unit.
        figures: What it prints, with its planted mistake.
        published_on: Its date, or None.
        rng: Source of chance of this report only.
        digits: Decimals of the growth figure.
    """
    words = Words(unit, figures, rng, digits)
    headings = rng.choice(HEADINGS)
    bodies = (overview, disclosure, interpretation, requests, disputes, organisation, outlook)
    sections = tuple(
        (f"{NUMERALS[i]}、{heading}", tuple(body(words))) for i, (heading, body) in enumerate(zip(headings, bodies, strict=True), start=1)
    )
    return Report(
        unit=unit,
        title=f"{_named(unit, rng)}{YEAR}年政府信息公开工作年度报告",
        published_on=published_on,
        preface=tuple(preface(words, headings)),
        sections=sections,
        table=tuple((row, _cell(unit, figures, row)) for row in ROWS),
    )


def _named(unit: Unit, rng: Random) -> str:
    """Cities use either of their names in the title, departments the full one."""
    return rng.choice((unit.name, unit.short_name)) if unit.is_city else unit.name


def _cell(unit: Unit, figures: Figures, row: Row) -> str:
    if not row.metric:
        return "——"
    return "" if is_blank(unit.unit_id, row.metric) else str(figures.values[row.metric])
