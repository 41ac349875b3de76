"""``method``: the criteria tree with full points, rules, basis and sources in words, further tables, policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.results.model import Results


def files(results: Results) -> Iterator[File]:
    """One file; nothing where the run is older than the words of its criteria."""
    if results.method is not None:
        yield "method", asdict(results.method)
