"""The kinds of figures, an explicit list: one line each, with its keys, what a text may print of it, and an example."""

from __future__ import annotations

from scoring.results.figures import amounts, conditions, places
from scoring.results.figures.base import Kind, Spec
from scoring.results.figures.keys import (
    SCALES,
    Context,
    Key,
    choice,
    grade,
    group,
    group_or_all,
    group_or_name,
    groups,
    indicator,
    number_name,
    parent,
    text,
    whole,
)

COMMON = {
    "uom": Key("计量单位，只作说明，正文自行写出", text, "条"),
    "group": Key("只计这一组或这几组", groups, "city"),
    "parent": Key("只计这个单位下属的单位", parent, "qingping"),
    "digits": Key("小数位数", whole(0, 6), "2"),
    "scale": Key("以万或亿为单位印出，准确值照留", choice(*SCALES), "万"),
}
SPLIT = {"by": Key("group 按组、parent 按上级单位分开列出", choice("group", "parent"), "group")}
NAME = Key("统计指标、测度或事件的代码", number_name, required=True)
GROUP_OR_NAME = Key("组（计总分）或 all，或者统计指标、测度、事件", group_or_name, required=True)
NOTE = {"note": "缺数据时的说明，如（按有数据的43个单位计算），齐全时为空"}
SAME = {"note": "两年单位不同时的说明，如（按两年均有数据的43个单位计算），相同时为空"}
ENTRIES = {"count": "列出的个数"}


def _minus(context: Context, value: object, path: tuple[str | int, ...]) -> str:
    return "previous" if value == "previous" else number_name(context, value, path)


def _year_before(context: Context, spec: Spec) -> None:
    """Only metrics have a number of the year before by themselves (F018)."""
    name = context.known.name(str(spec.argument))
    own = spec.keys.get("minus", "previous") == "previous" and "against" not in spec.keys
    if own and name and name.kind != "metric":
        context.reader.problem("F018", spec.path, name.code, name=name.code)


def _one_end(context: Context, spec: Spec) -> None:
    if "first" in spec.keys and "last" in spec.keys:
        context.reader.problem("F009", spec.path, "first、last")


KINDS: dict[str, Kind] = {
    "sum": Kind(
        "合计",
        NAME,
        amounts.add_up,
        {"parts_of": Key("是哪个合计的一部分：各部分之和与总数不等时要告知", text, "disclosed")},
        {**NOTE, "parts_note": "各部分之和与总数不等时的说明，相等时为空", "and_others": "各部分之和小于总数时为“等”，否则为空"},
        "disclosed: {sum: proactive_disclosed_total, uom: 条}",
    ),
    "growth": Kind(
        "较上年增长",
        NAME,
        amounts.grow,
        {"against": Key("上年数取自哪个测度，如公式为 prev(calls) 的；统计指标自有上年数，不写", number_name, "calls_before")},
        {"change": "增长8.91%、下降3.20% 或 持平", "direction": "增长、下降 或 持平", "amount": "不带正负号的百分数", **SAME},
        "disclosed_growth: {growth: proactive_disclosed_total, digits: 2}",
        _year_before,
    ),
    "share": Kind(
        "占比",
        NAME,
        amounts.share,
        {"of": Key("总量", number_name, "proactive_disclosed_total", required=True)},
        NOTE,
        "website_share: {share: disclosed_via_website, of: proactive_disclosed_total}",
    ),
    "difference": Kind(
        "相差",
        NAME,
        amounts.difference,
        {"minus": Key("减去哪一项；previous 为上年的同一项", _minus, "previous", required=True)},
        {"direction": "增加、减少 或 持平", "amount": "不带正负号的数", **NOTE},
        "more_disclosed: {difference: proactive_disclosed_total, minus: previous}",
        _year_before,
    ),
    "mean": Kind("平均", GROUP_OR_NAME, amounts.mean, {}, NOTE, "mean_city: {mean: city, digits: 2}"),
    "highest": Kind(
        "最高", GROUP_OR_NAME, places.extreme, {}, {"units": "是哪些单位", **ENTRIES, **NOTE}, "best: {highest: city}", lists=True
    ),
    "lowest": Kind(
        "最低", GROUP_OR_NAME, places.extreme, {}, {"units": "是哪些单位", **ENTRIES, **NOTE}, "worst: {lowest: city}", lists=True
    ),
    "count": Kind(
        "符合条件的单位数",
        conditions.WHAT,
        conditions.count,
        conditions.COUNT_KEYS,
        NOTE,
        "with_plan: {count: support.plan, when: full, group: city}",
        conditions.check_condition,
    ),
    "count_units": Kind("单位数", conditions.UNITS, conditions.count_units, {}, {}, "cities: {count_units: all, group: city}"),
    "count_grade": Kind(
        "某等次的单位数",
        Key("等次", grade, required=True),
        conditions.count_grade,
        {},
        {},
        "excellent: {count_grade: 优秀, group: city}",
    ),
    "quantifier": Kind(
        "量词",
        conditions.WHAT,
        conditions.quantify,
        conditions.CONDITION,
        {},
        "no_plan: {quantifier: support.plan, when: zero}",
        conditions.check_condition,
        splits=False,
    ),
    "list": Kind(
        "符合条件的单位名单",
        conditions.WHAT,
        conditions.names,
        conditions.LIST_KEYS,
        ENTRIES,
        "failed_units: {list: score, below: 60, most: 5}",
        conditions.check_condition,
        lists=True,
        splits=False,
    ),
    "rank_list": Kind(
        "名次在前或在后的单位",
        Key("组", group, required=True),
        places.rank_list,
        {"first": Key("前几名", whole(1), "3"), "last": Key("后几名", whole(1), "3")},
        {"places": "前三位、后五位", **ENTRIES},
        "top_cities: {rank_list: city, first: 3}",
        _one_end,
        lists=True,
        splits=False,
    ),
    "rate": Kind("得分率", Key("指标或方面", indicator, required=True), places.rate, {}, {}, "guide_rate: {rate: disclosure.guide}"),
    "lowest_indicators": Kind(
        "得分率最低的指标",
        Key("组，或 all", group_or_all, required=True),
        places.lowest_indicators,
        {"first": Key("几项", whole(1), "3"), "among": Key("items 各项指标、blocks 各方面", choice("items", "blocks"), "blocks")},
        {"with_rates": "带得分率的列举", **ENTRIES},
        "weakest: {lowest_indicators: city, first: 3}",
        lists=True,
        splits=False,
    ),
}
