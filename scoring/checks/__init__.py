"""Facts that contradict each other: every relation that a report promises, checked in SQL.

A check tells what was found and by how much, never what it costs: that is the criteria's business.
"""

from __future__ import annotations

from scoring.checks.declarations import terms_frame, words_frame
from scoring.database import Session, sql_file

STEPS = (
    "facts_chosen",
    "check_sums",
    "check_documents",
    "checks_linear",
    "checks_rates",
    "checks_stated",
    "checks_structure",
    "checks",
)
"""The steps in order; each is ``<step>.sql`` beside this module and makes the table of its name."""


def run_checks(session: Session) -> None:
    """Evaluate all checks over ``facts``, ``sources`` and ``structure``; makes table ``checks``.

    ``checks`` has one row per check, unit, period and place: check_id, severity (error, warning,
    info), outcome (holds, fails, not_assessable), unit_id, source_id, period, part, expected, found,
    difference (text of decimals), caused_by, message (Chinese sentence), locator. ``facts_chosen``,
    made on the way, has one row per unit, period, metric and part: tables before prose, the wider
    scope before the narrower, ``is_ambiguous`` where the report states two values.
    """
    session.load("check_terms", terms_frame())
    session.load("check_words", words_frame())
    for step in STEPS:
        session.step(step, sql_file(__package__, f"{step}.sql"))
