"""The true figures of every unit: exact shares of the published totals, the rest drawn in bounds.

True means without the planted mistakes, which planted.py adds to what is printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from generator import published
from generator.conduct import conduct_figures
from generator.requests import request_figures
from generator.shares import split
from generator.units import Unit

Number = int | Decimal

NO_GAZETTE = ("yunyan", "lanshan")
NO_NEW_MEDIA = ("minwei", "guozi", "shenji", "linye")


@dataclass(frozen=True)
class Figures:
    """The figures of one unit.

    Args:
        values: Number by metric code of the 2014 form.
        disclosed_before: Items disclosed in 2015, stated in the prose only.
        parts: Further figures by metric code that only the prose gives (splits by level).
    """

    values: Mapping[str, Number]
    disclosed_before: int
    parts: Mapping[str, int]


def true_figures(units: Sequence[Unit], rng: Random) -> dict[str, Figures]:
    """Figures by unit id; over all units they add up to the published totals."""
    disclosed = _disclosed(units, rng)
    before = _before({unit.unit_id: disclosed[unit.unit_id]["proactive_disclosed_total"] for unit in units}, rng)
    requests = request_figures(units, rng)
    result: dict[str, Figures] = {}
    for unit in units:
        values: dict[str, Number] = {**disclosed[unit.unit_id], **requests[unit.unit_id]}
        values |= conduct_figures(unit, values, rng)
        result[unit.unit_id] = Figures(values, before[unit.unit_id], _parts(unit, values, rng))
    return result


def _disclosed(units: Sequence[Unit], rng: Random) -> dict[str, dict[str, int]]:
    """Items per channel and in total; the total is the sum of the channels, as in the published circular."""
    result: dict[str, dict[str, int]] = {unit.unit_id: {} for unit in units}
    sizes = {unit.unit_id: _size(unit, rng) for unit in units}
    for channel, total in published.CHANNELS.items():
        weights = {unit.unit_id: _weight(unit, channel, sizes[unit.unit_id], rng) for unit in units}
        for unit_id, items in split(total, weights).items():
            result[unit_id][channel] = items
    for channels in result.values():
        channels["proactive_disclosed_total"] = sum(channels.values())
    return result


def _size(unit: Unit, rng: Random) -> int:
    if unit.new_area:
        return 26
    return rng.randint(55, 165) if unit.is_city else rng.randint(4, 26)


def _weight(unit: Unit, channel: str, size: int, rng: Random) -> int:
    """Weight of a unit in a channel: departments live on their websites, cities also on paper and air."""
    if channel == "disclosed_via_gazette":
        return size * rng.randint(60, 140) if unit.is_city and unit.unit_id not in NO_GAZETTE else 0
    if channel in ("disclosed_via_weibo", "disclosed_via_wechat"):
        return 0 if unit.unit_id in NO_NEW_MEDIA else size * rng.randint(20, 180)
    if channel == "disclosed_via_other":
        return size * (rng.randint(70, 150) if unit.is_city else rng.randint(5, 55))
    return size * (rng.randint(60, 140) if unit.is_city else rng.randint(90, 190))


def _before(disclosed: Mapping[str, int], rng: Random) -> dict[str, int]:
    """Last year's items; they add up to the base of the published growth."""
    weights = {unit_id: items * 10_000 // (10_000 + rng.randint(-700, 2600)) for unit_id, items in disclosed.items()}
    return split(published.DISCLOSED_BEFORE, weights)


def _parts(unit: Unit, values: Mapping[str, Number], rng: Random) -> dict[str, int]:
    """Reading points and staff of a city by level of government."""
    if not unit.is_city:
        return {}
    points, staff = int(values["reading_points"]), int(values["staff_total"])
    point_weights = {
        "reading_points_bureaus": rng.randint(10, 16),
        "reading_points_county": rng.randint(6, 12),
        "reading_points_township": rng.randint(60, 80),
    }
    staff_weights = {"staff_departments": rng.randint(30, 50), "staff_townships": rng.randint(50, 90)}
    return {
        "reading_points_city_gov": 1,
        **split(points - 1, point_weights),
        "staff_county_government": (own := rng.randint(3, 9)),
        **split(staff - own, staff_weights),
    }
