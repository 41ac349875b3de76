"""From files to ``records_<name>``: read, checked and typed, by pandera at ordinary sizes and by the engine at any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from scoring.engine.database import EngineError, Session, literal
from scoring.intake.inputs.parquet_files import unreadable
from scoring.intake.inputs.tables import Column, InputTable
from scoring.intake.inputs.values import typed
from scoring.intake.records.by_pandera import check_by_pandera
from scoring.intake.records.by_sql import check_by_sql
from scoring.intake.records.failures import Findings
from scoring.intake.records.files import RecordFiles, input_table
from scoring.intake.records.messages import Messages
from scoring.intake.records.parquet import fitting_sql
from scoring.intake.records.rules import BITS, BLANK, EXTRA, Cell, masks_sql, rules_of
from scoring.intake.records.sources import Reject, Source, drop_rejects, in_another_encoding, prepare, rejects, source_sql
from scoring.intake.records.texts import clean_sql, guess_sql, text_sql, value_sql
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    import polars as pl

Way = Literal["pandera", "sql"]
LARGE = 8_000_000
"""Bytes of the files of a table from which the engine checks them: pandera would hold all cells as texts."""
_ENCODING = "INVALID ENCODING"


def load_records(session: Session, opened: RecordFiles, way: Way | None = None) -> list[Problem]:
    """Read and check the files of a record table and make ``records_<name>``.

    Args:
        session: Holds ``units`` (``unit_id``, ``name``, ``short_name``, ``ord``).
        opened: The files, their headers checked.
        way: How the rows are checked; by the size of the files when None. Both find the same.

    Returns:
        I004, I024-I029, I033 (a damaged Parquet file), I065-I069, I071-I073, I075. Where there are none, ``records_<name>`` has one
        row per case: ``unit_id``, the declared columns in order (VARCHAR, DATE, DECIMAL(28,10), BIGINT, BOOLEAN) and ``file``: a
        view over Parquet files whose types are those, else a view over the table of the rows.
    """
    loader = _Loader(session, opened)
    try:
        if fitting := fitting_sql(session, opened, loader.table):
            return loader.straight(*fitting)
        return loader.rows(way or ("sql" if opened.size >= LARGE else "pandera"))
    except ProblemsFound as found:
        return list(found.problems)
    except EngineError:
        if damaged := unreadable((file.path, file.shown) for file in opened.files):
            return damaged
        raise


class _Loader:
    def __init__(self, session: Session, opened: RecordFiles) -> None:
        self.session, self.opened = session, opened
        self.table: InputTable = input_table(opened.table)
        self.name = f"records_{opened.table.name}"
        self.sources: list[Source] = []

    # --- Parquet files of the declared types ----------------------------------------------

    def straight(self, files: Sequence[Source], cells: str) -> list[Problem]:
        """A view; its rows are checked where they lie.

        Args:
            files: The files.
            cells: SELECT of the typed columns, ``_file`` and ``_row``.
        """
        self.sources = list(files)
        masks = masks_sql(self.table, {name: Cell(quote, f"{quote} is null", "", quote) for name, quote in _quotes(self.table)}, "null")
        names = ", ".join(f"{mask} as _mask_{number}" for number, mask in enumerate(masks))
        checked = f"(select *, _file * {1 << 40} + _row as _id, {names} from ({cells}) as c)"
        problems = self._messages(check_by_sql(self.session, self.table, checked, checked), [])
        if not problems:
            blank = " and ".join(f"{quote} is null" for _, quote in _quotes(self.table))
            kept = (
                f"({cells})"
                if not self.session.rows(f"select 1 from ({cells}) as c where {blank} limit 1")
                else f"(select * from ({cells}) as c where not ({blank}))"
            )
            self._view(kept)
        return problems

    # --- everything else ------------------------------------------------------------------

    def rows(self, way: Way) -> list[Problem]:
        left_out = self._read(self._texts_sql if way == "pandera" else self._typed_sql)
        found = self._checked_frame() if way == "pandera" else self._checked_table()
        problems = self._messages(found, left_out)
        if not problems:
            self._view(f"{self.name}_rows")
        return problems

    def _messages(self, found: Findings, left_out: Sequence[Reject]) -> list[Problem]:
        sources = {source.number: source for source in self.sources}
        return Messages(self.session, self.table, sources, left_out).problems(found)

    def _read(self, sql: Callable[[], str]) -> list[Reject]:
        """Make the table of rows; files that turn out to be in another encoding, or to have odd line ends, are read anew."""
        files, again = list(self.opened.files), False
        while True:
            self.sources = prepare(self.session, files, self.table.names, again=again)
            drop_rejects(self.session)
            try:
                self.session.read(f"{self.name}_rows", sql())
            except EngineError:
                if again:
                    raise
                again = True
                continue
            left_out = list(rejects(self.session, self.sources))
            drop_rejects(self.session)
            strange = {reject.number for reject in left_out if reject.kind == _ENCODING}
            if not strange:
                return left_out
            files = [in_another_encoding(source) if source.number in strange else source.file for source in self.sources]

    def _from(self) -> str:
        return source_sql(self.session, self.sources, self.table.names)

    def _texts_sql(self) -> str:
        """SELECT of the clean texts, for pandera."""
        cells = ", ".join(
            f"{text_sql(replace(column, allowed=()), f'r_{n}')} as {_quote(column)}" for n, column in enumerate(self.table.columns)
        )
        return f"select {cells}, extra as {EXTRA}, _file from ({self._from()}) as r"

    def _typed_sql(self) -> str:
        """SELECT of the typed columns, ``_file`` and the masks of the broken rules."""
        columns = list(enumerate(self.table.columns))
        guesses = "".join(f", {guess_sql(column, f'r_{n}')} as d_{n}" for n, column in columns if column.kind == "date")
        guessed = f"select *{guesses} from ({self._from()}) as r"
        values = ", ".join(f"{value_sql(column, f'r_{n}', f'd_{n}')} as v_{n}" for n, column in columns)
        raw = ", ".join(f"r_{n}" for n, _ in columns)
        valued = f"select {values}, {raw}, extra, _file from ({guessed}) as g"
        masks = masks_sql(self.table, {column.name: _cell(n, column) for n, column in columns}, "extra")
        names = ", ".join(f"v_{n} as {_quote(column)}" for n, column in columns)
        return f"select {names}, _file, " + ", ".join(f"{mask} as _mask_{n}" for n, mask in enumerate(masks)) + f"\nfrom ({valued}) as v"

    def _checked_table(self) -> Findings:
        """The checks in the engine; afterwards the table has no blank rows and no masks."""
        rows = f"{self.name}_rows"
        self.session.read(f"{rows}_first", f"select _file, min(rowid) as _first from {rows} group by _file")
        checked = (
            f"(select r.*, r.rowid as _id, r.rowid - f._first as _row from {rows} as r\n"
            f"    inner join {rows}_first as f on f._file = r._file)"
        )
        found = check_by_sql(self.session, self.table, f"(select *, rowid as _id from {rows})", checked)
        if self.session.rows(f"select 1 from {rows} where _mask_0 = {BLANK} limit 1"):
            self.session.con.execute(f"delete from {rows} where _mask_0 = {BLANK}")
        for number in range((len(rules_of(self.table)) - 1) // BITS + 1):
            self.session.con.execute(f"alter table {rows} drop column _mask_{number}")
        self.session.con.execute(f"drop table {rows}_first")
        return found

    def _checked_frame(self) -> Findings:
        """The checks of pandera; afterwards the table is typed and has no blank rows."""
        frame = self._frame()
        units = [row[0] for row in self.session.rows("select unit_id from units order by unit_id")]
        found = check_by_pandera(self.table, frame, units)
        self.session.load(f"{self.name}_rows", typed(self.table, frame.select(*self.table.names, "_file")))
        return found

    def _frame(self) -> pl.DataFrame:
        import polars as pl

        rows, file = f"{self.name}_rows", self.session.scratch / f"{self.name}_texts.parquet"
        number = "row_number() over (partition by _file order by rowid) - 1 as _row"
        self.session.con.execute(f"copy (select *, {number} from {rows} order by rowid) to {literal(str(file))} (format parquet)")
        frame = pl.read_parquet(file)
        file.unlink()
        return frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in (*self.table.names, EXTRA)))

    def _view(self, rows: str) -> None:
        shown = ", ".join(literal(source.file.shown) for source in self.sources)
        names = ", ".join(_quote(column) for column in self.table.columns)
        self.session.read(self.name, f"select {names}, list_extract([{shown}], _file + 1) as file from {rows} as r", kind="view")


def _cell(number: int, column: Column) -> Cell:
    value, raw = f"v_{number}", f"r_{number}"
    if column.kind == "text":
        return Cell(value, f"{value} is null", "", value)
    clean = clean_sql(raw)
    return Cell(value, f"({value} is null and {clean} is null)", f"({value} is null and {clean} is not null)", clean)


def _quote(column: Column) -> str:
    return f'"{column.name}"'


def _quotes(table: InputTable) -> list[tuple[str, str]]:
    return [(column.name, _quote(column)) for column in table.columns]
