"""Fill-in workbooks in tests: issued for one unit, filled in as a person would."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import openpyxl

from scoring.intake.forms import Form, load_forms
from scoring.workbooks.cover import Frame
from scoring.workbooks.layouts import lay_out
from scoring.workbooks.page import Page
from scoring.workbooks.unitbook import design, unit_workbook

Place = tuple[str, str]
PAST = {("requests_carried_out", "total"): Decimal(7), ("requests_carried_out", "natural_person"): Decimal(7)}


def form_of(name: str) -> Form:
    return next(form for form in load_forms() if form.id == name)


def pages(form: str) -> list[Page]:
    return [lay_out(table) for table in form_of(form).tables]


def issued(form: str, name: str = "甲河县人民政府", past: Mapping[Place, Decimal] | None = None) -> bytes:
    return unit_workbook(design(form_of(form), [], Frame("小考核", None), 2023, "0123456789ab"), "jia", name, past or {})


def counted(form: str) -> dict[Place, int]:
    """Figures that add up: every figure 1 more than the one before, totals as the relations want them."""
    figures = [figure.value for page in pages(form) for figure in page.figures]
    found: dict[Place, int] = {(value.metric, value.part): number % 7 for number, value in enumerate(figures)}
    for _ in range(3):
        for relation in form_of(form).relations:
            if relation.op == "=" and len(right := [term for term in relation.terms if term[0] == "right"]) == 1:
                found[right[0][2:]] = sum(found[term[2:]] for term in relation.terms if term[0] == "left")
    for part in {value.part for value in figures if value.metric == "requests_new"}:
        done, received = found["results_total", part], found["requests_new", part]
        found["requests_carried_in", part], found["requests_carried_out", part] = done, received
    for metric in ("requests_carried_in", "requests_carried_out"):
        if (metric, "total") in found:
            found[metric, "total"] = sum(value for (name, part), value in found.items() if name == metric and part != "total")
    return found


def fill(data: bytes, form: str, values: Mapping[Place, Any]) -> Any:
    """The workbook, opened, with figures in their cells."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for page in pages(form):
        for figure in page.figures:
            place = (figure.value.metric, figure.value.part)
            if place in values:
                book[page.name].cell(figure.row + 1, figure.column + 1).value = values[place]
    return book


def cell_of(form: str, metric: str, part: str = "total") -> tuple[str, str]:
    """Sheet and address of a figure."""
    for page in pages(form):
        if figure := page.place(metric, part):
            return page.name, f"{openpyxl.utils.get_column_letter(figure.column + 1)}{figure.row + 1}"
    raise AssertionError((metric, part))


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
