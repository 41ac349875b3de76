"""Section ``correction``: the notice that corrects a published ranking (更正通报), laid out as the circular is."""

from __future__ import annotations

from pathlib import Path as FilePath
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
    """The settings of the notice, plain data by key; problems are collected (A005, C002-C007, C037, D070-D078)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    settings = circular.read_keys(reader, fields, NAME)
    folder = FilePath(reader.source.name).parent
    # A final run keeps what it was made from; a place elsewhere could not be told inside it.
    published = settings.get("published", ".")
    if not (folder / published).resolve().is_relative_to(folder.resolve()):
        reader.problem("A005", (NAME, "published"), published)
    check_coherence(reader, settings, NAME)
    return settings
