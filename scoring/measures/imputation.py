"""Imputation: missing values of a measure filled from other units or earlier years.

OECD/JRC Handbook (2008), step 3, and COINr ``i_mean``, ``i_median``, ``i_mean_grp``, ``i_median_grp`` and, for
an earlier year, ``impute_panel``. What was filled is listed in table ``imputed``; nothing is filled in silence.
"""

from __future__ import annotations

from collections.abc import Mapping

from scoring.criteria.declared import Measure
from scoring.criteria.preparation import Imputation
from scoring.engine.database import Session, literal, sql_file


def build_imputed(session: Session, asked: Mapping[str, Measure]) -> None:
    """Make table ``imputed``: one row per unit x measure whose missing value is filled.

    Columns: unit_id, measure, value (DECIMAL, 10 digits), how (``group_mean``, ``group_median``, ``mean``,
    ``median``, ``previous``), units (how many the mean or median is of), year (of an earlier value), was
    (``missing`` or ``not_assessable``).

    Args:
        session: Holds ``asked``.
        asked: Measures that are prepared, by id.
    """
    rules = {identity: measure.impute for identity, measure in asked.items() if measure.impute}
    if not rules:
        session.step("imputed", sql_file(__package__, "nothing_imputed.sql"))
        return
    session.step("impute_rules", _rules_sql(rules))
    session.step("imputed", sql_file(__package__, "imputed.sql"))


def _rules_sql(rules: Mapping[str, Imputation]) -> str:
    rows = [
        f"({literal(identity)}, {literal(rule.by)}, {literal(rule.by.removeprefix('group_'))}, "
        f"{literal('group' if rule.by.startswith('group_') else 'all')}, {rule.at_least}, {str(rule.not_assessable).lower()})"
        for identity, rule in rules.items()
    ]
    return (
        "select measure, how, centre, within, at_least, not_assessable\nfrom (values\n    "
        + ",\n    ".join(rows)
        + "\n) as t (measure, how, centre, within, at_least, not_assessable)"
    )
