"""Exact percentiles (linear between neighbours, as Excel's PERCENTILE.INC) from histograms.

The cells of a table hold the value beside how many rows have it. A running sum over the values of a unit says which value
stands at which place; so nothing is sorted but the histogram, which is narrow and far shorter than the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring import numbers
from scoring.criteria.records import Aggregate
from scoring.engine.database import Session
from scoring.records.summing import cells_name, dimension_keys
from scoring.records.table_pass import TablePass


@dataclass(frozen=True)
class Histogram:
    """Percentiles of one value under one condition over the same units.

    Args:
        name: Name of the table of percentiles.
        aggregates: The percentiles; they differ in rank only.
        dimensions: Dimensions they are broken down by, after '' for all rows.
    """

    name: str
    aggregates: tuple[Aggregate, ...]
    dimensions: tuple[str, ...]

    @property
    def rolls_up(self) -> bool:
        """Whether the units below count too."""
        return self.aggregates[0].rolls_up

    @property
    def values(self) -> str:
        """Name of the step with the histogram itself."""
        return f"{self.name}_values"


def histograms(asked: TablePass) -> list[Histogram]:
    """The histograms of a table, each shared by the percentiles that differ in rank only."""
    found: dict[object, list[Aggregate]] = {}
    for aggregate in asked.aggregates:
        if aggregate.function == "percentile":
            found.setdefault((aggregate.of, aggregate.where, aggregate.rolls_up), []).append(aggregate)
    return [
        Histogram(f"record_{asked.table.name}_percentiles_{number}", tuple(group), ("", *_dimensions(group)))
        for number, group in enumerate(found.values(), 1)
    ]


def _dimensions(aggregates: Iterable[Aggregate]) -> Iterable[str]:
    return dict.fromkeys(column for aggregate in aggregates for column in aggregate.by)


def build_percentiles(session: Session, asked: TablePass) -> None:
    """Make ``record_<table>_percentiles_<number>``: one row per unit x period x dimension x member that has a value."""
    for histogram in histograms(asked):
        session.step(histogram.values, values_sql(asked, histogram), kind="view" if is_straight(asked, histogram) else "table")
        session.step(histogram.name, percentiles_sql(histogram))


def is_straight(asked: TablePass, histogram: Histogram) -> bool:
    """Whether the cells are the histogram: no other column makes them much finer."""
    return not histogram.rolls_up and not asked.dimensions and len(asked.arguments) == 1


def values_sql(asked: TablePass, histogram: Histogram) -> str:
    """SELECT of a histogram: unit, period, dimension, member, value ``v`` and how many rows have it, ``n``."""
    return "\nunion all\n".join(_values(asked, histogram, dimension) for dimension in histogram.dimensions)


def _values(asked: TablePass, histogram: Histogram, dimension: str) -> str:
    first = histogram.aggregates[0]
    value = asked.argument(first)
    straight = is_straight(asked, histogram)
    unit = "h.above as unit_id" if histogram.rolls_up else "c.unit_id"
    weight = asked.weights[first.id]
    n = weight if straight else f"cast(sum({weight}) as bigint)"
    columns = ",\n    ".join([unit, "c.period", *dimension_keys(asked, dimension), f"{value} as v", f"{n} as n"])
    hierarchy = "\ninner join record_hierarchy as h on h.unit_id = c.unit_id" if histogram.rolls_up else ""
    kept = f"where {value} is not null and {weight} > 0"
    grouped = "" if straight else "\ngroup by 1, 2, 3, 4, 5"
    return f"select\n    {columns}\nfrom {cells_name(asked)} as c{hierarchy}\n{kept}{grouped}"


def percentiles_sql(histogram: Histogram) -> str:
    """SELECT of the percentiles of a histogram."""
    keys = ["v.unit_id", "v.period", *(["v.dimension", "v.member"] if len(histogram.dimensions) > 1 else [])]
    named = keys if len(keys) > 2 else [*keys, "'' as dimension", "'' as member"]  # noqa: PLR2004 - unit and period
    by = ", ".join(keys)
    of = ", ".join(key.replace("v.", "p.") for key in keys)
    outer = ",\n    ".join(name.replace("v.", "p.") for name in named)
    columns = ",\n    ".join(
        f"cast({_percentile(aggregate)} as {numbers.ROW_TYPE}) as {aggregate.id}" for aggregate in histogram.aggregates
    )
    return f"""select
    {outer},
    {columns}
from (
    select
        {by}, v.v,
        cast(sum(v.n) over (partition by {by} order by v.v rows between unbounded preceding and current row) as bigint) as upto,
        cast(sum(v.n) over (partition by {by}) as bigint) as total
    from {histogram.values} as v
) as p
group by {of}"""


def _percentile(aggregate: Aggregate) -> str:
    total = "max(p.total)"
    place, _ = numbers.rank_sql(aggregate.rank, "", "", "p.total")
    low = f"min(p.v) filter (where p.upto > {place})"
    high = f"min(p.v) filter (where p.upto > {place} + 1)"
    return numbers.rank_sql(aggregate.rank, numbers.row_sql(low), numbers.row_sql(high), total)[1]
