"""The patterns as data: ``scoring/intake/patterns/*.yaml`` compiled on first use.

A pattern is written as one line, ``{got}…{request}{sum}N``: ``N`` is the number with its
counter, ``…`` a gap inside one clause, ``……`` one inside one sentence, ``{name}`` a macro of
``words.yaml``; the rest is a regular expression over folded text.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

_GAP = r"[^,;。:、()\d]{0,14}?"
_LONG_GAP = r"[^。;\d]{0,45}?"
_OTHER_FILES = {"words.yaml", "zeros.yaml", "statements.yaml"}


@dataclass(frozen=True, slots=True)
class Template:
    """One pattern: what stands before and behind the number, as regular expressions."""

    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """All patterns of one metric with the same conditions.

    Args:
        metric: Metric code.
        counters: Units that may follow the number.
        keys: Words of which one must stand in the sentence (a quick test).
        templates: The patterns.
        topic: The nearest topic word before the number must be of this topic; empty for any.
        needs: The line must match, or empty.
        within: The line before the number must match, or empty.
        not_followed: What comes behind must not match, or empty.
        unless: The clause before the number must not match, or empty.
        rank: Among several matches the higher rank wins, then the longer match.
        whole: It is a total: never taken from a 其中 list.
        own: Its subject must not be another body.
        free: Plans, each and average in the clause do not matter.
        target: Stated for a later year: also read under headings on plans.
        any_period: Years before the number do not matter.
        listed: The pattern may begin inside a list joined by 、 or 和.
        uom: Unit that the wording counts in where the counter is looser (人 for 人次); empty for as printed.
        of: Metric whose part it is; its scope is taken over.
        first_year: Reporting year from which the metric exists.
        last_year: Reporting year until which it exists.
    """

    metric: str
    counters: frozenset[str]
    keys: tuple[str, ...]
    templates: tuple[Template, ...]
    topic: str = ""
    needs: str = ""
    within: str = ""
    unless: str = ""
    not_followed: str = ""
    rank: int = 0
    whole: bool = False
    own: bool = False
    free: bool = False
    target: bool = False
    any_period: bool = False
    listed: bool = False
    uom: str = ""
    of: str = ""
    first_year: int = 0
    last_year: int = 9999


@functools.cache
def compiled(source: str) -> re.Pattern[str]:
    """A regular expression, compiled when it is first needed."""
    return re.compile(source)


def _load(name: str) -> dict[str, Any]:
    text = importlib.resources.files("scoring.intake").joinpath("patterns", name).read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}  # noqa: S506 - a safe loader, in C where built


@functools.cache
def words() -> Mapping[str, Any]:
    """``words.yaml``: macros, counters, scopes, topics, what makes a clause no statement of fact."""
    return _load("words.yaml")


@functools.cache
def zero_words() -> Mapping[str, Any]:
    """``zeros.yaml``: denials and what they deny."""
    return _load("zeros.yaml")


@functools.cache
def statements() -> Mapping[str, Any]:
    """``statements.yaml``: facts in words by metric."""
    return _load("statements.yaml")


def _expanded(pattern: str) -> str:
    text = pattern
    for name, value in words()["macros"].items():
        text = text.replace("{" + name + "}", value)
    for name, value in words()["macros"].items():  # a macro may use another one
        text = text.replace("{" + name + "}", value)
    return text.replace("……", _LONG_GAP).replace("…", _GAP)


def _entry(metric: str, data: Mapping[str, Any]) -> Entry:
    counters = data["counters"]
    parts = [_expanded(p).split("N", 1) for p in data["patterns"]]
    return Entry(
        metric,
        frozenset(words()["counters"][counters] if isinstance(counters, str) else counters),
        tuple(data.get("key", ())),
        tuple(Template(f"(?:{before})$" if before else "", behind) for before, behind in parts),
        topic=data.get("topic", ""),
        needs=data.get("needs", ""),
        within=data.get("within", ""),
        unless=data.get("unless", ""),
        not_followed=data.get("not_followed", ""),
        rank=data.get("rank", 0),
        whole=data.get("whole", False),
        own=data.get("own", False),
        free=data.get("free", False) or data.get("target", False),
        target=data.get("target", False),
        any_period=data.get("period") == "any" or data.get("target", False),
        listed=data.get("list", False),
        uom=data.get("uom", ""),
        of=data.get("of", ""),
        first_year=data.get("from", 0),
        last_year=data.get("until", 9999),
    )


def _entries() -> Iterator[Entry]:
    folder = importlib.resources.files("scoring.intake").joinpath("patterns")
    for name in sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml")):
        if name in _OTHER_FILES:
            continue
        for metric, data in _load(name).items():
            for one in data if isinstance(data, list) else [data]:
                yield _entry(metric, one)


@functools.cache
def entries_by_counter() -> Mapping[str, tuple[Entry, ...]]:
    """Counter -> the entries whose number may carry it."""
    result: dict[str, list[Entry]] = {}
    for entry in _entries():
        for counter in entry.counters:
            result.setdefault(counter, []).append(entry)
    return {counter: tuple(entries) for counter, entries in result.items()}


@functools.cache
def units_of_measure() -> Mapping[str, str]:
    """Metric code -> unit of measure, of the metrics that only prose states (``metrics.yaml``)."""
    text = importlib.resources.files("scoring.intake").joinpath("metrics.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, in C where built
    return {code: entry["uom"] for code, entry in data.items()}
