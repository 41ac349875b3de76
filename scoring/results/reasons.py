"""Whether the sentence of every point is stored with a run, or made when somebody asks for it.

A sentence costs Python some 50 microseconds: nothing for the sixty units of a province, a quarter
of an hour for 20 million points. A run without sentences keeps its wide rows instead, and
``scoring explain`` makes the very same sentences from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from scoring.engine.database import Session, literal
from scoring.results.sentences import SentenceWriter, reasons_frame, wide_sql
from scoring.results.store import write_parquet
from scoring.rules import Plan
from scoring.rules.records import exempt_leaves_sql

if TYPE_CHECKING:
    import polars as pl

Reasons = Literal["auto", "always", "never"]
MOST_SENTENCES = 200_000  # points of a run up to which ``auto`` stores their sentences: some ten seconds
WIDE_FILE = "results/points_wide.parquet"


def are_stored(session: Session, plan: Plan, wanted: Reasons) -> bool:
    """Whether a run stores the sentences of its points.

    Args:
        session: Holds ``units``.
        plan: The bound criteria.
        wanted: ``auto`` stores them for at most ``MOST_SENTENCES`` points.
    """
    if wanted != "auto":
        return wanted == "always"
    per_group: dict[str, int] = {}
    for bound in plan.bound:
        for group in bound.node.points:
            per_group[group] = per_group.get(group, 0) + 1
    counted = session.rows("select grp, count(*) from units where status <> 'exempt' group by grp order by grp")
    points: int = sum(per_group.get(group, 0) * units for group, units in counted)
    return points <= MOST_SENTENCES


def reasons_table(session: Session, plan: Plan, *, stored: bool) -> pl.DataFrame:
    """One row per unit x indicator with its sentence, evidence and terms; no rows where sentences are not stored."""
    return reasons_frame(session, plan, rows=None if stored else ())


def write_wide(session: Session, plan: Plan, run: Path) -> None:
    """Keep the wide rows that sentences are made from, as Parquet, one row per unit."""
    write_parquet(session, f"({wide_sql(plan)})", run / WIDE_FILE)


def add_reasons(session: Session, plan: Plan, run: Path, points: Iterable[dict[str, Any]]) -> None:
    """Put sentence, evidence and terms into the points of one unit, made from the wide row of the run.

    Args:
        session: A reopened run (:func:`scoring.results.store.open_results`).
        plan: The criteria of the run.
        run: Folder of the run.
        points: Rows of ``points``, all of one unit; those that have no sentence get one.
    """
    lacking = [point for point in points if point["reason"] is None]
    if not lacking:
        return
    session.con.execute(f"create or replace temp view exempt_leaves as {exempt_leaves_sql(plan)}")
    unit = lacking[0]["unit_id"]
    rows = session.records(f"select * from read_parquet({literal(str(run / WIDE_FILE))}) where unit_id = {literal(unit)}")
    writer = SentenceWriter(session, plan, unit)
    made: Mapping[str, tuple[str, ...]] = {row[1]: row[2:] for values in rows for row in writer.rows(values)}
    for point in lacking:
        point["reason"], point["evidence"], point["sources"] = made[point["indicator_id"]]
