"""How the total is put together and the figures are prepared, in words for those who approve the criteria."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import numbers
from scoring.approval.records import measure_words
from scoring.criteria.declared import Measure
from scoring.criteria.groups import Group
from scoring.criteria.model import Criteria, Node
from scoring.criteria.preparation import Imputation, Treatment
from scoring.rules import Plan

_FILLED = {"group_mean": "同组平均值", "group_median": "同组中位数", "mean": "全部单位平均值", "median": "全部单位中位数"}
_COMPONENT_MISSING = {
    "rescale": "有的部分无法评分的，其余部分按比重折算",
    "zero": "有的部分无法评分的，该部分计0分",
    "not_assessable": "有的部分无法评分的，不计总分",
}
_MEMBER_MISSING = {"skip": "没有总分的下级单位不计", "zero": "没有总分的下级单位计0分", "error": "下级单位的总分须齐全"}
_ALONE = {"own": "没有下级单位得分的只计本级", "not_assessable": "没有下级单位得分的不计总分", "error": "下级单位须至少有一个得分"}
_LACKING = {"not_ranked": "不参加排名", "no_total": "不计总分"}


def composition(criteria: Criteria) -> Iterator[str]:
    """How components, and the units below, make up the total; a sentence for every way that groups differ in."""
    formulas: dict[str, list[str]] = {}
    for group in criteria.groups if criteria.components() else ():
        formulas.setdefault("＋".join(_parts(criteria, group)), []).append(group.title)
    for formula, titles in formulas.items():
        who = f"{'、'.join(titles)}" if len(formulas) > 1 else ""
        yield f"{who}基础分={formula}。"
    if criteria.policy.component_missing and criteria.components():
        yield f"{_COMPONENT_MISSING[criteria.policy.component_missing]}。"
    yield from (_members(group, criteria) for group in criteria.groups if group.members)


def measured(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Every measure that a rule judges: name, formula, and what is done where figures are missing or extreme."""
    for identity, formula in plan.measures.items():
        measure = plan.names.measures[identity]
        words = _prepared(measure)
        if formula.op != "name" or words or measure.aggregates:
            yield (
                f"{measure.title}{f'（{measure.uom}）' if measure.uom else ''}",
                measure_words(plan.names, identity, formula),
                "；".join(words),
            )


def screening(criteria: Criteria) -> Iterator[str]:
    """Which units have too little data of their own."""
    own = criteria.policy.screening
    if own:
        what = "的分值" if own.of == "points" else ""
        words = f"有实际数据的指标{what}不足{numbers.plain(own.available * 100)}%"
        words += f"，或者非零的不足{numbers.plain(own.nonzero * 100)}%" if own.nonzero is not None else ""
        yield f"{words}的单位，{_LACKING[own.then]}。"


def _parts(criteria: Criteria, group: Group) -> Iterator[str]:
    for node in criteria.components():
        if group.id in node.points:
            yield f"{node.title}得分{_weight(criteria, node, group.id)}"


def _weight(criteria: Criteria, node: Node, group: str) -> str:
    full = criteria.policy.full
    if full is None or node.component is None:
        return ""
    weight = f"×{numbers.plain(node.points[group] / full * 100)}%"
    return weight if node.component.full == full else f"{weight}×{numbers.plain(full)}÷{numbers.plain(node.component.full)}"


def _members(group: Group, criteria: Criteria) -> str:
    own = group.members
    if own is None:
        return ""
    titles = {other.id: other.title for other in criteria.groups}
    below = "、".join(titles.get(other, other) for other in own.of)
    share, rest = numbers.plain(own.share * 100), numbers.plain(100 - own.share * 100)
    total = f"{'公布的' if own.on == 'printed' else '未取整的'}总分{'平均' if own.combine == 'mean' else '之和'}"
    return f"{group.title}总分=本级总分×{rest}%＋下级单位（{below}）{total}×{share}%，{_MEMBER_MISSING[own.missing]}，{_ALONE[own.alone]}。"


def _prepared(measure: Measure) -> list[str]:
    words = [_imputation(measure.impute)] if measure.impute else []
    return [*words, *([_treatment(measure.treat)] if measure.treat else [])]


def _imputation(impute: Imputation) -> str:
    what = "缺少或无法采用数据的" if impute.not_assessable else "缺少数据的"
    if impute.by == "previous":
        return f"{what}以此前{impute.years_back}年内最近一年的数据代入"
    least = f"（有数据的单位不少于{impute.at_least}个时）" if impute.at_least > 1 else ""
    return f"{what}以{_FILLED[impute.by]}代入{least}"


def _treatment(treat: Treatment) -> str:
    within = "同组" if treat.within == "group" else "全部"
    if treat.method == "winsorise":
        when = f"{within}单位的偏度绝对值达到{numbers.plain(treat.skewness)}且超额峰度达到{numbers.plain(treat.kurtosis)}时"
        return f"{when}，最多缩尾{treat.at_most}个值{'，仍达到的改取对数' if treat.log else ''}"
    share = 100 if treat.method == "percentiles" else 1
    sign = "%分位数" if treat.method == "percentiles" else ""
    low = f"低于{numbers.plain(treat.lower * share)}{sign}的按其计" if treat.lower is not None else ""
    high = f"高于{numbers.plain(treat.upper * share)}{sign}的按其计" if treat.upper is not None else ""
    whose = f"{within}单位中" if treat.method == "percentiles" else ""
    return whose + "、".join(filter(None, (low, high)))
