"""Sentences about what would move a unit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from scoring import numbers
from scoring.deciding.model import Decider, Standing

_EPOCH = dt.date(1970, 1, 1)


def decider_sentence(decider: Decider, digits: int) -> str:
    """The change and what follows from it.

    Args:
        decider: The change.
        digits: Decimals of a printed total.
    """
    return f"{_cause(decider)}，{_total(decider, digits)}，{_effect(decider.now, decider.then)}。"


def _cause(decider: Decider) -> str:
    candidate, by = decider.candidate, decider.by
    if candidate.kind == "finding":
        return f"如不认定{candidate.what}" if by < 0 else f"如另认定{candidate.what}"
    before = candidate.current or Decimal(0)
    old, new = _shown(decider, before), _shown(decider, before + by)
    return f"如{candidate.what}由{old}改为{new}{candidate.uom}"


def _shown(decider: Decider, value: Decimal) -> str:
    if decider.candidate.kind == "date":
        return (_EPOCH + dt.timedelta(days=int(value))).isoformat()
    return numbers.plain(value)


def _total(decider: Decider, digits: int) -> str:
    before, after = decider.now.printed, decider.then.printed
    if before is None or after is None:
        return "不再计总分"
    if before == after:
        return f"总分仍为{numbers.fixed(before, digits)}"
    return f"总分由{numbers.fixed(before, digits)}变为{numbers.fixed(after, digits)}"


def _effect(now: Standing, then: Standing) -> str:
    """What becomes of rank and grade; what stays is not said."""
    said = []
    if now.rank != then.rank:
        said.append("不再参加排名" if then.rank is None else f"由第{now.rank}名变为第{then.rank}名")
    if now.grade != then.grade:
        said.append(f"等次由{now.grade or '无'}变为{then.grade or '无'}")
    return "，".join(said)
