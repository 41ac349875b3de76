"""Two fingerprints of a criteria file: over what changes scores, and over its text."""

from __future__ import annotations

import hashlib
import json
from typing import Any

TEXT_KEYS = frozenset({"title", "basis", "uom", "show", "turns", "format"})
ORDERED = frozenset({"gates", "grades"})  # lists of named items whose order changes scores: the first gate counts


def fingerprints(data: object) -> tuple[str, str]:
    """The score fingerprint and the text fingerprint (64 hex digits each) of parsed criteria.

    Titles, units of measure and citations are text, and so is the order of indicators; every other key
    changes scores, and so does ``evidence: required``, which decides whether a bonus counts.
    """
    return _digest(_without_text(data, "")), _digest(_named_by_text(data))


def _named_by_text(value: Any) -> Any:
    """Keys such as the places 1 and 2-3 of a table are a number and a text, which have no common order."""
    if isinstance(value, dict):
        return {str(key): _named_by_text(item) for key, item in value.items()}
    return [_named_by_text(item) for item in value] if isinstance(value, list) else value


def _without_text(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {
            str(key): _without_text(item, str(key))
            for key, item in value.items()
            if key not in TEXT_KEYS and not (key == "evidence" and item != "required")
        }
    if isinstance(value, list):
        items = [_without_text(item, "") for item in value]
        named = name not in ORDERED and all(isinstance(item, dict) and "id" in item for item in items)
        return sorted(items, key=lambda item: str(item["id"])) if named else items
    return value


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
