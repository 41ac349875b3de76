"""From the table ``data`` to facts: every cell is checked and becomes a row of ``facts`` with its place, all in SQL."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from scoring import numbers
from scoring.criteria.suggestions import CODE_ELSE, meant
from scoring.engine.database import EngineError, Session, literal, sql_file
from scoring.intake.dictionary import Metric, parts
from scoring.intake.inputs.data_files import DataFile
from scoring.intake.inputs.parquet_files import unreadable
from scoring.problems import Problem
from scoring.problems.nearest import probable

SOURCE = "D0001"
FORM = "data"
QUALIFIERS = ("exact", "about", "at_least", "at_most")
MOST_SHOWN = 20  # problems of one kind; the number of the others is told
# From so many cells on, figures go straight into the wide table of inputs: they do not become a row of facts each.
WIDE_FROM = 1_000_000
_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_DOUBLES = frozenset({"FLOAT", "DOUBLE"})


@dataclass(frozen=True)
class Loaded:
    """What became of the table: problems, and the metrics that are in ``data_wide`` instead of ``facts``."""

    problems: tuple[Problem, ...] = ()
    wide: frozenset[str] = field(default_factory=frozenset)


def load_data(session: Session, data: DataFile | None, metrics: Mapping[str, Metric], declared: Collection[str], period: int) -> Loaded:
    """Check the table and add its figures to ``facts`` and its file to ``sources``.

    Also makes ``data_rows`` (one row per unit x period of a large wide table, with its row in the file) and, for
    such a table, ``data_wide`` (one row per unit x period, one DOUBLE column per metric).

    Args:
        session: Holds ``units``, ``facts_reported`` and ``sources_reported``.
        data: The opened file; None when there is none.
        metrics: All metrics by code.
        declared: Codes of the metrics that no report states.
        period: The year assessed.

    Returns:
        Problems I025-I028, I030, I033 (a damaged Parquet file), I034-I039.
    """
    if data is None:
        session.step("facts", "select * from facts_reported")
        session.step("sources", "select * from sources_reported")
        session.step("data_rows", _NO_ROWS)
        return Loaded()
    try:
        loader = _Loader(session, data, metrics, period)
        session.step("sources", loader.sources_sql())
        return loader.straight() if loader.is_large(declared) else loader.cell_by_cell()
    except EngineError:
        if damaged := unreadable([(data.path, data.name)]):
            return Loaded(tuple(damaged))
        raise


_NO_ROWS = "select '' as source_id, '' as unit_id, 0 as period, 0 as line where 1 = 0"


class _Loader:
    def __init__(self, session: Session, data: DataFile, metrics: Mapping[str, Metric], period: int) -> None:
        self.session, self.data, self.metrics, self.period = session, data, metrics, period
        self.types: dict[str, str] = {}
        if data.rows is None:
            self.source = f"read_parquet({literal(str(data.path))}, file_row_number = true)"
            self.types = {row[0]: row[1] for row in session.rows(f"describe select * from {self.source}")}
            self.line = "file_row_number + 1"
        else:
            session.load("data_raw", data.rows)
            self.source, self.line = "data_raw", "line"

    def sources_sql(self) -> str:
        """SELECT of all sources: the reports and this file."""
        content = self.data.path.read_bytes()
        kind = self.data.path.suffix.lower().lstrip(".")
        return (
            "select * from sources_reported\nunion all\n"
            f"select {literal(SOURCE)}, {literal(self.data.name)}, {literal(hashlib.sha256(content).hexdigest())}, {len(content)}, "
            f"{literal(kind)}, {literal(FORM)}, '', {self.period}, 'read', ''"
        )

    def is_large(self, declared: Collection[str]) -> bool:
        """Whether the figures go straight into the wide table: a large wide Parquet of numbers that no report states."""
        numeric = all(self.types.get(metric) in _INTEGERS | _DOUBLES for metric in self.data.metrics)
        if self.data.layout != "wide" or self.data.rows is not None or not numeric or not self.data.metrics <= set(declared):
            return False
        rows: int = self.session.rows(f"select count(*) from {self.source}")[0][0]
        return rows * len(self.data.metrics) >= WIDE_FROM

    # --- a large table of numbers ---------------------------------------------------------

    def straight(self) -> Loaded:
        metrics = sorted(self.data.metrics)
        self.session.step(
            "data_wide",
            f"select\n    {self.line} as line,\n    {self._text('unit_id')} as unit_id,\n    {self._text('period')} as period_text,\n"
            f"    coalesce(try_cast({self._text('period')} as integer), {self.period}) as period,\n    "
            + ",\n    ".join(f"{self._number(metric)} as {metric}" for metric in metrics)
            + f"\nfrom {self.source}",
        )
        self.session.step("data_rows", f"select {literal(SOURCE)} as source_id, unit_id, period, line from data_wide")
        self.session.step("facts", "select * from facts_reported")
        problems = [*self._row_problems("data_wide", ("unit_id", "period")), *self._number_problems(metrics)]
        return Loaded(tuple(problems), frozenset(metrics))

    def _number(self, metric: str) -> str:
        """A column of numbers with ten decimals, as every other input has; too large ones are left for the message."""
        if self.types[metric] in _INTEGERS:
            return f"cast({metric} as double)"
        return f"coalesce(cast({numbers.guard_sql(metric)} as double), cast({metric} as double))"

    def _number_problems(self, metrics: list[str]) -> Iterator[Problem]:
        wrong = {metric: f"not (abs({metric}) < 1e17)" for metric in metrics}
        whole = {metric: f"{metric} < 0 or floor({metric}) <> {metric}" for metric in metrics if self.metrics[metric].number == "count"}
        for code, tests in (("I025", wrong), ("I036", whole)):
            if not tests:
                continue
            totals = ", ".join(f"sum(case when {test} then 1 else 0 end)" for test in tests.values())
            counts = dict(zip(tests, self.session.rows(f"select {totals} from data_wide")[0], strict=True))
            for metric, count in counts.items():
                if count:
                    found = f"cast({metric} as varchar)"
                    yield from self._told(code, f"select line, {literal(metric)}, {found} from data_wide where {tests[metric]}")

    # --- a table whose cells become facts -------------------------------------------------

    def cell_by_cell(self) -> Loaded:
        self.session.step("data_text", self._long_sql() if self.data.layout == "long" else self._wide_sql())
        self.session.step("data_cells", sql_file(__package__, "data_cells.sql").replace("{period}", str(self.period)))
        if self.data.layout == "long":
            rows = self._row_problems("data_cells", ("unit_id", "period", "metric", "part"))
        else:
            rows = self._row_problems("(select distinct line, unit_id, period, period_text from data_cells)", ("unit_id", "period"))
        problems = [*rows, *self._cell_problems()]
        uoms = ", ".join(
            f"({literal(code)}, {literal(self.metrics[code].uom)})" for code in sorted(self.data.metrics & self.metrics.keys())
        )
        uoms = uoms or "('', '')"
        self.session.step("data_uoms", f"select * from (values {uoms}) as t (metric, uom)")
        self.session.step("facts", sql_file(__package__, "data_facts.sql").replace("{source}", SOURCE))
        self.session.step("data_rows", _NO_ROWS)
        return Loaded(tuple(problems))

    def _text(self, column: str) -> str:
        """A cell as text, NULL where it is blank; a number of a Parquet file without the error of the double."""
        if column not in self.data.columns:
            return "cast(null as varchar)"
        kind = self.types.get(column, "VARCHAR")
        if kind in _DOUBLES:
            exact = f"cast({numbers.guard_sql(column)} as varchar)"
            return f"coalesce(rtrim(rtrim({exact}, '0'), '.'), cast({column} as varchar))"
        return f"nullif(trim(cast({column} as varchar)), '')"

    def _long_sql(self) -> str:
        names = ("unit_id", "metric", "part", "period", "qualifier", "source")
        columns = ",\n    ".join(f"{self._text(name)} as {name}" for name in names)
        return f"select\n    {self.line} as line,\n    {columns},\n    {self._text('value')} as raw\nfrom {self.source}"

    def _wide_sql(self) -> str:
        metrics = sorted(self.data.metrics)
        columns = ",\n        ".join(f"{self._text(name)} as {name}" for name in ("unit_id", "period", *metrics))
        null = "cast(null as varchar)"
        return (
            f"select line, unit_id, metric, {null} as part, period, {null} as qualifier, {null} as source, raw\nfrom (\n"
            f"    select\n        {self.line} as line,\n        {columns}\n    from {self.source}\n) as t\n"
            f"unpivot include nulls (raw for metric in ({', '.join(metrics)}))"
        )

    def _row_problems(self, table: str, key: tuple[str, ...]) -> Iterator[Problem]:
        """Unknown units, blank cells that must be filled, years that are none, and rows that stand twice."""
        yield from self._told("I028", f"select distinct line, 'unit_id', '' from {table} as t where unit_id is null")
        unknown = "unit_id not in (select unit_id from units)"
        known = [str(row[0]) for row in self.session.rows("select unit_id from units order by ord, unit_id limit 5000")]
        yield from self._told("I026", f"select distinct line, 'unit_id', unit_id from {table} as t where {unknown}", known)
        year = "not regexp_matches(period_text, '^[12][0-9][0-9][0-9]$')"
        yield from self._told("I034", f"select distinct line, 'period', period_text from {table} as t where {year}")
        keys = ", ".join(key)
        names = " || ' ' || ".join(f"cast({name} as varchar)" for name in key)
        joined = " and ".join(f"t.{name} = d.{name}" for name in key)
        yield from self._told(
            "I030",
            f"select t.line, 'unit_id', {names.replace('cast(', 'cast(t.')}, d.first_line\nfrom {table} as t\n"
            f"inner join (select {keys}, min(line) as first_line from {table} as r group by {keys} having count(*) > 1) as d\n"
            f"    on {joined} and t.line > d.first_line",
            columns="、".join(key),
        )

    def _cell_problems(self) -> Iterator[Problem]:
        yield from self._told("I028", "select line, 'metric', '' from data_cells where metric is null")
        known = ", ".join(literal(metric) for metric in sorted(self.metrics))
        codes = list(self.metrics)
        yield from self._told("I035", f"select line, 'metric', metric from data_cells where metric not in ({known})", codes)
        where = f"part not in ({', '.join(literal(part) for part in sorted(parts()))})"
        yield from self._told("I037", f"select line, 'part', part from data_cells where {where}", sorted(parts()))
        where = f"qualifier not in ({', '.join(literal(word) for word in QUALIFIERS)})"
        yield from self._told("I027", f"select line, 'qualifier', qualifier from data_cells where {where}", allowed="、".join(QUALIFIERS))
        yield from self._told("I025", "select line, metric, raw from data_cells where semantic = 'text'")
        counts = ", ".join(
            literal(code) for code in sorted(self.data.metrics) if code in self.metrics and self.metrics[code].number == "count"
        )
        if counts:
            where = f"metric in ({counts}) and (value < 0 or value <> cast(value as decimal(28,0)))"
            yield from self._told("I036", f"select line, metric, raw from data_cells where {where}")

    def _told(self, code: str, sql: str, known: list[str] | None = None, **args: str) -> Iterator[Problem]:
        """The first problems of one kind, in the order of the rows, and how many more there are (I038)."""
        rows = self.session.rows(f"{sql}\norder by 1, 2 limit {MOST_SHOWN + 1}")
        for line, column, found, *first in rows[:MOST_SHOWN]:
            word, like = str(found), known or ()
            more = {"column": column, "nearest": probable(word, like), "hint": meant(word, like, *CODE_ELSE), **args}
            more |= {"first": first[0]} if first else {}
            yield Problem(code, self.data.name, line, where=column, found=str(found), args=more)
        if len(rows) > MOST_SHOWN:
            count = self.session.rows(f"select count(*) from ({sql}) as t")[0][0]
            yield Problem("I038", self.data.name, where=code, found=str(count - MOST_SHOWN))
