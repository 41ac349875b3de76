"""Steps in the words of Spark."""

from __future__ import annotations

import pytest

pytest.importorskip("sqlglot", reason="the extra 'spark' is not installed")

from scoring.engine.spark.translation import translated


@pytest.mark.parametrize(
    ("sql", "spark"),
    [
        ("select a / b as q from t", "SELECT CAST(a AS DOUBLE) / CAST(b AS DOUBLE) AS q FROM t"),
        ("select cast(cast(a as decimal(18,4)) as decimal(9,2)) as q", None),
        ("select 9E-1 as x", "SELECT 9E-1 AS x"),
        ("select a // b as q from t", "SELECT a DIV b AS q FROM t"),
        ("select cast(null as decimal(28,10)) as q", "SELECT CAST(NULL AS DECIMAL(28, 10)) AS q"),
        ("select cast(count(*) as decimal(28,10)) as q", "SELECT CAST(COUNT(*) AS DECIMAL(28, 10)) AS q"),
    ],
)
def test_what_spark_computes_alike_is_only_spelled_anew(sql: str, spark: str | None) -> None:
    text, readers = translated(sql)
    assert not readers
    assert text.replace("`", "") == spark if spark else "TYPEOF(CAST" not in text


def test_a_double_becomes_a_decimal_by_whole_numbers() -> None:
    text, _ = translated("select cast(cast(a as double) as decimal(18,10)) as q from t")
    whole = "CAST(CAST(ROUND((CAST(a AS DOUBLE)) * 1E10) AS BIGINT) AS DECIMAL(20, 0))"
    assert text.replace("`", "") == f"SELECT (CAST({whole} * 0.0000000001 AS DECIMAL(18, 10))) AS q FROM t"


def test_casts_of_casts_do_not_grow_beyond_bounds() -> None:
    sql = "a"
    for _ in range(6):
        sql = f"cast(try_cast(sqrt({sql}) as decimal(28,10)) as double)"
    assert len(translated(f"select {sql} as q from t")[0]) < 40 * len(sql)


def test_a_parquet_file_that_a_step_reads_becomes_a_view() -> None:
    text, (reader,) = translated("select file_row_number from read_parquet('some folder/data.parquet', file_row_number = true)")
    assert (text, reader.files) == (f"SELECT `file_row_number` FROM `{reader.view}`", ("some folder/data.parquet",))
