"""The slow oracle of ranking: tie-breakers, best lowest, groups without grades, overall ranks, pairs that hang on the policy."""

from __future__ import annotations

from decimal import Decimal
from functools import cmp_to_key
from itertools import pairwise
from typing import Any

from tests.oracle.formulas import to_digits

Result = dict[str, Any]
PARTS = ("base", "bonus", "penalty")


class Order:
    """How one criteria file orders units: written from the words of the README, comparison by comparison."""

    def __init__(self, criteria: dict[str, Any]) -> None:
        self.rounding = criteria["policy"]["rounding"]
        self.ranking = criteria["policy"]["ranking"]
        self.lowest = self.ranking.get("best", "highest") == "lowest"
        taken = {"penalty", *(item["id"] for item in criteria.get("deductions") or [])}
        self.breakers = []
        for written in self.ranking.get("break_ties") or []:
            breaker = written if isinstance(written, dict) else {"by": written}
            natural = self.lowest != (breaker["by"] in taken)
            lowest = breaker["best"] == "lowest" if "best" in breaker else natural
            self.breakers.append((breaker["by"], lowest))
        self.gates = {item["id"]: item["gate"] for item in criteria.get("bonus") or [] if "gate" in item}

    def amount(self, result: Result, by: str) -> Decimal | None:
        """What a tie-breaker compares: points that counted, None where there are none."""
        if by in PARTS:
            return Decimal(result[by])
        if result.get("closed", {}).get(by):
            return Decimal(0)
        found = result["points"].get(by)
        return None if found is None else Decimal(found)

    @staticmethod
    def compare(a: Decimal | None, b: Decimal | None, *, lowest: bool) -> int:
        """-1 where a goes first, 1 where b does, 0 where they are equal; what is not there goes last."""
        if a == b:
            return 0
        if a is None or b is None:
            return 1 if a is None else -1
        return -1 if (a < b) == lowest else 1

    def decided(self, a: Result, b: Result) -> tuple[int, str | None]:
        """The first tie-breaker that tells two units apart."""
        for by, lowest in self.breakers:
            order = self.compare(self.amount(a, by), self.amount(b, by), lowest=lowest)
            if order:
                return order, by
        return 0, None

    def order(self, a: Result, b: Result, score: str = "rank_score") -> int:
        """Who goes first: by score, then by the tie-breakers."""
        return self.compare(a[score], b[score], lowest=self.lowest) or self.decided(a, b)[0]

    def rank(self, members: list[Result], key: str = "rank") -> None:
        """1 + how many units (or places of units) go before."""
        ranked = [result for result in members if result["rank_score"] is not None]
        for result in members:
            result[key] = None
        for result in ranked:
            better = [other for other in ranked if self.order(other, result) < 0]
            if self.ranking["ties"] == "dense":
                better = [a for i, a in enumerate(better) if all(self.order(a, b) for b in better[:i])]
            result[key] = 1 + len(better)

    def explain_ties(self, members: list[Result]) -> None:
        """Which tie-breaker told a unit from the place before it, or for the first of equal scores from the next."""
        ranked = [result for result in members if result["rank_score"] is not None]
        for result in members:
            result["tie_broken_by"] = result["margin_to_next_rank"] = None
            result["tied_with"] = 0
        for result in ranked:
            same = [other for other in ranked if other["rank_score"] == result["rank_score"] and self.order(other, result)]
            before = sorted((other for other in same if self.order(other, result) < 0), key=cmp_to_key(self.order))
            after = sorted((other for other in same if self.order(other, result) > 0), key=cmp_to_key(self.order))
            nearest = before[-1] if before else after[0] if after else None
            result["tie_broken_by"] = self.decided(result, nearest)[1] if nearest else None
            result["tied_with"] = sum(not self.order(other, result) for other in ranked) - 1
            first = [other["rank_score"] for other in ranked if self.order(other, result) < 0]
            above = (max(first) if self.lowest else min(first)) if first else None
            result["margin_to_next_rank"] = None if above is None else abs(above - result["rank_score"])

    def pairs(self, members: list[Result]) -> dict[tuple[str, str], str]:
        """Neighbours in rank order whose order another choice of policy would change, and which choices."""
        ranked = [result for result in members if result["rank_score"] is not None]
        for result in ranked:
            other_mode = "truncate" if self.rounding["mode"] == "half_up" else "half_up"
            result["other_mode"] = to_digits(result["total_exact"], self.rounding["digits"], other_mode)
        ranked.sort(key=lambda result: (result["rank"], result["unit"].order, result["unit"].id))
        ranked.sort(key=cmp_to_key(self.order))
        return {(a["unit"].id, b["unit"].id): ",".join(why) for a, b in pairwise(ranked) if (why := self.hangs_on(a, b))}

    def hangs_on(self, a: Result, b: Result) -> list[str]:
        """The choices that decide between two neighbours."""
        declared = self.order(a, b)
        printed = self.ranking["on"] == "printed"
        found = []
        if self.order(a, b, "total_exact" if printed else "total_printed") != declared:
            found.append("on")
        if declared and a["rank_score"] == b["rank_score"]:
            found.append("break_ties")
        if printed and self.order(a, b, "other_mode") != declared:
            found.append("mode")
        return found
