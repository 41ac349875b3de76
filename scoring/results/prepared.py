"""Rows of what was imputed, treated as an outlier or screened out, every number a finished string."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImputedRow:
    """One unit x measure whose missing value was filled; ``basis`` says why and with what."""

    unit_id: str
    unit: str
    measure: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class TreatedRow:
    """One unit x measure whose value was changed as an outlier, with the distribution before and after."""

    unit_id: str
    unit: str
    measure: str
    before: str
    after: str
    how: str
    skewness_before: str
    kurtosis_before: str
    skewness_after: str
    kurtosis_after: str
    passes: str


@dataclass(frozen=True, slots=True)
class ScreenedRow:
    """One unit that has too little data of its own; ``reason`` is the note that its row in the ranking carries."""

    unit_id: str
    unit: str
    available: str
    nonzero: str
    reason: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that was done to values and units before scoring; empty where the criteria ask for nothing."""

    imputed: tuple[ImputedRow, ...] = ()
    treated: tuple[TreatedRow, ...] = ()
    screened: tuple[ScreenedRow, ...] = ()
