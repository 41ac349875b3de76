"""Parquet files that a step reads itself: Spark reads them where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from scoring.engine.spark.types import Column, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

NUMBERS = frozenset({"file_index", "file_row_number"})
"""Columns that engines add to those of files."""
# Spark names a file of this machine with one slash in one place and with three in another.
_FILE_PATH = "regexp_replace(_metadata.file_path, '^file:/+', 'file:///')"


def read_files(spark: SparkSession, places: Sequence[str], columns: Iterable[Column]) -> DataFrame:
    """The rows of Parquet files, with what DuckDB tells of each.

    Args:
        spark: The Spark that reads.
        places: The files as :meth:`~scoring.engine.spark.storage.Storage.shared` names them.
        columns: Names and DuckDB's types of their columns; a file that has not all of them has NULL there, and a smaller
            type becomes the larger one. Columns of types that no step reads are left out.

    Returns:
        One row per row of the files: the columns, ``file_row_number`` (from 0 in each file) and ``file_index``, the place of its
        file among ``places``.
    """
    found = spark.read.schema(spark_schema(columns)).parquet(*map(escaped, places))
    if len(places) == 1:
        return found.selectExpr("*", "_metadata.row_index as file_row_number", "0 as file_index")
    names = _names(spark, places).hint("broadcast")
    rows = found.selectExpr("*", "_metadata.row_index as file_row_number", f"{_FILE_PATH} as file_address")
    return rows.join(names, "file_address").drop("file_address")


def _names(spark: SparkSession, places: Sequence[str]) -> DataFrame:
    """The files by the names that Spark tells of their rows."""
    java = spark.sparkContext._jvm.org.apache.hadoop.fs.Path  # type: ignore[union-attr]  # noqa: SLF001 - it spells addresses as Spark does
    rows = [(str(java(place).toUri()), number) for number, place in enumerate(places)]
    return spark.createDataFrame(rows, "file_address string, file_index int")


def escaped(place: str) -> str:
    """An address that Spark takes for itself and not for a pattern."""
    return "".join(f"\\{sign}" if sign in "[]{}*?\\" else sign for sign in place)
