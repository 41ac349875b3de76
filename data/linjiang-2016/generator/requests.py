"""Requests, replies, reviews and suits of every unit; sums over all units as published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from generator import published
from generator.form import REFUSALS
from generator.shares import cut, deal, split
from generator.units import Unit

NO_REQUESTS = ("keji", "minwei", "sifa", "linye", "wenhua", "shenji", "guangdian", "tiyu", "lvyou")
# Units with cases that a court or a reviewing authority corrected: (reviews, suits).
CORRECTED = {"chengyang": (1, 0), "guotu": (1, 1), "zhujian": (1, 0), "lingxi": (1, 0)}


def request_figures(units: Sequence[Unit], rng: Random) -> dict[str, dict[str, int]]:
    """All rows of parts 三 to 六 of the form by unit id.

    Every request is closed and replied to within the year, as the published outcomes, which add up to
    the requests received, imply.
    """
    weights = {unit.unit_id: _weight(unit, rng) for unit in units}
    received = split(published.REQUESTS, weights)
    channels = deal(published.REQUEST_CHANNELS, received, rng)
    outcomes = deal(published.OUTCOMES, received, rng)
    result: dict[str, dict[str, int]] = {}
    for unit in units:
        unit_id = unit.unit_id
        result[unit_id] = {
            "requests_received": received[unit_id],
            **channels[unit_id],
            **_closing(received[unit_id], unit, rng),
            "replies_total": received[unit_id],
            **outcomes[unit_id],
            **dict(zip(REFUSALS, cut(outcomes[unit_id]["replies_refused"], len(REFUSALS), rng), strict=True)),
            **_disputes(unit_id, received[unit_id], rng),
            "complaints_total": rng.randint(0, 3) if unit.is_city else 0,
        }
    return result


def _weight(unit: Unit, rng: Random) -> int:
    if unit.unit_id in NO_REQUESTS:
        return 0
    if unit.new_area:
        return 14
    return rng.randint(50, 210) if unit.is_city else rng.randint(3, 48)


def _closing(received: int, unit: Unit, rng: Random) -> Mapping[str, int]:
    """On time or extended; the careless extend up to a third of their cases."""
    share = rng.randint(0, 9) + max(0, 55 - unit.diligence)
    extended = received * share // 100
    return {"requests_closed": received, "requests_closed_on_time": received - extended, "requests_closed_extended": extended}


def _disputes(unit_id: str, received: int, rng: Random) -> Mapping[str, int]:
    """Reviews and suits: upheld, corrected, other and the totals; together a small share of the replies."""
    reviews_corrected, suits_corrected = CORRECTED.get(unit_id, (0, 0))
    figures = {
        "reviews_upheld": rng.randint(0, received // 30),
        "reviews_corrected": reviews_corrected,
        "reviews_other": rng.randint(0, received // 60),
        "litigation_upheld": rng.randint(0, received // 40),
        "litigation_corrected": suits_corrected,
        "litigation_other": rng.randint(0, received // 80),
    }
    totals = {
        f"{kind}_total": sum(number for metric, number in figures.items() if metric.startswith(kind)) for kind in ("reviews", "litigation")
    }
    return figures | totals
