"""The names that a template of a text may print: figures, settings, assessment, rankings; every number is a finished string."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from scoring.results.model import Figure, Results


class FigureText(str):
    """A figure as its finished text, with what conditions in a template may ask.

    ``{{ figures.disclosed }}`` prints the text; ``{% if figures.no_plan %}`` is false for an
    empty text; ``.value`` (exact), ``.uom``, ``.covered`` and ``.of`` are for conditions.
    """

    __slots__ = ("covered", "of", "uom", "value")
    covered: int
    of: int
    uom: str
    value: Decimal | int | None


def chinese_date(value: object) -> str:
    """A date as official documents write it: 2017年8月11日."""
    day = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    return f"{day.year}年{day.month}月{day.day}日"


def template_names(results: Results) -> dict[str, Any]:
    """The names a pack's text may print besides the circular's frame.

    ``figures`` (finished texts), ``document`` (settings of the circular, dates in Chinese),
    ``assessment`` (id, title, period, criteria title and basis), ``groups`` (rankings by id).
    """
    return {
        "figures": {name: _figure_text(figure) for name, figure in results.figures.items()},
        "document": {key: _printable(value) for key, value in results.document.items()},
        "assessment": {
            "id": results.assessment_id,
            "title": results.title,
            "period": results.period,
            "criteria_title": results.criteria_title,
            "criteria_basis": results.criteria_basis,
        },
        "groups": {group.group_id: group for group in results.groups},
    }


def _figure_text(figure: Figure) -> FigureText:
    text = FigureText(figure.text)
    text.value, text.uom, text.covered, text.of = figure.value, figure.uom, figure.covered, figure.of
    return text


def _printable(value: object) -> object:
    """A setting as it is printed: dates in Chinese, also when they come as ISO text."""
    if isinstance(value, dt.date):
        return chinese_date(value)
    if isinstance(value, str):
        try:
            return chinese_date(value)
        except ValueError:
            return value
    return value
