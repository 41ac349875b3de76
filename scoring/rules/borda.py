"""Rule kind ``borda``."""

from __future__ import annotations

from typing import ClassVar

from scoring.criteria.fields import Field
from scoring.criteria.shapes import choice
from scoring.rules.base import Bound, Row
from scoring.rules.comparing import equal_standard, judged_of
from scoring.rules.naming import Naming
from scoring.rules.percentile_rank import PercentileRank, Ties


class Borda(PercentileRank):
    """Points for every peer that is beaten (波达计数).

    Points = full x (peers beaten + half of those with the same value) / (n - 1), n the number of peers; with
    ``ties: min`` those with the same value count for nothing. Beaten are peers with a lower value, with
    ``direction: lower`` those with a higher one. When all indicators have the same points, the sum over them is the Borda
    count of the unit up to one factor, so the order is that of the Borda count; different points are its
    weights. A unit without any other peer has ``equal``: not assessable unless declared.

    Source: J.-C. de Borda, Mémoire sur les élections au scrutin (1781): n - 1 points for the first, 0 for the last;
    COINr ``n_borda`` (rank - 1, the smallest rank for ties, which is ``ties: min``).
    """

    name = "borda"
    scheme = "波达计数；多个评委名次的合成"
    default_ties: ClassVar[Ties] = "mean"
    fields: ClassVar = PercentileRank.fields | {
        "ties": Field("并列的单位：mean 各计一半（缺省）、min 不计 ties count for half (default) or for nothing", choice("mean", "min"))
    }

    def words(self, bound: Bound, row: Row) -> str:
        return f"{self.beaten(bound, row)}，按波达计数{self.formula(bound, row)}计分"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule = bound.parameters
        ties = "，并列的计一半" if rule.half_ties else "，并列的不计"
        better = "低" if rule.lower_is_better else "高"
        title = judged_of(bound).measure.title
        return f"{title}{better}者为好，每好于{rule.peers.label}一个单位计一份{ties}，好于全部单位得满分{equal_standard(rule.equal)}"
