"""One sentence per unit in ordinary words."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.results.robustness.analysis import GroupAnalysis
from scoring.results.robustness.asked import Asked

_MOST_NAMED = 3  # units by name; more are counted


def unit_sentence(group: GroupAnalysis, place: int, asked: Asked, driver: str, titles: Mapping[str, str]) -> str:
    """What the draws say of a unit: its ranks, the weight that moves it most, and who is not told apart from it.

    Args:
        group: The analysed group.
        place: Place of the unit.
        asked: What was asked.
        driver: Id of the weight that moves its rank most, empty for none.
        titles: Titles of nodes and units.
    """
    spread = group.spreads[asked.distributions[0]][place]
    head = f"在{asked.range_words()}的{asked.draws}次模拟中"
    if spread.best == spread.worst:
        return f"{head}，名次始终为第{spread.low}位。"
    if spread.low == spread.high:
        ranks = f"九成以上为第{spread.low}位，最好第{spread.best}位，最差第{spread.worst}位"
    else:
        ranks = (
            f"名次为第{spread.low}—{spread.high}位（九成的模拟），中位第{spread.median}位，最好第{spread.best}位，最差第{spread.worst}位"
        )
    moved = f"；对名次影响最大的是“{titles.get(driver, driver)}”的权重" if driver else ""
    return f"{head}，{ranks}{moved}{_together(group, place, titles)}。"


def _together(group: GroupAnalysis, place: int, titles: Mapping[str, str]) -> str:
    order = group.order.tolist()
    here = order.index(place)
    others = sorted({other for begin, end in group.runs if begin <= here <= end for other in range(begin, end + 1)} - {here})
    if not others:
        return ""
    names = [titles.get(f"unit.{group.field.units[order[other]]}", group.field.units[order[other]]) for other in others]
    told = "、".join(names[:_MOST_NAMED]) + (f"等{len(names)}个单位" if len(names) > _MOST_NAMED else "")
    return f"；与{told}难分先后"
