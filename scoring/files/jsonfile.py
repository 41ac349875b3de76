"""JSON that this program wrote and that anybody may have damaged since."""

from __future__ import annotations

import json
from typing import Any


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
