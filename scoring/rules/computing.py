"""The first steps of the engine in their order, for runs, test vectors and benchmarks alike."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.rules import Plan


def judge(session: Session, plan: Plan, wide: Collection[str] = (), *, counted: bool = False) -> None:
    """From facts and records to outcome and points of every indicator: table ``points_wide``.

    Args:
        session: Holds ``units``, ``facts``, ``corrections``, ``sources``, ``checks``, the tables of records, ``exempt_leaves`` and
            ``column_states``; ``appeals`` where the plan is adjusted by some; ``data_wide`` where ``wide`` is not empty.
        plan: The bound criteria.
        wide: Metrics that stand in columns of ``data_wide`` instead of ``facts``.
        counted: Whether ``record_inputs`` stands ready, as it does where a run is scored again.
    """
    from scoring.measures import build_inputs

    records = plan.records()
    if records and not counted:
        from scoring.records.aggregation import build_record_inputs

        build_record_inputs(session, records)

    build_inputs(session, plan.inputs(), plan.criteria.period, plan.accepted(), wide)
    judge_inputs(session, plan)


def judge_inputs(session: Session, plan: Plan) -> None:
    """From the inputs of every unit to outcome and points of every indicator: table ``points_wide``.

    Args:
        session: Holds ``inputs``, ``units`` and ``exempt_leaves``; ``appeals`` where the plan is adjusted by some.
        plan: The bound criteria.
    """
    from scoring.measures import build_measures
    from scoring.rules import build_points, columns_read
    from scoring.rules.adjusting import adjust_points

    build_measures(session, plan.names, plan.measures, read=columns_read(plan), groups=plan.groups_judged())
    build_points(session, plan)
    adjust_points(session, plan)
