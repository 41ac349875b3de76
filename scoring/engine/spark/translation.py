"""The SQL of a step in the words of Spark.

Steps are written in the portable subset of DuckDB's SQL, which sqlglot spells for Spark. What both understand but compute
differently is written out: a quotient is one of doubles, a double becomes a decimal to DuckDB's digits (:mod:`.casts`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.engine.spark.casts import exact_cast

if TYPE_CHECKING:
    from sqlglot import exp


@dataclass(frozen=True)
class Reader:
    """Parquet files that a query reads itself: the name of the view that stands for them, the files, and DuckDB's words for them."""

    view: str
    files: tuple[str, ...]
    sql: str


def translated(sql: str) -> tuple[str, list[Reader]]:
    """The SQL of a step for Spark, and the Parquet files that it reads.

    Args:
        sql: A SELECT of the portable subset.
    """
    from sqlglot import parse_one

    with _deep():
        tree = parse_one(sql, read="duckdb")
        readers = _readers(tree)
        _quotients(tree)
        _casts(tree)
        _places(tree)
        # Spark wants quotes around every name that is not Latin.
        return tree.sql("spark", identify=True), readers


@contextmanager
def _deep() -> Iterator[None]:
    """A formula in a formula in a formula is deeper than Python's usual limit, as the parser descends some twenty calls for each."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 20_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _readers(tree: exp.Expr) -> list[Reader]:
    from sqlglot import exp

    found: list[Reader] = []
    for table in list(tree.find_all(exp.Table)):
        if isinstance(table.this, exp.ReadParquet):
            paths = table.this.expressions[0]
            files = tuple(path.name for path in paths.expressions) if isinstance(paths, exp.Array) else (paths.name,)
            reader = Reader(f"parquet_read_{len(found)}", files, table.this.sql("duckdb"))
            table.set("this", exp.to_identifier(reader.view))
            found.append(reader)
    return found


def _quotients(tree: exp.Expr) -> None:
    """A quotient of decimals is a double, as DuckDB makes it; Spark would make a decimal of six digits."""
    from sqlglot import exp

    for division in list(tree.find_all(exp.Div)):
        for side in ("this", "expression"):
            operand = division.args[side]
            if not _is_plainly_double(operand):
                operand.replace(exp.cast(operand.copy(), "double"))


def _is_plainly_double(node: exp.Expr) -> bool:
    from sqlglot import exp

    if isinstance(node, exp.Paren):
        return _is_plainly_double(node.this)
    return isinstance(node, exp.Div) or (isinstance(node, exp.Cast) and node.to.this == exp.DType.DOUBLE)


def _places(tree: exp.Expr) -> None:
    """What stands at a place of a list."""
    from sqlglot import exp

    for call in list(tree.find_all(exp.Anonymous)):
        if call.name.lower() == "list_extract":
            call.set("this", "element_at")


def _casts(tree: exp.Expr) -> None:
    """Innermost first, so that an operand is already as Spark must write it."""
    from sqlglot import exp

    casts = [node for node in tree.find_all(exp.Cast, bfs=False) if node.to.this == exp.DType.DECIMAL]
    for cast in reversed(casts):
        exact = exact_cast(cast)
        if exact is not cast:
            cast.replace(exact)
