"""Outlier treatment: winsorisation until the distribution passes, then the logarithm; fixed bounds; percentiles.

OECD/JRC Handbook (2008), step 5, and COINr ``Treat`` with ``winsorise``, ``log_CT`` and ``check_SkewKurt``:

* A distribution fails where neither ``abs(skewness) < 2`` nor ``kurtosis < 3.5`` (or as declared). With
  deviations d from the mean of n values and S_k the sum of d^k:
  ``skewness = sqrt(n) S_3 / S_2^1.5 * sqrt(n (n - 1)) / (n - 2)``,
  ``kurtosis = ((n + 1) (n S_4 / S_2^2 - 3) + 6) (n - 1) / ((n - 2) (n - 3))``.
* While it fails and fewer than ``at_most`` values have been changed, the highest value (skewness >= 0) or the
  lowest takes the next value, together with all that equal it.
* Where it still fails, ``else: log`` puts the values back and takes ``ln(x - min + 0.01 (max - min))`` of all.

Distributions are those of the assessed units; a unit that is not ranked is cut at the same places.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring import numbers
from scoring.criteria.declared import Measure
from scoring.criteria.preparation import Treatment
from scoring.engine.database import Session, literal, sql_file

_RANGE = "select measure, scope, min(x) as lo, max(x) as hi from {values} where assessed group by measure, scope"


def build_treated(session: Session, asked: Mapping[str, Measure]) -> None:
    """Make table ``treated``: one row per unit x measure whose value was changed as an outlier.

    Columns: unit_id, measure, before, after (DECIMAL, 10 digits), how (``winsorised``, ``log``, ``bounds``,
    ``percentiles``), skewness_before, kurtosis_before, skewness_after, kurtosis_after (6 decimals), passes
    (whether the distribution is within its limits now, NULL for bounds and percentiles, which have none).

    Args:
        session: Holds ``asked`` and ``imputed``.
        asked: Measures that are prepared, by id.
    """
    rules = {identity: measure.treat for identity, measure in asked.items() if measure.treat}
    if not rules:
        session.step("treated", sql_file(__package__, "nothing_treated.sql"))
        return
    session.step("treat_rules", _rules_sql(rules))
    session.step("treat_values", sql_file(__package__, "treat_values.sql"))
    session.step("spread", _spread_sql(_RANGE.format(values="treat_values"), "treat_values"))
    session.step("cuts", sql_file(__package__, "cuts.sql"))
    session.step("winsorised", _judged_sql(_spread_sql(sql_file(__package__, "cut_range.sql"), "treat_values")))
    for _ in range(max(rule.at_most for rule in rules.values())):
        session.step("winsorised", _winsorised_sql())
    session.step("logged", sql_file(__package__, "logged.sql"))
    session.step("logged_spread", _spread_sql(_RANGE.format(values="logged"), "logged"))
    session.step("treatments", sql_file(__package__, "treatments.sql").format(passes=_passes_sql("a.skewness_after", "a.kurtosis_after")))
    session.step("treated", sql_file(__package__, "treated.sql"))


def _rules_sql(rules: Mapping[str, Treatment]) -> str:
    rows = [
        f"({literal(identity)}, {literal(rule.method)}, {literal(rule.within)}, {rule.at_most}, {_decimal(rule.skewness)}, "
        f"{_decimal(rule.kurtosis)}, {str(rule.log).lower()}, {_decimal(rule.lower)}, {_decimal(rule.upper)})"
        for identity, rule in rules.items()
    ]
    names = "measure, method, within, at_most, skewness, kurtosis, log, lower_bound, upper_bound"
    return f"select {names}\nfrom (values\n    " + ",\n    ".join(rows) + f"\n) as t ({names})"


def _decimal(value: Decimal | None) -> str:
    return f"cast({'null' if value is None else numbers.decimal_sql(value)} as decimal(28,10))"


def _spread_sql(limits: str, values: str) -> str:
    return sql_file(__package__, "spread.sql").format(limits=limits, values=values)


def _passes_sql(skewness: str, kurtosis: str) -> str:
    """SQL of the check; what cannot be computed (fewer than four values, or none that differ) passes."""
    return f"coalesce(abs({skewness}) < r.skewness or {kurtosis} < r.kurtosis, true)"


def _judged_sql(spread: str) -> str:
    """A distribution with its judgement."""
    return (
        f"select s.*, {_passes_sql('s.skewness', 's.kurtosis')} as passes\nfrom (\n{spread}\n) as s\n"
        "inner join treat_rules as r on s.measure = r.measure"
    )


def _winsorised_sql() -> str:
    """One more step of winsorisation for what still fails; all else as it was."""
    step = _judged_sql(_spread_sql(sql_file(__package__, "winsorise.sql"), "treat_values"))
    return f"""with moved as (
{step}
)
select * from moved
union all
select w.* from winsorised as w
left join moved as m on w.measure = m.measure and w.scope = m.scope
where m.measure is null"""
