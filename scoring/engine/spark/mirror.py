"""What the DuckDB of the driver sees of the tables that Spark has made.

Every table is there by name and with its types from the moment it is made, but without rows; they are read from its files
when Python first asks for them. A small table is kept in DuckDB then, a large one is read where it lies. Who asks past this
module for rows that have not been read gets an error, not nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.engine.database import literal
from scoring.engine.spark.storage import Storage
from scoring.engine.spark.types import Column, duckdb_columns

if TYPE_CHECKING:
    import duckdb

KEPT = 64 * 2**20  # bytes of Parquet up to which DuckDB keeps a table


@dataclass(frozen=True)
class Made:
    """A table as Spark wrote it: its folder, and its columns with DuckDB's types."""

    folder: str
    columns: tuple[Column, ...]


class Mirror:
    """Tables of Spark in the DuckDB of the driver.

    Args:
        con: DuckDB.
        storage: Where the tables lie.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, storage: Storage) -> None:
        self._con, self._storage = con, storage
        self._unread: dict[str, Made] = {}
        self._views: dict[str, str] = {}

    def columns(self, sql: str) -> tuple[Column, ...]:
        """Names and DuckDB's types of the columns of a SELECT; nothing is computed."""
        return tuple((row[0], row[1]) for row in self._con.execute(f"describe {sql}").fetchall())

    def table(self, name: str, made: Made) -> None:
        """A table that Spark has made, unread."""
        empty = ", ".join(f'cast(null as {kind}) as "{column}"' for column, kind in made.columns)
        self._set_view(name, f"select {empty} where error({literal(f'{name} has not been read')}) is null")
        self._unread[name] = made

    def view(self, name: str, sql: str) -> None:
        """A view, which both engines compute for themselves."""
        self._set_view(name, sql)
        self.keep_view(name, sql)

    def keep_view(self, name: str, sql: str) -> None:
        """Remember what tables a view of DuckDB reads."""
        self._views[name] = sql

    def read(self, sql: str) -> None:
        """Read the tables that a query names, also those behind its views."""
        waiting, seen = [sql], set[str]()
        while waiting and self._unread:
            for word in set(re.findall(r"\w+", waiting.pop())) - seen:
                seen.add(word)
                if word in self._unread:
                    self._keep(word, self._unread.pop(word))
                elif word in self._views:
                    waiting.append(self._views[word])

    def read_all(self) -> None:
        """Read everything that has not been read."""
        self.read(" ".join(self._unread))

    def _keep(self, name: str, made: Made) -> None:
        files = sorted(self._storage.local(made.folder).glob("*.parquet"))
        rows = f"select {duckdb_columns(made.columns)} from read_parquet([{', '.join(literal(str(file)) for file in files)}])"
        if sum(file.stat().st_size for file in files) > KEPT:
            self._set_view(name, rows)
            return
        self._con.execute(f"drop view {name}")
        self._con.execute(f"create table {name} as {rows}")

    def forget(self, name: str) -> None:
        """Drop a table or view, as another of that name is made."""
        if self._con.execute(f"select 1 from duckdb_tables() where table_name = {literal(name)}").fetchall():
            self._con.execute(f"drop table {name}")
        else:
            self._con.execute(f"drop view if exists {name}")
        self._unread.pop(name, None)
        self._views.pop(name, None)

    def _set_view(self, name: str, sql: str) -> None:
        self.forget(name)
        self._con.execute(f"create or replace view {name} as {sql}")
