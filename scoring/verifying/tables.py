"""Two runs table by table: the first row and the first column in which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.files.output import digest
from scoring.results.store import TABLES

if TYPE_CHECKING:
    from scoring.engine.database import Session

# Where what a row is about stands behind what is found of it. Elsewhere a row is about its first columns.
KEYS = {"checks": ("check_id", "unit_id", "source_id", "period", "part")}
MISSING = "（没有这一行）"
NULL = "（空）"
_THERE, _NOT_THERE = "有", "无"
_NUMBER = "occurrence"  # tells rows apart that are the same in all columns


@dataclass(frozen=True)
class TableDifference:
    """How a table differs from the one that was computed again.

    Args:
        table: Its name.
        file: Where it stands in the run: ``results/points.parquet`` or ``results.duckdb``.
        row: The first row that differs, by its key: ``unit_id=yi, indicator_id=support.plan``; empty where a column is lacking.
        column: The first column that differs there; empty where the row is in one of the two only.
        recorded: What stands in the run.
        recomputed: What came out now.
        rows: Rows that differ.
    """

    table: str
    file: str
    row: str
    column: str
    recorded: str
    recomputed: str
    rows: int


def compare_tables(run: Path, again: Path) -> tuple[list[TableDifference], int]:
    """The tables that differ, in the order of the way of the data, and how many were compared.

    Args:
        run: A finished run.
        again: The run that was made again.
    """
    from scoring.engine.database import Session

    names = [*TABLES, *sorted({path.stem for folder in (run, again) for path in (folder / "results").glob("*.parquet")} - set(TABLES))]
    found: list[TableDifference] = []
    with Session() as session:
        session.lock(run, again)
        for name in names:
            found += _parquet(session, name, run, again)
        if not found:
            found += _databases(session, names, run, again)
    return found, sum((run / "results" / f"{name}.parquet").is_file() for name in names)


def _parquet(session: Session, name: str, run: Path, again: Path) -> list[TableDifference]:
    from scoring.engine.database import EngineError, literal

    place = f"results/{name}.parquet"
    files = run / place, again / place
    before, after = (_THERE if file.is_file() else _NOT_THERE for file in files)
    if _NOT_THERE in (before, after):
        return [] if before == after else [TableDifference(name, place, "", "", before, after, 0)]
    if digest(files[0]) == digest(files[1]):
        return []
    try:
        return _compare(session, name, place, [f"read_parquet({literal(str(file))})" for file in files])
    except EngineError as error:  # a file that is no table any more
        return [TableDifference(name, place, "", "", str(error).splitlines()[0], _THERE, 0)]


def _databases(session: Session, names: Sequence[str], run: Path, again: Path) -> list[TableDifference]:
    """The same tables in ``results.duckdb``, which may have been changed while the Parquet files were not."""
    from scoring.engine.database import EngineError
    from scoring.results.store import attach_saved

    place = "results.duckdb"
    if not (run / place).is_file() or digest(run / place) == digest(again / place):
        return []
    try:
        for name, folder in (("recorded", run), ("recomputed", again)):
            attach_saved(session, folder, name)
        listed = "select table_name from information_schema.tables where table_schema = 'main' and table_catalog = "
        there = [{name for (name,) in session.rows(f"{listed}'{base}'")} for base in ("recorded", "recomputed")]
        kept = [name for name in names if all(name in tables for tables in there)]
        return [found for name in kept for found in _compare(session, name, place, [f"recorded.{name}", f"recomputed.{name}"])]
    except EngineError as error:
        return [TableDifference("", place, "", "", str(error).splitlines()[0], "", 0)]


def _compare(session: Session, name: str, file: str, sources: Sequence[str]) -> list[TableDifference]:
    before, after = ({row[0]: row[1] for row in session.rows(f"describe select * from {source}")} for source in sources)
    for column in [*before, *after]:
        if before.get(column) != after.get(column):
            return [TableDifference(name, file, "", column, before.get(column, _NOT_THERE), after.get(column, _NOT_THERE), 0)]
    keys, numbered = _keys(session, name, list(before), sources)
    if numbered:
        sources = [_numbered(source, list(before)) for source in sources]
        keys = [*keys, _NUMBER]
    return _first(session, (name, file), list(before), keys, sources)


def _numbered(source: str, columns: Sequence[str]) -> str:
    """Rows that are the same in all columns, told apart by their number."""
    every = ", ".join(map(_name, columns))
    return f"(select *, row_number() over (partition by {every}) as {_NUMBER} from {source})"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _keys(session: Session, name: str, columns: list[str], sources: Sequence[str]) -> tuple[list[str], bool]:
    """The columns that a row is told by: the fewest first ones that are unique in both; all, and a number, where none are."""
    own = KEYS.get(name, ())
    for keys in [list(own), *(columns[: count + 1] for count in range(len(columns)))]:
        if keys and set(keys) <= set(columns) and all(_is_unique(session, source, keys) for source in sources):
            return keys, False
    return columns, True


def _is_unique(session: Session, source: str, keys: Sequence[str]) -> bool:
    ((unique,),) = session.rows(f"select count(*) = count(distinct row({', '.join(map(_name, keys))})) from {source}")
    return bool(unique)


def _first(
    session: Session, about: tuple[str, str], columns: Sequence[str], keys: Sequence[str], sources: Sequence[str]
) -> list[TableDifference]:
    from scoring.engine.database import sql_file

    values = [column for column in columns if column not in keys]
    differs = [f"a.{_name(column)} is distinct from b.{_name(column)}" for column in values]
    sides = ["a.is_there is null or b.is_there is null", *differs]
    sql = sql_file(__package__, "difference.sql").format(
        recorded=sources[0],
        recomputed=sources[1],
        keys=", ".join(f"coalesce(a.{_name(key)}, b.{_name(key)}) as {_name(key)}" for key in keys),
        same=" and ".join(f"a.{_name(key)} is not distinct from b.{_name(key)}" for key in keys),
        column=_case(sides, ["''", *(f"'{column}'" for column in values)]),
        before=_case(sides, _texts("a", values)),
        after=_case(sides, _texts("b", values)),
        differs=" or ".join(sides),
        order=", ".join(map(_name, keys)),
    )
    found = session.rows(sql)
    if not found:
        return []
    *key, column, before, after, rows = found[0]
    row = ", ".join(f"{name}={_shown(value)}" for name, value in zip(keys, key, strict=True) if name != _NUMBER)
    return [TableDifference(*about, row, column, before, after, rows)]


def _case(conditions: Sequence[str], values: Sequence[str]) -> str:
    return "case " + " ".join(f"when {condition} then {value}" for condition, value in zip(conditions, values, strict=True)) + " end"


def _texts(side: str, columns: Sequence[str]) -> list[str]:
    there = f"case when {side}.is_there is null then '{MISSING}' else '' end"
    return [there, *(f"coalesce(cast({side}.{_name(column)} as varchar), '{NULL}')" for column in columns)]


def _shown(value: object) -> str:
    return NULL if value is None else str(value)
