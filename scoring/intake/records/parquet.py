"""Parquet files whose columns have the declared types: they are read where they lie and never copied."""

from __future__ import annotations

from scoring.engine.database import Session, literal
from scoring.intake.inputs.tables import InputTable
from scoring.intake.records.files import RecordFiles
from scoring.intake.records.sources import NULL, Source, quoted

_WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_TARGETS = {"text": "varchar", "date": "date", "number": "decimal(28,10)", "whole": "bigint", "flag": "boolean"}
_MOST_DIGITS = 18  # digits before the point that DECIMAL(28,10) holds


def fitting_sql(session: Session, opened: RecordFiles, table: InputTable) -> tuple[list[Source], str] | None:
    """The files and a SELECT of their typed columns, ``_file`` and ``_row``; None where a file or type does not fit."""
    if any(file.kind != "parquet" for file in opened.files) or not opened.files:
        return None
    sources = [Source(number, file, file.path) for number, file in enumerate(opened.files)]
    paths = ", ".join(literal(str(source.path)) for source in sources)
    rows = f"read_parquet([{paths}], union_by_name = true, file_row_number = true)"
    types = {str(row[0]): str(row[1]) for row in session.rows(f"describe select * from {rows}")}
    cells = []
    for column in table.columns:
        given = types.get(column.name)
        if given is not None and not _fits(column.kind, given):
            return None
        target = _TARGETS[column.kind]
        value = NULL.replace("varchar", target) if given is None else _cast(quoted(column.name), given, target)
        cells.append(f"{value} as {quoted(column.name)}")
    return sources, f"select {', '.join(cells)}, cast(file_index as integer) as _file, file_row_number as _row from {rows}"


def _fits(kind: str, given: str) -> bool:
    if kind == "number" and given.startswith("DECIMAL("):
        digits, decimals = map(int, given[8:-1].split(","))
        return decimals <= 10 and digits - decimals <= _MOST_DIGITS  # noqa: PLR2004 - the decimals of the target
    allowed = {"text": {"VARCHAR"}, "date": {"DATE"}, "flag": {"BOOLEAN"}, "number": _WHOLE, "whole": _WHOLE}
    return given in allowed[kind]


def _cast(name: str, given: str, target: str) -> str:
    """The column itself where its type is the declared one; a text without characters is a blank cell."""
    if given == "VARCHAR":
        return f"nullif({name}, '')"
    return name if given.lower() == target else f"cast({name} as {target})"
