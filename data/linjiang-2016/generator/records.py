"""Marks, findings, third-party scores and exemptions: what the assessors wrote down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from generator.planted import LEAKED
from generator.units import Unit

Row = tuple[str, ...]
REGULATIONS = "interpretation.regulations"
# What every unit is looked at for, by indicator; the number is how many of a hundred diligent units have it.
COMMON = {
    "disclosure.guide.guide": 100,
    "disclosure.guide.catalogue": 97,
    "disclosure.guide.contact": 92,
    "disclosure.guide.updated": 78,
    "disclosure.budget.budget": 100,
    "disclosure.budget.accounts": 98,
    "disclosure.budget.expenses": 96,
    "disclosure.budget.notes": 74,
    "interpretation.leaders_column": 34,
    "interpretation.drafts.column": 62,
    "interpretation.drafts.draft": 58,
    "interpretation.drafts.feedback": 30,
    "response.mechanism.responsibility": 94,
    "response.mechanism.deadline": 88,
    "response.mechanism.monitoring": 80,
    "response.mechanism.coordination": 66,
    "requests.channels.in_person": 100,
    "requests.channels.letter": 99,
    "requests.channels.fax": 88,
    "requests.channels.online": 84,
    "support.plan": 90,
    "support.performance": 86,
}
DEPARTMENT = {REGULATIONS: 70, "support.secrecy_review.procedure": 97, "support.secrecy_review.record": 82}
REMARKS = {
    "interpretation.leaders_column": "门户网站未见主要负责同志解读政策栏目",
    "interpretation.drafts.column": "未设置征集意见栏目",
    "interpretation.drafts.feedback": "未公布意见采纳情况",
    "requests.channels.online": "在线申请页面无法提交",
    "support.plan": "未提供年度要点或方案",
    "support.performance": "绩效考核方案中未列政务公开",
}
# What readers of the sites may note down: indicator, event, largest quantity, odds in a hundred, words.
LAPSES = (
    ("disclosure.lapses", "wrong_information", 2, 14, "机构职能页联系电话有误，日常读网"),
    ("disclosure.lapses", "late_publication", 4, 30, "抽查文件超过20个工作日上网"),
    ("disclosure.lapses", "dead_column", 2, 28, "动态栏目三个月以上未更新，读网截图"),
    ("interpretation.synchronised", "interpretation_missing", 1, 18, "应解读文件未见解读材料，比对表"),
    ("interpretation.synchronised", "interpretation_late", 2, 24, "解读材料晚于文件发布，比对表"),
)
ANSWER_LAPSES = (
    ("response.hot_topics", "topics_unanswered", 1, 16, "省级舆情台账列明应回应未回应"),
    ("response.quality", "response_late", 1, 14, "首次回应超过规定时限，监测记录"),
    ("response.quality", "response_hollow", 1, 12, "回应内容空泛，网民追问集中，监测记录"),
)
REQUEST_LAPSES = (
    ("requests.lawful", "late_reply", 2, 22, "抽查案卷超期答复"),
    ("requests.lawful", "reply_without_reason", 2, 26, "抽查答复文书未写明救济渠道"),
)
LEAK = (LEAKED, "veto.leak", "leaks_confirmed", "1", "2016-08-19", "省保密行政管理部门通报〔2016〕7号", "省保密行政管理部门")
COMMENDED = (
    ("chengyang", "bonus.innovation", "commended_by_state", "1", "2016-11-30", "国务院办公厅通报表扬典型做法，文件复印件", "省政务公开办"),
    ("qingping", "bonus.innovation", "commended_by_province", "1", "2016-09-12", "省政府通报，文件复印件", "省政务公开办"),
    ("shiyao", "bonus.innovation", "commended_by_province", "2", "2016-12-05", "省政府两次通报，文件复印件", "省政务公开办"),
    ("tiyu", "bonus.innovation", "commended_by_province", "1", "2016-10-20", "省政府通报，文件复印件", "省政务公开办"),
)
# Tenths of a third-party score that let two cities end with the same printed total.
TIE = {"yanbei": 21}
EXEMPT = {
    "shenji": "不承担规章起草任务",
    "guozi": "不承担规章起草任务",
    "tiyu": "本届政府任期内无规章起草任务",
    "keji": "2016年未起草规章",
    "lvyou": "改组当年无规章起草任务",
}
SPLIT_EXEMPT = (
    ("lanshan", "disclosure.gazette", "新区不单独编发政府公报"),
    ("dishui", "response.hot_topics", "全年未发生涉及本部门的热点舆情"),
)


def marks(units: Sequence[Unit], rng: Random) -> Iterator[Row]:
    """Rows of marks.csv: unit, indicator, who marked, mark, remark."""
    for unit in units:
        for indicator, share in {**COMMON, **({} if unit.is_city else DEPARTMENT)}.items():
            found = rng.randint(1, 100) <= share + _lift(unit)
            remark = "" if found else REMARKS.get(indicator, "未见有关内容")
            if indicator == REGULATIONS and unit.unit_id in EXEMPT:
                continue  # nothing to mark where the indicator does not apply
            yield unit.unit_id, indicator, "考核一组" if unit.is_city else "考核二组", str(int(found)), remark
        halves = min(8, max(3, (unit.diligence + rng.randint(-8, 14)) // 12))
        yield unit.unit_id, "disclosure.key_areas", "考核三组", str(Decimal(halves) / 2), "抽查财政、环保、社会救助等专栏"


def findings(units: Sequence[Unit], requests: dict[str, int], topics: dict[str, int], rng: Random) -> list[Row]:
    """Rows of findings.csv: unit, indicator, event, quantity, day, evidence, found by.

    Args:
        units: The units.
        requests: Requests received by unit; who has none cannot have replied late.
        topics: Hot topics answered by unit; who has none is not noted for answers.
        rng: Source of chance.
    """
    rows = [LEAK, *COMMENDED]
    for unit in units:
        kinds = LAPSES + (ANSWER_LAPSES if topics[unit.unit_id] else ()) + (REQUEST_LAPSES if requests[unit.unit_id] > 5 else ())  # noqa: PLR2004 - enough to sample
        for indicator, event, most, odds, words in kinds:
            if rng.randint(1, 100) <= odds - _lift(unit) // 2:
                number = rng.randint(1, most)
                day = f"2016-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
                evidence = f"{words}（台账第{rng.randint(1, 320)}号）"
                rows.append((unit.unit_id, indicator, event, str(number), day, evidence, "日常考核组"))
    order = {unit.unit_id: place for place, unit in enumerate(units)}
    return sorted(rows, key=lambda row: (order[row[0]], row[1], row[2]))


def _lift(unit: Unit) -> int:
    """How much likelier a unit has something than the common share, in points of a hundred."""
    return (unit.diligence - 90) * 6 + 10 if unit.diligence > 90 else (unit.diligence - 72) // 2  # noqa: PLR2004 - exemplary


def external(units: Sequence[Unit], rng: Random) -> Iterator[Row]:
    """Rows of external.csv: the third-party score of every unit, out of 100, with one decimal."""
    for unit in units:
        score = Decimal(min(970, 480 + unit.diligence * 4 + rng.randint(-40, 70)) + TIE.get(unit.unit_id, 0)) / 10
        yield unit.unit_id, "third_party", str(score), "100", "临江省社会科学院", "2017-05-26"


def exemptions() -> Iterator[Row]:
    """Rows of exemptions.csv: unit, indicator, reason."""
    yield from SPLIT_EXEMPT
    for unit_id, reason in EXEMPT.items():
        yield unit_id, REGULATIONS, reason
