"""Section ``circular``: head, number, title, addressees, signature, imprint, annexes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.paperwork import annexes
from scoring.paperwork.references import References
from scoring.paperwork.values import day, names
from scoring.yamlfile import Path

_DATES = {"date", "rectify_by", "print_date"}
_NAMES = {"addressees", "copies_to"}
FIELDS = {
    "issuer": Field("发文机关署名 signature", required=True),
    "head": Field("发文机关标志 red head", required=True),
    "number": Field("发文字号 document number", required=True),
    "title": Field("标题 title", required=True),
    "addressees": Field("主送机关 addressees", required=True),
    "date": Field("成文日期 date", required=True),
    "annexes": Field("附件:组、标题和选项 annexes", required=True),
    "annex_defaults": Field("各附件共同的选项 options of every annex"),
    "rectify_by": Field("整改期限 date by which to rectify"),
    "copies_to": Field("抄送 copies"),
    "print_office": Field("印发机关 printing office"),
    "print_date": Field("印发日期 printing date"),
    "note": Field("附注 note under the date"),
}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings of the circular (GB/T 9704-2012, chapter 7); problems are collected in the reader."""
    fields = reader.mapping(value, ("circular",), FIELDS)
    defaults = annexes.read_defaults(reader, fields.pop("annex_defaults", {}), ("circular", "annex_defaults"))
    listed = annexes.read(reader, fields.pop("annexes", []), ("circular", "annexes"), defaults)
    return {key: _value(reader, key, item, ("circular", key)) for key, item in fields.items()} | {"annexes": listed}


def check(reader: Reader, found: Mapping[str, Any], known: References) -> None:
    """Hold what the annexes ask for against the criteria (D041, D053-D055)."""
    annexes.check(reader, found.get("annexes", ()), ("circular", "annexes"), known)


def _value(reader: Reader, key: str, item: object, path: Path) -> object:
    if key in _DATES:
        return day(reader, item, path)
    if key in _NAMES:
        return names(reader, item, path)
    return reader.text(item, path)
