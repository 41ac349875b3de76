"""The tables of what would decide: ``margin_deciders`` and ``rounding_pairs``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.deciding.candidates import Candidates
from scoring.deciding.ladders import limits
from scoring.deciding.model import Candidate, Decider
from scoring.deciding.orders import rounding_pairs
from scoring.deciding.search import find
from scoring.deciding.trials import Trials
from scoring.deciding.wording import decider_sentence
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.rules import Plan


def build_deciders(session: Session, plan: Plan, units: Collection[str] = ()) -> None:
    """Make ``margin_deciders`` and ``rounding_pairs``.

    ``margin_deciders`` has a row per unit x direction x kind of datum: the change of a single datum that moves the unit and moves
    its total least (place 1 the least of all kinds), its ``sentence``, the total, rank and grade that the engine gives the unit with
    it. ``rounding_pairs`` has a row per pair of neighbours that another stage of rounding orders otherwise.

    Args:
        session: A scored session.
        plan: The bound criteria.
        units: Ids of the units that are looked at; all when none is named.

    Raises:
        ProblemsFound: S030 where there are too many changes to try them all.
    """
    with Trials(session, plan) as trials:
        candidates = Candidates(session, plan, limits(), frozenset(units)).all()
        _check_size(trials, candidates)
        deciders = find(trials, candidates, limits())
        pairs = list(rounding_pairs(trials))
    _store_deciders(session, plan, deciders)
    _store(session, "rounding_pairs", ("grp", "unit_a", "unit_b", "depends_on", "stage", "sentence"), [astuple(pair) for pair in pairs])


def _check_size(trials: Trials, candidates: Sequence[Candidate]) -> None:
    rows = sum(len(candidate.ladder) * trials.sizes[trials.groups[candidate.unit_id]] for candidate in candidates)
    if rows > limits().rows:
        units = len({candidate.unit_id for candidate in candidates})
        raise ProblemsFound([Problem("S030", found=str(units), args={"units": units, "changes": sum(len(c.ladder) for c in candidates)})])


def _store_deciders(session: Session, plan: Plan, deciders: Sequence[Decider]) -> None:
    import polars as pl

    digits, places, rows = plan.criteria.policy.rounding.digits, dict[tuple[str, str], int](), []
    for found in deciders:
        key = (found.candidate.unit_id, found.direction)
        places[key] = places.get(key, 0) + 1
        then, sentence = found.then, decider_sentence(found, digits)
        rows.append((*key, places[key], found.candidate.kind, found.candidate.key, found.by, then.total, then.rank, then.grade, sentence))
    exact = pl.Decimal(28, numbers.GUARD_DIGITS)
    schema: dict[str, Any] = {
        "unit_id": pl.String,
        "direction": pl.String,
        "place": pl.Int32,
        "kind": pl.String,
        "datum": pl.String,
        "change": exact,
        "total_exact": exact,
        "rank": pl.Int64,
        "grade": pl.String,
        "sentence": pl.String,
    }
    session.load("deciders_found", pl.DataFrame(rows, schema=schema, orient="row"))
    session.step("margin_deciders", "select *\nfrom deciders_found\norder by unit_id, direction, place")


def _store(session: Session, name: str, columns: Sequence[str], rows: list[tuple[str, ...]]) -> None:
    import polars as pl

    session.load(f"{name}_found", pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row"))
    session.step(name, f"select *\nfrom {name}_found\norder by {', '.join(columns[:-1])}")
