"""The workload in polars, in doubles rounded where the engine rounds: what a fast columnar engine needs for it.

Usage: python -m tests.benchmarks.floor_polars WIDE.parquet INDICATORS TOTALS.parquet [DETAIL.parquet]
"""

from __future__ import annotations

import sys

import polars as pl

from tests.benchmarks import workload


def points(one: workload.Indicator) -> pl.Expr:  # noqa: PLR0911 - one case per kind
    """Points of an indicator as an expression, null where there are none."""
    value, target = pl.col(one.value), float(one.target)
    match one.kind:
        case "share":
            whole = pl.col(one.whole)
            return (value / pl.when(whole == 0).then(None).otherwise(whole) / target).clip(0, 1)
        case "ratio":
            return (value / target).clip(0, 1)
        case "band":
            chain = pl.when(value.is_null()).then(None)
            for lower, amount in workload.BANDS:
                chain = chain.when(value >= lower).then(float(amount))  # type: ignore[assignment]  # a longer chain of the same
            return chain.otherwise(0.0)
        case "deduct":
            return (1 - target * value.clip(lower_bound=0)).clip(lower_bound=0)
        case "late":
            return (1 - target * (value - 20).clip(lower_bound=0)).clip(lower_bound=0)
        case "min_max":
            low, high = value.min().over("grp"), value.max().over("grp")
            return (value - low) / (high - low)
        case "rank":
            count = value.count().over("grp")
            return (count - value.rank("min", descending=True).over("grp")) / (count - 1)


def snapped(value: pl.Expr) -> pl.Expr:
    """Four decimals, half-up, as the engine carries points."""
    return (value * 10_000 + 0.5 + workload.TINY).floor() / 10_000


def totals(frame: pl.LazyFrame, count: int) -> pl.LazyFrame:
    """Roll-up, rescaling, vetoes, printed totals, ranks and grades."""
    names = [f"p{k}" for k in range(count)]
    fives = range(0, count, 5)
    scored = [pl.sum_horizontal(names[b : b + 5]).alias(f"s{b}") for b in fives]
    applied = [pl.sum_horizontal([pl.col(name).is_not_null() for name in names[b : b + 5]]).alias(f"a{b}") for b in fives]
    frame = frame.with_columns(*scored, *applied)
    frame = frame.with_columns(
        (pl.sum_horizontal([f"s{b}" for b in fives]) * count / pl.sum_horizontal([f"a{b}" for b in fives])).alias("total")
    )
    figure, above, score = workload.FIXED
    frame = frame.with_columns(pl.when(pl.col(figure) > above).then(float(score)).otherwise(snapped(pl.col("total"))).alias("total"))
    frame = frame.with_columns(((pl.col("total") * 100 + 0.5 + workload.TINY).floor() / 100).alias("printed"))
    chain = pl.when((pl.col(figure) > above) | (pl.col(workload.NEEDLESS[0]) > workload.NEEDLESS[1])).then(3)
    for place, (lower, _) in enumerate(workload.GRADES):
        chain = chain.when(pl.col("printed") >= lower).then(place)  # type: ignore[assignment]  # a longer chain of the same
    return frame.with_columns(pl.col("printed").rank("min", descending=True).over("grp").alias("rank"), chain.otherwise(3).alias("grade"))


def main(file: str, count: str, out: str, detail: str = "") -> None:
    """Score the table and write totals, and the points of every indicator where wanted."""
    found = [snapped(points(one)).alias(f"p{k}") for k, one in enumerate(workload.indicators(int(count)))]
    frame = pl.scan_parquet(file).select("unit_id", "grp", "m0", "m2", *found)
    scored = totals(frame, int(count))
    columns = ["unit_id", "total", "printed", "rank", "grade"]
    if not detail:
        scored.select(columns).collect().write_parquet(out)
        return
    table = scored.collect()
    table.select(columns).write_parquet(out)
    table.select("unit_id", *(f"p{k}" for k in range(int(count)))).unpivot(index="unit_id").write_parquet(detail, compression="zstd")


if __name__ == "__main__":
    main(*sys.argv[1:])
