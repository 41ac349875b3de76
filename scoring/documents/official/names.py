"""The names that a template of a text may print: figures, settings, assessment, rankings; every number is a finished string."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scoring.documents.accounts.figuretext import coverage, figure_text, marked, own_coverage
from scoring.numbers import day_words
from scoring.results.model import Results


def chinese_date(value: object) -> str:
    """A date as official documents write it: 2017年8月11日."""
    day = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    return day_words(day)


def template_names(results: Results, *, marks: bool = False) -> dict[str, Any]:
    """The names a pack's text may print besides the circular's frame.

    ``figures`` (finished texts), ``coverage`` and ``own_coverage`` (notes on how complete several figures are), ``document``
    (settings of the circular, dates in Chinese), ``assessment`` (id, title, period, criteria title and basis),
    ``groups`` (rankings by id).

    Args:
        results: The run.
        marks: Whether everything that is printed leaves a mark of where it comes from.
    """
    names: dict[str, Any] = {
        "document": {key: _printable(_in_line(key, value)) for key, value in results.document.items()},
        "assessment": {
            "id": results.assessment_id,
            "title": results.title,
            "period": results.period,
            "criteria_title": results.criteria_title,
            "criteria_basis": results.criteria_basis,
        },
        "groups": {group.group_id: group for group in results.groups},
    }
    figures = {name: figure_text(figure, marks=marks) for name, figure in results.figures.items()}
    shown = {key: marked(value, key) for key, value in names.items()} if marks else names
    return {"figures": figures, "coverage": coverage, "own_coverage": own_coverage, **shown}


def _in_line(key: str, value: object) -> object:
    return "、".join(map(str, value)) if key in {"issuer", "head"} and isinstance(value, list) else value


def _printable(value: object) -> object:
    """A setting as it is printed: dates in Chinese, also when they come as ISO text; several issuers in one line."""
    if isinstance(value, dt.date):
        return chinese_date(value)
    if isinstance(value, str):
        try:
            return chinese_date(value)
        except ValueError:
            return value
    return value
