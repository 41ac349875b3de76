"""JSON text inside the tables of a run: in pieces that every file stores alike, and with dates apart from texts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

_DATE = "$date"
PIECE = 1000  # characters: DuckDB ends strings over 4 KB with bytes that differ from file to file


def packed(sections: Mapping[str, Any]) -> str:
    """Settings as JSON text."""
    return json.dumps(sections, ensure_ascii=False, sort_keys=True, default=_marked)


def unpacked(text: str) -> dict[str, dict[str, Any]]:
    """Settings out of :func:`packed`."""
    sections: dict[str, dict[str, Any]] = json.loads(text, object_hook=_with_dates)
    return sections


def pieces(text: str) -> list[tuple[int, str]]:
    """A text as rows: number of the piece and its characters."""
    return [(start // PIECE, text[start : start + PIECE]) for start in range(0, len(text), PIECE)]


def joined(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Texts by key out of rows of key and piece, the pieces in their order."""
    texts: dict[str, str] = {}
    for key, piece in rows:
        texts[key] = texts.get(key, "") + piece
    return texts


def _marked(value: object) -> object:
    if isinstance(value, dt.date):
        return {_DATE: value.isoformat()}
    raise TypeError(value)


def _with_dates(value: dict[str, Any]) -> object:
    return dt.date.fromisoformat(value[_DATE]) if set(value) == {_DATE} else value
