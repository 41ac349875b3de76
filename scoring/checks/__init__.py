"""Facts that contradict each other: every relation that a report promises, checked in SQL.

A check tells what was found and by how much, never what it costs: that is the criteria's business.
"""

from __future__ import annotations

from typing import Any

from scoring.checks.declarations import metrics_frame, terms_frame, words_frame
from scoring.engine.database import Session, sql_file

STEPS = (
    "facts_chosen",
    "check_documents",
    "check_units",
    "check_sums",
    "check_places",
    "check_table_sums",
    "checks_table",
    "check_errors",
    "check_rates",
    "checks_linear",
    "checks_rates",
    "checks_hierarchy",
    "checks_stated",
    "checks_values",
    "checks_structure",
    "checks_sections",
    "checks",
)
"""The steps in order; each is ``<step>.sql`` beside this module and makes the table of its name."""

_UNITS = "unit_id name ord parent_id status"


def run_checks(session: Session) -> None:
    """Evaluate all checks over ``facts``, ``sources``, ``structure`` and, where there is one, ``units``; makes table ``checks``.

    ``checks`` has one row per check, unit, period and place: check_id, severity (error, warning,
    info), outcome (holds, fails, not_assessable), unit_id, source_id, period, part, expected, found,
    difference (text of decimals), caused_by, message (Chinese sentence), locator (places of the
    figures used, the total first, separated by ``;``). ``facts_chosen``, made on the way, has one row
    per unit, period, metric and part: tables before prose, the wider scope before the narrower,
    ``is_ambiguous`` where the report states two values.
    """
    session.load("check_terms", terms_frame())
    session.load("check_words", words_frame())
    session.load("check_metrics", metrics_frame())
    _complete_units(session)
    for step in STEPS:
        session.step(step, sql_file(__package__, f"{step}.sql"))


def _complete_units(session: Session) -> None:
    """Without a table of units (single files) nobody stands above anybody."""
    import polars as pl

    if "units" not in session.tables():
        schema: dict[str, Any] = {column: pl.Int32 if column == "ord" else pl.String for column in _UNITS.split()}
        session.load("units", pl.DataFrame(schema=schema))
