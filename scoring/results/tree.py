"""The tree of indicators as it is stored with a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def every_node(tree: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every block and indicator, parents before children."""
    for node in tree:
        yield node
        yield from every_node(node["items"])
