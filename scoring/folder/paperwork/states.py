"""Section ``states``: what documents say of themselves as long as a run is not final."""

from __future__ import annotations

from typing import Any

from scoring.criteria.fields import Field, Reader

FIELDS = {
    "circular": Field("定稿以前通报标题后的标注,如 征求意见稿 mark behind the title of the circular until it is final"),
    "feedback": Field("定稿以前情况反馈标题后的标注,如 初评结果 mark behind the title of the sheets of units until they are final"),
    "explorer": Field(
        "定稿以前结果浏览网页内部版的标注,不写则同通报 mark of the explorer until it is final; that of the circular unless said"
    ),
}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The marks by section, without brackets; problems are collected in the reader (C002-C007)."""
    fields = reader.mapping(value, ("states",), FIELDS)
    return {key: reader.text(item, ("states", key)).strip("（）() ") for key, item in fields.items()}
