"""From long facts and records to one wide row of inputs and measures per unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoring import numbers
from scoring.criteria.formulas import Formula, divisor_is_zero_sql, formula_sql
from scoring.criteria.model import Measure
from scoring.database import Session, literal, sql_file
from scoring.measures.names import COUNTED, Input, Names, column_of, status_sql

NO_VALUE = {"not_applicable": 1, "missing": 2, "not_assessable": 3}
STATUS_OUTCOME = {0: "measured", 1: "not_applicable", 2: "missing", 3: "not_assessable", 4: "exempt"}


def build_inputs(session: Session, inputs: Iterable[Input], period: int) -> None:
    """Make table ``inputs``: one row per unit that is scored, a value and a status column per input.

    Args:
        session: Holds ``units``, ``facts``, ``sources``, ``checks`` and the tables of records.
        inputs: The wanted inputs.
        period: The year assessed; inputs with scope ``prev`` take the year before, ``prev2`` the one before that.
    """
    wanted = sorted(set(inputs))
    session.step("scored_facts", sql_file(__package__, "scored_facts.sql"))
    session.step("wanted", _wanted_sql(wanted, period))
    session.step("inputs_long", sql_file(__package__, "inputs_long.sql"))
    session.step("inputs", _wide_sql(wanted))


def _wanted_sql(wanted: list[Input], period: int) -> str:
    rows = []
    for k, found in enumerate(wanted):
        metric, _, part = found.key.partition("__") if found.kind == "fact" else (found.key, "", "")
        year = period - found.years_back
        rows.append(f"({k}, {literal(found.kind)}, {literal(metric)}, {literal(part or 'total')}, {literal(found.scope)}, {year})")
    if not rows:
        rows = ["(-1, '', '', '', '', 0)"]
    return (
        "select k, kind, metric, part, scope, period\nfrom (values\n    "
        + ",\n    ".join(rows)
        + "\n) as t (k, kind, metric, part, scope, period)"
    )


def _wide_sql(wanted: list[Input]) -> str:
    if not wanted:
        return "select unit_id, grp from units where status <> 'exempt'"
    keys = ", ".join(f"{k} as c{k}" for k in range(len(wanted)))
    columns = []
    for k, found in enumerate(wanted):
        if found.kind in COUNTED:
            columns.append(f"cast(coalesce(p.c{k}_v, 0) as double) as {found.column}")
        else:
            columns.append(f"cast(p.c{k}_v as double) as {found.column}")
            columns.append(f"coalesce(p.c{k}_s, 2) as {found.status}")
    return (
        "select\n    u.unit_id,\n    u.grp,\n    "
        + ",\n    ".join(columns)
        + "\nfrom units as u\nleft join (\n    select * from (select unit_id, k, v, s from inputs_long) as t\n"
        + f"    pivot (max(v) as v, max(s) as s for k in ({keys}))\n) as p on u.unit_id = p.unit_id\nwhere u.status <> 'exempt'"
    )


def build_measures(session: Session, names: Names, resolved: Mapping[str, Formula]) -> None:
    """Make view ``measures_wide``: ``inputs`` and per measure ``v__<id>`` (DOUBLE) and ``s__<id>`` (status).

    Args:
        session: Holds ``inputs``.
        names: The names of the criteria.
        resolved: Formula over inputs of every measure that is used, by measure id.
    """
    values, statuses = [], []
    for identity, formula in resolved.items():
        value = formula_sql(formula, lambda name: column_of(names, name))
        values.append(f"{value} as v__{identity}")
        statuses.append(f"{_status_of(names, names.measures[identity], formula)} as s__{identity}")
    if not values:
        session.step("measures_wide", "select * from inputs", kind="view")
        return
    session.step(
        "measures_wide",
        "select\n    *,\n    "
        + ",\n    ".join(statuses)
        + "\nfrom (\n    select\n        *,\n        "
        + ",\n        ".join(values)
        + "\n    from inputs\n) as valued",
        kind="view",
    )


def _status_of(names: Names, measure: Measure, formula: Formula) -> str:
    """SQL of a measure's status: the worst of its inputs, or why the formula has no value."""
    worst = status_sql(names.inputs(formula), accept_qualified=measure.qualified == "accept")
    zero, undefined = NO_VALUE[measure.zero_denominator], NO_VALUE[measure.undefined]
    empty = f" when v__{measure.id} is null then {_empty_sql(names, formula, zero, undefined)}" if zero != undefined else ""
    known = f"case when abs(v__{measure.id}) < {numbers.LARGEST} then 0{empty} else {undefined} end"
    return known if worst == "0" else f"case when {worst} > 0 then {worst} else {known} end"


def _empty_sql(names: Names, formula: Formula, zero: int, undefined: int) -> str:
    """SQL of the status where all inputs are there and the value is NULL: a zero divisor, or a function without value."""
    if not formula.is_partial:
        return str(zero)
    divisors = [divisor_is_zero_sql(divisor, lambda name: column_of(names, name)) for divisor in formula.divisors()]
    return f"case when {' or '.join(divisors)} then {zero} else {undefined} end" if divisors else str(undefined)
