"""Rule kind ``z_score``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import FLAG, NUMBER, choice
from scoring.rules.base import Bound, Row
from scoring.rules.comparing import (
    DIRECTION,
    EQUAL,
    OVER_YEARS,
    YEARS,
    Comparing,
    bare,
    equal_standard,
    judged_of,
    own_sql,
    read_direction,
    read_equal,
    read_peers,
)
from scoring.rules.losses import BOUNDLESS, ZERO
from scoring.rules.naming import Naming
from scoring.rules.peers import Peers
from scoring.rules.reading import Reading
from scoring.rules.words import shown

MOST = 10**7  # points as they are carried hold no more; only a unit that is no peer can come near


@dataclass(frozen=True, slots=True)
class Parameters:
    """Peers, direction, points at the mean and per standard deviation, limits, and the points where all are equal."""

    peers: Peers
    lower_is_better: bool
    centre: Decimal
    spread: Decimal
    clamp: bool
    equal: str


class ZScore(Comparing):
    """Points by the distance to the mean of the peers in standard deviations (标准分).

    z = (x - mean) / sd, points = ``centre`` + ``spread`` x z (minus with ``direction: lower``), held within 0 and the
    full points unless ``clamp: false``. mean and sd are those of the peers (``over`` and ``years`` as for ``min_max``);
    sd is that of a sample, with n - 1. Where all peers are equal or there is only one, ``equal`` says
    what happens: not assessable unless declared; ``centre`` gives the points at the mean.

    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), Part 1, section 1.5 "Normalisation of data"
    and Part 2, step 5, "Standardisation (or z-scores)"; COINr ``n_zscore`` (mean 0, standard deviation 1, sample standard deviation).
    """

    name = "z_score"
    code = "R34"
    scheme = "OECD/JRC 手册中的标准分；考试标准分"
    equal_points: ClassVar[Mapping[str, str]] = {"full": "满分", "zero": "0分", "centre": "平均水平的分"}
    fields: ClassVar = {
        "over": OVER_YEARS,
        "years": YEARS,
        "direction": DIRECTION,
        "centre": Field("平均水平的得分 points at the mean", NUMBER, required=True),
        "spread": Field("每一标准差的分 points per standard deviation", NUMBER, required=True),
        "clamp": Field("是否以 0 分和满分为限，缺省 true whether points stay within 0 and full, true unless given", FLAG),
        "equal": Field(f"{EQUAL.doc}; centre 平均水平的分 the points at the mean", choice("not_assessable", "full", "zero", "centre")),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        centre = reading.points(fields.get("centre", 0), (*path, "centre"))
        spread = reader.number(fields.get("spread", 1), (*path, "spread"), above=0)
        clamp = reader.flag(fields.get("clamp", True), (*path, "clamp"))
        equal = read_equal(reading, fields, ("centre",))
        return Parameters(read_peers(reading, fields, spread=True), read_direction(reading, fields), centre, spread, clamp, equal)

    def equal_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        return numbers.decimal_sql(rule.centre) if rule.equal == "centre" else super().equal_sql(bound)

    def compared_sql(self, bound: Bound) -> str:
        rule, named = bound.parameters, bound.columns
        scaled = f"cast({own_sql(bound)} - {named.low} as double) / nullif({named.width}, 0)"
        z = f"({scaled} - {named.mid}) / nullif({named.dev}, 0)"
        sign = "-" if rule.lower_is_better else "+"
        points = f"cast({numbers.decimal_sql(rule.centre)} as double) {sign} cast({numbers.decimal_sql(rule.spread)} as double) * ({z})"
        return f"least({bound.full}, greatest(0, {points}))" if rule.clamp else f"least({MOST}, greatest(-{MOST}, {points}))"

    def words(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        judged, named = judged_of(bound), bound.columns
        mean, sd, value = (row.value(column) for column in (named.mean, named.sd, judged.value))
        # The very small spread of huge values is not worth more digits than a measure is shown with.
        z = numbers.plain(numbers.rounded((value - mean) / sd, numbers.POINT_DIGITS)) if sd else "0"
        peers = f"{self.members(bound, row)}平均{shown(judged, mean)}、标准差{shown(judged, sd)}"
        formula = f"({bare(judged, value)}-{bare(judged, mean)})÷{bare(judged, sd)}={z}"
        sign = "-" if rule.lower_is_better else "+"
        factor = f"({z})" if z.startswith("-") else z
        points = f"{numbers.plain(rule.centre)}{sign}{numbers.plain(rule.spread)}×{factor}"
        return f"{peers}，标准分{formula}，计分{points}{self._limit(rule, row)}"

    @staticmethod
    def _limit(rule: Parameters, row: Row) -> str:
        if not rule.clamp or ZERO < row.points < row.full:
            return ""
        return "，以满分为限" if row.points else "，不低于0分"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        centre, spread = numbers.plain(rule.centre), numbers.plain(rule.spread)
        each = f"每{'低' if rule.lower_is_better else '高'}一个标准差加{spread}分，反之扣分"
        limit = "，以0分和满分为限" if rule.clamp else "，不设上下限"
        return (
            f"{judged_of(bound).measure.title}达到{rule.peers.label}单位平均水平的得{centre}分，{each}{limit}{equal_standard(rule.equal)}"
        )

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return (ZERO, full) if bound.parameters.clamp else (-BOUNDLESS, BOUNDLESS)
