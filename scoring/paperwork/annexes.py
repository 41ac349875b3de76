"""The annexes of the circular: key ``annexes`` of section ``circular``."""

from __future__ import annotations

from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.yamlfile import Path

FIELDS = {"group": Field("分组 group", required=True), "title": Field("附件标题 title", required=True)}


def read(reader: Reader, value: object, path: Path) -> list[dict[str, Any]]:
    """One mapping per annex, in order."""
    return [_annex(reader, annex, (*path, i)) for i, annex in enumerate(reader.sequence(value, path))]


def _annex(reader: Reader, value: object, path: Path) -> dict[str, Any]:
    fields = reader.mapping(value, path, FIELDS)
    return {key: reader.text(item, (*path, key)) for key, item in fields.items()}
