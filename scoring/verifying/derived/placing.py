"""Ranks, ties and grades, unit by unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from scoring.criteria.groups import Grade
from scoring.criteria.model import Criteria
from scoring.criteria.policy import Quota
from scoring.criteria.tiebreaks import tie_breakers

_PLACES = {"down": ROUND_FLOOR, "up": ROUND_CEILING, "half_up": ROUND_HALF_UP}
_LAST = Decimal("Infinity")
Key = tuple[Decimal, ...]


@dataclass(frozen=True)
class Candidate:
    """A unit that may be ranked and graded: the score that does it, what breaks its ties, and the gates that fired."""

    unit_id: str
    group: str
    score: Decimal | None
    is_ranked: bool
    compared: Mapping[str, Decimal | None]
    fired: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Rank inside the group and over all groups, with how many others share it, and the grade; None where there is none."""

    rank: int | None
    overall: int | None
    sharing: int
    grade: str | None


def places(criteria: Criteria, candidates: Sequence[Candidate]) -> dict[str, Place]:
    """The place of every unit.

    Args:
        criteria: The criteria.
        candidates: Every unit with totals.
    """
    keys = {unit.unit_id: _key(criteria, unit) for unit in candidates if unit.is_ranked and unit.score is not None}
    overall = _ranks(keys, dense=criteria.policy.ties == "dense") if criteria.policy.overall else {}
    found: dict[str, Place] = {}
    for group in criteria.groups:
        members = [unit for unit in candidates if unit.group == group.id]
        own = {unit.unit_id: keys[unit.unit_id] for unit in members if unit.unit_id in keys}
        ranks = _ranks(own, dense=criteria.policy.ties == "dense")
        grades = _grades(criteria, group.grades, members, own)
        for unit in members:
            sharing = sum(key == own.get(unit.unit_id) for key in own.values()) - 1 if unit.unit_id in own else 0
            found[unit.unit_id] = Place(ranks.get(unit.unit_id), overall.get(unit.unit_id), sharing, grades[unit.unit_id])
    return found


def _key(criteria: Criteria, unit: Candidate) -> Key:
    """What units are ordered by, the first the smallest; without points, a tie-breaker comes last."""
    directions = [("", criteria.policy.best), *tie_breakers(criteria)]
    values = [unit.score, *(unit.compared.get(by) for by, _ in directions[1:])]
    signed = (
        None if value is None else -value if best == "highest" else value for value, (_, best) in zip(values, directions, strict=True)
    )
    return tuple(_LAST if value is None else value for value in signed)


def _ranks(keys: Mapping[str, Key], *, dense: bool) -> dict[str, int]:
    ordered = sorted(set(keys.values())) if dense else sorted(keys.values())
    first: dict[Key, int] = {}
    for place, key in enumerate(ordered, 1):
        first.setdefault(key, place)
    return {unit: first[key] for unit, key in keys.items()}


def _grades(criteria: Criteria, table: Sequence[Grade], members: Sequence[Candidate], keys: Mapping[str, Key]) -> dict[str, str | None]:
    positions = {unit.unit_id: _position(criteria, table, unit) for unit in members}
    for number, grade in enumerate(table):
        if grade.at_most is not None:
            holders = {unit: key for unit, key in keys.items() if positions[unit] == number}
            for unit in _beyond(criteria.policy.quota or Quota("down", "keep_out"), grade.at_most * len(keys), holders):
                positions[unit] = number + 1
    return {unit.unit_id: _own_grade(criteria, unit) or _named(table, positions[unit.unit_id]) for unit in members}


def _position(criteria: Criteria, table: Sequence[Grade], unit: Candidate) -> int | None:
    """Place of the grade in its table, no better than the ceilings of gates."""
    score = unit.score
    if score is None or not table:
        return None
    inside = [number for number, grade in enumerate(table) if score >= grade.lower]
    position = min(inside, default=len(table) - 1) if criteria.policy.best == "highest" else max(inside, default=0)
    names = [grade.grade for grade in table]
    return max([position, *(names.index(gate.ceiling) for gate in criteria.gates if gate.id in unit.fired and gate.ceiling in names)])


def _own_grade(criteria: Criteria, unit: Candidate) -> str | None:
    return next((gate.grade for gate in criteria.gates if gate.id in unit.fired and gate.grade), None)


def _named(table: Sequence[Grade], position: int | None) -> str | None:
    return None if position is None or position >= len(table) else table[position].grade


def _beyond(quota: Quota, share: Decimal, holders: Mapping[str, Key]) -> Iterable[str]:
    """Units beyond the places that a grade has."""
    allowed = int(share.to_integral_value(_PLACES[quota.rounding]))
    for unit, key in holders.items():
        better, same = sum(other < key for other in holders.values()), sum(other == key for other in holders.values())
        if better + (same if quota.ties == "keep_out" else 1) > allowed:
            yield unit
