"""Rule kind ``percentile_rank``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import choice
from scoring.rules.base import Bound, Row
from scoring.rules.comparing import DIRECTION, EQUAL, OVER, Placing, equal_standard, judged_of, read_direction, read_equal, read_peers
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.peers import Peers
from scoring.rules.reading import Reading

Ties = Literal["min", "mean"]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Peers, direction, whether a tie counts as half beaten, and the points of a unit alone."""

    peers: Peers
    lower_is_better: bool
    half_ties: bool
    equal: str


class PercentileRank(Placing):
    """Points by the share of the other peers that are behind (百分等级).

    Points = full x (peers behind) / (n - 1), n the number of peers; a unit that is not ranked itself is held
    against all n. Behind are those with a lower value, with ``direction: lower`` those with a higher one. Peers with
    the very same value count for nothing (``ties: min``) or for half (``ties: mean``). A unit without any other
    peer has ``equal``: not assessable unless declared.

    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), Part 1, section 1.5 "Ranking"; COINr ``n_prank``:
    (rank - 1) / (n - 1) with the smallest rank for ties, which is ``ties: min``.
    """

    name = "percentile_rank"
    code = "R12"
    scheme = "OECD/JRC 手册中的名次法；按超过多少比例的单位计分的考核"
    default_ties: ClassVar[Ties] = "min"
    fields: ClassVar = {
        "over": OVER,
        "direction": DIRECTION,
        "ties": Field(
            "并列的单位：min 不算超过（缺省）、mean 算超过一半 ties count for nothing (default) or for half", choice("min", "mean")
        ),
        "equal": EQUAL,
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping({} if parameters is None else parameters, path, self.fields)
        half = reader.choice(fields.get("ties", self.default_ties), (*path, "ties"), ("min", "mean")) == "mean"
        lower = read_direction(reading, fields)
        peers = read_peers(reading, fields, allowed=("group", "all"), order="desc" if lower else "asc", ties=half)
        return Parameters(peers, lower, half, read_equal(reading, fields))

    def compared_sql(self, bound: Bound) -> str:
        named = bound.columns
        beaten = f"cast({named.ahead} as double)" + (f" + cast({named.same} as double) / 2" if bound.parameters.half_ties else "")
        return f"{bound.full_double} * ({beaten}) / nullif(cast({named.others} as double), 0)"

    def words(self, bound: Bound, row: Row) -> str:
        return f"{self.beaten(bound, row)}，超过的比例{self.formula(bound, row)}"

    def beaten(self, bound: Bound, row: Row) -> str:
        """Against whom, and how many are behind: 本组12个单位中，好于其他11个单位中的8个."""
        named = bound.columns
        same = row.value(named.same) if bound.parameters.half_ties else ZERO
        ties = f"、与{numbers.plain(same)}个并列" if same else ""
        ahead, others = numbers.plain(row.value(named.ahead)), numbers.plain(_others(bound, row))
        return f"{self.members(bound, row)}中，好于其他{others}个单位中的{ahead}个{ties}"

    def formula(self, bound: Bound, row: Row) -> str:
        """How the share comes about: (8+1÷2)÷11."""
        named = bound.columns
        same = row.value(named.same) if bound.parameters.half_ties else ZERO
        ahead = numbers.plain(row.value(named.ahead))
        beaten = f"({ahead}+{numbers.plain(same)}÷2)" if same else ahead
        return f"{beaten}÷{numbers.plain(_others(bound, row))}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        ties = "，并列的按一半计" if rule.half_ties else "，并列的不算超过"
        better = "低" if rule.lower_is_better else "高"
        title = judged_of(bound).measure.title
        return f"{title}{better}者为好，按超过{rule.peers.label}其他单位的比例计分{ties}{equal_standard(rule.equal)}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full


def _others(bound: Bound, row: Row) -> Decimal:
    return row.value(bound.columns.count) - row.value(bound.columns.own)
