"""What documents say of themselves as long as a run is not final: a mark behind the title, and no seals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SECTION = "states"


def as_draft(documents: Mapping[str, Mapping[str, Any]], title: str) -> dict[str, Mapping[str, Any]]:
    """The sections of documents as a run has them that is not final.

    Args:
        documents: Settings by section; ``states`` holds the marks by section, as offices write them behind a title:
            ``{"circular": "征求意见稿", "feedback": "初评结果"}``.
        title: Title of the assessment, of which a sheet without a title of its own makes one.

    Returns:
        The same sections without ``states``; a marked one has the mark at the end of its title and no picture of a seal or stamp,
        which only the final one carries.
    """
    marks = documents.get(SECTION, {})
    return {name: _marked(section, marks.get(name), title) for name, section in documents.items() if name != SECTION}


def as_final(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The sections of documents without marks."""
    return {name: section for name, section in documents.items() if name != SECTION}


def _marked(section: Mapping[str, Any], mark: str | None, title: str) -> Mapping[str, Any]:
    if not mark:
        return section
    own = str(section.get("title") or f"{title}情况反馈")
    between = "\n" if "\n" in own else ""  # a title whose lines are written out has the mark on a line of its own
    bare = {key: value for key, value in section.items() if key != "seal"}
    if "signers" in bare:
        bare["signers"] = [{key: text for key, text in signer.items() if key != "stamp"} for signer in bare["signers"]]
    return {**bare, "title": f"{own}{between}（{mark}）"}
