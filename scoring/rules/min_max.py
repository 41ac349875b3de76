"""Rule kind ``min_max``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import NUMBER, choice
from scoring.rules.base import Bound, Row
from scoring.rules.comparing import (
    DIRECTION,
    EQUAL,
    OVER_YEARS,
    YEARS,
    Comparing,
    above_zero_sql,
    bare,
    equal_standard,
    judged_of,
    no_logarithm,
    own_sql,
    read_direction,
    read_equal,
    read_peers,
    within_sql,
)
from scoring.rules.naming import Naming
from scoring.rules.peers import Peers
from scoring.rules.reading import Reading
from scoring.rules.words import shown

SCALE = Field("linear（缺省）或 log 先取自然对数 linear (default), or log: natural logarithms first", choice("linear", "log"))


@dataclass(frozen=True, slots=True)
class Parameters:
    """Peers, direction, scale, points of the worst, and the points where all are equal."""

    peers: Peers
    lower_is_better: bool
    log: bool
    worst: Decimal
    equal: str


class MinMax(Comparing):
    """Points by the place between the lowest and the highest peer (极差标准化).

    Points = ``from`` + (full - ``from``) x (x - min) / (max - min), with ``direction: lower`` (max - x) instead of
    (x - min); with ``scale: log`` of ln x, ln min and ln max. min and max are those of the peers: the assessed
    units of the unit's group (``over: group``), of all groups (``all``), or of the group over ``years`` years
    together (``years``; ``years`` may also stand beside ``over: all``). A unit that is not ranked is held
    against the peers and cannot leave their ends. Where all peers are equal, ``equal`` says what happens:
    not assessable unless declared. Under ``log`` a value that is not above zero is not assessable and no peer.

    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), Part 1, section 1.5 "Normalisation of data" and
    Part 2, step 5, "Min-Max"; COINr ``n_minmax``.
    """

    name = "min_max"
    code = "R34"
    scheme = "OECD/JRC 手册中最常用的标准化；各类发展指数"
    fields: ClassVar = {
        "over": OVER_YEARS,
        "years": YEARS,
        "direction": DIRECTION,
        "scale": SCALE,
        "from": Field("最差单位的得分，缺省 0 points of the worst, 0 unless given", NUMBER),
        "equal": EQUAL,
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping({} if parameters is None else parameters, path, self.fields)
        log = reader.choice(fields.get("scale", "linear"), (*path, "scale"), ("linear", "log")) == "log"
        worst = reading.points(fields.get("from", 0), (*path, "from"))
        return Parameters(read_peers(reading, fields), read_direction(reading, fields), log, worst, read_equal(reading, fields))

    def outcome_sql(self, bound: Bound) -> str | None:
        return above_zero_sql(bound) if bound.parameters.log else None

    def compared_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        low, high, lower = bound.columns.low, bound.columns.high, rule.lower_is_better
        share = _log_sql(own_sql(bound), low, high, lower=lower) if rule.log else _share_sql(bound, lower=lower)
        if not rule.worst:
            return f"{bound.full_double} * {within_sql(share)}"
        worst = numbers.decimal_sql(rule.worst)
        return f"(cast({worst} as double) + cast({bound.full} - {worst} as double) * {within_sql(share)})"

    def refusal(self, bound: Bound, row: Row) -> str:
        if bound.parameters.log and row.value(judged_of(bound).value) <= 0:
            return no_logarithm(bound, row)
        return super().refusal(bound, row)

    def words(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        judged, named = judged_of(bound), bound.columns
        low, high = row.value(named.low), row.value(named.high)
        ends = f"{self.members(bound, row)}最低{shown(judged, low)}、最高{shown(judged, high)}"
        first, last = (high, row.value(judged.value)) if rule.lower_is_better else (row.value(judged.value), low)
        if rule.log:
            terms = [f"ln {bare(judged, value)}" for value in (first, last, high, low)]
        else:
            terms = [bare(judged, value) for value in (first, last, high, low)]
        worst = f"，最差得{numbers.plain(rule.worst)}分、最好得满分" if rule.worst else ""
        how = "取对数后按极差计分" if rule.log else "按极差计分"
        return f"{ends}，{how}({terms[0]}-{terms[1]})÷({terms[2]}-{terms[3]}){worst}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        best, worst = ("最低", "最高") if rule.lower_is_better else ("最高", "最低")
        log = "取对数后" if rule.log else ""
        ends = f"{best}的得满分，{worst}的得{numbers.plain(rule.worst)}分，其余按极差{log}折算"
        return f"{judged_of(bound).measure.title}在{rule.peers.label}单位中{ends}{equal_standard(rule.equal)}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        rule: Parameters = bound.parameters
        return (Decimal(0) if rule.equal == "zero" else rule.worst), full


def _share_sql(bound: Bound, *, lower: bool) -> str:
    # Doubles: the difference of two close ones is exact, and 128-bit decimals would cost many times as much.
    own, named = judged_of(bound).value, bound.columns
    above = f"cast({named.high} as double) - {own}" if lower else f"{own} - cast({named.low} as double)"
    return f"({above}) / nullif({named.width}, 0)"


def log_of_quotient_sql(upper: str, under: str) -> str:
    """SQL (DOUBLE) of ln(upper / under), NULL where there is none (an engine would stop).

    Differences of logarithms of close numbers would cancel to nothing.
    """
    return f"ln(case when {upper} > 0 and {under} > 0 then cast({upper} as double) / nullif(cast({under} as double), 0) end)"


def _log_sql(own: str, low: str, high: str, *, lower: bool) -> str:
    above = log_of_quotient_sql(high, own) if lower else log_of_quotient_sql(own, low)
    return f"{above} / nullif({log_of_quotient_sql(high, low)}, 0)"
