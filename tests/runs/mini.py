"""A small invented assessment: three units, two indicators from reports, one from findings, one mark."""

from __future__ import annotations

from pathlib import Path

CRITERIA = """id: mini
title: 小考核
period: 2016
groups:
  county: {title: 县区, grades: standard}
policy:
  rounding: {digits: 2, mode: half_up, at: total}
  ranking: {on: printed, ties: competition}
  not_applicable: rescale
  missing: error
grades:
  standard: [{grade: 优秀, from: 90}, {grade: 合格, from: 60}, {grade: 不合格, from: 0}]
events:
  late_reply: {title: 超期答复, uom: 件}
  praise: {title: 表扬}
measures:
  on_time: {title: 按时办结率, value: requests_closed_on_time / requests_closed, show: percent}
indicators:
  - id: requests
    title: 依申请公开
    points: 60
    items:
      - {id: requests.on_time, title: 按时办结, points: 40, measure: on_time, rule: {ratio: {target: 1}}}
      - {id: requests.lapses, title: 办理差错, points: 20, rule: {deduct_events: {late_reply: 6}}}
  - id: support
    title: 监督保障
    points: 40
    items:
      - id: support.report
        title: 年度报告
        points: 30
        missing: zero
        rule: {timeliness: {date: report_published_on, deadline: 2017-03-31, per_day: 1}}
      - {id: support.plan, title: 工作方案, points: 10, rule: presence}
bonus:
  - {id: bonus.praise, title: 表扬, cap: 5, gate: base > 60, evidence: required, rule: {add_events: {praise: 2}}}
"""

TABLES = {
    "units": "unit_id,name,short_name,grp,ord,parent_id,region_code,status,status_reason\n"
    "jia,甲河县人民政府,甲河县,county,1,,,assessed,\n"
    "yi,乙山县人民政府,乙山县,county,2,,,assessed,\n"
    "bing,丙桥县人民政府,丙桥县,county,3,,,assessed,\n",
    "reports": "unit_id,file,published_on\njia,jia.txt,2017-03-20\nyi,yi.txt,2017-04-02\nbing,bing.txt,\n",
    "findings": "unit_id,indicator_id,event,quantity,happened_on,evidence,found_by\n"
    "yi,requests.lapses,late_reply,1,2016-05-06,台账第3号,考核组\njia,bonus.praise,praise,1,2016-09-01,通报复印件,考核组\n",
    "marks": "unit_id,indicator_id,marker,mark,remark\njia,support.plan,一组,1,\nyi,support.plan,一组,1,\n"
    "bing,support.plan,一组,0,未见方案\n",
    "exemptions": "unit_id,indicator_id,reason\n",
}

SETTINGS = """id: mini
title: 小考核
criteria: criteria.yaml
date: 2017-05-02
"""


def report(name: str, closed: str, on_time: str) -> str:
    """A report in the layout of the 2014 form, saved as text."""
    extended = int(closed) - int(on_time)
    rows = [
        ("统计指标", "单位", "统计数"),
        ("三、依申请公开情况", "——", "——"),
        ("（一）收到申请数", "件", closed),
        ("1.当面申请数", "件", closed),
        ("2.传真申请数", "件", "0"),
        ("3.网络申请数", "件", "0"),
        ("4.信函申请数", "件", "0"),
        ("（二）申请办结数", "件", closed),
        ("1.按时办结数", "件", on_time),
        ("2.延期办结数", "件", str(extended)),
        ("四、行政复议数量", "件", "0"),
        ("（一）维持具体行政行为数", "件", "0"),
        ("（二）被依法纠错数", "件", "0"),
        ("（三）其他情形数", "件", "0"),
    ]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"{name}2016年政府信息公开工作年度报告\n\n附表\n政府信息公开情况统计表\n\n{table}"


def make(folder: Path) -> Path:
    """Write the assessment into a new folder."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    (folder / "assessment.yaml").write_text(SETTINGS, "utf-8")
    (folder / "criteria.yaml").write_text(CRITERIA, "utf-8")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    for unit, name, closed, on_time in (("jia", "甲河县", "12", "12"), ("yi", "乙山县", "9", "6"), ("bing", "丙桥县", "0", "0")):
        (folder / "reports" / f"{unit}.txt").write_text(report(name, closed, on_time), "utf-8")
    return folder
