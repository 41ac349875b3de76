"""What the command line says of a finished run, asked of the engine: a run need not be read into Python for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, sql_file

TOP = 3


@dataclass(frozen=True)
class GroupSummary:
    """A group: title, number of ranked units, and rank, name, total and grade of the first ones."""

    title: str
    ranked: int
    first: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Summary:
    """The first ranks of every group, failing checks and in how many units, pairs whose order hangs on the policy.

    ``anomalies`` are those of the screen, and in how many units; ``appeals`` how many appeals and adjustments there are, how many
    count, and how many units moved by a decision of their own and by those of others; ``lacking`` how many points have no data, in how
    many units.
    """

    groups: tuple[GroupSummary, ...]
    failing: int
    failing_units: int
    pairs: int
    anomalies: tuple[int, int] = (0, 0)
    appeals: tuple[int, int, int, int] = (0, 0, 0, 0)
    lacking: tuple[int, int] = (0, 0)


def summarise(session: Session, settings: Mapping[str, Any]) -> Summary:
    """The summary of a run.

    Args:
        session: Holds ``units``, ``ranking``, ``points``, ``checks``, ``anomalies``, ``appeals`` and ``policy_pairs``.
        settings: The settings of the run (``groups``, ``policy``).
    """
    digits = settings["policy"]["digits"]
    first: dict[str, list[tuple[str, str, str, str]]] = {}
    for group, rank, name, total, grade in session.rows(sql_file(__package__, "first_ranks.sql").format(top=TOP)):
        first.setdefault(group, []).append((str(rank), name, numbers.fixed(total, digits), grade or ""))
    ranked = dict(session.rows("select grp, count(rank) from ranking group by grp order by grp"))
    ((failing, units),) = session.rows(sql_file(__package__, "failing_checks.sql"))
    ((pairs,),) = session.rows("select count(*) from policy_pairs")
    ((noted, of_units),) = session.rows("select count(*), count(distinct unit_id) from anomalies")
    ((lacking, lacking_units),) = session.rows("select count(*), count(distinct unit_id) from points where outcome = 'missing'")
    groups = (GroupSummary(group["title"], ranked.get(group["id"], 0), tuple(first.get(group["id"], ()))) for group in settings["groups"])
    return Summary(tuple(groups), failing, units, pairs, (noted, of_units), _appeals(session), (lacking, lacking_units))


def _appeals(session: Session) -> tuple[int, int, int, int]:
    ((listed, applied),) = session.rows("select count(*), count(case when applied then 1 end) from appeals")
    if not applied:
        return listed, 0, 0, 0
    moved = dict(session.rows("select moved_by, count(*) from appeal_effects group by moved_by order by moved_by"))
    return listed, applied, moved.get("own", 0), moved.get("others", 0)
