"""Annexes that show how firm the ranks are (``content: robustness``): they tell every rank, so none may be kept back elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.criteria.fields import Reader

SECTION = "sensitivity"
_RANKLESS = ("grades", "counts")


def is_firmness(annex: Mapping[str, Any]) -> bool:
    """Whether an annex shows how firm the ranks are."""
    return annex.get("content") == "robustness"


def kept_back(annex: Mapping[str, Any]) -> str:
    """The setting of such an annex that keeps ranks back, its own or one for all annexes; empty where there is none."""
    if not is_firmness(annex):
        return ""
    if annex.get("show") in _RANKLESS:
        return f"show: {annex['show']}"
    return "ranks: false" if annex.get("ranks") is False else ""


def contradictions(annexes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    """Annexes that would tell ranks which no annex with the ranking of the same group prints.

    Args:
        annexes: All annexes, as read.

    Yields:
        Place of the annex, and what the annexes with the ranking say. A group that no other annex lists is not kept back: the
        office asked for its ranks.
    """
    for i, annex in enumerate(annexes):
        if not is_firmness(annex):
            continue
        for group in _groups(annex):
            others = [other for other in annexes if not is_firmness(other) and group in _groups(other)]
            if others and not any(_last(other) >= _last(annex) for other in others):
                yield i, f"{group}：{'、'.join(dict.fromkeys(_said(other) for other in others))}"


def _groups(annex: Mapping[str, Any]) -> Sequence[str]:
    return annex.get("groups") or [annex.get("group", "")]


def _last(annex: Mapping[str, Any]) -> float:
    """The last rank that an annex prints."""
    if annex.get("show") in _RANKLESS or annex.get("ranks") is False:
        return 0
    return float(annex["top"]) if "top" in annex else float("inf")


def _said(annex: Mapping[str, Any]) -> str:
    if annex.get("show") in _RANKLESS:
        return f"show: {annex['show']}"
    return "ranks: false" if annex.get("ranks") is False else f"top: {annex.get('top')}"


def check_analysed(reader: Reader, sections: Mapping[str, Mapping[str, Any]]) -> None:
    """Annexes that show how firm the ranks are need an analysis (S007)."""
    for i, annex in enumerate(sections.get("circular", {}).get("annexes") or ()):
        if is_firmness(annex) and SECTION not in sections:
            reader.problem("S007", ("circular", "annexes", i, "content"), "robustness")
