"""Units made of other units, as documents and explanations say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, literal, sql_file


@dataclass(frozen=True)
class Membership:
    """What of a unit's total is its own and what comes from the units below.

    Args:
        own: Its own total, exact.
        share: Share of the units below.
        combine: ``mean`` or ``sum`` of their totals.
        below: Mean or sum of what counts, None where nothing does.
        members: Unit id, name, total (None without one) and what counts of it, in unit order.
    """

    own: Decimal
    share: Decimal
    combine: str
    below: Fraction | None
    members: tuple[tuple[str, str, Decimal | None, Decimal | None], ...]

    def words(self, digits: int) -> str:
        """The terms: 本级86.2×50%＋下级单位（3个）平均88.40×50%; the mean with the digits of totals."""
        own = f"本级{numbers.plain(self.own)}"
        if self.below is None:
            return f"{own}（没有下级单位计分）"
        counted = sum(points is not None for _, _, _, points in self.members)
        word = "平均" if self.combine == "mean" else "合计"
        below = numbers.fixed(numbers.rounded(self.below, digits), digits)
        return f"{own}×{_percent(1 - self.share)}＋下级单位（{counted}个）{word}{below}×{_percent(self.share)}"


def _percent(share: Decimal) -> str:
    return f"{numbers.plain(share * 100)}%"


def memberships(session: Session, settings: Mapping[str, Any], unit: str | None = None) -> dict[str, Membership]:
    """Every scored unit that is made of others, or one of them, by unit id."""
    rules = {group["id"]: group["members"] for group in settings["groups"] if group.get("members")}
    if not rules:
        return {}
    only = "" if unit is None else f" and unit_id = {literal(unit)}"
    rows: dict[str, list[tuple[str, str, Decimal | None, Decimal | None]]] = {}
    for owner, member, name, total, counted in session.rows(
        sql_file(__package__, "counted_members.sql").format(only=only.replace("unit_id", "m.unit_id"))
    ):
        rows.setdefault(owner, []).append((member, name, total, counted))
    owned = session.rows(
        f"select unit_id, grp, total_exact from totals where component = 'own' and total_exact is not null{only} order by unit_id"
    )
    return {owner: _membership(own, rules[grp], rows.get(owner, [])) for owner, grp, own in owned}


def _membership(own: Decimal, rule: Mapping[str, Any], rows: list[tuple[str, str, Decimal | None, Decimal | None]]) -> Membership:
    counted = [points for _, _, _, points in rows if points is not None]
    below = Fraction(sum(counted, Decimal(0))) / (len(counted) if rule["combine"] == "mean" else 1) if counted else None
    return Membership(own, Decimal(rule["share"]), rule["combine"], below, tuple(rows))
