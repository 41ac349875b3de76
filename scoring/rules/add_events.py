"""Rule kind ``add_events`` (R14, R20)."""

from __future__ import annotations

from decimal import Decimal

from scoring import numbers
from scoring.rules.base import Bound, Row, joined
from scoring.rules.deduct_events import EventAmounts
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming


class AddEvents(EventAmounts):
    """Several kinds of events, each adding its own amount, up to the full points (R14, R20 加分).

    The full points of a bonus are its cap.
    """

    name = "add_events"
    code = "R20"
    scheme = "S22 乡镇街道信息公开细则：市级通报表扬加3分、办公室通报表扬加1分"

    def points_sql(self, bound: Bound) -> str:
        return f"least({bound.full}, {self.sum_sql(bound)})"

    def sentence(self, bound: Bound, row: Row) -> str:
        words = self.terms(bound, row)
        if not words:
            return "没有加分事项，加0分。"
        cap = f"，以{numbers.plain(row.full)}分为限" if row.points == row.full else ""
        return f"{joined(words)}{cap}，加{numbers.plain(row.points)}分。"

    def standard(self, bound: Bound, naming: Naming) -> str:
        return f"{self.standards(bound, naming, '加')}，累计不超过上限"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return ZERO, min(full, self.most(bound))
