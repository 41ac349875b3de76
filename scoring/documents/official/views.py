"""What the circular shows, as plain objects: every number is a finished string.

Only :class:`scoring.results.model.Results` comes in. The only computing here is that
of type sizes and positions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.documents.official.notes import Note, table_notes, unit_marks
from scoring.documents.official.tables import PORTRAIT, TITLE_SIZE, Table, ranking_table
from scoring.documents.official.titleshape import break_title, em_width
from scoring.problems import Problem, ProblemsFound
from scoring.results.model import Figure, GroupTable, Results

_HEAD_MAX, _HEAD_FILL = 48.0, 0.9  # 发文机关标志: at most 48 pt, at most nine tenths of the width
_SEAL_INDENT = 4  # characters right of the date (GB/T 9704-2012, 7.3.5.1)
_REQUIRED = ("issuer", "number", "title", "addressees", "date")


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


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex: its label (附件1), number in the annex note (1. or none), title, table, notes."""

    label: str
    ordinal: str
    title: str
    table: Table
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: 抄送, 印发机关 and 印发日期, each empty when not given."""

    copies_to: str
    print_office: str
    print_date: str


@dataclass(frozen=True, slots=True)
class Circular:
    """The circular's frame; sizes and widths are pt as text."""

    head: str
    head_size: str
    number: str
    title: str
    title_lines: tuple[str, ...]
    addressees: str
    issuer: str
    date: str
    date_iso: str
    date_width: str
    date_indent: str
    annexes: tuple[Annex, ...]
    imprint: Imprint | None
    keywords: str


def chinese_date(value: object) -> str:
    """A date as official documents write it: 2017年8月11日."""
    day = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    return f"{day.year}年{day.month}月{day.day}日"


def circular_view(results: Results) -> Circular:
    """The circular of a run; raises ProblemsFound D040 (a setting is missing), D041 (annex of an unknown group)."""
    settings = results.document
    if missing := [Problem("D040", "assessment.yaml", where=f"circular.{key}") for key in _REQUIRED if not settings.get(key)]:
        raise ProblemsFound(missing)
    issuer, title = str(settings["issuer"]), str(settings["title"])
    head = str(settings.get("head") or f"{issuer}文件")
    date = chinese_date(settings["date"])
    return Circular(
        head=head,
        head_size=f"{min(_HEAD_MAX, _HEAD_FILL * PORTRAIT / em_width(head)):.1f}",
        number=str(settings["number"]),
        title=title.replace("\n", ""),
        title_lines=break_title(title, PORTRAIT / TITLE_SIZE, (issuer,)),
        addressees="，".join(map(str, settings["addressees"])) + "：",
        issuer=issuer,
        date=date,
        date_iso=str(settings["date"]),
        date_width=f"{em_width(date) * 16:.1f}",
        date_indent=f"{_date_indent(issuer, date):.1f}",
        annexes=_annexes(results),
        imprint=_imprint(settings),
        keywords=f"{results.assessment_id}, {results.score_fingerprint}",
    )


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


def _date_indent(issuer: str, date: str) -> float:
    """Right indent of the date: 4 characters, more where the issuer's name, centred on it, would leave the type area."""
    return max(_SEAL_INDENT * 15.79, (em_width(issuer) - em_width(date)) * 16 / 2)


def _annexes(results: Results) -> tuple[Annex, ...]:
    groups = {group.group_id: group for group in results.groups}
    wanted: list[Mapping[str, Any]] = list(results.document.get("annexes") or ())
    unknown = [
        Problem(
            "D041", "assessment.yaml", where=f"circular.annexes[{i}].group", found=str(a.get("group")), args={"allowed": "、".join(groups)}
        )
        for i, a in enumerate(wanted)
        if a.get("group") not in groups
    ]
    if unknown:
        raise ProblemsFound(unknown)
    return tuple(_annex(results, groups[a["group"]], str(a["title"]), i + 1, len(wanted)) for i, a in enumerate(wanted))


def _annex(results: Results, group: GroupTable, title: str, number: int, count: int) -> Annex:
    """GB/T 9704-2012, 7.3.4: a single annex carries no number."""
    several = count > 1
    marks = unit_marks(group)
    notes = table_notes(results, group, marks, last=number == count)
    table = ranking_table(group, title, notes, marks)
    return Annex(f"附件{number if several else ''}", f"{number}." if several else "", title.replace("\n", ""), table, notes)


def _imprint(settings: Mapping[str, Any]) -> Imprint | None:
    copies = settings.get("copies_to") or ()
    office, day = str(settings.get("print_office") or ""), settings.get("print_date")
    if not (copies or office or day):
        return None
    return Imprint("，".join(map(str, copies)) + "。" if copies else "", office, f"{chinese_date(day)}印发" if day else "")
