"""``records`` of a criteria file: the tables of cases, shipped or an office's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from scoring.criteria.fields import Reader
from scoring.criteria.records import keys
from scoring.criteria.records.model import ColumnKind, RecordColumn, RecordTable
from scoring.criteria.records.tables import shipped_tables
from scoring.criteria.suggestions import meant
from scoring.files.yamlfile import Path

ABSENT = ("zero", "missing")
KINDS = ("text", "date", "number", "whole", "flag")
NUMERIC = frozenset({"number", "whole"})
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
# Tables of the assessment folder that are no tables of cases, and columns that every row has besides.
TAKEN_TABLES = frozenset(
    {
        "units",
        "reports",
        "findings",
        "marks",
        "external",
        "updates",
        "exemptions",
        "corrections",
        "appeals",
        "data",
        "calendar",
        "checks",
        "facts",
    }
)
TAKEN_COLUMNS = frozenset({"unit_id", "period", "file", "line", "row", "rowid", "dimension", "member", "n"})
OF = "records."


def read_records(reader: Reader, value: object) -> dict[str, RecordTable]:
    """The record tables by name (C002-C008, C160-C163)."""
    return {name: _table(reader, name, item) for name, item in reader.mapping(value, ("records",)).items()}


def unknown_column(reader: Reader, path: Path, name: str, known: Iterable[str]) -> None:
    """A column that the table does not have, with the one that was probably meant (C162)."""
    columns = tuple(dict.fromkeys(known))
    hint = meant(name, columns, "请改正列名，或在 columns 中声明它", "Correct the name or declare it in columns")
    reader.problem("C162", path, name, columns="、".join(columns), hint=hint)


def table_of(reader: Reader, value: object, path: Path, tables: Mapping[str, RecordTable]) -> RecordTable | None:
    """The table that ``of: records.<name>`` names (C164)."""
    text = reader.text(value, path)
    found = tables.get(text.removeprefix(OF)) if text.startswith(OF) else None
    if found is None and text:
        allowed = [f"{OF}{name}" for name in tables]
        reader.problem("C164", path, text, allowed="、".join(allowed) or "—")
    return found


def _table(reader: Reader, name: str, item: object) -> RecordTable:
    path: Path = ("records", name)
    if not NAME.match(name) or name in TAKEN_TABLES:
        reader.problem("C160", path, name)
    fields = reader.mapping(item, path, keys.RECORD_TABLE)
    shipped = shipped_tables().get(name)
    own = tuple(_column(reader, key, given, (*path, "columns", key)) for key, given in _columns(reader, fields, path).items())
    if shipped is None:
        _demand(reader, fields, path)
    columns = (shipped.columns if shipped else ()) + own
    table = RecordTable(
        name=name,
        title=reader.text(fields["title"], (*path, "title")) if "title" in fields else shipped.title if shipped else name,
        columns=columns,
        key=tuple(reader.text(column, (*path, "key")) for column in reader.sequence(fields["key"], (*path, "key")))
        if "key" in fields
        else shipped.key
        if shipped
        else (),
        dated_by=reader.text(fields["dated_by"], (*path, "dated_by")) if "dated_by" in fields else shipped.dated_by if shipped else "",
        absent=cast("Any", reader.choice(fields.get("absent", "missing"), (*path, "absent"), ABSENT)),
        path=path,
    )
    _check(reader, table, shipped)
    return table


def _columns(reader: Reader, fields: Mapping[str, Any], path: Path) -> dict[str, Any]:
    return reader.mapping(fields["columns"], (*path, "columns")) if "columns" in fields else {}


def _demand(reader: Reader, fields: Mapping[str, Any], path: Path) -> None:
    """A table of an office's own says everything itself (C161)."""
    for key in ("title", "columns", "dated_by"):
        if key not in fields:
            reader.problem("C161", path, key, shipped="、".join(shipped_tables()))


def _column(reader: Reader, name: str, item: object, path: Path) -> RecordColumn:
    fields = reader.mapping(item, path, keys.RECORD_COLUMN)
    if not NAME.match(name) or name in TAKEN_COLUMNS:
        reader.problem("C160", path, name)
    kind = cast("ColumnKind", reader.choice(fields.get("kind", "text"), (*path, "kind"), KINDS))
    column = RecordColumn(
        name=name,
        title=reader.text(fields.get("title", name), (*path, "title")),
        kind=kind,
        required=reader.flag(fields["required"], (*path, "required")) if "required" in fields else False,
        allowed=tuple(reader.text(word, (*path, "allowed")) for word in reader.sequence(fields.get("allowed", []), (*path, "allowed"))),
        pattern=_pattern(reader, fields["pattern"], (*path, "pattern")) if "pattern" in fields else "",
        low=reader.number(fields["from"], (*path, "from")) if "from" in fields else None,
        high=reader.number(fields["to"], (*path, "to")) if "to" in fields else None,
        not_before=reader.text(fields["not_before"], (*path, "not_before")) if "not_before" in fields else "",
    )
    fits = {
        "allowed": kind == "text",
        "pattern": kind == "text",
        "from": kind in NUMERIC,
        "to": kind in NUMERIC,
        "not_before": kind == "date",
    }
    for key, right in fits.items():
        if key in fields and not right:
            reader.problem("C163", (*path, key), key, kind=kind)
    return column


def _pattern(reader: Reader, value: object, path: Path) -> str:
    text = reader.text(value, path)
    if not is_pattern(text):
        reader.problem("C165", path, text)
        return ""
    return text


def is_pattern(text: str) -> bool:
    """Whether it is a regular expression, and one of RE2, with which record tables are checked: no look-around, no back references."""
    import duckdb

    try:
        re.compile(text)
        with duckdb.connect() as engine:
            engine.execute("select regexp_full_match('', ?)", [text])
    except (re.error, duckdb.Error):
        return False
    return True


def _check(reader: Reader, table: RecordTable, shipped: RecordTable | None) -> None:
    """Columns that are named are there and of the right kind, and none stands twice (C162, C163)."""
    known = {column.name: column for column in table.columns}
    base = {column.name for column in shipped.columns} if shipped else set()
    for column in table.columns[len(base) :]:
        if column.name in base:
            reader.problem("C160", (*table.path, "columns", column.name), column.name)
        if column.not_before:
            _date(reader, known, column.not_before, (*table.path, "columns", column.name, "not_before"))
    if table.dated_by:
        _date(reader, known, table.dated_by, (*table.path, "dated_by"))
    for name in table.key:
        if name not in known:
            unknown_column(reader, (*table.path, "key"), name, known)


def _date(reader: Reader, known: Mapping[str, RecordColumn], name: str, path: Path) -> None:
    if name not in known:
        unknown_column(reader, path, name, known)
    elif known[name].kind != "date":
        reader.problem("C166", path, name, kind=known[name].kind, wanted="date")
