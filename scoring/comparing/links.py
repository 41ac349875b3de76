"""Which units of the new run continue which of the old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.comparing.crosswalk import Crosswalk
from scoring.results.comparison.model import Change

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of one run."""

    unit_id: str
    name: str
    short_name: str
    ord: int
    grp: str
    status: str = "assessed"


@dataclass(frozen=True, slots=True)
class Link:
    """An old unit and the new one that continues it, which continues ``parts`` old ones; ``heirs`` new ones continue the old one."""

    old_id: str
    new_id: str
    weight: Decimal
    parts: int
    heirs: int


def unit_links(crosswalk: Crosswalk, old: Mapping[str, Unit], new: Mapping[str, Unit]) -> tuple[Link, ...]:
    """The links, in the order of the crosswalk and then of the new run.

    A unit that both runs have continues itself, unless rows of the crosswalk say what became of it: where 甲 went into 乙, one
    row does, and 乙 continues both.
    """
    pairs = {(row.old_id, row.new_id): row.weight for row in crosswalk.of("unit")}
    told = {old_id for old_id, _ in pairs}
    for unit in new:
        if unit in old and unit not in told:
            pairs[unit, unit] = Decimal(1)
    parts: dict[str, int] = {}
    heirs: dict[str, int] = {}
    for old_id, new_id in pairs:
        parts[new_id], heirs[old_id] = parts.get(new_id, 0) + 1, heirs.get(old_id, 0) + 1
    return tuple(Link(old_id, new_id, weight, parts[new_id], heirs[old_id]) for (old_id, new_id), weight in pairs.items())


@dataclass(frozen=True, slots=True)
class Kind:
    """How one unit continues; ``same_group`` tells whether its ranks can be held against each other."""

    unit: Unit
    change: Change
    predecessors: str
    same_group: bool
    place: int


def unit_kinds(
    links: Sequence[Link], old: Mapping[str, Unit], new: Mapping[str, Unit], groups: Mapping[str, str], order: Sequence[str]
) -> list[Kind]:
    """One per unit of the new run, then one per unit of the old run that nothing continues.

    Args:
        links: The links.
        old: Units of the old run.
        new: Units of the new run.
        groups: New id of every group of the old run that has another one.
        order: Groups of the new run in order.
    """
    behind: dict[str, list[Link]] = {}
    for link in links:
        behind.setdefault(link.new_id, []).append(link)
    places = {group: place for place, group in enumerate(order)}
    kinds = [_kind(unit, behind.get(unit.unit_id, []), old, groups, places) for unit in new.values()]
    continued = {link.old_id for link in links}
    gone = [unit for unit in old.values() if unit.unit_id not in continued]
    return kinds + [Kind(unit, "left", "", same_group=False, place=len(order) + 1) for unit in gone]


def _kind(unit: Unit, links: Sequence[Link], old: Mapping[str, Unit], groups: Mapping[str, str], places: Mapping[str, int]) -> Kind:
    own = [old[link.old_id] for link in links]
    names = "、".join(before.name for before in own) if _change(unit, links, own) != "same" else ""
    same = len(own) == 1 and groups.get(own[0].grp, own[0].grp) == unit.grp
    return Kind(unit, _change(unit, links, own), names, same, places.get(unit.grp, len(places)))


def _change(unit: Unit, links: Sequence[Link], own: Sequence[Unit]) -> Change:
    if not links:
        return "joined"
    shared = any(link.heirs >= _SEVERAL for link in links)
    if len(links) >= _SEVERAL:
        return "regrouped" if shared else "merged"
    if shared:
        return "split"
    return "same" if own[0].unit_id == unit.unit_id and own[0].name == unit.name else "renamed"
