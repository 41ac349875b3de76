"""What criteria declare besides the tree, for rules and gates to name: metrics, events, measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.criteria.formulas import Formula
from scoring.criteria.preparation import Imputation, Treatment
from scoring.criteria.records.model import Aggregate
from scoring.files.yamlfile import Path


@dataclass(frozen=True)
class Measure:
    """One number per unit that rules judge.

    Args:
        value: Formula over metric codes (``granted__natural_person`` names a part), measures and
            events of findings.
        show: How sentences print it: ``number`` or ``percent``.
        zero_denominator: Outcome where the formula divides by zero.
        qualified: Whether an approximate figure (余, 约, 不低于) may be used as a number.
        undefined: Outcome where a function has no value (root of a negative number, logarithm of zero).
        impute: How a missing value is filled, None where it stays missing.
        treat: How outliers are treated, None where values stay as measured.
        aggregates: What the names of ``value`` stand for that are no figures: numbers over records.
    """

    id: str
    title: str
    value: Formula
    show: Literal["number", "percent"]
    zero_denominator: Literal["not_applicable", "not_assessable", "missing"]
    qualified: Literal["refuse", "accept"]
    uom: str
    path: Path
    undefined: Literal["not_applicable", "not_assessable", "missing"] = "not_assessable"
    impute: Imputation | None = None
    treat: Treatment | None = None
    aggregates: tuple[Aggregate, ...] = ()

    @property
    def prepared(self) -> bool:
        """Whether missing values are filled or outliers treated before the rules see them."""
        return self.impute is not None or self.treat is not None


@dataclass(frozen=True)
class DeclaredMetric:
    """A figure that no statutory form has; the input table ``data`` delivers it.

    Args:
        code: Its name in formulas.
        title: Chinese title.
        uom: Unit of measure.
        number: ``count``, ``money``, ``change`` (signed) or ``other``.
        path: Place in the YAML file.
    """

    code: str
    title: str
    uom: str
    number: str
    path: Path


@dataclass(frozen=True)
class Event:
    """Something that findings.csv may report."""

    id: str
    title: str
    uom: str
