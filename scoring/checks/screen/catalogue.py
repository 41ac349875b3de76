"""The rules of the screen as data (``catalogue.yaml``): titles, methods, parameters with their reasons, sentences."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from scoring.files.yamlfile import shipped


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the screen.

    Args:
        rule: Stable id.
        title: Chinese title.
        title_en: English title.
        method: How it decides, in Chinese words, parameters filled in.
        ask: What the unit is asked for.
        sentence: What is said of one anomaly, names of finished texts in braces.
        parameters: Values by name, those common to all rules included, as SQL and formulas take them.
        reasons: Why each of its own parameters is what it is.
    """

    rule: str
    title: str
    title_en: str
    method: str
    ask: str
    sentence: str
    parameters: Mapping[str, int | str]
    reasons: Mapping[str, str]

    def number(self, name: str) -> Fraction:
        """A parameter as an exact number."""
        return Fraction(self.parameters[name])


@functools.cache
def rules() -> Mapping[str, Rule]:
    """Every rule by id, in the order of the page."""
    data = _data()
    return MappingProxyType({name: _rule(name, entry, data["common"]) for name, entry in data["rules"].items()})


def _rule(name: str, entry: Mapping[str, Any], common: Mapping[str, Any]) -> Rule:
    parameters = {key: given["value"] for key, given in {**common, **entry["parameters"]}.items()}
    texts = {key: entry[key] for key in ("title", "title_en", "ask", "sentence")}
    reasons = {key: given["why"] for key, given in entry["parameters"].items()}
    return Rule(name, method=entry["method"].format(**parameters), parameters=parameters, reasons=reasons, **texts)


def common_reasons() -> Mapping[str, tuple[str, str]]:
    """Value and reason of the parameters that all rules share."""
    return {key: (str(given["value"]), given["why"]) for key, given in _data()["common"].items()}


def stocks() -> frozenset[str]:
    """Metrics of what there is, not of what happened in the year."""
    return frozenset(_data()["stocks"])


def uncounted_units() -> frozenset[str]:
    """Units of measure of figures that are no counts."""
    return frozenset(_data()["uncounted_units"])


@functools.cache
def false_alarms() -> Mapping[str, str]:
    """By rule, the share of units that it notes on invented data without mistakes, from above (``measured.yaml``): ``0.888%``."""
    measured = shipped(__package__, "measured.yaml")["rules"]
    return MappingProxyType({name: found["bound"] for name, found in measured.items()})


@functools.cache
def _data() -> Mapping[str, Any]:
    return shipped(__package__, "catalogue.yaml")  # type: ignore[no-any-return]  # a mapping by its tests
