"""Rule kind ``target_distance``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import NUMBER, choice, either
from scoring.rules.base import MEASURED, NOT_ASSESSABLE, Bound, Row, RuleKind, score_words
from scoring.rules.comparing import DIRECTION, OVER_YEARS, YEARS, bare, judged_of, members, own_sql, read_direction, read_peers
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.peers import Peers
from scoring.rules.reading import Reading
from scoring.rules.words import measured_words, shown

REFERENCES = {"best": "最好值", "mean": "平均值"}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The reference (a number, ``best`` or ``mean``), the form, the direction, and peers where they matter."""

    reference: Decimal | str
    share: bool
    lower_is_better: bool
    peers: Peers | None

    @property
    def label(self) -> str:
        """How the peers are called."""
        return self.peers.label if self.peers else ""


class TargetDistance(RuleKind):
    """Points by how near the value comes to a reference (与目标值的距离).

    ``form: share``: points = full x x / reference, with ``direction: lower`` full x reference / x. ``form: range``: points =
    full x (x - min) / (reference - min), with ``direction: lower`` (max - x) / (max - reference), min and max of the
    peers. Whoever reaches the reference gets the full points, nobody less than 0. The ``reference`` is a number,
    or the ``best`` or the ``mean`` of the peers (``over`` and ``years`` as for ``min_max``). A share of a reference that is
    not above zero is not assessable.

    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), Part 1, section 1.5 "Normalisation of data" and
    Part 2, step 5, "Distance to a reference". ``share`` of ``best`` is COINr ``n_fracmax``, ``range`` is COINr ``n_dist2targ`` with
    ``cap_max``, also where the target lies below all peers, where COINr warns of negative scores.
    """

    name = "target_distance"
    code = "R34"
    scheme = "OECD/JRC 手册中的与参照值之比；规划目标完成程度"
    judges = True
    fields: ClassVar = {
        "reference": Field(
            "参照值：数字、best 最好单位、mean 平均水平 a number, best or mean of the peers",
            either(NUMBER, choice("best", "mean")),
            required=True,
        ),
        "form": Field(
            "share 与参照值之比（缺省）、range 从最差到参照值的进度 share of the reference (default), or range", choice("share", "range")
        ),
        "over": OVER_YEARS,
        "years": YEARS,
        "direction": DIRECTION,
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        share = reader.choice(fields.get("form", "share"), (*path, "form"), ("share", "range")) == "share"
        written = fields.get("reference", 1)
        named = isinstance(written, str) and written in REFERENCES
        reference = str(written) if named else reader.number(written, (*path, "reference"), above=0 if share else None)
        alone = share and not isinstance(reference, str)
        for key in ("over", "years"):
            if alone and key in fields:
                reader.problem("C070", (*path, key), key, wanted="参照值为数字且按比例(share)计分时，不与其他单位比较")
        peers = None if alone else read_peers(reading, fields, mean=reference == "mean")
        return Parameters(reference, share, read_direction(reading, fields), peers)

    def peers(self, parameters: Any) -> Peers | None:
        return parameters.peers  # type: ignore[no-any-return]  # the parameters above

    def refused_sql(self, bound: Bound) -> str | None:
        rule: Parameters = bound.parameters
        if rule.peers is None:
            return None
        refused = [f"coalesce({bound.columns.count}, 0) = 0"]
        if rule.share:
            refused.append(f"{_reference_sql(bound)} {'<' if rule.lower_is_better else '<='} 0")
        return f"case when {' or '.join(refused)} then {NOT_ASSESSABLE} else {MEASURED} end"

    def points_sql(self, bound: Bound) -> str:
        rule, named = bound.parameters, bound.columns
        own, reference = own_sql(bound), _reference_sql(bound)
        reached = f"{own} <= {reference}" if rule.lower_is_better else f"{own} >= {reference}"
        if rule.share:
            first, last = (reference, own) if rule.lower_is_better else (own, reference)
            share = f"greatest(0, cast({first} as double) / nullif(cast({last} as double), 0))"
        elif rule.lower_is_better:
            share = f"greatest(0, cast({named.high} - {own} as double) / nullif(cast({named.high} - {reference} as double), 0))"
        else:
            share = f"greatest(0, cast({own} - {named.low} as double) / nullif(cast({reference} - {named.low} as double), 0))"
        if not rule.share:  # a unit that is no peer may lie beyond the worst of them
            beyond = f"{own} >= {named.high}" if rule.lower_is_better else f"{own} <= {named.low}"
            share = f"case when {beyond} then 0 else {share} end"
        return f"{bound.full_double} * case when {reached} then 1 else {share} end"

    def refusal(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        measured = measured_words(judged_of(bound), row)
        if rule.peers and not row.value(bound.columns.count):
            return f"{measured}，{rule.label}没有可以比较的单位"
        sign = "小于0" if rule.lower_is_better else "不大于0"
        return f"{measured}，{self._named(bound, row)}{sign}，不能按比例计分"

    def _named(self, bound: Bound, row: Row) -> str:
        """The reference in words: 目标90%, 本组12个单位的最好值97%."""
        rule: Parameters = bound.parameters
        value = shown(judged_of(bound), _reference(bound, row))
        if rule.peers is None or not isinstance(rule.reference, str):
            return f"目标{value}"
        return f"{members(rule.peers, bound, row)}的{REFERENCES[rule.reference]}{value}"

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        judged, named = judged_of(bound), bound.columns
        value = numbers.rounded(row.value(judged.value), numbers.GUARD_DIGITS)
        reference = _reference(bound, row)
        words = f"{measured_words(judged, row)}，{self._named(bound, row)}"
        if value <= reference if rule.lower_is_better else value >= reference:
            return f"{words}，已达到，{score_words(row)}"
        if rule.share:
            first, last = (reference, value) if rule.lower_is_better else (value, reference)
            return f"{words}，按比例{bare(judged, first)}÷{bare(judged, last)}计分，{score_words(row)}"
        worst = row.value(named.high if rule.lower_is_better else named.low)
        first, last = (worst, value) if rule.lower_is_better else (value, worst)
        upper, lower = (worst, reference) if rule.lower_is_better else (reference, worst)
        ends = f"{rule.label}{'最高' if rule.lower_is_better else '最低'}{shown(judged, worst)}"
        formula = f"({bare(judged, first)}-{bare(judged, last)})÷({bare(judged, upper)}-{bare(judged, lower)})"
        return f"{words}，{ends}，按进度{formula}计分，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        judged = judged_of(bound)
        reference = f"{rule.label}单位{REFERENCES[rule.reference]}" if isinstance(rule.reference, str) else shown(judged, rule.reference)
        reach = "不高于" if rule.lower_is_better else "达到"
        if rule.share:
            how = "按参照值与实际值之比计分" if rule.lower_is_better else "按与参照值之比计分"
        else:
            how = "按从最差单位到参照值的进度计分"
        return f"{judged.measure.title}{reach}{reference}的得满分，其余{how}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full


def _reference_sql(bound: Bound) -> str:
    """SQL (decimal) of the reference."""
    rule, named = bound.parameters, bound.columns
    if rule.reference == "mean":
        return numbers.guard_sql(named.mean)
    if rule.reference == "best":
        return str(named.low if rule.lower_is_better else named.high)
    return numbers.decimal_sql(rule.reference)


def _reference(bound: Bound, row: Row) -> Decimal:
    rule, named = bound.parameters, bound.columns
    if rule.reference == "mean":
        return row.value(named.mean)
    if rule.reference == "best":
        return row.value(named.low if rule.lower_is_better else named.high)
    return Decimal(rule.reference)
