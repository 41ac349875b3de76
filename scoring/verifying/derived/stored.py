"""What a derivation starts from: the criteria of a run, its units, the points of indicators, and which gates fired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.criteria import read_criteria
from scoring.criteria.model import Criteria
from scoring.folder.deriving import derive
from scoring.problems import Problem, ProblemsFound
from scoring.rules.adjusting import adjusted_criteria
from scoring.rules.steps import slug

if TYPE_CHECKING:
    from scoring.engine.database import Session

Points = Mapping[str, Decimal | None]  # by indicator, bonus or deduction; None where it does not apply


@dataclass(frozen=True)
class Last:
    """What a unit had in the run that this one is compared with; ``is_ranked`` tells whether its two ranks may be compared."""

    total: Decimal | None = None
    rank: int | None = None
    is_ranked: bool = False


@dataclass(frozen=True)
class Unit:
    """A unit as it stands in the register, with points by indicator, the gates that fired, and what it had the last time."""

    unit_id: str
    group: str
    name: str
    short_name: str
    status: str
    reason: str
    points: Points
    fired: frozenset[str]
    last: Last = Last()


@dataclass(frozen=True)
class Stored:
    """The criteria and the units of a run, who was screened out, and who is made of whom."""

    criteria: Criteria
    settings: Mapping[str, Any]
    units: tuple[Unit, ...]
    screened: frozenset[str]
    members: Mapping[str, tuple[str, ...]]


def read_stored(run: Path, session: Session) -> Stored:
    """Read the start of a derivation from a finished run; raises ProblemsFound A028 for a run of another version.

    Args:
        run: Folder of the run.
        session: Its tables (:func:`scoring.results.store.open_results`).
    """
    from scoring.engine.database import EngineError
    from scoring.results.collect import run_settings

    criteria, _ = read_criteria(derive(run / "criteria.yaml").source)
    try:
        # What was decided on a total stands beside the criteria, as an item of its own.
        return stored_of(adjusted_criteria(session, criteria), run_settings(session), session)
    except (EngineError, KeyError):
        raise ProblemsFound([Problem("A028", str(run))]) from None


def stored_of(criteria: Criteria, settings: Mapping[str, Any], session: Session) -> Stored:
    """The start of a derivation; nothing that was added up, ranked or graded is read.

    Args:
        criteria: The criteria.
        settings: What the run says of itself.
        session: Holds ``units``, ``points``, ``totals`` (for the gates that fired), ``screened`` and ``members``; ``compared_units``
            (for the totals and ranks of the run before) where the settings say that the run is compared with one.
    """
    points: dict[str, dict[str, Decimal | None]] = {}
    for unit, indicator, amount in session.rows("select unit_id, indicator_id, points from points order by unit_id, ord"):
        points.setdefault(unit, {})[indicator] = amount
    fired, last = _fired(session, criteria), _last(session, settings)
    units = tuple(
        Unit(
            unit,
            group,
            name,
            short or name,
            status,
            reason or "",
            points.get(unit, {}),
            fired.get(unit, frozenset()),
            last.get(unit, Last()),
        )
        for unit, group, name, short, status, reason in session.rows(
            "select unit_id, grp, name, short_name, status, status_reason from units order by grp, ord, unit_id"
        )
    )
    screened = frozenset(unit for (unit,) in session.rows("select unit_id from screened order by unit_id"))
    return Stored(criteria, settings, units, screened, _members(session, criteria))


def _fired(session: Session, criteria: Criteria) -> dict[str, frozenset[str]]:
    """Ids of the gates that fired, by unit: the condition was held against facts, which a derivation does not read."""
    if not criteria.gates:
        return {}
    columns = ", ".join(f"g__{slug(gate.id)}" for gate in criteria.gates)
    rows = session.rows(f"select unit_id, {columns} from totals where component = 'total' order by unit_id")
    return {unit: frozenset(gate.id for gate, flag in zip(criteria.gates, flags, strict=True) if flag) for unit, *flags in rows}


def _last(session: Session, settings: Mapping[str, Any]) -> dict[str, Last]:
    """What units had the last time: of another run, so nothing here derives it; how many places they gained is derived."""
    if not settings.get("comparison"):
        return {}
    rows = session.rows("select unit_id, old_total, old_rank, rank_move from compared_units where change <> 'left' order by unit_id")
    return {unit: Last(total, rank, move is not None) for unit, total, rank, move in rows}


def _members(session: Session, criteria: Criteria) -> dict[str, tuple[str, ...]]:
    if not any(group.members for group in criteria.groups):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for unit, member in session.rows("select unit_id, member_id from members order by unit_id, member_id"):
        found[unit] = (*found.get(unit, ()), member)
    return found
