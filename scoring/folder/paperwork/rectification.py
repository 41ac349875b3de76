"""Section ``rectification``: who gets a 整改通知单, what it says, by when, and the 整改台账."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import Path
from scoring.folder.elsewhere import Named, find_named
from scoring.folder.paperwork import conditions, earlier
from scoring.folder.paperwork.letters import READERS, RUNNING
from scoring.folder.paperwork.references import References
from scoring.folder.paperwork.values import NO_DAY, day

NAME = "rectification"
FIELDS = {
    "issuer": Field("落款机关 who signs", required=True),
    "number": Field("编号,{n} 为流水号 number, {n} runs", required=True),
    "date": Field("成文日期 date", required=True),
    "due": Field("整改期限 date by which to rectify", required=True),
    "who": Field("哪些单位发通知单:符合一项即发 who gets a notice: any condition suffices", required=True),
    "title": Field("标题,默认整改通知单 title"),
    "head": Field("版头名称,默认同落款 name in the head"),
    "colour": Field("版头颜色:red、black colour of the head"),
    "first": Field("第一个流水号,默认1 first running number"),
    "basis": Field("发文依据,默认考核指标的依据 what the notice rests on"),
    "list": Field("整体整改的单位,失分多少以上的指标列入 which losses are listed of units chosen as a whole"),
    "dues": Field("个别事项的期限,按指标、事项、严重程度等 other dates by indicator, event, severity"),
    "measures": Field("整改要求,按指标、事项等 what is asked for, by indicator, event"),
    "reply_to": Field("报送整改情况的单位,默认同落款 where to report"),
    "contact": Field("联系方式 contact"),
    "reply_slip": Field("是否附回执 whether a reply slip is added"),
    "carry_from": Field("以前的台账,已填写的各列按单位和事项转入 an earlier ledger whose filled-in columns are taken over"),
}
LIST = {"points": Field("失分不少于多少分 points lost"), "share": Field("失分不少于满分的多少 share of the full points lost")}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings of notices and ledger as plain data (numbers as text); problems are collected (C002-C007, C037, D091-D098)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    found = {key: _READERS.get(key, Reader.text)(reader, item, (NAME, key)) for key, item in fields.items()}
    if RUNNING not in str(found.get("number", RUNNING)):
        reader.problem("D092", (NAME, "number"), found["number"])
    _check_dates(reader, found)
    if found.get("carry_from"):
        ledger = _ledger(FilePath(reader.source.name).parent, found["carry_from"])
        found["carried"] = earlier.read(reader, ledger.path, found["carry_from"], (NAME, "carry_from"))
    return found


def _ledger(folder: FilePath, name: str) -> Named:
    return find_named(folder, f"{NAME}.carry_from", name)


def named_files(folder: FilePath, section: Mapping[str, Any]) -> Iterator[Named]:
    """The earlier ledger, where the section names one."""
    if section.get("carry_from"):
        yield _ledger(folder, section["carry_from"])


def _check_dates(reader: Reader, found: Mapping[str, Any]) -> None:
    """No date by which to mend something lies before the date of the notice (D093)."""
    made = found.get("date")
    for key, due in [("due", found.get("due")), *(found.get("dues") or {}).items()]:
        if isinstance(made, date) and isinstance(due, date) and NO_DAY < due < made and reader.source.line((NAME, key)):
            reader.problem("D093", (NAME, "due") if key == "due" else (NAME, "dues", key), due, made=made.isoformat())


def check(reader: Reader, found: Mapping[str, Any], known: References) -> None:
    """Names that the criteria do not have, with the nearest that they have (D090)."""
    for i, condition in enumerate(found.get("who", ())):
        conditions.check(reader, condition, (NAME, "who", i), known)
    for key in ("dues", "measures"):
        for name in found.get(key) or {}:
            known.require(reader, name, (NAME, key, name), known.items(), "指标、事项、否决项或检查")


def _list(reader: Reader, value: object, path: Path) -> dict[str, str]:
    fields = reader.mapping(value, path, LIST)
    return {key: str(reader.number(item, (*path, key), low=0, high=1 if key == "share" else None)) for key, item in fields.items()}


def _dues(reader: Reader, value: object, path: Path) -> dict[str, date]:
    return {key: day(reader, item, (*path, key)) for key, item in reader.mapping(value, path).items()}


def _measures(reader: Reader, value: object, path: Path) -> dict[str, str]:
    return {key: reader.text(item, (*path, key)) for key, item in reader.mapping(value, path).items()}


_READERS: Mapping[str, Callable[[Reader, object, Path], Any]] = {
    **READERS,
    "who": conditions.read,
    "list": _list,
    "dues": _dues,
    "measures": _measures,
}
