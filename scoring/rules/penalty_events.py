"""Rule kind ``penalty_events`` (R21, R22)."""

from __future__ import annotations

from decimal import Decimal

from scoring import numbers
from scoring.rules.base import Bound, Row, joined
from scoring.rules.deduct_events import EventAmounts
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming


class PenaltyEvents(EventAmounts):
    """Several kinds of events, each taking its own amount from the total (R21 通报批评, R22 重大扣分项).

    Belongs under ``deductions``. The amount stops at the deduction's cap; without a cap there is no
    limit, and the total may fall below zero unless the policy sets a floor.
    """

    name = "penalty_events"
    code = "R22"
    scheme = "S9 运城2022：重大扣分项不设上限；S22：被通报批评扣3分、1分"

    def points_sql(self, bound: Bound) -> str:
        amount = self.sum_sql(bound)
        return amount if bound.node.uncapped else f"least({bound.full}, {amount})"

    def sentence(self, bound: Bound, row: Row) -> str:
        words = self.terms(bound, row)
        if not words:
            return "没有扣分事项，总分不扣分。"
        cap = f"，以{numbers.plain(row.full)}分为限" if not bound.node.uncapped and row.points == row.full else ""
        return f"{joined(words)}{cap}，从总分中扣{numbers.plain(row.points or 0)}分。"

    def standard(self, bound: Bound, naming: Naming) -> str:
        limit = "不设上限" if bound.node.uncapped else "累计不超过上限"
        return f"{self.standards(bound, naming, '扣')}，从总分中扣除，{limit}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return ZERO, self.most(bound) if bound.node.uncapped else min(full, self.most(bound))
