"""Which unit a user means by an id or a name."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.problems import Problem, ProblemsFound
from scoring.problems.nearest import nearest


def unit_of(units: Iterable[tuple[str, str, str]], wanted: str, where: str) -> str:
    """The id of the unit that is meant.

    Args:
        units: Id, name and short name of every unit, in order.
        wanted: Id, name or short name.
        where: The run, for the problem.

    Returns:
        The id of the first unit so called. Raises ProblemsFound A008 with the nearest name.
    """
    known: list[str] = []
    for unit_id, name, short_name in units:
        if wanted in {unit_id, name, short_name}:
            return unit_id
        known += [word for word in (short_name, unit_id, name) if word]
    raise ProblemsFound([Problem("A008", where, found=wanted, args={"nearest": nearest(wanted, known)})])
