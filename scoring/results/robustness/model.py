"""What documents print of the firmness of a ranking: frozen, every number a finished string."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitFirmness:
    """One unit: rank of the run, and its ranks in the draws of the first distribution.

    ``low`` and ``high`` are the interval of ninety percent, ``kept`` the share of draws with the rank of the run,
    ``shares`` the share of draws by rank in thousandths, for ranks that occur. ``sentence`` says it in words. ``together``
    are the ids of the units that are not told apart from it, in the order of the ranking.
    """

    unit_id: str
    name: str
    rank: int
    low: int
    median: int
    high: int
    best: int
    worst: int
    kept: str
    sentence: str
    shares: tuple[tuple[int, int], ...] = ()
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VariantOutcome:
    """One thing decided otherwise: how many units change their rank, the largest move and whose, who is first."""

    kind: str
    title: str
    moved: int
    largest: int
    unit: str
    first: str
    unranked: int = 0


@dataclass(frozen=True, slots=True)
class InputShare:
    """One uncertain input: shares of the variance of the mean shift of ranks, and of all ranks together."""

    title: str
    first: str
    total: str
    error: str
    ranks_first: str
    ranks_total: str


@dataclass(frozen=True, slots=True)
class GroupFirmness:
    """One group: its units by rank, runs of units that are not told apart, variants, inputs by what they explain."""

    group_id: str
    title: str
    units: tuple[UnitFirmness, ...]
    runs: tuple[tuple[str, ...], ...] = ()
    variants: tuple[VariantOutcome, ...] = ()
    inputs: tuple[InputShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Robustness:
    """The analysis of a run: what was drawn in words, seed, number of draws, groups."""

    note: str
    draws: int
    seed: int
    groups: tuple[GroupFirmness, ...]
