"""Section ``explorer``: which editions of the pages over the results are made, and how much of sources they show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.criteria.fields import Field, Reader

NAME = "explorer"
SOURCES = ("all", "lost", "none")
FIELDS = {
    "internal": Field("是否制作内部版(explorer/),不写则制作 the edition for the office, made unless false"),
    "public": Field(
        "是否制作公开版(explorer-public/),不写则通报有附件时制作 the edition for the public, made where the circular has annexes"
    ),
    "sources": Field(
        "内部版列明哪些得分的数据来源:全部、失分及加减分的、不列 all (unless said otherwise), lost (and bonuses and deductions), none"
    ),
}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """``internal`` and ``public`` as flags, ``sources``; problems are collected (C002-C007)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    choice = {"sources": reader.choice(fields["sources"], (NAME, "sources"), SOURCES)} if "sources" in fields else {}
    return {key: reader.flag(item, (NAME, key)) for key, item in fields.items() if key != "sources"} | choice


def check_public(reader: Reader, sections: Mapping[str, Mapping[str, Any]]) -> None:
    """D081 where a public edition is asked for and no annex says what is public."""
    if sections.get(NAME, {}).get("public") and not sections.get("circular", {}).get("annexes"):
        reader.problem("D081", (NAME, "public"), "true")
