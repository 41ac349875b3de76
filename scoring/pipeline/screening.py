"""The screen of self-reported data, as runs and audits apply it: what the folder says of it, and what there is to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.pipeline.gathered import Gathered


def screen_gathered(session: Session, gathered: Gathered) -> None:
    """Make tables ``anomalies`` and ``anomaly_rules`` (:func:`scoring.checks.screen.run_screen`).

    Args:
        session: The loaded and checked tables.
        gathered: What was read from the folder.
    """
    from scoring.checks.screen import Screen, run_screen
    from scoring.checks.screen.cases import case_dates

    wanted = gathered.assessment.documents.get("screen", {})
    declared = gathered.plan.criteria.records if gathered.plan else {}
    cases = case_dates(declared, [opened.table.name for opened in gathered.records])
    run_screen(
        session,
        Screen(
            gathered.period,
            metrics=gathered.metrics,
            stocks=wanted.get("stocks", ()),
            leave_out=wanted.get("leave_out", ()),
            cases=cases,
        ),
    )
