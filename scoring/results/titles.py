"""Chinese names of metrics, parts and forms, for documents: codes are only secondary text there."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from scoring.files.yamlfile import shipped
from scoring.intake.dictionary import metrics
from scoring.intake.forms import TOTAL, Row, load_forms

_CHINESE = re.compile("[一-鿿]")


@functools.cache
def words() -> Mapping[str, Mapping[str, str]]:
    """``words.yaml``: names of forms that are none, file formats and repairs, by code."""
    return shipped(__package__, "words.yaml")  # type: ignore[no-any-return]  # a mapping by its tests


def word(kind: str, code: str) -> str:
    """The name of a code; the code itself where it has none."""
    return words()[kind].get(code, code)


@functools.cache
def form_title(form: str) -> str:
    """``2019年格式``; what else a file may be has its name in ``words.yaml``."""
    return f"{form}年格式" if any(found.id == form for found in load_forms()) else word("forms", form)


def metric_title(code: str, declared: Mapping[str, str]) -> str:
    """Title of a metric: of the forms and the prose, else as the criteria declare it, else its code."""
    known = metrics().get(code)
    return known.title if known else declared.get(code, code)


@functools.cache
def part_titles() -> Mapping[str, str]:
    """Title by part of a check: applicant columns, groups of the last table, rows of the second."""
    found: dict[str, str] = {}
    for form in load_forms():
        for table in form.tables:
            for row in table.rows:
                for part, title in _parts(table.layout, row):
                    found.setdefault(part, title)
    return found


def _parts(layout: str, row: Row) -> list[tuple[str, str]]:
    if layout == "matrix":
        return [(value.part, value.title) for value in row.values]
    if layout == "single":
        totals = [value for value in row.values if value.metric.endswith("_total")]
        return [(value.metric.removesuffix("_total"), value.title.rpartition(" ")[0]) for value in totals]
    # `permit_items_prev` and `permit_items_change` are both of the part `permit_items`.
    beginnings = (value.metric.rpartition("_")[0] for value in row.values)
    return [(beginning, row.title) for beginning in beginnings] if layout == "rows" else []


def part_title(part: str, declared: Mapping[str, str]) -> str:
    """Title of a check's part; empty for the whole."""
    if part in {"", TOTAL} or _CHINESE.search(part):
        return part if part != TOTAL else ""
    metric, _, column = part.partition("__")
    if column:  # a figure of one applicant column
        return f"{metric_title(metric, declared)}（{part_titles().get(column, column)}）"
    return part_titles().get(part) or metric_title(part, declared)


def form_metrics() -> dict[str, list[str]]:
    """The metrics of every form in the order of its tables, each once."""
    values = {form.id: [value for table in form.tables for row in table.rows for value in row.values] for form in load_forms()}
    return {form: list(dict.fromkeys(value.metric for value in found)) for form, found in values.items()}
