"""Settings of documents as JSON text in table ``run``: dates stay apart from texts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

_DATE = "$date"


def packed(sections: Mapping[str, Any]) -> str:
    """Settings as JSON text."""
    return json.dumps(sections, ensure_ascii=False, sort_keys=True, default=_marked)


def unpacked(text: str) -> dict[str, dict[str, Any]]:
    """Settings out of :func:`packed`."""
    sections: dict[str, dict[str, Any]] = json.loads(text, object_hook=_with_dates)
    return sections


def _marked(value: object) -> object:
    if isinstance(value, dt.date):
        return {_DATE: value.isoformat()}
    raise TypeError(value)


def _with_dates(value: dict[str, Any]) -> object:
    return dt.date.fromisoformat(value[_DATE]) if set(value) == {_DATE} else value
