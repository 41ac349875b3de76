"""The analysis of one group: draws, what else could have been decided, and which of it matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from scoring.results.robustness.arrays import Floats, Wholes
from scoring.results.robustness.asked import Asked
from scoring.results.robustness.counting import Spread, spreads
from scoring.results.robustness.drawing import Distribution, Pool, drawn, kept_sum, scaled, spread_out
from scoring.results.robustness.field import Field
from scoring.results.robustness.normalising import NORMALISATIONS
from scoring.results.robustness.pools import pools_of, without
from scoring.results.robustness.reading import GroupRows
from scoring.results.robustness.separating import inseparable
from scoring.results.robustness.simulating import simulate
from scoring.results.robustness.sobol import Indices, sobol
from scoring.results.robustness.sources import sources_of

_SOBOL = 1000  # in the seed of the variance analysis, beside the numbers of the groups


@dataclass(frozen=True, eq=False)
class Variant:
    """Ranks when one thing is decided otherwise.

    Args:
        kind: Which sort of decision (:data:`scoring.results.robustness.asked.VARIANTS`).
        id: What is decided instead: a scale, a policy, the id of an indicator that is left out.
        ranks: Rank of every unit; 0 for a unit that then has none.
    """

    kind: str
    id: str
    ranks: Wholes


@dataclass(frozen=True, eq=False)
class GroupAnalysis:
    """One group.

    Args:
        rows: The group.
        field: The group as it was scored.
        pools: Drawn weights with the ids of their members.
        spreads: Ranks of every unit, by distribution.
        runs: Runs of units that are not told apart, as places in :attr:`order`.
        order: Units by rank.
        variants: Ranks when something is decided otherwise.
        inputs: What was varied for the indices: ids of weights, then ``normalisation`` and ``aggregation``.
        indices: Indices of the mean shift of ranks (first output) and of every unit's rank; None where they are not asked for.
    """

    rows: GroupRows
    field: Field
    pools: tuple[tuple[Pool, tuple[str, ...]], ...]
    spreads: dict[str, list[Spread]]
    runs: list[tuple[int, int]]
    order: Wholes
    variants: list[Variant]
    inputs: tuple[str, ...] = ()
    indices: Indices | None = None


def analyse_group(rows: GroupRows, asked: Asked, number: int, told: Callable[[int], None] = lambda _draws: None) -> GroupAnalysis:
    """Draws, variants and indices of one group.

    Args:
        rows: The group of a scored session.
        asked: What is asked.
        number: Place of the group among the groups, part of its seed.
        told: Told how many more draws have been made.
    """
    own = rows.field()
    pools = tuple(pools_of(rows.criteria, own, asked))
    order = np.lexsort((np.arange(len(own.units)), own.ranks))
    found: dict[str, list[Spread]] = {}
    runs: list[tuple[int, int]] = []
    for how in asked.distributions:
        weights = drawn(own.weights, [pool for pool, _ in pools], cast("Distribution", how), (asked.seed, number), asked.draws)
        ranks = simulate(lambda piece: np.array(own.totals(piece)), weights, len(own.units), asked.draws, own.ordering, told)
        found[how] = list(spreads(ranks))
        runs = runs if len(found) > 1 else inseparable(ranks, order, asked.separable)
    result = GroupAnalysis(rows, own, pools, found, runs, order, list(_variants(rows, own, asked)))
    return _with_indices(result, asked, number) if asked.sobol else result


def _variants(rows: GroupRows, own: Field, asked: Asked) -> Iterator[Variant]:
    """What is decided otherwise about scales, means, indicators and sources; policies are the engine's."""
    declared = own.weights[None, :]
    if "normalisation" in asked.variants:
        for how in NORMALISATIONS:
            yield Variant("normalisation", how, rows.field(how).ranked(declared)[0])
    if "aggregation" in asked.variants and rows.has_blocks:
        yield Variant("aggregation", "geometric", rows.field(geometric=True).ranked(declared)[0])
    left_out = [("indicators", name, {name}) for name in own.columns] if "indicators" in asked.variants else []
    if "sources" in asked.variants:
        left_out += [("sources", source, ids) for source, ids in sources_of(rows.plan).items()]
    for kind, name, ids in left_out:
        weights = without(rows.criteria, own, ids) if ids & set(own.columns) else None
        if weights is not None and (weights != own.weights).any():
            yield Variant(kind, name, own.ranked(weights[None, :])[0])


def _with_indices(result: GroupAnalysis, asked: Asked, number: int) -> GroupAnalysis:
    """Which of the drawn weights and of the decisions on scale and mean matter."""
    rows, own = result.rows, result.field
    weights = [(place, i) for place, (pool, _) in enumerate(result.pools) for i in np.flatnonzero(pool.ranges * pool.base > 0).tolist()]
    scales = [None, *NORMALISATIONS] if "normalisation" in asked.variants else [None]
    means = [False, True] if "aggregation" in asked.variants and rows.has_blocks else [False]
    fields = [[rows.field(scale, geometric=mean) for mean in means] for scale in scales]
    names = [result.pools[place][1][i] for place, i in weights]
    names += [name for name, several in (("normalisation", scales), ("aggregation", means)) if len(several) > 1]
    if not names:
        return result

    def model(sample: Floats) -> Floats:
        drawn_weights = _weights_of(own, result.pools, weights, sample)
        after = len(weights)
        scale = _choice(sample, after, len(scales))
        mean = _choice(sample, after + (len(scales) > 1), len(means))
        ranks = np.empty((len(sample), len(own.units)))
        for one, line in enumerate(fields):
            for other, varied in enumerate(line):
                chosen = np.flatnonzero((scale == one) & (mean == other))
                if chosen.size:
                    ranks[chosen] = varied.ranked(drawn_weights[chosen])
        shift = np.abs(ranks - own.ranks).mean(axis=1, keepdims=True)
        return np.concatenate([shift, ranks], axis=1)

    generator = np.random.default_rng([asked.seed, number, _SOBOL])
    indices = sobol(model, len(names), asked.sobol, generator)
    return replace(result, inputs=tuple(names), indices=indices)


def _weights_of(own: Field, pools: tuple[tuple[Pool, tuple[str, ...]], ...], places: list[tuple[int, int]], sample: Floats) -> Floats:
    """Weights of all columns from numbers between 0 and 1."""
    members = [np.tile(pool.base, (len(sample), 1)) for pool, _ in pools]
    for column, (place, i) in enumerate(places):
        members[place][:, i] = scaled(pools[place][0], sample[:, column : column + 1])[:, i]
    return spread_out(
        own.weights, [pool for pool, _ in pools], [kept_sum(pool, found) for (pool, _), found in zip(pools, members, strict=True)]
    )


def _choice(sample: Floats, column: int, choices: int) -> Wholes:
    """Which of several decisions a number between 0 and 1 stands for; the only one where there is no choice."""
    if choices == 1:
        return np.zeros(len(sample), np.int64)
    return np.minimum((sample[:, column] * choices).astype(np.int64), choices - 1)
