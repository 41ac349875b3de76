"""Which figures of the statutory forms carry the same notion, and whether they compare over the years (report-formats 2.5)."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from scoring.files.yamlfile import parse

Comparable = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Notion:
    """What several forms count, each in its own rows.

    Args:
        id: Stable name.
        title: Name by language (zh, en).
        codes: Metric codes by form; several are added up; none where only prose states the figure.
        comparable: Whether figures of different forms may be compared.
        caveat: What to know before comparing, by language; empty where there is nothing to know.
    """

    id: str
    title: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    comparable: Comparable
    caveat: Mapping[str, str] = field(default_factory=dict)


@functools.cache
def crosswalk() -> tuple[Notion, ...]:
    """All notions of ``crosswalk.yaml``, in its order."""
    text = (importlib.resources.files("scoring.intake") / "crosswalk.yaml").read_text("utf-8")
    return tuple(map(_notion, parse(text, "crosswalk.yaml").data))


def _notion(data: Mapping[str, Any]) -> Notion:
    codes = {form: () if value == "text" else tuple(value) for form, value in data["forms"].items()}
    return Notion(data["id"], data["title"], codes, data["comparable"], data.get("caveat", {}))
