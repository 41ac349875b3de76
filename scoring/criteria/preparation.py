"""What a criteria file declares to be done to measures before they are scored: imputation, outliers, screening.

The steps and their names follow the OECD/JRC *Handbook on Constructing Composite Indicators* (2008),
steps 3 (imputation) and 5 (skewed data and outliers before normalisation), and the R package COINr (``Impute``,
``Treat``, ``Screen``); ``docs/index-methods.md`` writes the definitions out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from scoring.criteria import keys
from scoring.criteria.fields import Reader
from scoring.criteria.formulas import MOST_YEARS
from scoring.files.yamlfile import Path

By = Literal["group_mean", "group_median", "mean", "median", "previous"]
Method = Literal["winsorise", "bounds", "percentiles"]
Within = Literal["all", "group"]
BY: tuple[By, ...] = ("group_mean", "group_median", "mean", "median", "previous")
METHODS: tuple[Method, ...] = ("winsorise", "bounds", "percentiles")
SKEWNESS, KURTOSIS = Decimal(2), Decimal("3.5")  # COINr check_SkewKurt
MOST_STEPS = 50


@dataclass(frozen=True)
class Imputation:
    """How a missing value of a measure is filled.

    Args:
        by: The mean or median of the units with a value, of the unit's group or of all, or an earlier year.
        years_back: How many years ``previous`` goes back at most; the latest year with a value counts.
        at_least: Fewest units with a value that a mean or median is taken from.
        not_assessable: Whether a value that could not be used is filled as well as a missing one.
    """

    by: By
    years_back: int = 0
    at_least: int = 1
    not_assessable: bool = False


@dataclass(frozen=True)
class Treatment:
    """How outliers of a measure are treated.

    Args:
        method: Winsorisation until the distribution passes, fixed bounds, or percentiles as bounds.
        within: Whether distributions are those of all units or of each group.
        at_most: Values that winsorisation may change.
        skewness: Absolute skewness and (``kurtosis``) excess kurtosis, both of which a distribution must
            reach to be treated.
        log: Whether the logarithm is taken where winsorisation does not help.
        lower: Fixed lower bound, or the share of units below the lower percentile.
        upper: Likewise at the upper end.
    """

    method: Method
    within: Within = "all"
    at_most: int = 0
    skewness: Decimal = SKEWNESS
    kurtosis: Decimal = KURTOSIS
    log: bool = False
    lower: Decimal | None = None
    upper: Decimal | None = None


@dataclass(frozen=True)
class Screening:
    """Which units have too little data of their own to be ranked.

    Args:
        available: Smallest share of indicators (or of their points) that must be measured with real data.
        then: The unit is not ranked, or gets no total either.
        of: Whether indicators count alike or by their points.
        nonzero: Smallest share of measured values that must not be zero, None where zeros are not looked at.
    """

    available: Decimal
    then: Literal["not_ranked", "no_total"]
    of: Literal["indicators", "points"]
    nonzero: Decimal | None


def read_imputation(reader: Reader, value: object, path: Path) -> Imputation:
    """``impute`` of a measure (C002-C007, C081)."""
    fields = reader.mapping(value, path, keys.IMPUTE)
    by = cast("By", reader.choice(fields.get("by", BY[0]), (*path, "by"), BY))
    for key, wanted in (("years_back", "by: previous"), ("at_least", "by: group_mean、group_median、mean 或 median")):
        if key in fields and (by == "previous") != (key == "years_back"):
            reader.problem("C081", (*path, key), key, wanted=wanted)
    also = reader.sequence(fields.get("also", []), (*path, "also"))
    kinds = [reader.choice(kind, (*path, "also", i), ("missing", "not_assessable")) for i, kind in enumerate(also)]
    return Imputation(
        by,
        _whole(reader, fields, "years_back", path, 1, MOST_YEARS) if by == "previous" else 0,
        _whole(reader, fields, "at_least", path, 1, 1_000_000),
        "not_assessable" in kinds,
    )


def _whole(reader: Reader, fields: Mapping[str, Any], key: str, path: Path, low: int, high: int) -> int:
    return reader.whole_number(fields.get(key, low), (*path, key), low=low, high=high)


def read_treatment(reader: Reader, value: object, path: Path) -> Treatment:
    """``treat`` of a measure (C002-C007, C043, C080, C081)."""
    fields = reader.mapping(value, path, keys.TREAT)
    named = [method for method in METHODS if method in fields]
    if len(named) != 1:
        reader.problem("C080", path, "、".join(named) or "{…}", wanted="、".join(METHODS))
        return Treatment("bounds")
    if named[0] != "winsorise":
        for key in ("until", "else"):
            if key in fields:
                reader.problem("C081", (*path, key), key, wanted="winsorise")
        return _bounded(reader, named[0], fields[named[0]], (*path, named[0]))
    inner = reader.mapping(fields["winsorise"], (*path, "winsorise"), keys.WINSORISE)
    until = reader.mapping(fields.get("until", {}), (*path, "until"), keys.UNTIL)
    return Treatment(
        "winsorise",
        _within(reader, inner, (*path, "winsorise")),
        _whole(reader, inner, "at_most", (*path, "winsorise"), 1, MOST_STEPS),
        reader.number(until.get("skewness", SKEWNESS), (*path, "until", "skewness"), above=0),
        reader.number(until.get("kurtosis", KURTOSIS), (*path, "until", "kurtosis"), above=0),
        reader.choice(fields.get("else", "keep"), (*path, "else"), ("keep", "log")) == "log",
    )


def _within(reader: Reader, fields: Mapping[str, Any], path: Path) -> Within:
    return cast("Within", reader.choice(fields.get("over", "all"), (*path, "over"), ("all", "group")))


def _bounded(reader: Reader, method: Method, value: object, path: Path) -> Treatment:
    shares = method == "percentiles"
    fields = reader.mapping(value, path, keys.PERCENTILES if shares else keys.BOUNDS)
    limits: dict[str, Any] = {"low": 0, "high": 1} if shares else {}
    lower = reader.number(fields["lower"], (*path, "lower"), **limits) if "lower" in fields else None
    if lower is not None:
        limits = {**limits, "low": None, "above": lower}
    upper = reader.number(fields["upper"], (*path, "upper"), **limits) if "upper" in fields else None
    if isinstance(value, dict) and lower is None and upper is None:
        reader.problem("C043", path)
    return Treatment(method, _within(reader, fields, path) if shares else "all", lower=lower, upper=upper)


def read_screening(reader: Reader, value: object, path: Path) -> Screening:
    """``policy.screening`` (C002-C007)."""
    fields = reader.mapping(value, path, keys.SCREENING)
    then = reader.choice(fields.get("then", "not_ranked"), (*path, "then"), ("not_ranked", "no_total"))
    of = reader.choice(fields.get("of", "indicators"), (*path, "of"), ("indicators", "points"))
    return Screening(
        reader.number(fields.get("available", 1), (*path, "available"), above=0, high=1),
        cast("Literal['not_ranked', 'no_total']", then),
        cast("Literal['indicators', 'points']", of),
        reader.number(fields["nonzero"], (*path, "nonzero"), above=0, high=1) if "nonzero" in fields else None,
    )
