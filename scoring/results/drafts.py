"""What documents say of themselves as long as a run is not final, or its data are invented: a mark behind the title, and no seals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SECTION = "states"
SAMPLE = "样例数据"
_TITLES = {"circular": "", "feedback": "", "correction": "更正通报", "rectification": "整改通知单", "requests": "数据核实函"}
"""Sections with a title of their own, and what it is where none is written; that of a sheet is made of the assessment's."""


def sample_title(title: str) -> str:
    """A title with the mark of invented data behind it."""
    return f"{title}（{SAMPLE}）"


def as_sample(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The sections of documents of a run from invented data: every title says so, and there are no seals."""
    return {name: _invented(name, section) for name, section in documents.items()}


def _invented(name: str, section: Mapping[str, Any]) -> Mapping[str, Any]:
    own = str(section.get("title") or _TITLES.get(name, ""))
    annexes = [{**annex, "title": sample_title(annex["title"])} for annex in section.get("annexes") or ()]
    return {**(_marked(section, SAMPLE, own) if own else section), **({"annexes": annexes} if annexes else {})}


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
    return {name: _draft(section, marks.get(name), title) for name, section in documents.items() if name != SECTION}


def as_final(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The sections of documents without marks."""
    return {name: section for name, section in documents.items() if name != SECTION}


def _draft(section: Mapping[str, Any], mark: str | None, title: str) -> Mapping[str, Any]:
    return _marked(section, mark, str(section.get("title") or f"{title}情况反馈")) if mark else section


def _marked(section: Mapping[str, Any], mark: str, own: str) -> Mapping[str, Any]:
    """The section with a mark behind its own title, and without seals."""
    between = "\n" if "\n" in own else ""  # a title whose lines are written out has the mark on a line of its own
    bare = {key: value for key, value in section.items() if key != "seal"}
    if "signers" in bare:
        bare["signers"] = [{key: text for key, text in signer.items() if key != "stamp"} for signer in bare["signers"]]
    return {**bare, "title": f"{own}{between}（{mark}）"}
