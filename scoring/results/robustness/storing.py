"""An analysis as tables: ranks per unit, how often which rank, weights, variants, runs that are not told apart, indices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from scoring import numbers
from scoring.results.robustness.analysis import GroupAnalysis
from scoring.results.robustness.asked import Asked
from scoring.results.robustness.sentences import unit_sentence
from scoring.results.robustness.tables import COLUMNS, INDEX_DIGITS
from scoring.results.robustness.titles import input_title

if TYPE_CHECKING:
    from scoring.engine.database import Session


def store_analysis(session: Session, groups: Sequence[GroupAnalysis], asked: Asked, titles: Mapping[str, str]) -> None:
    """Make the tables of :data:`COLUMNS`.

    Args:
        session: Where they are made.
        groups: The analysed groups.
        asked: What was asked.
        titles: Titles of nodes, sources and variants by id, of units by ``unit.`` and their id.
    """
    import polars as pl

    types: dict[str, Any] = {"s": pl.String, "i": pl.Int32, "n": pl.Decimal(18, INDEX_DIGITS)}
    rows = {
        "robust_ranks": [row for group in groups for row in _ranks(group, asked, titles)],
        "robust_acceptability": [row for group in groups for row in _acceptability(group)],
        "robust_weights": [row for group in groups for row in _weights(group)],
        "robust_runs": [row for group in groups for row in _runs(group)],
        "robust_variants": [row for group in groups for row in _variants(group, titles)],
        "robust_inputs": [row for group in groups for row in _inputs(group, titles)],
    }
    for table, columns in COLUMNS.items():
        schema = {name: types[kind] for name, kind in columns.items()}
        session.load(table, pl.DataFrame(rows[table], schema=schema, orient="row"))


def _ranks(group: GroupAnalysis, asked: Asked, titles: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    drivers = _drivers(group)
    for number, (how, spreads) in enumerate(group.spreads.items()):
        for ord_, place in enumerate(group.order.tolist()):
            spread, unit, rank = spreads[place], group.field.units[place], int(group.field.ranks[place])
            kept = int(spread.counts[rank]) if rank < len(spread.counts) else 0
            driver = drivers[place] if drivers else ""
            told = unit_sentence(group, place, asked, driver, titles) if number == 0 else ""
            five = (spread.low, spread.median, spread.high, spread.best, spread.worst)
            yield (group.field.group, unit, how, ord_, rank, *five, kept, asked.draws, driver, told)


def _drivers(group: GroupAnalysis) -> list[str]:
    """The weight that moves a unit's rank most, by total index; empty where nothing moves it."""
    if group.indices is None:
        return []
    weights = [place for place, name in enumerate(group.inputs) if name not in {"normalisation", "aggregation"}]
    if not weights:
        return []
    total = np.nan_to_num(group.indices.total[weights][:, 1:])
    return [group.inputs[weights[int(row.argmax())]] if row.max() > 0 else "" for row in total.T]


def _acceptability(group: GroupAnalysis) -> Iterator[tuple[Any, ...]]:
    for how, spreads in group.spreads.items():
        for place in group.order.tolist():
            counts = spreads[place].counts
            for rank in np.flatnonzero(counts).tolist():
                yield group.field.group, group.field.units[place], how, rank, int(counts[rank])


def _weights(group: GroupAnalysis) -> Iterator[tuple[Any, ...]]:
    for pool, members in group.pools:
        for name, *weights in zip(members, pool.base.tolist(), pool.low.tolist(), pool.high.tolist(), strict=True):
            yield (group.field.group, name, *(numbers.rounded(numbers.from_double(weight), INDEX_DIGITS) for weight in weights))


def _runs(group: GroupAnalysis) -> Iterator[tuple[Any, ...]]:
    for number, (begin, end) in enumerate(group.runs, 1):
        for place in range(begin, end + 1):
            yield group.field.group, number, place - begin, group.field.units[int(group.order[place])]


def _variants(group: GroupAnalysis, titles: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    for number, variant in enumerate(group.variants):
        title = input_title(variant.kind, variant.id, titles)
        for place in group.order.tolist():
            rank = int(variant.ranks[place]) or None
            shift = None if rank is None else rank - int(group.field.ranks[place])
            yield group.field.group, variant.kind, variant.id, title, number, group.field.units[place], rank, shift


def _inputs(group: GroupAnalysis, titles: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    found = group.indices
    if found is None:
        return
    ranks_first, ranks_total = found.together(slice(1, None))
    for place, name in enumerate(group.inputs):
        values = (found.first[place, 0], found.total[place, 0], found.error[place, 0], ranks_first[place], ranks_total[place])
        shown = (None if np.isnan(value) else numbers.rounded(numbers.from_double(float(value)), INDEX_DIGITS) for value in values)
        yield (group.field.group, name, titles.get(name, name), *shown)
