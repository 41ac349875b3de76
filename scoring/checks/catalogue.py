"""What every check is called and compares, in words (``catalogue.yaml``): for documents, messages and the rule on contradictions."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scoring.files.yamlfile import parse


@dataclass(frozen=True, slots=True)
class Described:
    """A check in words.

    Args:
        check_id: Its id.
        group: Heading under which it is listed.
        title: Chinese title.
        formula: What it compares, in Chinese words.
        severities: What a failure may be: ``error``, ``warning``, ``info``.
        open: When it cannot be assessed; empty where it always can.
    """

    check_id: str
    group: str
    title: str
    formula: str
    severities: tuple[str, ...]
    open: str


@functools.cache
def catalogue() -> Mapping[str, Described]:
    """Every check by id, in the order of the page."""
    text = importlib.resources.files(__package__).joinpath("catalogue.yaml").read_text("utf-8")
    found: dict[str, Described] = {}
    for group, checks in parse(text, "catalogue.yaml").data["groups"].items():
        for check_id, entry in checks.items():
            severity = entry["severity"]
            severities = tuple(severity) if isinstance(severity, list) else (severity,)
            found[check_id] = Described(check_id, group, entry["title"], entry["formula"], severities, entry["open"])
    return MappingProxyType(found)
