"""Zeros in words: 未收到信息公开申请, 没有发生行政复议、行政诉讼, 未收取费用, 无失泄密事件.

A denial ends with its clause. Inside the clause it covers the items of one list up to the
first item that carries a number of its own (未收到投诉举报件、行政复议12件).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.intake.narrative.catalogue import compiled, every, may_occur, occurs, zero_words

_ITEM_END = re.compile(r"以及|或者?|[、和及与]|$")
_OWN_NUMBER = re.compile(r"\d|[一二三四五六七八九十][件起宗次]")
_CLAUSE_END = re.compile(r"[,;。:!?]|\Z")
_LONGEST = 160
"""Characters of the longest clause that denies anything."""
_ASIDE = re.compile(r"\([^()]*[\d:@][^()]*\)")
"""A bracket with numbers or addresses: it neither ends a clause nor is part of a list."""
_YEAR = re.compile(r"20\d\d年度?")
_LEAD = re.compile(r"^.*?20\d\d年度?|^(?:收到|受理|发生|全年|共)*")
_EACH_ZERO = r"(?:均|都|皆|全部)(?:为|是)?(?:0|零)(?:[件起宗次例])?"
_IS_ZERO = r"(?:为|是)(?:0|零)(?=[,;。、]|$)"
_ALL_ZERO = f"{_EACH_ZERO}|{_IS_ZERO}"


@dataclass(frozen=True, slots=True)
class Denial:
    """One metric said to be zero: the stretch of text that says it, and where its item ends."""

    metric: str
    start: int
    end: int


@functools.cache
def _items() -> tuple[tuple[str, str], ...]:
    rules = zero_words()
    return tuple((metric, f"{rules['head']}(?:{noun}){rules['tail']}") for metric, noun in rules["items"].items())


@functools.cache
def _verb() -> str:
    return f"(?<![有从并是])(?:{zero_words()['verbs']})"


def uom(metric: str) -> str:
    """The unit of measure of a figure that was said in words only."""
    return str(zero_words()["uom"].get(metric, ""))


@functools.cache
def _denying() -> tuple[str, ...]:
    return (zero_words()["fees"], _verb(), _EACH_ZERO, _IS_ZERO)


def may_deny(sentence: str) -> bool:
    """Whether a sentence has the words of any denial: tested before anything is made of it."""
    return any([may_occur(pattern, sentence) for pattern in _denying()])  # noqa: C419 - a list of a few is made faster than a generator


def denials(text: str, start: int, end: int, line: str) -> list[Denial]:
    """What the sentence ``text[start:end]`` says did not occur, one entry per metric.

    Args:
        text: Text of the line.
        start: Start of the sentence.
        end: End of the sentence.
        line: The line and its heading, for what is being spoken of.
    """
    rules = zero_words()
    text = text[:start] + _ASIDE.sub(lambda aside: "□" * len(aside[0]), text[start:end]) if "(" in text[start:end] else text
    free = [Denial("fees_collected_wan_yuan", m.start(), m.end()) for m in every(rules["fees"], text, start, end)]
    found = [*_denied(text, start, end), *_all_zero(text, start, end), *(free if free and occurs(rules["fees_needs"], line) else [])]
    if not found or not occurs(rules["needs"], line):
        return []
    stated = [d for d in found if not occurs(rules["except"], text[max(start, d.start - _LONGEST) : d.start])]
    return sorted({d.metric: d for d in reversed(stated)}.values(), key=lambda d: (d.start, d.end))


def _clause_start(text: str, start: int, position: int) -> int:
    begin = max(start, position - _LONGEST)
    return max(begin, max(text.rfind(mark, begin, position) for mark in ",:。;") + 1)


def _items_of(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(end, text) of every item of the list ``text[start:end]``."""
    position = start
    while position < end:
        cut = _ITEM_END.search(text, position, end)
        item_end = cut.start() if cut else end
        yield item_end, text[position:item_end]
        position = max(cut.end() if cut else end, position + 1)


def _metric(item: str) -> str:
    return next((metric for metric, pattern in _items() if may_occur(pattern, item) and compiled(pattern).fullmatch(item)), "")


def _denied(text: str, start: int, end: int) -> Iterator[Denial]:
    """未收到投诉举报件、...: the items behind the denial, up to the first one with its own number."""
    rules = zero_words()
    for verb in every(_verb(), text, start, end):
        if occurs(rules["conditional"], text[_clause_start(text, start, verb.start()) : verb.start()]):
            continue
        listed = _listed(text, verb.end(), end)
        if occurs(rules["spoiled"], listed):
            continue
        for item_end, item in _items_of(text, verb.end(), verb.end() + len(listed)):
            if _OWN_NUMBER.search(item):
                break
            metric = _metric(item)
            if metric:
                yield Denial(metric, verb.start(), item_end)


def _listed(text: str, start: int, end: int) -> str:
    """What a denial lists: the rest of its clause; nothing of a clause too long to be one."""
    stop = _CLAUSE_END.search(text, start, min(end, start + _LONGEST + 1))
    closed = stop is not None and (stop.start() - start <= _LONGEST)
    return text[start : stop.start()] if stop and closed else ""


def _all_zero(text: str, start: int, end: int) -> Iterator[Denial]:
    """行政复议、行政诉讼均为0件: the items in front."""
    for zero in every(_ALL_ZERO, text, start, end):
        clause_start = _clause_start(text, start, zero.start())
        listed = text[clause_start : zero.start()]
        if _OWN_NUMBER.search(_YEAR.sub("", listed)) or occurs(zero_words()["spoiled"], listed):
            continue
        position = clause_start
        for item_end, item in _items_of(text, clause_start, zero.start()):
            metric = _metric(_LEAD.sub("", item))
            if metric:
                yield Denial(metric, position, zero.end())
            position = item_end + 1
