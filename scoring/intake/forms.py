"""The statutory forms as data: which rows and columns a form has, and what must add up in it.

The files ``forms/<id>.yaml`` are the only place that knows labels, metric codes, units and
footing rules (report-formats sections 2.1 to 2.4). A new form is a new file.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from scoring.files.yamlfile import parse
from scoring.intake.relations import LinearRelation, Side, Term

Number = Literal["count", "money", "change", "other"]
Layout = Literal["list", "rows", "matrix", "single"]
TOTAL = "total"
_MONEY = ("万元", "元")


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of a row, in the order printed.

    Args:
        metric: Metric code.
        part: Applicant column, ``total`` where the table has none.
        title: Heading of its column, empty in a list.
        uom: Unit of measure that the metric is counted in.
        number: ``count``, ``money``, ``change`` (signed) or ``other`` (of metrics that no form has).
        printed_uom: Unit that a bare number in this place has; empty where the form prints none.
    """

    metric: str
    part: str
    title: str
    uom: str
    number: Number = "count"
    printed_uom: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statutory table; one without values is a heading that opens a section.

    Args:
        no: Number printed before the label, without brackets and points.
        label: Statutory label.
        title: Name of the figure outside its table.
        group: Labels of the cells above it in the hierarchy, as the form prints them.
        section: Number of the heading it belongs to; decides between equal labels.
        also: Label variants (``list``) or distinctive parts of the label (other layouts).
        bare: Whether the label is recognised without its number.
        values: Figures of the row, in order.
    """

    no: str
    label: str
    title: str
    group: tuple[str, ...] = ()
    section: str = ""
    also: tuple[str, ...] = ()
    bare: bool = True
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a form.

    Args:
        form: Id of the form.
        id: Number of the table in the form.
        layout: ``list`` (label, unit, figure), ``rows`` (each row its own columns), ``matrix`` (the same
            columns in every row) or ``single`` (one row without a label).
        rows: Rows in statutory order.
        marks: Words that only this version of the table carries.
        furniture: Headings and group labels, which are neither rows nor figures.
        min_rows: How many of its rows must be seen before a table counts as this one.
        headings: What stands over each of the columns of a ``matrix``, or over the outcomes of a ``single``, with variants.
        groups: What stands over several of them.
        columns: Headings that only the header of this table has, where it is no ``matrix`` or ``single``.
        section: Headings of the section of the report that holds nothing but this table.
    """

    form: str
    id: str
    layout: Layout
    rows: tuple[Row, ...]
    marks: tuple[str, ...]
    furniture: tuple[str, ...]
    min_rows: int
    headings: tuple[tuple[str, ...], ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    section: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A statutory form with the years it was prescribed for and its relations.

    Args:
        id: ``2014``, ``2019`` or ``2021``.
        title: Chinese name.
        basis: Document that prescribes it.
        first_year: First reporting year.
        last_year: Last reporting year, None while in force.
        tables: Its tables.
        relations: What must hold inside one report.
        continuity: What should hold with last year's report; the metrics of last year end in ``@prev``.
    """

    id: str
    title: str
    basis: str
    first_year: int
    last_year: int | None
    tables: tuple[Table, ...]
    relations: tuple[LinearRelation, ...]
    continuity: tuple[LinearRelation, ...]


@functools.cache
def load_forms() -> tuple[Form, ...]:
    """All statutory forms, oldest first; read once."""
    folder = importlib.resources.files("scoring.intake") / "forms"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    raw = {str(data["id"]): data for data in (parse(f.read_text("utf-8"), f"forms/{f.name}").data for f in files)}
    return tuple(_form(data, raw) for data in raw.values())


def footing_relations() -> list[LinearRelation]:
    """All relations inside one report, over every form: one entry per rule and row, column or group.

    ``T3-row``, ``T3-sum``, ``T3-identity`` and ``T4-sum`` are 40 in form 2019 and 42 in form 2021.
    """
    return [relation for form in load_forms() for relation in form.relations]


def continuity_relations() -> list[LinearRelation]:
    """Relations with last year's report of the same unit (XY-1, XY-2, T2-C1); last year's metrics end in ``@prev``."""
    return [relation for form in load_forms() for relation in form.continuity]


def _form(data: Mapping[str, Any], raw: Mapping[str, Any]) -> Form:
    tables = tuple(_table(str(data["id"]), table, raw) for table in data["tables"])
    years = data["years"]
    return Form(
        str(data["id"]),
        data["title"],
        data["basis"],
        years["from"],
        years["to"],
        tables,
        tuple(_relations(data, "rules", tables, raw)),
        tuple(_relations(data, "continuity", tables, raw)),
    )


def _table(form: str, data: Mapping[str, Any], raw: Mapping[str, Any]) -> Table:
    if same := data.get("same_as"):
        base = next(t for t in raw[same["form"]]["tables"] if t["id"] == same["table"])
        data = {**base, **{key: value for key, value in data.items() if key not in {"same_as", "replace"}}, "rows": _replaced(base, data)}
    rows = {"list": _list_rows, "rows": _own_rows, "matrix": _matrix_rows, "single": _single_row}[data["layout"]](data)
    return Table(
        form,
        data["id"],
        data["layout"],
        tuple(rows),
        tuple(data.get("marks", ())),
        tuple(data["furniture"]),
        data["min_rows"],
        _titles(data.get("parts") or data.get("outcomes")),
        _titles(data.get("groups")),
        tuple(data.get("header", ())),
        tuple(data.get("section", ())),
    )


def _titles(headings: Iterable[Mapping[str, Any]] | None) -> tuple[tuple[str, ...], ...]:
    return tuple((heading["title"], *heading.get("also", ())) for heading in headings or ())


def _replaced(base: Mapping[str, Any], data: Mapping[str, Any]) -> list[Any]:
    replace = data.get("replace", {})
    return [new for row in base.get("rows", ()) for new in replace.get(row.get("metric"), [row])]


def _row(data: Mapping[str, Any], values: Iterable[Value], section: str = "") -> Row:
    return Row(
        no=str(data.get("number", "")).strip("()"),
        label=data["label"],
        title=data.get("title", data["label"]),
        group=tuple(data.get("group", ())),
        section=section,
        also=tuple(data.get("also", ())),
        bare=data.get("bare", True),
        values=tuple(values),
    )


def _list_rows(data: Mapping[str, Any]) -> Iterator[Row]:
    section = ""
    for row in data["rows"]:
        no = str(row["number"])
        section = no if no and no in "一二三四五六七八九十" else section
        money = row.get("uom") in _MONEY
        values = [Value(row["metric"], TOTAL, "", row["uom"], "money" if money else "count", row["uom"])] if "metric" in row else []
        yield _row(row, values, section)


def _own_rows(data: Mapping[str, Any]) -> Iterator[Row]:
    for row in data["rows"]:
        columns = data["columns"][row["columns"]]
        yield _row(row, [_own_value(row, column, metric) for column, metric in zip(columns, row["metrics"], strict=True)])


def _own_value(row: Mapping[str, Any], column: Mapping[str, Any], metric: str) -> Value:
    uom = column.get("uom", row["uom"])
    return Value(metric, TOTAL, column["title"], uom, column.get("number", "count"), column.get("printed_uom", uom))


def _matrix_rows(data: Mapping[str, Any]) -> Iterator[Row]:
    for row in data["rows"]:
        yield _row(row, [Value(row["metric"], part["part"], part["title"], row["uom"], "count", row["uom"]) for part in data["parts"]])


def _single_row(data: Mapping[str, Any]) -> Iterator[Row]:
    values = [
        Value(f"{group['prefix']}_{outcome['suffix']}", TOTAL, f"{group['title']} {outcome['title']}", data["uom"], "count", data["uom"])
        for group in data["groups"]
        for outcome in data["outcomes"]
    ]
    yield _row({"label": ""}, values)


def _relations(data: Mapping[str, Any], key: str, tables: Sequence[Table], raw: Mapping[str, Any]) -> Iterator[LinearRelation]:
    for rule in data.get(key, ()):
        if same := rule.get("same_as"):
            shared = [r for r in raw[same["form"]][key] if r["id"] in same["rules"]]
            yield from _relations({"id": data["id"], key: shared}, key, tables, raw)
            continue
        for words in _places(rule.get("for_each"), tables):
            yield _relation(str(data["id"]), rule, words, tables)


def _places(each: str | None, tables: Sequence[Table]) -> Iterator[dict[str, str]]:
    """The words to fill into a rule, once per row, applicant column or group of table 4."""
    matrix = next((t for t in tables if t.layout == "matrix"), None)
    single = next((t for t in tables if t.layout == "single"), None)
    if each == "row" and matrix:
        yield from ({"row": row.values[0].metric, "row_title": row.title} for row in matrix.rows)
    elif each == "part" and matrix:
        yield from ({"part": value.part, "part_title": value.title} for value in matrix.rows[0].values)
    elif each == "group" and single:
        totals = [v for v in single.rows[0].values if v.metric.endswith("_total")]
        yield from ({"group": v.metric.removesuffix("_total"), "group_title": v.title.split()[0]} for v in totals)
    else:
        yield {}


def _relation(form: str, rule: Mapping[str, Any], words: Mapping[str, str], tables: Sequence[Table]) -> LinearRelation:
    terms = [term for side in ("left", "right") for pattern in rule[side] for term in _terms(side, pattern, words, tables)]
    return LinearRelation(
        check_id=rule["id"],
        title=rule["title"].format(**words),
        severity=rule["severity"],
        op=rule["op"],
        tolerance=Decimal(0),
        terms=tuple(terms),
        form=form,
        part=str(rule.get("part", TOTAL)).format(**words),
        same_form_severity=rule.get("severity_same_form", ""),
    )


def _terms(side: str, pattern: str, words: Mapping[str, str], tables: Sequence[Table]) -> Iterator[Term]:
    coefficient = Decimal(-1) if pattern.startswith("-") else Decimal(1)
    typed: Side = "left" if side == "left" else "right"
    for name in _names(pattern.lstrip("-"), tables):
        metric, _, part = name.format(**words).partition("__")
        yield typed, coefficient, metric, part or TOTAL


def _names(pattern: str, tables: Sequence[Table]) -> Iterator[str]:
    """``{results}`` stands for every result row of table 3, the total row excepted."""
    if "{results}" not in pattern:
        yield pattern
        return
    for row in next(t for t in tables if t.layout == "matrix").rows:
        if row.group and not row.values[0].metric.endswith("_total"):
            yield pattern.replace("{results}", row.values[0].metric)
