"""The allowed keys of ``records`` and ``deadlines`` of a criteria file."""

from __future__ import annotations

from scoring.criteria.fields import Field
from scoring.criteria.shapes import CONDITION, DATE, FLAG, NUMBER, TEXT, WHOLE, WORDS, choice, list_of, map_of, table

RECORD_TABLE = {
    "title": Field("名称，随附的表可以不写 title; shipped tables have one", TEXT),
    "columns": Field("列，随附的表只写增加的列 columns; for a shipped table further ones only", map_of(table("RECORD_COLUMN"))),
    "key": Field("同一单位内确定一条记录的列 columns that name a row inside a unit", WORDS),
    "dated_by": Field("按哪一列日期归入年度，随附的表可以不写 date column that decides the year of a row", TEXT),
    "absent": Field(
        "没有记录的单位：zero 没有发生、missing 没有提供 what a unit without rows means: nothing happened, or nothing was delivered",
        choice("zero", "missing"),
        required=True,
    ),
}
RECORD_COLUMN = {
    "title": Field("名称 title", TEXT, required=True),
    "kind": Field(
        "text 文字（不写即此）、date 日期、number 数、whole 整数、flag 是或否 kind, text unless given",
        choice("text", "date", "number", "whole", "flag"),
    ),
    "required": Field("true 每行必填 every row has it", FLAG),
    "allowed": Field("只能取这些值 closed list of values", WORDS),
    "pattern": Field("整格须符合的正则表达式 regular expression that the whole cell matches", TEXT),
    "from": Field("最小值 smallest number", NUMBER),
    "to": Field("最大值 largest number", NUMBER),
    "not_before": Field("不得早于这一列日期 date column that must not be later", TEXT),
}
DEADLINE = {
    "title": Field("名称 title", TEXT, required=True),
    "of": Field("所评记录表 records.<表名> the record table, records.<name>", TEXT),
    "term": Field("随附的法定期限 a statutory term that ships with the program", TEXT),
    "from": Field("起算日期的列 column of the day it starts", TEXT),
    "to": Field("办结日期的列 column of the day it was done", TEXT),
    "where": Field("适用于哪些记录，不写为全部 condition that cases fulfil to which it applies, all unless given", CONDITION),
    "channel": Field("渠道列，按渠道定收到之日 column of the channel that decides the day of receipt", TEXT),
    "days": Field("期限天数，始终不变时写 days of a term that never changed", WHOLE),
    "extension": Field("延期天数 days that an extension adds", WHOLE),
    "terms": Field("按事件日期分段的期限 terms by the day of the event", list_of(table("TERM"))),
    "fixed": Field("固定日期，如次年3月31日 a day of the calendar instead of a term", table("FIXED_DAY")),
    "count": Field("working 工作日（不写即此）或 calendar 自然日 working days unless given", choice("working", "calendar")),
    "roll_forward": Field(
        "true 最后一天不是工作日的顺延 a last day that is no working day moves to the next one, false unless given", FLAG
    ),
    "restart": Field("补正后重新起算 the term starts anew after a correction", table("RESTART")),
    "excluded": Field("不计入期限的时间 time that does not count", list_of(table("EXCLUDED"))),
    "extended": Field("是否延期的列 flag column of the extension", TEXT),
    "as_of": Field("评定日，此后发生的视为未知，不写为年度最后一天 day on which cases are judged, the last of the year unless given", DATE),
    "unusable": Field(
        "无法判断的记录：exclude 不计、not_assessable 该单位无法评分、late 按逾期计 what cases mean that cannot be judged",
        choice("exclude", "not_assessable", "late"),
        required=True,
    ),
    "basis": Field("依据 basis", TEXT),
}
TERM = {
    "since": Field("自此日（含）发生的适用 first day of events under it", DATE, required=True),
    "days": Field("天数 days", WHOLE, required=True),
    "extension": Field("延期天数 days that an extension adds", WHOLE),
}
FIXED_DAY = {
    "years": Field("起算年份之后几年，0为当年 years after that of the start", WHOLE, required=True),
    "month": Field("月 month", WHOLE, required=True),
    "day": Field("日 day", WHOLE, required=True),
}
RESTART = {
    "asked": Field("告知补正日期的列 column of the day of the request to correct", TEXT, required=True),
    "answered": Field("收到补正日期的列 column of the day the correction came", TEXT, required=True),
}
EXCLUDED = {
    "from": Field("开始日期的列 column of the day it began", TEXT, required=True),
    "to": Field("结束日期的列 column of the day it ended", TEXT, required=True),
}
