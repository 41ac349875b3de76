"""The statutory terms that ship."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.criteria.records.model import Deadline


def terms() -> Mapping[str, Deadline]:
    """The statutory terms by name."""
    return {}
