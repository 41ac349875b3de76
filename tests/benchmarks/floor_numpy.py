"""The workload in numpy, in doubles rounded where the engine rounds, on one thread: what the arithmetic costs at the least.

Usage: python -m tests.benchmarks.floor_numpy WIDE.parquet INDICATORS TOTALS.parquet [DETAIL.parquet]
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import polars as pl

from tests.benchmarks import workload

Array = np.ndarray[Any, np.dtype[Any]]


class Groups:
    """Units by group: order, starts and the statistics that peers need."""

    def __init__(self, codes: Array) -> None:
        self.codes = codes
        self.size = int(codes.max()) + 1
        self.order = np.argsort(codes, kind="stable")
        self.starts = np.searchsorted(codes[self.order], np.arange(self.size))

    def extremes(self, values: Array) -> tuple[Array, Array]:
        """Lowest and highest value of each unit's group."""
        ordered = values[self.order]
        return np.fmin.reduceat(ordered, self.starts)[self.codes], np.fmax.reduceat(ordered, self.starts)[self.codes]

    def ranks(self, values: Array) -> Array:
        """Competition ranks within the groups, highest first."""
        order = np.lexsort((-values, self.codes))
        codes, ordered, places = self.codes[order], values[order], np.arange(len(values))
        new = np.ones(len(values), bool)
        new[1:] = (codes[1:] != codes[:-1]) | (ordered[1:] != ordered[:-1])
        found = np.empty(len(values))
        found[order] = np.maximum.accumulate(np.where(new, places, 0)) - self.starts[codes] + 1
        return found

    def count(self, known: Array) -> Array:
        """Units of each unit's group with a value."""
        return np.bincount(self.codes[known], minlength=self.size)[self.codes]


def points(one: workload.Indicator, figures: dict[str, Array], groups: Groups) -> Array:  # noqa: PLR0911 - one case per kind
    """Points of every unit, NaN where there are none."""
    values, target = figures[one.value], float(one.target)
    match one.kind:
        case "share":
            whole = figures[one.whole]
            return np.clip(values / np.where(whole == 0, np.nan, whole) / target, 0, 1)
        case "ratio":
            return np.clip(values / target, 0, 1)
        case "band":
            found = np.select([values >= lower for lower, _ in workload.BANDS], [float(points) for _, points in workload.BANDS], 0.0)
            return np.where(np.isnan(values), np.nan, found)
        case "deduct":
            return np.asarray(np.maximum(1 - target * np.maximum(values, 0), 0))
        case "late":
            return np.asarray(np.maximum(1 - target * np.maximum(values - 20, 0), 0))
        case "min_max":
            low, high = groups.extremes(values)
            return np.asarray((values - low) / (high - low))
        case "rank":
            known = ~np.isnan(values)
            count = groups.count(known)
            return np.where(known, (count - groups.ranks(values)) / np.maximum(count - 1, 1), np.nan)


def snapped(values: Array) -> Array:
    """Four decimals, half-up, as the engine carries points."""
    return np.asarray(np.floor(values * 10_000 + 0.5 + workload.TINY) / 10_000)


def main(file: str, count: str, out: str, detail: str = "") -> None:
    """Score the table and write totals, and the points of every indicator where wanted."""
    table = pl.read_parquet(file)
    figures = {name: table[name].to_numpy() for name in table.columns if name not in {"unit_id", "grp"}}
    groups = Groups(table["grp"].rank("dense").to_numpy().astype(np.int64) - 1)
    found = np.stack([snapped(points(one, figures, groups)) for one in workload.indicators(int(count))])
    known = ~np.isnan(found)
    shape = (-1, 5, found.shape[1])
    scored, applied = np.where(known, found, 0).reshape(shape).sum(1), known.reshape(shape).sum(1)
    scored, applied = scored.reshape(-1, 2, found.shape[1]).sum(1), applied.reshape(-1, 2, found.shape[1]).sum(1)
    with np.errstate(all="ignore"):
        total = scored.sum(0) * int(count) / np.where(applied.sum(0) > 0, applied.sum(0), np.nan)
    figure, above, score = workload.FIXED
    fixed = figures[figure] > above
    total = np.where(fixed, score, snapped(total))
    printed = np.floor(total * 100 + 0.5 + workload.TINY) / 100
    grade = np.select([printed >= lower for lower, _ in workload.GRADES], range(len(workload.GRADES)), 3)
    grade = np.where(fixed | (figures[workload.NEEDLESS[0]] > workload.NEEDLESS[1]), 3, grade)
    ranks = groups.ranks(printed)
    pl.DataFrame({"unit_id": table["unit_id"], "total": total, "printed": printed, "rank": ranks, "grade": grade}).write_parquet(out)
    if detail:
        units, places = np.arange(found.shape[1], dtype=np.int32), np.arange(found.shape[0], dtype=np.int16)
        long = {"unit": np.tile(units, len(places)), "indicator": np.repeat(places, len(units)), "points": found.ravel()}
        pl.DataFrame(long).write_parquet(detail, compression="zstd")


if __name__ == "__main__":
    main(*sys.argv[1:])
