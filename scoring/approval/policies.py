"""The declared policies in words: grades, total, rounding, ranking, parts that do not apply, missing data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scoring import numbers
from scoring.approval.method import composition, screening
from scoring.criteria import fingerprints
from scoring.criteria.groups import Grade
from scoring.criteria.model import Criteria
from scoring.rules import Plan
from scoring.rules.naming import Naming

MISSING = {
    "error": "缺少计分所需数据的，补齐后再计分",
    "zero": "缺少数据的按零分计",
    "not_assessable": "缺少数据的不作评价，不计入总分基数",
}
NOT_APPLICABLE = {
    "rescale": "合理缺项不计入基数，得分按满分折算",
    "redistribute_equal": "合理缺项的分值平均加到其他指标",
    "redistribute_proportional": "合理缺项的分值按比例加到同级其他指标",
    "no_rescale": "合理缺项不计入基数，不折算",
    "full_marks": "合理缺项按满分计",
    "zero": "合理缺项按零分计",
    "inherit": "合理缺项不计入基数，不折算",
}
_STAGE = {"item": "各指标得分", "component": "基础分、加分和扣分", "total": "总分"}
_MODE = {"half_up": "四舍五入", "truncate": "截去尾数"}
_TIES = {"competition": "其后名次空出", "dense": "其后名次不空"}
_FINGERPRINT_DIGITS = 12


def notes(plan: Plan, naming: Naming) -> Iterator[str]:
    """One sentence or more per policy."""
    del naming
    criteria = plan.criteria
    policy = criteria.policy
    if criteria.basis:
        yield f"制定依据：{'、'.join(criteria.basis)}。"
    yield f"{_total(criteria)}。"
    yield from composition(criteria)
    yield from _grades(criteria)
    yield f"{_STAGE[policy.rounding.at]}保留{policy.rounding.digits}位小数，{_MODE[policy.rounding.mode]}。"
    yield f"{_ranking(criteria)}。"
    yield f"{NOT_APPLICABLE[policy.not_applicable]}；{_own_policies(criteria)}{MISSING[policy.missing]}。"
    yield from screening(criteria)
    yield f"指标体系标识{criteria.id}，计分校验码{fingerprints(criteria.source.data)[0][:_FINGERPRINT_DIGITS]}。"


def _total(criteria: Criteria) -> str:
    words = "总分=基础分" + ("＋加分" if criteria.bonuses else "") + ("－扣分" if criteria.deductions else "")
    floor, ceiling = criteria.policy.floor, criteria.policy.ceiling
    words += f"，最低{numbers.plain(floor)}分" if floor is not None else ""
    return words + (f"，最高{numbers.plain(ceiling)}分" if ceiling is not None else "")


def _grades(criteria: Criteria) -> Iterator[str]:
    """The grades of every table once, with the groups that use it."""
    tables: dict[tuple[Grade, ...], list[str]] = {}
    for group in criteria.groups:
        tables.setdefault(group.grades, []).append(group.title)
    for table, groups in tables.items():
        if table:
            who = f"{'、'.join(groups)}等次" if len(tables) > 1 else "等次"
            yield f"{who}：{'、'.join(_grade_words(table))}。"
    quota = criteria.policy.quota
    if quota is not None and any(grade.at_most is not None for table in tables for grade in table):
        places = {"down": "舍去小数", "half_up": "四舍五入", "up": "进一取整"}[quota.rounding]
        ties = {"keep_out": "并列跨过名额的都不给", "let_in": "并列跨过名额的都给"}[quota.ties]
        yield f"等次名额按参加排名单位数乘以比例计算，{places}，{ties}。"


def _grade_words(table: tuple[Grade, ...]) -> Iterator[str]:
    lowest_first = len(table) > 1 and table[0].lower < table[-1].lower
    ordered = table if lowest_first else tuple(reversed(table))
    above = {lower.grade: upper.lower for lower, upper in pairwise(ordered)}
    for grade in table:
        if grade is ordered[0] and grade.grade in above:
            words = f"{numbers.plain(above[grade.grade])}分以下"
        else:
            words = f"{numbers.plain(grade.lower)}分及以上"
        share = f"，不超过参加排名单位的{numbers.plain(grade.at_most * 100)}%" if grade.at_most is not None else ""
        yield f"{grade.grade}（{words}{share}）"


def _ranking(criteria: Criteria) -> str:
    policy = criteria.policy
    score = "公布的总分" if policy.rank_on == "printed" else "未取整的总分"
    order = "从低到高" if getattr(policy, "best", "highest") == "lowest" else "从高到低"
    groups = "各组分别" if len(criteria.groups) > 1 else ""
    return f"{groups}按{score}{order}排名，{_broken(criteria)}同分的名次并列，{_TIES[policy.ties]}"


def _broken(criteria: Criteria) -> str:
    """What decides between equal scores."""
    breakers = getattr(criteria.policy, "break_ties", ())
    titles = {node.id: node.title for node in (*criteria.nodes(), *criteria.scored())}
    titles |= {"base": "基础分", "bonus": "加分", "penalty": "扣分"}
    return f"同分的依次比较{'、'.join(titles.get(item.by, item.by) for item in breakers)}，仍" if breakers else ""


def _own_policies(criteria: Criteria) -> str:
    """Blocks with a policy of their own."""
    own = [
        f"{node.title}{NOT_APPLICABLE[node.not_applicable]}；"
        for node in criteria.nodes()
        if node.items and node.not_applicable not in {"inherit", criteria.policy.not_applicable}
    ]
    return "".join(own)
