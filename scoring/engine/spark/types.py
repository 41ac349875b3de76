"""DuckDB's types of columns in the words of Spark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_TYPES = {
    "BIGINT": "BIGINT",
    "BLOB": "BINARY",
    "BOOLEAN": "BOOLEAN",
    "DATE": "DATE",
    "DOUBLE": "DOUBLE",
    "FLOAT": "FLOAT",
    "HUGEINT": "DECIMAL(38,0)",
    "INTEGER": "INT",
    "SMALLINT": "SMALLINT",
    "TINYINT": "TINYINT",
    "UBIGINT": "DECIMAL(20,0)",
    "UINTEGER": "BIGINT",
    "USMALLINT": "INT",
    "UTINYINT": "SMALLINT",
    "VARCHAR": "STRING",
    '"NULL"': "INT",
}
Column = tuple[str, str]


def spark_type(kind: str) -> str:
    """Spark's name of a DuckDB type."""
    return kind if kind.startswith("DECIMAL") else _TYPES[kind]


def spark_columns(columns: Sequence[Column]) -> list[str]:
    """SQL of every column with the type DuckDB gives it."""
    return [f"cast(`{name}` as {spark_type(kind)}) as `{name}`" for name, kind in columns]


def spark_schema(columns: Iterable[Column]) -> str:
    """The columns of Parquet files as Spark wants them announced; those of types that no step reads are left out."""
    return ", ".join(f"`{name}` {spark_type(kind)}" for name, kind in columns if kind.startswith("DECIMAL") or kind in _TYPES)


def duckdb_columns(columns: Sequence[Column]) -> str:
    """SQL of the columns of a Parquet file with exactly the types DuckDB would have given them."""
    return ", ".join(f'cast("{name}" as {kind}) as "{name}"' for name, kind in columns)


def parquet_columns(columns: Sequence[Column]) -> str:
    """SQL of DuckDB's columns as it must write them for Spark: Parquet has no whole numbers of 128 bits."""
    return ", ".join(f'cast("{name}" as DECIMAL(38,0)) as "{name}"' if kind == "HUGEINT" else f'"{name}"' for name, kind in columns)
