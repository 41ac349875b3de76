"""Rule kind ``goalposts``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import NUMBER
from scoring.rules.base import Bound, Row, RuleKind, score_words
from scoring.rules.comparing import DIRECTION, above_zero_sql, bare, judged_of, no_logarithm, own_sql, read_direction, within_sql
from scoring.rules.losses import ZERO
from scoring.rules.min_max import SCALE, log_of_quotient_sql
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading
from scoring.rules.words import measured_words, shown


@dataclass(frozen=True, slots=True)
class Parameters:
    """Fixed lower and upper end, direction and scale."""

    lower: Decimal
    upper: Decimal
    lower_is_better: bool
    log: bool


class Goalposts(RuleKind):
    """Points by the place between two fixed goalposts (目标区间，人类发展指数).

    Points = full x (x - ``lower``) / (``upper`` - ``lower``), with ``scale: log`` full x (ln x - ln lower) / (ln upper - ln lower),
    within 0 and the full points: a value beyond a goalpost counts as the goalpost. With ``direction: lower`` the
    lower end earns the full points. Under ``log`` a value that is not above zero is not assessable.

    Source: UNDP, Human Development Report, Technical note 1 (dimension index; goalposts 20 and 85 years, 0 and 18, 0 and 15
    years of schooling, 100 and 75,000 dollars in logarithms); COINr ``n_goalposts``.
    """

    name = "goalposts"
    code = "R34"
    scheme = "联合国开发计划署人类发展指数：预期寿命 20 至 85 岁，人均国民总收入 100 至 75000 美元取对数"
    judges = True
    fields: ClassVar = {
        "lower": Field("下限 lower goalpost", NUMBER, required=True),
        "upper": Field("上限 upper goalpost", NUMBER, required=True),
        "direction": DIRECTION,
        "scale": SCALE,
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        log = reader.choice(fields.get("scale", "linear"), (*path, "scale"), ("linear", "log")) == "log"
        lower = reader.number(fields.get("lower", 1), (*path, "lower"), above=0 if log else None)
        upper = reader.number(fields.get("upper", lower + 1), (*path, "upper"), above=lower)
        return Parameters(lower, upper, read_direction(reading, fields), log)

    def outcome_sql(self, bound: Bound) -> str | None:
        return above_zero_sql(bound) if bound.parameters.log else None

    def points_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        if rule.log:
            lower, upper, own = numbers.decimal_sql(rule.lower), numbers.decimal_sql(rule.upper), own_sql(bound)
            above = log_of_quotient_sql(upper, own) if rule.lower_is_better else log_of_quotient_sql(own, lower)
            share = f"{above} / {log_of_quotient_sql(upper, lower)}"
        else:
            own, lower, upper = judged_of(bound).value, numbers.double_sql(rule.lower), numbers.double_sql(rule.upper)
            above = f"{upper} - {own}" if rule.lower_is_better else f"{own} - {lower}"
            share = f"({above}) / {numbers.double_sql(rule.upper - rule.lower)}"
        return f"{bound.full_double} * {within_sql(share)}"

    def refusal(self, bound: Bound, row: Row) -> str:
        return no_logarithm(bound, row)

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        judged = judged_of(bound)
        value = numbers.rounded(row.value(judged.value), numbers.GUARD_DIGITS)
        words = f"{measured_words(judged, row)}，目标区间{_ends(bound)}"
        if value < rule.lower or value > rule.upper:
            words += f"，{'低于下限按下限' if value < rule.lower else '高于上限按上限'}计"
        else:
            first, last = (rule.upper, value) if rule.lower_is_better else (value, rule.lower)
            terms = [("ln " if rule.log else "") + bare(judged, number) for number in (first, last, rule.upper, rule.lower)]
            words += f"，{'取对数后' if rule.log else ''}折算({terms[0]}-{terms[1]})÷({terms[2]}-{terms[3]})"
        return f"{words}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        best, worst = (rule.lower, rule.upper) if rule.lower_is_better else (rule.upper, rule.lower)
        judged = judged_of(bound)
        log = "取对数后" if rule.log else ""
        return f"{judged.measure.title}达到{shown(judged, best)}的得满分，{shown(judged, worst)}的得0分，其间{log}按比例折算"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full


def _ends(bound: Bound) -> str:
    judged, rule = judged_of(bound), bound.parameters
    best = "下限为满分" if rule.lower_is_better else "上限为满分"
    return f"{shown(judged, rule.lower)}至{shown(judged, rule.upper)}（{best}）"
