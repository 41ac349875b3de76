"""The invented units of a criteria file: some in every group."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.criteria.groups import Group
from scoring.samples.marks import PREFIX

CARELESS = 4  # slips of a unit that is late with everything


@dataclass(frozen=True, slots=True)
class Unit:
    """One invented unit.

    Args:
        unit_id: Its id.
        name: Full name.
        short_name: Short name.
        group: Its group.
        order: Place in the group, from 1.
        parent: Id of the unit above, where its group counts for another one; else empty.
        slips: How often it slips, from 0 (hardly ever), so that units differ.
    """

    unit_id: str
    name: str
    short_name: str
    group: str
    order: int
    parent: str
    slips: int


@functools.cache
def _names() -> Mapping[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.safe_load((importlib.resources.files(__package__) / "units.yaml").read_text("utf-8"))
    return found


def sample_units(groups: Sequence[Group]) -> tuple[Unit, ...]:
    """Units of all groups, group by group in the order of the criteria."""
    taken: dict[str, int] = {}
    return tuple(unit for group in groups for unit in _of_group(group, groups, taken))


def _of_group(group: Group, groups: Sequence[Group], taken: dict[str, int]) -> Iterator[Unit]:
    family = _fitting(_names()["families"], group.title)
    above = [other for other in groups if other.members and group.id in other.members.of]
    for i in range(_names()["per_group"]):
        name, short = _named(family, group.title, taken.get(family["name"], 0) + i)
        parent = f"{PREFIX}{above[0].id}-{i + 1}" if above else ""
        yield Unit(f"{PREFIX}{group.id}-{i + 1}", name, short, group.id, i + 1, parent, (i * 3 + 1) % _names()["per_group"])
    taken[family["name"]] = taken.get(family["name"], 0) + _names()["per_group"]


def _fitting(entries: Sequence[Mapping[str, Any]], title: str) -> Mapping[str, Any]:
    return next((entry for entry in entries if any(word in title for word in entry["words"])), {})


def _named(family: Mapping[str, Any], title: str, number: int) -> tuple[str, str]:
    """Full and short name of the so many-th unit of a family, and of what is assessed of it."""
    units = family["units"]
    around = number // len(units)
    words = units[number % len(units)] + (str(around + 1) if around else "")
    name, short = (family[key].format(x=words) for key in ("name", "short"))
    thing = _fitting(_names()["objects"], title)
    return (name.removesuffix(thing["drops"]) + thing["name"], short + thing["name"]) if thing else (name, short)
