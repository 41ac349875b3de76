"""Section ``requests``: the 数据核实函 to units with anomalies in what they report: who signs, by when to answer, which rules ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import Path
from scoring.folder.paperwork.letters import READERS, RUNNING
from scoring.folder.paperwork.screen import rule_names
from scoring.folder.paperwork.values import NO_DAY

NAME = "requests"
FIELDS = {
    "issuer": Field("落款机关 who signs", required=True),
    "number": Field("编号,{n} 为流水号 number, {n} runs", required=True),
    "date": Field("成文日期 date", required=True),
    "due": Field("答复期限 date by which to answer", required=True),
    "title": Field("标题,默认数据核实函 title"),
    "head": Field("版头名称,默认同落款 name in the head"),
    "colour": Field("版头颜色:red、black colour of the head"),
    "first": Field("第一个流水号,默认1 first running number"),
    "basis": Field("发函依据 what the request rests on"),
    "rules": Field("就哪些筛查规则发函,默认全部 rules that ask, all by default"),
    "reply_to": Field("报送说明的单位,默认同落款 where to answer"),
    "contact": Field("联系方式 contact"),
    "reply_slip": Field("是否附回执 whether a reply slip is added"),
}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings of the requests as plain data; problems are collected (C002-C007, C037, N001, N002)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    found = {key: _READERS.get(key, Reader.text)(reader, item, (NAME, key)) for key, item in fields.items()}
    if RUNNING not in str(found.get("number", RUNNING)):
        reader.problem("N001", (NAME, "number"), found["number"])
    made, due = found.get("date"), found.get("due")
    if isinstance(made, date) and isinstance(due, date) and NO_DAY < due < made:
        reader.problem("N002", (NAME, "due"), due, made=made.isoformat())
    return found


def _rules(reader: Reader, value: object, path: Path) -> list[str]:
    return [reader.choice(name, (*path, i), rule_names()) for i, name in enumerate(reader.sequence(value, path))]


_READERS: Mapping[str, Callable[[Reader, object, Path], Any]] = {**READERS, "rules": _rules}
