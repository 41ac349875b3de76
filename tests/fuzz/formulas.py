"""Formulas over measures and over the rows of records: refused with a reason, or SQL that DuckDB runs and that becomes Spark's."""

from __future__ import annotations

import functools
from contextlib import suppress
from random import Random

import duckdb

from scoring.criteria.fields import FORMULA_REASONS
from scoring.criteria.formula_tree import Formula
from scoring.criteria.formulas import FormulaError, formula_sql, parse_formula, syntax
from scoring.criteria.records.conditions import ROW_REASONS
from scoring.criteria.records.rowformulas import RowError, RowParser
from scoring.engine.spark.translation import translated
from scoring.records.row_sql import RowSql
from tests.fuzz.machinery.plain import mutate_bytes, mutate_cells
from tests.fuzz.machinery.target import Target
from tests.intake.record_files import TABLE

_TYPES = {"text": "varchar", "date": "date", "number": "decimal(28, 10)", "whole": "bigint", "flag": "boolean"}
_LONGEST = 60  # characters of what a refusal shows, and the sign that there is more


@functools.cache
def _engine() -> duckdb.DuckDBPyConnection:
    """Two rows: one with a value everywhere, one with none."""
    con = duckdb.connect()
    columns = ", ".join(f"cast(null as {_TYPES[column.kind]}) as {column.name}" for column in TABLE.columns)
    con.execute(f"create table c as select 'U1' as unit_id, {columns}")
    con.execute("insert into c values ('U2', 'R1', date '2023-01-02', date '2023-02-03', '咨询', 1.5, 3, true, '甲')")
    con.execute("create table m as select 2.5 :: double as a, null :: double as b union all select 0, -1")
    return con


def check(data: bytes) -> None:
    """Try a text as a formula over measures and as a condition and a number over rows."""
    text = data.decode("utf-8", "replace")
    try:
        run_in_engines(formula_sql(parse_formula(text), lambda formula: "ab"[len(formula.name) % 2]), "m")
    except FormulaError as refused:
        assert_reason(refused)
    for wanted in ("condition", "number"):
        try:
            parser = RowParser(text, TABLE, {})
            formula: Formula = getattr(parser, wanted)(syntax(text.strip()))
        except FormulaError as refused:
            assert_reason(refused)
        else:
            run_in_engines(RowSql(TABLE, {}).sql(formula), "c")


def run_in_engines(sql: str, table: str) -> None:
    """The engine computes it for every row, and its text can be translated for the other one."""
    statement = f"select {sql} as q from {table}"
    assert len(statement) < 400_000
    # A number too large for its type is told by the session of a run as A024.
    with suppress(duckdb.OutOfRangeException, duckdb.ConversionException):
        assert len(_engine().execute(statement).fetchall()) == 2
    assert translated(statement)[0]


def assert_reason(refused: FormulaError) -> None:
    """The refusal has a sentence."""
    assert refused.reason in FORMULA_REASONS or refused.reason in ROW_REASONS or isinstance(refused, RowError), refused
    assert len(refused.found) <= _LONGEST + 1


def _mutate(data: bytes, random: Random) -> bytes:
    return random.choice((mutate_cells, mutate_bytes))(data, random)


def _seeds() -> list[bytes]:
    texts = (
        "requests_closed_on_time / requests_closed",
        "if_( a > 0 , round( a / b , 2 ) , max( 1 , a ) )",
        "mean( a , b ) - power( a , 0.5 ) * ln( exp( b ) ) + sqrt( abs( a ) )",
        "harmonic_mean( a , prev( b , 2 ) ) >= 0.5 and not a == b",
        "kind in ( '咨询' , '投诉' ) and amount > 1.5 or late",
        "days( received_on , closed_on ) <= 15 and given( closed_on )",
        "received_on >= '2023-01-01' and note != '无'",
        "if_( late , times * 2 , amount / times ) + min( times , 3 )",
    )
    return [text.encode() for text in texts]


TARGET = Target(_seeds, check, _mutate, examples=60, longest=2_000)
