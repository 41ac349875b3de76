"""Figures whose sums hold: table 3, table 4, table 2 and the flat form, drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from tests.corpus.generator.cells import Printed, change, plain, wan_yuan, yuan
from tests.corpus.generator.statutory import DISCLOSURE, DISPUTES, FLAT, PARTS, REQUESTS

Place = tuple[str, str]
"""(metric, part): where a figure stands."""


def request_numbers(form: str, random: Random, *, dense: bool) -> dict[Place, int]:
    """Table 3 with its three sums: over applicants, over outcomes, received against dealt with."""
    numbers: dict[Place, int] = {}
    results = [line.metric for line in REQUESTS[form] if line.groups and line.metric != "results_total"]
    for part in PARTS[:-1]:
        column = {metric: _count(random, dense=dense) for metric in results}
        column["results_total"] = sum(column.values())
        column["requests_carried_out"] = random.randint(0, 3) if dense or part == "natural_person" else 0
        closing = column["results_total"] + column["requests_carried_out"]
        column["requests_carried_in"] = random.randint(0, min(closing, 4))
        column["requests_new"] = closing - column["requests_carried_in"]
        numbers |= {(metric, part): number for metric, number in column.items()}
    for line in REQUESTS[form]:
        numbers[line.metric, "total"] = sum(numbers[line.metric, part] for part in PARTS[:-1])
    return numbers


def _count(random: Random, *, dense: bool) -> int:
    """Many zeros as in real tables, or a different number in every cell."""
    if dense:
        return random.randint(11, 99)
    return random.choice([0, 0, 0, 0, 0, 1, 2, random.randint(3, 40)])


def dispute_numbers(random: Random, *, dense: bool) -> dict[Place, int]:
    """Table 4 with its three sums."""
    numbers: dict[Place, int] = {}
    for start in range(0, len(DISPUTES), 5):
        four = [random.randint(1, 19) if dense else random.choice([0, 0, 1, 2]) for _ in range(4)]
        numbers |= {(metric, "total"): number for metric, number in zip(DISPUTES[start : start + 5], [*four, sum(four)], strict=True)}
    return numbers


def disclosure_cells(form: str, random: Random, dress: Callable[[int], Printed]) -> dict[Place, Printed]:
    """Table 2: what was disclosed, decided and charged."""
    return _table_2019(random, dress) if form == "2019" else _table_2021(random, dress)


def _table_2019(random: Random, dress: Callable[[int], Printed]) -> dict[Place, Printed]:
    cells: dict[Place, Printed] = {}
    for block in DISCLOSURE["2019"]:
        for _, metrics in block.rows:
            first = random.randint(10, 60)
            for metric in metrics:
                if metric.endswith("_change"):
                    cells[metric, "total"] = change(random.choice([0, 3, -2, 12, -5]), random)
                elif metric == "procurement_amount":
                    cells[metric, "total"] = yuan(random.randint(20, 900) * 1000, random)
                elif metric.endswith("_public_total"):
                    cells[metric, "total"] = dress(first + random.randint(70, 300))
                else:
                    cells[metric, "total"] = dress(first + random.randint(0, 9))
    return cells


def _table_2021(random: Random, dress: Callable[[int], Printed]) -> dict[Place, Printed]:
    metrics = [metric for block in DISCLOSURE["2021"] for _, row in block.rows for metric in row]
    cells = {(metric, "total"): dress(random.choice([0, 1, 7, 23, 158, 1204])) for metric in metrics}
    cells["charges_amount_wan_yuan", "total"] = wan_yuan(Decimal(random.choice([0, 12, 350, 12345])) / 100, random)
    return cells


def flat_numbers(random: Random) -> dict[Place, Decimal]:
    """The flat form of 2014 with all its sums."""
    numbers = {line.metric: Decimal(random.randint(2, 60)) for line in FLAT if line.metric}
    channels = ("gazette", "website", "weibo", "wechat", "other")
    numbers["proactive_disclosed_total"] = sum((numbers[f"disclosed_via_{c}"] for c in channels), Decimal(0))
    numbers["normative_docs_disclosed"] = min(numbers["normative_docs_issued"], numbers["proactive_disclosed_total"])
    for whole, part in (
        ("press_conferences_held", "press_conferences_by_principal"),
        ("online_interviews", "online_interviews_by_principal"),
    ):
        numbers[part] = min(numbers[part], numbers[whole])
    _sums_of_requests(numbers, random)
    for name in ("reviews", "litigation"):
        parts = {f"{name}_{way}": Decimal(random.randint(0, 2)) for way in ("upheld", "corrected", "other")}
        numbers |= parts | {f"{name}_total": sum(parts.values(), Decimal(0))}
    numbers["staff_total"] = numbers["staff_full_time"] + numbers["staff_part_time"]
    numbers["fees_collected_wan_yuan"] = Decimal(0)
    numbers["special_funds_wan_yuan"] = Decimal(random.randint(10, 999)) / 10
    return {(metric, "total"): number for metric, number in numbers.items()}


def _sums_of_requests(numbers: dict[str, Decimal], random: Random) -> None:
    refused = ("state_secret", "trade_secret", "privacy", "three_securities_one_stability", "not_government_information", "other_statutory")
    for reason in refused:
        numbers[f"refused_{reason}"] = Decimal(random.randint(0, 3))
    numbers["replies_refused"] = sum((numbers[f"refused_{reason}"] for reason in refused), Decimal(0))
    ways = (
        "already_public",
        "granted",
        "partially_granted",
        "refused",
        "not_this_authority",
        "nonexistent",
        "amend_requested",
        "other_channel",
    )
    numbers["replies_total"] = sum((numbers[f"replies_{way}"] for way in ways), Decimal(0))
    numbers["requests_closed"] = numbers["replies_total"]
    numbers["requests_closed_extended"] = Decimal(1)
    numbers["requests_closed_on_time"] = numbers["requests_closed"] - 1
    numbers["requests_received"] = numbers["requests_closed"] + 1
    for way in ("in_person", "fax", "letter"):
        numbers[f"requests_{way}"] = Decimal(random.randint(0, 3))
    numbers["requests_online"] = numbers["requests_received"] - sum(numbers[f"requests_{w}"] for w in ("in_person", "fax", "letter"))


def printed(numbers: Mapping[Place, int | Decimal]) -> dict[Place, Printed]:
    """All figures in plain digits."""
    return {place: plain(number) for place, number in numbers.items()}
