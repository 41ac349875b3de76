"""Measures between the formula and the rules: imputed, then treated for outliers, where the criteria ask for it.

Only the measures that ask go through the narrow tables below; without any there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scoring import numbers
from scoring.criteria.declared import Measure
from scoring.criteria.fields import Reader
from scoring.criteria.formulas import MOST_YEARS, Formula
from scoring.engine.database import Session, literal, sql_file
from scoring.measures import imputation, treatment
from scoring.measures.names import Names


def asked_measures(names: Names, resolved: Collection[str]) -> dict[str, Measure]:
    """The measures in use that are imputed or treated, by id."""
    return {identity: names.measures[identity] for identity in resolved if names.measures[identity].prepared}


def years_back(measure: Measure, formula: Formula) -> tuple[Formula, ...]:
    """The formula with all its names one, two, ... years back, for a measure that is filled from earlier years."""
    back = measure.impute.years_back if measure.impute else 0
    return tuple(formula.moved(years) for years in range(1, back + 1))


def check_years_back(names: Names, measure: Measure, formula: Formula, reader: Reader) -> None:
    """Every name of a measure that is filled from earlier years must have a figure of those years (C082)."""
    for earlier in years_back(measure, formula):
        for name in earlier.names():
            if names.input(name) is None or name.previous > MOST_YEARS:
                reader.problem("C082", (*measure.path, "impute", "by"), name.name)
                return


def nothing_prepared(session: Session) -> None:
    """Make the tables ``imputed`` and ``treated`` without rows."""
    session.step("imputed", sql_file(__package__, "nothing_imputed.sql"))
    session.step("treated", sql_file(__package__, "nothing_treated.sql"))


def prepare(session: Session, asked: Mapping[str, Measure], groups: Mapping[str, Collection[str]]) -> None:
    """Make tables ``imputed``, ``treated`` and ``measures_wide``.

    Args:
        session: Holds ``units`` and ``measures_raw``: for every measure that asks ``r__`` (value) and ``t__``
            (status), and for one filled from earlier years ``b__`` (the latest earlier value) and ``y__`` (its year).
        asked: Measures that are imputed or treated, by id.
        groups: Groups whose units are judged by a measure, by measure id; the others are left alone.
    """
    session.step("asked", _asked_sql(asked, groups))
    imputation.build_imputed(session, asked)
    treatment.build_treated(session, asked)
    session.step("measures_wide", _wide_sql(asked))


def _asked_sql(asked: Mapping[str, Measure], groups: Mapping[str, Collection[str]]) -> str:
    """One row per unit x measure that asks, with the unit's status."""
    columns = ",\n        ".join(_columns(identity, measure) for identity, measure in asked.items())
    names = ", ".join(f"(x__{identity}, t__{identity}, b__{identity}, y__{identity}) as {literal(identity)}" for identity in asked)
    pairs = [f"({literal(identity)}, {literal(group)})" for identity in asked for group in sorted(groups.get(identity, ()))]
    return f"""select p.unit_id, p.grp, p.measure, u.status = 'assessed' as assessed, p.x, p.s, p.back, p.year
from (
    select
        unit_id,
        grp,
        {columns}
    from measures_raw
) as w
unpivot include nulls ((x, s, back, year) for measure in ({names})) as p
inner join units as u on p.unit_id = u.unit_id
inner join (values {", ".join(pairs or ["('', '')"])}) as j (measure, grp) on p.measure = j.measure and p.grp = j.grp"""


def _columns(identity: str, measure: Measure) -> str:
    value = f"case when t__{identity} = 0 then {numbers.guard_sql(f'r__{identity}')} end as x__{identity}, t__{identity}"
    if measure.impute and measure.impute.years_back:
        return f"{value}, {numbers.guard_sql(f'b__{identity}')} as b__{identity}, y__{identity}"
    return f"{value}, {numbers.guard_sql('null')} as b__{identity}, cast(null as integer) as y__{identity}"


def _wide_sql(asked: Mapping[str, Measure]) -> str:
    """All of ``measures_raw``, and per measure that asks value, status and whether it was imputed (``i__``)."""
    keys = ", ".join(f"{literal(identity)} as c{k}" for k, identity in enumerate(asked))
    columns = ",\n    ".join(
        f"coalesce(cast(p.c{k}_v as double), m.r__{identity}) as v__{identity}, "
        f"case when p.c{k}_i = 1 then 0 else m.t__{identity} end as s__{identity}, coalesce(p.c{k}_i, 0) as i__{identity}"
        for k, identity in enumerate(asked)
    )
    return f"""select
    m.*,
    {columns}
from measures_raw as m
left join (
    select * from (
        select
            a.unit_id,
            a.measure,
            coalesce(t.after, i.value) as v,
            case when i.value is not null then 1 else 0 end as i
        from asked as a
        left join imputed as i on a.unit_id = i.unit_id and a.measure = i.measure
        left join treated as t on a.unit_id = t.unit_id and a.measure = t.measure
        where t.after is not null or i.value is not null
    ) as changed
    pivot (max(v) as v, max(i) as i for measure in ({keys}))
) as p on m.unit_id = p.unit_id"""
