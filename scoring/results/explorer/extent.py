"""How much of single units the explorer holds: what the settings ask for, as far as the size of the run allows."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scoring.yamlfile import shipped

Sources = Literal["all", "lost", "none"]
SECTION = "explorer"


@dataclass(frozen=True, slots=True)
class Extent:
    """What is made of the explorer.

    Args:
        internal: Whether the edition for the office is made.
        public: Whether the edition for the public is made.
        pages: Whether units and indicators have pages of their own.
        sources: Points whose sources are shown.
        cut: What the size of the run took away: empty, ``sources`` or ``pages``.
        points: Points of the run.
    """

    internal: bool = True
    public: bool = False
    pages: bool = True
    sources: Sources = "all"
    cut: Literal["", "sources", "pages"] = ""
    points: int = 0

    @property
    def has_pages(self) -> bool:
        """Whether pages of single units and indicators are made."""
        return self.internal and self.pages


def extent(documents: Mapping[str, Mapping[str, Any]], points: int) -> Extent:
    """What is made of the explorer of a run.

    Args:
        documents: Sections of assessment.yaml by name. Without a section ``explorer`` the edition for the office is made, and
            the one for the public where the circular has annexes.
        points: Points of the run: units x indicators.
    """
    settings = documents.get(SECTION, {})
    internal = bool(settings.get("internal", True))
    public = bool(settings.get("public", documents.get("circular", {}).get("annexes")))
    sources: Sources = settings.get("sources", "all")
    if points > _limits()["pages"]["points"]:
        return Extent(internal, public, pages=False, sources="none", cut="pages" if internal else "", points=points)
    if points > _limits()["all_sources"]["points"] and sources == "all":
        return Extent(internal, public, sources="lost", cut="sources" if internal else "", points=points)
    return Extent(internal, public, sources=sources, points=points)


@functools.cache
def _limits() -> Mapping[str, Mapping[str, Any]]:
    return shipped(__package__, "limits.yaml")  # type: ignore[no-any-return]  # a mapping by its tests
