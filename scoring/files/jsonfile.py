"""JSON that this program wrote and that anybody may have damaged since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scoring.files.bounded import UnreadError, file_bytes

MOST_BYTES = 60_000_000  # the manifest of a run with ten thousand reports has three million


def read(file: Path) -> dict[str, Any]:
    """The object that a file holds; raises OSError, and ValueError for everything else, also what is no file or too large."""
    try:
        return mapping(file_bytes(file, MOST_BYTES))
    except UnreadError as unread:
        raise ValueError(f"{unread.code} {unread.words.get('size', '')}".strip()) from None


def mapping(text: str | bytes) -> dict[str, Any]:
    """The object that a text is; raises ValueError for every other text.

    That is also what is nested without end, and what holds half a character, which could not be written again.
    """
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError(f"{type(found).__name__} instead of an object")  # noqa: TRY004 - damaged JSON is one kind of thing
    return found
