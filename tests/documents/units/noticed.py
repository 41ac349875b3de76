"""Invented notices for tests: a run whose units have something to mend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scoring.results.material import SourceEntry
from scoring.results.model import Results
from scoring.results.rectification.building import Notice, Rectification, ToMend
from tests.documents import sample

SETTINGS = {
    "issuer": "沧澜省人民政府办公厅",
    "number": "沧政公开整〔2017〕{n}号",
    "date": dt.date(2017, 8, 14),
    "due": dt.date(2017, 9, 30),
    "basis": ["《沧澜省政务公开考核办法》第十二条"],
    "reply_to": "沧澜省人民政府办公厅政务公开处",
    "contact": {"person": "综合组", "phone": "0990-8001234"},
    "reply_slip": True,
    "who": [],
}
SOURCES = (
    SourceEntry("信息有误", "1", "检查发现记录", "line 17", "2016-09-23 机构职能页电话有误（台账第47号） 日常考核组"),
    SourceEntry("主动公开政府信息数", "133319", "reports/nandu.html", "table 1 row 3 column 3", ""),
)
LAPSES = ToMend(
    "city0",
    "disclosure.lapses",
    "indicator",
    "公开差错",
    "信息有误1条×1分=1分，共扣1分，满分3分，得2分。",
    "1",
    "信息有误每条扣1分，扣完为止。",
    "《条例》第六条",
    "更正有误的信息",
    "2017-09-30",
    SOURCES,
)
CHECK = ToMend(
    "city0", "check:A7:total", "check", "工作人员数", "专职与兼职之和：79+139=218，报告为219，相差1。", "", "", "", "核实更正", "2017-09-15"
)


def results(*notices: Notice, **settings: Any) -> Results:
    """A run with notices; ``settings`` override those of the section, None removes one."""
    section = {key: value for key, value in {**SETTINGS, **settings}.items() if value is not None}
    run = sample.results(cities=3, departments=3)
    return replace(run, documents={**run.documents, "rectification": section}, rectification=Rectification(notices))


def notice(*rows: ToMend, unit_id: str = "city0", unit: str = "南渡市人民政府", number: int = 1) -> Notice:
    """A notice with the given rows, of the unit."""
    own = tuple(replace(row, unit_id=unit_id) for row in rows or (LAPSES, CHECK))
    return Notice(unit_id, unit, "市州人民政府", f"沧政公开整〔2017〕{number}号", ("考核总分58.80分，低于60分",), own)


def many(count: int) -> Sequence[ToMend]:
    """So many problems."""
    return [replace(LAPSES, item_id=f"disclosure.item{i}", title=f"事项{i}") for i in range(1, count + 1)]
