"""From long facts and records to one wide row of inputs and measures per unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from scoring import numbers
from scoring.criteria.declared import Measure
from scoring.criteria.formulas import Formula, divisor_is_zero_sql, formula_sql
from scoring.engine.database import Session, literal, sql_file
from scoring.measures.inputs import COUNTED, Input, status_sql
from scoring.measures.names import Names, column_of
from scoring.measures.preparing import asked_measures, nothing_prepared, prepare, years_back

NO_VALUE = {"not_applicable": 1, "missing": 2, "not_assessable": 3}
APPROXIMATE = 9  # status of an approximate figure in the long tables
STATUS_OUTCOME = {0: "measured", 1: "not_applicable", 2: "missing", 3: "not_assessable", 4: "exempt"}


def outcome_sql(status: str) -> str:
    """SQL of the word for a status."""
    return f"case {status} " + " ".join(f"when {code} then '{outcome}'" for code, outcome in STATUS_OUTCOME.items()) + " end"


def build_inputs(
    session: Session, inputs: Iterable[Input], period: int, accepted: Collection[Input] = (), wide: Collection[str] = ()
) -> None:
    """Make table ``inputs``: one row per unit that is scored, a value and a status column per input.

    A figure that contradicts another or is approximate has status 3; ``q__`` says which are approximate.

    Args:
        session: Holds ``units``, ``facts``, ``corrections``, ``sources``, ``checks``, the tables of records, and ``record_inputs`` where
            an input is a number over records.
        inputs: The wanted inputs.
        accepted: Inputs that some measure takes even where they are approximate.
        wide: Metrics that stand in columns of ``data_wide`` (one row per unit x period) instead of ``facts``.
        period: The year assessed; inputs with scope ``prev`` take the year before, ``prev2`` the one before that.
    """
    every = sorted(set(inputs))
    straight = [found for found in every if found.kind == "fact" and found.key in wide]
    counted = [found for found in every if found.kind == "record"]
    wanted = [found for found in every if found not in straight and found not in counted]
    session.step("scored_facts", sql_file(__package__, "scored_facts.sql"))
    if wanted:
        session.step("wanted", _wanted_sql(wanted, period))
        session.step("inputs_long", sql_file(__package__, "inputs_long.sql"))
    columns = _long_columns(wanted, accepted) + _straight_columns(straight, accepted) + _record_columns(counted)
    sql = _wide_sql(columns, _joins(wanted, straight, period) + _record_joins(counted, period))
    # A large table that is wide already is not written again: what reads it computes on the way. Facts and numbers over
    # records come in no order of the units, which later tables are streamed in.
    streamed = bool(straight) and not counted
    session.step("inputs", sql if streamed else f"{sql}\norder by u.unit_id", kind="view" if streamed else "table")


def _wanted_sql(wanted: list[Input], period: int) -> str:
    rows = []
    for k, found in enumerate(wanted):
        metric, _, part = found.key.partition("__") if found.kind == "fact" else (found.key, "", "")
        year = period - found.years_back
        rows.append(f"({k}, {literal(found.kind)}, {literal(metric)}, {literal(part or 'total')}, {literal(found.scope)}, {year})")
    return (
        "select k, kind, metric, part, scope, period\nfrom (values\n    "
        + ",\n    ".join(rows)
        + "\n) as t (k, kind, metric, part, scope, period)"
    )


def _wide_sql(columns: list[str], joins: str) -> str:
    head = ",\n    ".join(["u.unit_id", "u.grp", *columns])
    return f"select\n    {head}\nfrom units as u{joins}\nwhere u.status <> 'exempt'"


def _joins(wanted: list[Input], straight: list[Input], period: int) -> str:
    joins = ""
    if wanted:
        keys = ", ".join(f"{k} as c{k}" for k in range(len(wanted)))
        joins += (
            "\nleft join (\n    select * from (select unit_id, k, v, s from inputs_long) as t\n"
            f"    pivot (max(v) as v, max(s) as s for k in ({keys}))\n) as p on u.unit_id = p.unit_id"
        )
    for years in sorted({found.years_back for found in straight}):
        joins += f"\nleft join (select * from data_wide where period = {period - years}) as w{years} on u.unit_id = w{years}.unit_id"
    return joins


def _long_columns(wanted: list[Input], accepted: Collection[Input]) -> list[str]:
    """Value and status of inputs that come from facts and records, which are long."""
    columns = []
    for k, found in enumerate(wanted):
        if found.kind in COUNTED:
            columns.append(f"cast(coalesce(p.c{k}_v, 0) as double) as {found.column}")
        else:
            columns.append(f"cast(p.c{k}_v as double) as {found.column}")
            known = f"case p.c{k}_s when {APPROXIMATE} then 3 else p.c{k}_s end" if found.kind == "fact" else f"p.c{k}_s"
            columns.append(f"cast(coalesce({known}, 2) as tinyint) as {found.status}")
        if found in accepted and found.kind == "fact":
            columns.append(f"coalesce(p.c{k}_s = {APPROXIMATE}, false) as {found.approximate}")
    return columns


def _straight_columns(straight: list[Input], accepted: Collection[Input]) -> list[str]:
    """Value and status of figures of a large table, which is wide already; they are exact or not there."""
    columns = []
    for found in straight:
        value = f"w{found.years_back}.{found.key}"
        columns += [f"{value} as {found.column}", f"cast(case when {value} is null then 2 else 0 end as tinyint) as {found.status}"]
        columns += [f"false as {found.approximate}"] if found in accepted else []
    return columns


def _record_columns(counted: list[Input]) -> list[str]:
    """Value and status of numbers over records, which stand in one wide row per unit and year."""
    columns = []
    for found in counted:
        alias = f"n{found.years_back}"
        columns.append(f"cast({alias}.{found.key} as double) as {found.column}")
        columns.append(f"cast(coalesce({alias}.s__{found.key}, 2) as tinyint) as {found.status}")
    return columns


def _record_joins(counted: list[Input], period: int) -> str:
    return "".join(
        f"\nleft join (select * from record_inputs where period = {period - years}) as n{years} on u.unit_id = n{years}.unit_id"
        for years in sorted({found.years_back for found in counted})
    )


def build_measures(
    session: Session,
    names: Names,
    resolved: Mapping[str, Formula],
    *,
    read: Iterable[str],
    groups: Mapping[str, Collection[str]],
) -> None:
    """Make table ``measures_wide``: per measure ``v__<id>`` (DOUBLE) and ``s__<id>`` (status), and the inputs that rules read.

    Measures that are imputed or treated for outliers go through :func:`prepare` first and have ``i__<id>``
    too (1 where the value is imputed); tables ``imputed`` and ``treated`` list what was changed.

    Args:
        session: Holds ``inputs`` and ``units``.
        names: The names of the criteria.
        resolved: Formula over inputs of every measure that is used, by measure id.
        read: Columns of ``inputs`` that rules and conditions read besides measures.
        groups: Groups whose units are judged by a measure, by measure id (read where measures are prepared).
    """
    asked = asked_measures(names, resolved)
    columns = list(read)
    for identity, formula in resolved.items():
        measure = names.measures[identity]
        own = ("r", "t") if identity in asked else ("v", "s")
        columns += value_and_status(names, measure, formula, own, identity)
        for years, earlier in enumerate(years_back(measure, formula), 1):
            columns += value_and_status(names, measure, earlier, (f"b{years}", f"t{years}"), identity)
    listed = ",\n    ".join(["unit_id", "grp", *columns])
    if not asked:
        session.step("measures_wide", f"select\n    {listed}\nfrom inputs", kind=session.kind("inputs"))
        nothing_prepared(session)
        return
    session.step("measures_known", f"select\n    {listed}\nfrom inputs")
    session.step("measures_raw", _latest_sql(names, asked))
    prepare(session, asked, groups)


def value_and_status(names: Names, measure: Measure, formula: Formula, prefixes: tuple[str, str], identity: str) -> list[str]:
    """The columns of a measure's value (DOUBLE) and of its status over columns of inputs."""
    value = formula_sql(formula, lambda name: column_of(names, name))
    status = _status_of(names, measure, formula, value)
    return [f"{value} as {prefixes[0]}__{identity}", f"cast({status} as tinyint) as {prefixes[1]}__{identity}"]


def _latest_sql(names: Names, asked: Mapping[str, Measure]) -> str:
    """Per measure that is filled from earlier years the latest earlier value (``b__``) and its year (``y__``)."""
    columns = ""
    for identity, measure in asked.items():
        years = range(1, 1 + (measure.impute.years_back if measure.impute else 0))
        values = " ".join(f"when t{back}__{identity} = 0 then b{back}__{identity}" for back in years)
        dates = " ".join(f"when t{back}__{identity} = 0 then {names.criteria.period - back}" for back in years)
        columns += f",\n    case {values} end as b__{identity},\n    case {dates} end as y__{identity}" if values else ""
    return f"select\n    *{columns}\nfrom measures_known"


def _status_of(names: Names, measure: Measure, formula: Formula, value: str) -> str:
    """SQL of a measure's status: the worst of its inputs, or why the formula has no value."""
    worst = status_sql(names.inputs(formula), accept_qualified=measure.qualified == "accept")
    if formula.op == "name" and worst != "0":
        return worst  # a figure as it came in: its status says everything
    zero, undefined = NO_VALUE[measure.zero_denominator], NO_VALUE[measure.undefined]
    empty = f" when {value} is null then {_empty_sql(names, formula, zero, undefined)}" if zero != undefined else ""
    known = f"case when abs({value}) < {numbers.LARGEST} then 0{empty} else {undefined} end"
    return known if worst == "0" else f"case when {worst} > 0 then {worst} else {known} end"


def _empty_sql(names: Names, formula: Formula, zero: int, undefined: int) -> str:
    """SQL of the status where all inputs are there and the value is NULL: a zero divisor, or a function without value."""
    if not formula.is_partial:
        return str(zero)
    divisors = [divisor_is_zero_sql(divisor, lambda name: column_of(names, name)) for divisor in formula.divisors()]
    return f"case when {' or '.join(divisors)} then {zero} else {undefined} end" if divisors else str(undefined)
