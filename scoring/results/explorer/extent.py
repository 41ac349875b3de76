"""How much of single units the explorer holds: what the settings ask for, as far as the size of the run allows."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from scoring.files.yamlfile import shipped
from scoring.problems import Problem
from scoring.results.drafts import SAMPLE

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
        marks: What the editions for the office and for the public are marked with: until the run is final, and where its data
            are invented.
    """

    internal: bool = True
    public: bool = False
    pages: bool = True
    sources: Sources = "all"
    cut: Literal["", "sources", "pages"] = ""
    points: int = 0
    marks: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def has_pages(self) -> bool:
        """Whether pages of single units and indicators are made."""
        return self.internal and self.pages


NOTHING = Extent(internal=False)


def extent(documents: Mapping[str, Mapping[str, Any]], points: int, *, final: bool = False, sample: bool = False) -> Extent:
    """What is made of the explorer of a run.

    Args:
        documents: Sections of assessment.yaml by name. Without a section ``explorer`` the edition for the office is made, and
            the one for the public where the circular has annexes.
        points: Points of the run: units x indicators.
        final: Whether documents are those of a final run, without marks of a draft.
        sample: Whether the data are invented.
    """
    settings = documents.get(SECTION, {})
    asked = Extent(
        internal=bool(settings.get("internal", True)),
        public=bool(settings.get("public", documents.get("circular", {}).get("annexes"))),
        sources=settings.get("sources", "all"),
        points=points,
        marks=_marks({} if final else documents.get("states", {}), (SAMPLE,) if sample else ()),
    )
    if points > most("pages"):
        return replace(asked, pages=False, sources="none", cut="pages" if asked.internal else "")
    if points > most("sources") and asked.sources == "all":
        return replace(asked, sources="lost", cut="sources" if asked.internal else "")
    return asked


def _marks(states: Mapping[str, str], always: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The edition for the public says what the circular says; the other one too, unless it has a mark of its own."""
    circular = states.get("circular", "")
    internal = states.get(SECTION) or circular or states.get("feedback", "")
    return (*filter(None, (internal,)), *always), (*filter(None, (circular,)), *always)


def cut_problem(found: Extent) -> Problem | None:
    """What the size of the run took away: D082 sources of points that were not lost, D083 pages of units and indicators."""
    if not found.cut:
        return None
    args = {"points": found.points, "most": most(found.cut)}
    return Problem({"sources": "D082", "pages": "D083"}[found.cut], where=SECTION, args=args)


def most(what: str) -> int:
    """Points of a run up to which the explorer has it (``sources``, ``pages``)."""
    return int(_limits()[what]["points"])


@functools.cache
def _limits() -> Mapping[str, Mapping[str, Any]]:
    return shipped(__package__, "limits.yaml")  # type: ignore[no-any-return]  # a mapping by its tests
