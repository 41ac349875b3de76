"""Section ``correction``: the notice that corrects a published ranking (更正通报), laid out as the circular is."""

from __future__ import annotations

from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.paperwork import circular
from scoring.paperwork.coherence import check_coherence

NAME = "correction"
_NOT_OURS = {"annexes", "annex_defaults", "rectify_by"}
FIELDS = {
    "published": Field("已公布的结果:定稿的运行所在目录 folder of the final run that was published", required=True),
    "original": Field("原通报的标题和发文字号 title and number of the circular that is corrected", required=True),
    **{key: field for key, field in circular.FIELDS.items() if key not in _NOT_OURS},
}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings of the notice, plain data by key; problems are collected (C002-C007, C037, D070-D078)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    settings = circular.read_keys(reader, fields, NAME)
    check_coherence(reader, settings, NAME)
    return settings
