"""Section ``feedback``: the sheets that units read first (情况反馈)."""

from __future__ import annotations

from datetime import date
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import Path
from scoring.folder.paperwork.values import day

FIELDS = {
    "issuer": Field("落款 who signs", required=True),
    "date": Field("成文日期 date", required=True),
    "title": Field("标题,默认为考核名称加“情况反馈” title"),
    "contact": Field("联系人和电话 contact"),
    "appeal_by": Field("提出复核申请的截止日期 day until which units may object"),
    "note": Field("正文之后的说明 text after the sheet"),
    "mark": Field("首页左上角的标注,如“内部资料 注意保管” mark at the top of the first page"),
    "show": Field("印哪些内容 what is shown"),
    "order": Field("失分指标的顺序:criteria 按考核指标、lost 按失分多少 order of lost points"),
    "gains": Field("提升重点最多列几项,默认5 most lines of what would gain most"),
}
SHOW = {
    "rank": Field("名次 rank"),
    "grade": Field("等次 grade"),
    "mean": Field("本组平均 means of the group"),
    "best": Field(
        "其他单位的得分:本组最高、分布、并列的是谁、距上一名多少;附件有所省略的,默认不印 "
        "scores of others: best, distribution, who shares the rank, distance to the next; off unless annexes are whole"
    ),
    "others": Field("有多少单位在同一指标失分 how many units lost points there"),
    "sources": Field("数据出处 where numbers came from"),
    "standard": Field("评分标准和依据 rules and their basis"),
}
ORDERS = ("criteria", "lost")
_MOST_GAINS = 20


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings of the sheets; problems are collected in the reader (C002-C007, C037, D080)."""
    fields = reader.mapping(value, ("feedback",), FIELDS)
    found = {key: _value(reader, key, item, ("feedback", key)) for key, item in fields.items()}
    until, signed = fields.get("appeal_by"), fields.get("date")
    if isinstance(until, date) and isinstance(signed, date) and until < signed:
        reader.problem("D080", ("feedback", "appeal_by"), until.isoformat(), date=signed.isoformat())
    return found


def _value(reader: Reader, key: str, item: object, path: Path) -> Any:
    if key in {"date", "appeal_by"}:
        return day(reader, item, path)
    if key == "show":
        return {name: reader.flag(flag, (*path, name)) for name, flag in reader.mapping(item, path, SHOW).items()}
    if key == "order":
        return reader.choice(item, path, ORDERS)
    if key == "gains":
        return reader.whole_number(item, path, low=0, high=_MOST_GAINS)
    return reader.text(item, path)
