"""The metric dictionary: Chinese title and unit of every metric code."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scoring.files.yamlfile import parse
from scoring.intake.forms import TOTAL, Form, Row, Table, load_forms


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that reports state.

    Args:
        code: Stable code, such as ``requests_received``.
        title: Chinese name, understandable outside its table.
        uom: Unit of measure that its values are in; empty where none applies.
        number: ``count`` (a whole number, not negative), ``money``, ``change`` (signed) or ``other``.
    """

    code: str
    title: str
    uom: str
    number: str = "other"


@functools.cache
def metrics() -> Mapping[str, Metric]:
    """All metrics by code: those of the statutory forms, then those that only prose states (``metrics.yaml``)."""
    found: dict[str, Metric] = {}
    for metric in (*_of_forms(), *_of_prose()):
        found.setdefault(metric.code, metric)
    return MappingProxyType(found)


@functools.cache
def parts() -> frozenset[str]:
    """All parts that tables divide a metric into, such as ``natural_person``, and ``total``."""
    values = (value for form in load_forms() for table in form.tables for row in table.rows for value in row.values)
    return frozenset({TOTAL, *(value.part for value in values)})


@functools.cache
def _parts_by_metric() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for form in load_forms():
        for value in (value for table in form.tables for row in table.rows for value in row.values):
            found.setdefault(value.metric, {TOTAL}).add(value.part)
    return {metric: frozenset(values) for metric, values in found.items()}


def parts_of(metric: str) -> frozenset[str]:
    """The parts that a metric has; only ``total`` where no table divides it."""
    return _parts_by_metric().get(metric, frozenset({TOTAL}))


def _of_forms() -> Iterator[Metric]:
    for form in load_forms():
        for table in form.tables:
            for row in table.rows:
                yield from _of_row(form, table, row)


def _of_row(_form: Form, table: Table, row: Row) -> Iterator[Metric]:
    for value in row.values:
        heading = "" if table.layout in {"list", "matrix"} else value.title
        own = "" if table.layout == "single" else row.title
        title = heading.replace(" ", "") if not own else f"{own}{heading}"
        yield Metric(value.metric, title, value.uom, value.number)


def _of_prose() -> Iterator[Metric]:
    file = importlib.resources.files("scoring.intake") / "metrics.yaml"
    if not file.is_file():
        return
    data = parse(file.read_text("utf-8"), "metrics.yaml").data or {}
    for code, entry in data.get("metrics", data).items():
        yield Metric(code, entry["title"], entry.get("uom", ""), entry.get("number", "other"))
