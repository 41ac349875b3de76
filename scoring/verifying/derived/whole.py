"""Every unit's scores, rank and grade, derived from the points of its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.criteria.groups import Members
from scoring.criteria.membership import members_first
from scoring.criteria.model import Criteria
from scoring.verifying.derived.placing import Candidate, Place, places
from scoring.verifying.derived.stored import Stored, Unit
from scoring.verifying.derived.totals import Terms, holds, unit_terms
from scoring.verifying.derived.tree import Tree


@dataclass(frozen=True)
class UnitScore:
    """One unit: points by block and indicator, terms, exact and printed total, place, and further numbers that remarks may name."""

    unit: Unit
    points: Mapping[str, Decimal | None]
    terms: Terms
    exact: Decimal | None
    printed: Decimal | None
    place: Place
    remarked: frozenset[Decimal]


@dataclass(frozen=True)
class Derived:
    """All units by id, and what they were derived from; units that are exempt have no score."""

    stored: Stored
    scores: Mapping[str, UnitScore]


def derive_scores(stored: Stored) -> Derived:
    """Derive every unit.

    Args:
        stored: Criteria, units and points of indicators.
    """
    criteria = stored.criteria
    rounding = criteria.policy.rounding
    trees: dict[str, Tree] = {}
    terms: dict[str, Terms] = {}
    for unit in stored.units:
        if unit.points:
            trees[unit.unit_id] = Tree(unit, rounding.carry)
            terms[unit.unit_id] = unit_terms(criteria, unit, trees[unit.unit_id], screened=_without_total(stored, unit))
    exact = _combined(stored, {unit: found.total for unit, found in terms.items()})
    printed = {unit: None if value is None else numbers.rounded(value, rounding.digits, rounding.mode) for unit, value in exact.items()}
    on = printed if criteria.policy.rank_on == "printed" else exact
    units = {unit.unit_id: unit for unit in stored.units if unit.unit_id in terms}
    remarked = {key: frozenset(_remarked(stored, unit, terms[key], (trees[key], exact))) for key, unit in units.items()}
    candidates = [_candidate(stored, unit, on[unit.unit_id], (trees[unit.unit_id], terms[unit.unit_id])) for unit in units.values()]
    placed = places(criteria, candidates)
    scores = {
        key: UnitScore(unit, trees[key].points | _extras(criteria, unit), terms[key], exact[key], printed[key], placed[key], remarked[key])
        for key, unit in units.items()
    }
    return Derived(stored, scores)


def _without_total(stored: Stored, unit: Unit) -> bool:
    screening = stored.criteria.policy.screening
    return screening is not None and screening.then == "no_total" and unit.unit_id in stored.screened


def _extras(criteria: Criteria, unit: Unit) -> dict[str, Decimal | None]:
    """Points of bonuses and deductions, which stand beside the tree."""
    return {node.id: unit.points.get(node.id) for node in criteria.scored()[len(criteria.leaves()) :]}


def _candidate(stored: Stored, unit: Unit, score: Decimal | None, found: tuple[Tree, Terms]) -> Candidate:
    criteria, (tree, terms) = stored.criteria, found
    out = any(gate.id in unit.fired and (gate.stop or not gate.ranked) for gate in criteria.gates)
    is_ranked = unit.status == "assessed" and not out and unit.unit_id not in stored.screened
    compared = {**tree.points, **_extras(criteria, unit), "base": terms.base, "bonus": terms.bonus, "penalty": terms.penalty}
    for bonus in criteria.bonuses:
        base = terms.base if not bonus.component else tree.points.get(f"{bonus.component}_") or Decimal(0)
        if bonus.gate is not None and not holds(bonus.gate, {"base": Fraction(base)}):
            compared[bonus.node.id] = Decimal(0)
    return Candidate(unit.unit_id, unit.group, score, is_ranked, compared, unit.fired)


def _remarked(stored: Stored, unit: Unit, terms: Terms, found: tuple[Tree, Mapping[str, Decimal | None]]) -> Iterator[Decimal]:
    """Numbers of a unit that a remark may name besides its scores: what applies of its parts, and what it is made of."""
    (tree, exact), rounding = found, stored.criteria.policy.rounding
    yield from (tree.applicable[node.id] for node in stored.criteria.components() if node.id in tree.applicable)
    rule = next((group.members for group in stored.criteria.groups if group.id == unit.group), None)
    if rule is None or terms.total is None:
        return
    members = _counted(rule, _of_members(stored, rule, unit.unit_id, exact))
    yield from (terms.total, Decimal(len(members)), rule.share * 100, (1 - rule.share) * 100)
    if members:
        yield numbers.rounded(_below(rule, members), rounding.digits)


def _combined(stored: Stored, totals: dict[str, Decimal | None]) -> dict[str, Decimal | None]:
    """Totals of units that are made of others, from the bottom."""
    rounding = stored.criteria.policy.rounding
    for group in members_first(stored.criteria.groups):
        if group.members is None:
            continue
        for unit in (unit.unit_id for unit in stored.units if unit.group == group.id and unit.unit_id in totals):
            totals[unit] = _made_of(group.members, totals[unit], _of_members(stored, group.members, unit, totals), rounding.carry)
    return totals


def _of_members(stored: Stored, rule: Members, unit: str, totals: Mapping[str, Decimal | None]) -> list[Decimal | None]:
    """The totals of a unit's members, exact or printed as the criteria say."""
    rounding = stored.criteria.policy.rounding
    found = [totals.get(member) for member in stored.members.get(unit, ())]
    if rule.on == "exact":
        return found
    return [None if value is None else numbers.rounded(value, rounding.digits, rounding.mode) for value in found]


def _counted(rule: Members, members: Sequence[Decimal | None]) -> list[Fraction]:
    return [Fraction(value or 0) for value in members if value is not None or rule.missing == "zero"]


def _below(rule: Members, counted: Sequence[Fraction]) -> Fraction:
    return sum(counted, Fraction(0)) / (len(counted) if rule.combine == "mean" else 1)


def _made_of(rule: Members, own: Decimal | None, members: Sequence[Decimal | None], carry: int) -> Decimal | None:
    counted = _counted(rule, members)
    if own is None:
        return None
    if not counted:
        return own if rule.alone == "own" else None
    return numbers.snapped((1 - Fraction(rule.share)) * Fraction(own) + Fraction(rule.share) * _below(rule, counted), carry)
