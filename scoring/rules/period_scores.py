"""Rule kind ``period_scores`` (R33)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import NUMBER, TEXT, WHOLE, choice, either, list_of, mapping
from scoring.measures import Input
from scoring.rules.base import MEASURED, MISSING, NOT_ASSESSABLE, Bound, Row, RuleKind, joined, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading

PERIOD = {"key": Field("external.csv 中的 key", TEXT, required=True), "title": Field("名称 title", TEXT, required=True)}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Titles of the periods by key of their score, the full score of one, and what a missing one means."""

    periods: Mapping[str, str]
    full: Decimal
    combine: str
    missing: str
    at_least: int


class PeriodScores(RuleKind):
    """Scores of quarters or months, averaged or added up, with a declared policy for a missing one (R33).

    ``of`` lists the keys of the scores in the table ``external``. ``combine: mean`` gives full x mean / ``full``,
    ``sum`` gives full x sum / (``full`` x number of periods). ``missing: skip`` leaves a period without a score
    out of the mean, ``zero`` counts it as 0, ``not_assessable`` leaves the indicator without points. Fewer
    scores than ``at_least`` (1 unless given) are missing altogether. Points stay within 0 and the full points.
    """

    name = "period_scores"
    code = "R33"
    scheme = "S12 季度检查成绩平均计入年度；S14 月度得分累计"
    fields: ClassVar = {
        "of": Field(
            "各期得分在 external 表中的 key，或 key 与名称 keys of the scores, or key and title",
            list_of(either(TEXT, mapping(PERIOD))),
            required=True,
        ),
        "full": Field("一期的满分 full score of one period", NUMBER, required=True),
        "combine": Field("mean 平均或 sum 累计", choice("mean", "sum"), required=True),
        "missing": Field(
            "缺一期时：skip 不计入平均、zero 计0分、not_assessable 本项不作评价 what a missing score means",
            choice("skip", "zero", "not_assessable"),
            required=True,
        ),
        "at_least": Field("至少要有几期得分，不写为1 least number of scores, 1 unless given", WHOLE),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        periods = self._periods(reading, fields) if "of" in fields else {}
        combine = reader.choice(fields["combine"], (*path, "combine"), ("mean", "sum")) if "combine" in fields else "mean"
        # A sum without one of its terms is the same as a zero: the file has to say so.
        policies = ("skip", "zero", "not_assessable") if combine == "mean" else ("zero", "not_assessable")
        missing = reader.choice(fields["missing"], (*path, "missing"), policies) if "missing" in fields else policies[0]
        least = reader.whole_number(fields.get("at_least", 1), (*path, "at_least"), low=1, high=max(len(periods), 1))
        return Parameters(periods, reader.number(fields.get("full", 1), (*path, "full"), above=0), combine, missing, least)

    def _periods(self, reading: Reading, fields: Mapping[str, Any]) -> dict[str, str]:
        reader, path = reading.reader, (*reading.path, "of")
        periods: dict[str, str] = {}
        for i, item in enumerate(reading.listed(fields["of"], path)):
            place = (*path, i)
            named = reader.mapping(item, place, PERIOD) if isinstance(item, dict) else {"key": item, "title": item}
            key = reading.part(named.get("key", "none"), (*place, "key") if isinstance(item, dict) else place)
            if key in periods:
                reader.problem("C020", place, key, first=reader.source.line((*path, list(periods).index(key))))
            periods.setdefault(key, reader.text(named.get("title", key), place))
        return periods

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        del node
        return tuple(Input("external", key) for key in parameters.periods)

    def needed(self, bound: Bound) -> tuple[Input, ...]:
        del bound
        return ()

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        return dict(zip((found.column for found in self.inputs(node, parameters)), parameters.periods.values(), strict=True))

    def outcome_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        few = f"when {_count_sql(bound)} < {rule.at_least} then {MISSING} "
        some = f"when {_count_sql(bound)} < {len(rule.periods)} then {NOT_ASSESSABLE} " if rule.missing == "not_assessable" else ""
        return f"case {few}{some}else {MEASURED} end"

    def points_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        total = " + ".join(f"coalesce({found.column}, 0)" for found in bound.inputs)
        count = f"nullif({_count_sql(bound)}, 0)" if rule.missing == "skip" else str(len(rule.periods))
        share = f"({total}) / ({count} * cast({numbers.decimal_sql(rule.full)} as double))"
        return f"cast({bound.full} as double) * least(1, greatest(0, {share}))"

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        scores = [(title, row.values.get(found.column)) for title, found in zip(rule.periods.values(), bound.inputs, strict=True)]
        known = [score for _, score in scores if score is not None]
        gone = [title for title, score in scores if score is None]
        words = joined(f"{title}{numbers.plain(score)}分" for title, score in scores if score is not None)
        lacking = f"，{joined(gone)}没有得分，{_POLICY[rule.missing]}" if gone else ""
        total, count = sum(known, Decimal(0)), len(known) if rule.missing == "skip" else len(scores)
        if rule.combine == "sum":
            whole = numbers.plain(rule.full * count)
            result = f"合计{numbers.plain(total)}分（满分{whole}分），折算{numbers.plain(total)}÷{whole}×{numbers.plain(row.full)}"
        else:
            mean = numbers.plain(numbers.rounded(total / count, numbers.POINT_DIGITS))
            result = f"平均{mean}分（满分{numbers.plain(rule.full)}分），折算{mean}÷{numbers.plain(rule.full)}×{numbers.plain(row.full)}"
        return f"{words}{lacking}，{result}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        how = "平均分" if rule.combine == "mean" else "合计分"
        whole = numbers.plain(rule.full if rule.combine == "mean" else rule.full * len(rule.periods))
        least = f"，少于{rule.at_least}期的视为缺数据" if rule.at_least > 1 else ""
        policy = f"缺一期的{_POLICY[rule.missing]}{least}"
        return f"按{joined(rule.periods.values())}的{how}÷{whole}×本项分值折算，{policy}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        del bound
        return ZERO, full


_POLICY = {"skip": "不计入平均", "zero": "按0分计", "not_assessable": "本项不作评价"}


def _count_sql(bound: Bound) -> str:
    """SQL of how many periods have a score."""
    return "(" + " + ".join(f"case when {found.column} is null then 0 else 1 end" for found in bound.inputs) + ")"
