"""What becomes of the checks when corrected values stand in the place of those that were read.

The unit's mistake stays a finding: ``checks`` speaks of what was read. Table ``checks_after`` says which
findings a correction answers, and which relations a correction breaks.
"""

from __future__ import annotations

from scoring.checks import run_checks
from scoring.engine.database import Session, sql_file


def run_checks_with_corrections(session: Session) -> None:
    """Make ``checks`` over what was read, and ``checks_after``: one row per check x unit x period x part that corrections change.

    Args:
        session: Holds ``facts``, ``corrections``, ``sources`` and ``structure``; ``facts`` is the same table afterwards.
    """
    corrected = bool(session.rows("select count(*) from corrections")[0][0])
    if corrected:
        session.step("facts_read", "select * from facts")
        session.step("facts", sql_file(__package__, "facts_corrected.sql"))
        run_checks(session)
        session.step("checks_corrected", "select * from checks")
        session.step("facts", "select * from facts_read")
    run_checks(session)
    if not corrected:
        session.step("checks_corrected", "select * from checks where 1 = 0")
    session.step("checks_after", sql_file(__package__, "checks_after.sql"))
