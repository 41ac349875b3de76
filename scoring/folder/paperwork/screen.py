"""Section ``screen``: which rules of the screen of self-reported data are left out, and which figures are no counts of the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import shipped
from scoring.folder.paperwork.values import names

NAME = "screen"
FIELDS = {
    "leave_out": Field("不用的筛查规则 rules that are not applied"),
    "stocks": Field("存量数据的代码,两年相同属正常 codes of figures that may well stay the same from year to year"),
}


def rule_names() -> tuple[str, ...]:
    """Ids of the rules there are, in their order."""
    return tuple(_catalogue()["rules"])


def _catalogue() -> Mapping[str, Any]:
    return shipped("scoring.checks.screen", "catalogue.yaml")  # type: ignore[no-any-return]  # a mapping by its tests


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings of the screen as plain data; problems are collected (C002-C007)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    found: dict[str, Any] = {"stocks": names(reader, fields.get("stocks", []), (NAME, "stocks"))}
    left_out = reader.sequence(fields.get("leave_out", []), (NAME, "leave_out"))
    found["leave_out"] = [reader.choice(name, (NAME, "leave_out", i), rule_names()) for i, name in enumerate(left_out)]
    return found
