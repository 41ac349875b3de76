"""The ×× of the sections that ``scoring init`` writes: a document is not signed with one left in it."""

from __future__ import annotations

import re

from scoring.criteria.fields import Reader
from scoring.files.yamlfile import Path, step

_LEFT = re.compile(r"×{2,}|^\s*×(?=\S)")  # a single × inside a text may multiply
_SAMPLE = "临江"


def left(text: str) -> bool:
    """Whether a text still has a placeholder."""
    return _LEFT.search(text) is not None


def check_filled(reader: Reader, value: object, path: Path) -> None:
    """Every text below a node is filled in (D063).

    Args:
        reader: Collects the problems.
        value: A section as it stands in the file, or a part of one.
        path: Where it stands.
    """
    if isinstance(value, str) and left(value):
        reader.problem("D063", path, value, like=_filled(value))
    elif isinstance(value, dict):
        for key, item in value.items():
            check_filled(reader, item, (*path, step(key)))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            check_filled(reader, item, (*path, i))


def _filled(text: str) -> str:
    return _LEFT.sub(lambda found: _SAMPLE[: len(found[0].strip())], text)
