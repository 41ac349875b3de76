"""JSON that this program wrote and that anybody may have damaged since."""

from __future__ import annotations

import json
from typing import Any


def mapping(text: str | bytes) -> dict[str, Any]:
    """The object that a text is; raises ValueError for every other text, also one that is nested without end."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError(f"{type(found).__name__} instead of an object")  # noqa: TRY004 - damaged JSON is one kind of thing
    return found
