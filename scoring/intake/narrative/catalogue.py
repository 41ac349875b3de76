"""The patterns as data: ``scoring/intake/patterns/*.yaml`` compiled on first use.

A pattern is written as one line, ``{got}…{request}{sum}N``: ``N`` is the number with its
counter, ``…`` a gap inside one clause, ``……`` one inside one sentence, ``{name}`` a macro of
``words.yaml``; the rest is a regular expression over folded text.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from scoring.files.yamlfile import shipped
from scoring.intake.narrative.literals import Needs, has_all, needs_of

_MACRO = re.compile(r"\{([a-z]+)\}")
_GAP = r"[^,;。:、()\d]{0,14}?"
_LONG_GAP = r"[^。;\d]{0,45}?"
_OTHER_FILES = {"words.yaml", "zeros.yaml", "statements.yaml"}


@dataclass(frozen=True, slots=True)
class Template:
    """One pattern: what stands before and behind the number, as regular expressions.

    Args:
        before: Matches up to the number, or empty.
        behind: Matches from the number on, or empty.
        needs_before: What must stand before the number for ``before`` to match.
        needs_behind: Likewise behind the number.
    """

    before: str
    behind: str
    needs_before: Needs
    needs_behind: Needs


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
        without: The sentence before the number must not match, or empty.
        rank: Among several matches the higher rank wins, then the longer match.
        whole: It is a total: never taken from a 其中 list.
        own: Its subject must not be another body.
        free: Plans, each and average in the clause do not matter.
        target: Stated for a later year: also read under headings on plans.
        any_period: Years before the number do not matter.
        listed: The pattern may begin inside a list joined by 、 or 和.
        flow: Counts what the year brought: never what there was 截至 (until) a day.
        uom: Unit that the wording counts in where the counter is looser (人 for 人次); empty for as printed.
        of: Metric whose part it is; its scope is taken over.
        early: Counters that count for it until a year only.
        first_year: Reporting year from which the metric exists.
        last_year: Reporting year until which it exists.
    """

    metric: str
    counters: frozenset[str]
    keys: Needs
    templates: tuple[Template, ...]
    topic: str = ""
    needs: str = ""
    within: str = ""
    unless: str = ""
    without: str = ""
    not_followed: str = ""
    rank: int = 0
    whole: bool = False
    own: bool = False
    free: bool = False
    target: bool = False
    any_period: bool = False
    listed: bool = False
    flow: bool = False
    uom: str = ""
    of: str = ""
    early: Mapping[str, int] = field(default_factory=dict)
    first_year: int = 0
    last_year: int = 9999


@functools.cache
def compiled(source: str) -> re.Pattern[str]:
    """A regular expression, compiled when it is first needed."""
    return re.compile(source)


@functools.cache
def _needs(source: str) -> Needs:
    return needs_of(source, {})


def occurs(source: str, text: str) -> bool:
    """Whether a regular expression matches somewhere in a text; without its words it is neither tried nor compiled."""
    return may_occur(source, text) and compiled(source).search(text) is not None


def may_occur(source: str, text: str) -> bool:
    """Whether a text has the words that a regular expression needs."""
    return has_all(_needs(source), text)


def every(source: str, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """All matches of a regular expression in ``text[start:end]``."""
    return compiled(source).finditer(text, start, end) if may_occur(source, text[start:end]) else iter(())


def _load(name: str) -> dict[str, Any]:
    return shipped("scoring.intake", "patterns", name) or {}


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
    for _ in range(2):  # a macro may use another one
        text = _MACRO.sub(lambda match: str(words()["macros"].get(match[1], match[0])), text)
    return text.replace("……", _LONG_GAP).replace("…", _GAP)


@functools.cache
def _macro_needs() -> Mapping[str, Needs]:
    """What each macro needs; of the macros it uses itself nothing is counted."""
    return {name: needs_of(value, {}) for name, value in words()["macros"].items()}


def _template(pattern: str) -> Template:
    before, behind = pattern.split("N", 1)
    return Template(
        f"(?:{_expanded(before)})$" if before else "",
        _expanded(behind),
        needs_of(before, _macro_needs()),
        needs_of(behind, _macro_needs()) if behind else (),
    )


def _entry(metric: str, data: Mapping[str, Any]) -> Entry:
    counters = data["counters"]
    early: Mapping[str, int] = words()["early"].get(counters, {}) if isinstance(counters, str) else {}
    return Entry(
        metric,
        frozenset([*(words()["counters"][counters] if isinstance(counters, str) else counters), *early]),
        (tuple(data.get("key", ())),),
        tuple(map(_template, data["patterns"])),
        topic=data.get("topic", ""),
        needs=data.get("needs", ""),
        within=data.get("within", ""),
        unless=data.get("unless", ""),
        without=data.get("without", ""),
        not_followed=data.get("not_followed", ""),
        rank=data.get("rank", 0),
        whole=data.get("whole", False),
        own=data.get("own", False),
        free=data.get("free", False) or data.get("target", False),
        target=data.get("target", False),
        any_period=data.get("period") == "any" or data.get("target", False),
        listed=data.get("list", False),
        flow=data.get("flow", False),
        uom=data.get("uom", ""),
        of=data.get("of", ""),
        early=early,
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
def all_templates() -> tuple[tuple[Entry, Template], ...]:
    """Every pattern with its entry, in the order of the files."""
    return tuple((entry, template) for entry in _entries() for template in entry.templates)


@functools.cache
def _places() -> Mapping[str, Mapping[str, Mapping[str, list[int]]]]:
    """Counter -> first letter -> word needed before the number (empty: none) -> places in :func:`all_templates`."""
    needed = Counter(word for _, template in all_templates() for words in template.needs_before for word in words)
    result: dict[str, dict[str, dict[str, list[int]]]] = {}
    for place, (entry, template) in enumerate(all_templates()):
        rarest = min(template.needs_before, key=lambda words: max(needed[word] for word in words), default=("",))
        for counter, word in product(entry.counters, rarest):
            result.setdefault(counter, {}).setdefault(word[:1], {}).setdefault(word, []).append(place)
    return result


def candidates(counter: str, left: str, right: str, sentence: str) -> Iterator[tuple[Entry, Template]]:
    """The patterns that a number may match, in the order of the files.

    Args:
        counter: Counter of the number.
        left: Text before the number, with the words that the pattern needs there.
        right: Text behind the number, likewise.
        sentence: Its sentence; one of the keys of the entry stands in it.
    """
    by_letter = _places().get(counter, {})
    found: set[int] = set()
    for letter in by_letter.keys() & {"", *left}:
        for word, places in by_letter[letter].items():
            if word in left:
                found.update(places)
    templates = all_templates()
    for place in sorted(found):
        entry, template = templates[place]
        if has_all(template.needs_before, left) and has_all(entry.keys, sentence) and has_all(template.needs_behind, right):
            yield entry, template


@functools.cache
def units_of_measure() -> Mapping[str, str]:
    """Metric code -> unit of measure, of the metrics that only prose states (``metrics.yaml``)."""
    return {code: entry["uom"] for code, entry in shipped("scoring.intake", "metrics.yaml").items()}
