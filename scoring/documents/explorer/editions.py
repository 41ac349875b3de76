"""The editions of the explorer: for the office everything, for the public what the annexes of the circular print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.parts import PARTS, PUBLIC_PARTS, Part
from scoring.documents.explorer.units import node_list, unit_list
from scoring.documents.official.annexes import annex_content
from scoring.documents.official.options import annex_options

if TYPE_CHECKING:
    from scoring.results.explorer.extent import Extent
    from scoring.results.model import Results

_BETWEEN = "　"
_FINGERPRINT_DIGITS = 12  # as the circular prints it


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition.

    Args:
        folder: Its folder in a run.
        parts: Its pages.
        wanted: Whether a run makes it.
        meta: What its pages say of the run: from the results and the names of the pages that they have.
    """

    folder: str
    parts: tuple[Part, ...]
    wanted: Callable[[Extent], bool]
    meta: Callable[[Results, Sequence[str]], dict[str, Any]]


def _internal(results: Results, pages: Sequence[str]) -> dict[str, Any]:
    return {
        "edition": "internal",
        "assessment": results.assessment_id,
        "title": _untagged(results.title, results.explorer.marks[0]),
        "period": results.period,
        "run_date": results.run_date,
        "criteria": results.criteria_title,
        "fingerprint": results.score_fingerprint,
        "mark": _BETWEEN.join(results.explorer.marks[0]),
        "sample": results.sample,
        "pages": pages,
        "groups": [{"id": group.group_id, "title": group.title} for group in results.groups],
        "nodes": node_list(results),
        "units": unit_list(results),
    }


def _public(results: Results, pages: Sequence[str]) -> dict[str, Any]:
    """What the circular says of itself on its first page and below its last table, nothing of the run besides."""
    marks, circular = results.explorer.marks[1], results.document
    printed = bool(pages) and criteria_printed(results)
    return {
        "edition": "public",
        "assessment": "",
        "title": _untagged(str(circular["title"]).replace("\n", ""), marks),
        "period": "",
        "run_date": str(circular["date"]),
        "criteria": results.criteria_title if printed else "",
        "fingerprint": results.score_fingerprint[:_FINGERPRINT_DIGITS] if printed else "",
        "mark": _BETWEEN.join(marks),
        "sample": results.sample,
        "pages": pages,
        "groups": [],
        "nodes": [],
        "units": [],
    }


def _untagged(title: str, marks: Sequence[str]) -> str:
    """A title without the marks behind it: the pages have them beside it."""
    for mark in reversed(marks):
        title = title.removesuffix(f"（{mark}）")
    return title


def criteria_printed(results: Results) -> bool:
    """Whether the criteria are named below the last annex, as they are where it lists anything."""
    content = annex_content(results, annex_options(results.document["annexes"][-1]), last=True)
    return any(rows for _, rows in content.sections)


EDITIONS: tuple[Edition, ...] = (
    Edition("explorer", PARTS, lambda extent: extent.internal, _internal),
    Edition("explorer-public", PUBLIC_PARTS, lambda extent: extent.public, _public),
)
