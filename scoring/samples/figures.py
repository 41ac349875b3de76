"""The invented figures of one annual report, in which everything adds up."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring.intake.forms import TOTAL, Form, Table, Value, load_forms
from scoring.samples.drawing import draw
from scoring.samples.units import Unit

Place = tuple[str, str]
"""(metric, part): where a figure stands."""
_RESULTS = "results_total"


@functools.cache
def words() -> Mapping[str, Any]:
    """The file ``figures.yaml``."""
    import yaml

    found: dict[str, Any] = yaml.safe_load((importlib.resources.files(__package__) / "figures.yaml").read_text("utf-8"))
    return found


def form_of(year: int) -> Form | None:
    """The statutory form of a year; None before the first one."""
    return next((form for form in load_forms() if form.first_year <= year and (form.last_year is None or year <= form.last_year)), None)


def report_figures(form: Form, unit: Unit, year: int) -> dict[Place, Decimal]:
    """Every figure of the form for a unit and year."""
    found: dict[Place, Decimal] = {}
    for table in form.tables:
        if table.layout == "matrix":
            found |= _requests(table, unit, year)
        elif table.layout == "single":
            found |= _disputes(table, unit, year)
        else:
            found |= _list(table, unit, year)
    return found


def _list(table: Table, unit: Unit, year: int) -> dict[Place, Decimal]:
    """Figures of one column, then those that follow from others."""
    found = {value.metric: _drawn(value, unit, year) for row in table.rows for value in row.values}
    for metric, other in words()["same"].items():
        if metric in found:
            found[metric] = found[other]
    for rule in words()["sums"]:
        if rule["of"] in found:
            plus, minus = (sum((found[name] for name in rule.get(side, ())), Decimal(0)) for side in ("plus", "minus"))
            found[rule["of"]] = plus - minus
    return {(metric, TOTAL): number for metric, number in found.items()}


def _drawn(value: Value, unit: Unit, year: int) -> Decimal:
    low, high = _range(value)
    steady = any(value.metric.endswith(ending) for ending in words()["steady"])
    return Decimal(draw(low, high, unit.unit_id, value.metric, "" if steady else year))


def _range(value: Value) -> tuple[int, int]:
    known = words()
    ending = next((ending for ending in known["endings"] if value.metric.endswith(ending)), "")
    low, high = known["ranges"].get(value.metric) or known["endings"].get(ending) or known["uoms"].get(value.uom) or (1, 9)
    return low, high


def _requests(table: Table, unit: Unit, year: int) -> dict[Place, Decimal]:
    """Table 3: results add up to their total, what came in to what was dealt with and what goes on, applicants to all of them."""
    rows = [row for row in table.rows if row.values]
    results = [row.values[0].metric for row in rows if row.group and row.values[0].metric != _RESULTS]
    parts = [value.part for value in rows[0].values if value.part != TOTAL]
    found: dict[Place, Decimal] = {}
    for part in parts:
        column = {metric: Decimal(_applicants(metric, part, unit, year)) for metric in results}
        column[_RESULTS] = sum(column.values(), Decimal(0))
        column["requests_carried_out"] = _carried(part, unit, year)
        column["requests_carried_in"] = _carried(part, unit, year - 1)
        column["requests_new"] = column[_RESULTS] + column["requests_carried_out"] - column["requests_carried_in"]
        found |= {(metric, part): number for metric, number in column.items()}
    for row in rows:
        metric = row.values[0].metric
        found[metric, TOTAL] = sum((found[metric, part] for part in parts), Decimal(0))
    return found


def _applicants(metric: str, part: str, unit: Unit, year: int) -> int:
    """Most applicants are natural persons, some are enterprises."""
    low, high = words()["ranges"].get(metric, (0, 1))
    if part == "natural_person":
        return draw(low, high, unit.unit_id, metric, year)
    # At least as many as may be carried in from the year before, so that no number is negative.
    return draw(low // 2 + 2, high // 3 + 3, unit.unit_id, metric, part, year) if (metric, part) == ("granted", "enterprise") else 0


def _carried(part: str, unit: Unit, year: int) -> Decimal:
    low, high = words()["ranges"]["requests_carried_out"]
    return Decimal(draw(low, high, unit.unit_id, "carried", year)) if part == "natural_person" else Decimal(0)


def _disputes(table: Table, unit: Unit, year: int) -> dict[Place, Decimal]:
    """Table 4: the outcomes of each kind of dispute add up to its total."""
    found: dict[Place, Decimal] = {}
    total = Decimal(0)
    for value in table.rows[0].values:
        last = value.metric.endswith("_total")
        number = total if last else _drawn(value, unit, year)
        total = Decimal(0) if last else total + number
        found[value.metric, value.part] = number
    return found
