"""The rows of the form that no published total binds: documents, answers, staff, money, meetings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from generator.units import Unit

Number = int | Decimal
NO_DOCUMENTS = ("shenji", "tiyu", "lvyou")
NO_HOT_TOPICS = ("shenji", "dishui")
NO_AGENCY = ("lanshan", "tiyu", "guangdian", "linye")
NO_FULL_TIME = ("linye", "wenhua", "tiyu", "guozi", "zhijian", "minwei")
NO_TRAINING = ("tiyu", "guozi", "linye")
FEES = {"chengyang": Decimal("1.25"), "guotu": Decimal("0.36"), "fenglan": Decimal("0.8")}


def conduct_figures(unit: Unit, values: Mapping[str, Number], rng: Random) -> dict[str, Number]:
    """Parts of the form about documents, interpretation, money, staff and training of one unit."""
    return {
        **_documents(unit, int(values["proactive_disclosed_total"]), rng),
        **_answers(unit, rng),
        "fees_collected_wan_yuan": FEES.get(unit.unit_id, 0),
        **_staff(unit, rng),
        **_training(unit, rng),
    }


def _documents(unit: Unit, disclosed: int, rng: Random) -> dict[str, Number]:
    issued = 0 if unit.unit_id in NO_DOCUMENTS else rng.randint(70, 380) if unit.is_city else rng.randint(6, 42)
    kept = issued * rng.randint(0, max(0, 105 - unit.diligence)) // 160
    return {
        "normative_docs_issued": issued,
        "normative_docs_disclosed": min(issued - kept, disclosed),
        "policy_interpretations_published": issued * rng.randint(unit.diligence // 2, unit.diligence + 45) // 100 + rng.randint(0, 4),
    }


def _answers(unit: Unit, rng: Random) -> dict[str, Number]:
    scale = 6 if unit.is_city and not unit.new_area else 1
    conferences, interviews = rng.randint(1, 6) * scale, rng.randint(0, 9) * (2 if scale > 1 else 1)
    topics = 0 if unit.unit_id in NO_HOT_TOPICS else rng.randint(2, 9) * scale
    return {
        "hot_topics_answered": topics,
        "press_conferences_held": conferences,
        "press_conferences_by_principal": conferences * rng.randint(unit.diligence // 4, unit.diligence * 3 // 4) // 100,
        "online_interviews": interviews,
        "online_interviews_by_principal": interviews * rng.randint(0, 60) // 100,
        "answered_via_weibo_wechat": topics * rng.randint(20, 60) // 100,
        "answered_via_other": topics * rng.randint(10, 40) // 100,
    }


def _staff(unit: Unit, rng: Random) -> dict[str, Number]:
    large = unit.is_city and not unit.new_area
    full_time = 0 if unit.unit_id in NO_FULL_TIME else rng.randint(38, 120) if large else rng.randint(1, 4)
    part_time = rng.randint(90, 320) if large else rng.randint(12, 20) if unit.new_area else rng.randint(2, 11)
    return {
        "agencies": 0 if unit.unit_id in NO_AGENCY else rng.randint(9, 48) if large else 1,
        "reading_points": rng.randint(120, 620) if large else 18 if unit.new_area else rng.randint(1, 2),
        "staff_total": full_time + part_time,
        "staff_full_time": full_time,
        "staff_part_time": part_time,
        "special_funds_wan_yuan": _money(rng.randint(1800, 16500) if large else rng.randint(0, 1900)),
    }


def _training(unit: Unit, rng: Random) -> dict[str, Number]:
    large = unit.is_city and not unit.new_area
    sessions = 0 if unit.unit_id in NO_TRAINING else rng.randint(8, 46) if large else rng.randint(1, 4)
    return {
        "meetings": rng.randint(12, 70) if large else rng.randint(1, 6),
        "training_sessions": sessions,
        "training_attendees": sessions * (rng.randint(12, 45) if large else rng.randint(4, 40)),
    }


def _money(hundredths: int) -> Decimal:
    """An amount in 万元, as people write it: no zeros at the end."""
    amount = Decimal(hundredths).scaleb(-2).normalize()
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
