"""From a number to a metric: the patterns tried on what stands before and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.intake.narrative import context
from scoring.intake.narrative.catalogue import Entry, Template, candidates, compiled, occurs
from scoring.intake.narrative.text import Passage
from scoring.intake.narrative.tokens import Token
from scoring.intake.quantities import UOM

_JOINED = re.compile(r"(?:[、和及与或]|以及)$")
_ASIDE = re.compile(r"(?<=[、和及与或])\([^()]*\)$")
_NOTED = re.compile(rf"\d[余多万]*(?:{UOM})\([^()]*\)$")
_LONGEST_JOIN = 3  # 以及 and a line break
_GENERAL = {"个", "项", "家"}  # counters that count anything
_NOUN = 5  # characters behind the number that say what it counts
_YEARS = {"last": -1, "this": 0, "next": 1}
_MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
_WINDOW = 120  # characters before the number that a pattern may look at
_BEHIND = 160  # characters behind it
_FAR = 600  # characters that circumstances may stand away


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands.

    Args:
        page: The line.
        start: Start of its sentence.
        end: End of its sentence.
        settled: Positions after which a 、 begins a new item (ends of numbers and of denied items).
        year: Reporting year.
        front: Title and first lines of the report.
        headings: Headings of the section, the nearest first.
        is_plan: Whether the section tells of a later year.
    """

    page: Passage
    start: int
    end: int
    settled: frozenset[int]
    year: int | None
    front: str
    headings: tuple[str, ...]
    is_plan: bool

    def left(self, position: int, *, masked: bool = False) -> str:
        """The sentence before a position; of a sentence without end only what is near."""
        text = self.page.masked if masked else self.page.text
        return text[max(self.start, position - _FAR) : position]

    def around(self, position: int) -> str:
        """The headings and the line about a position, as far as they say what is being spoken of."""
        begin, end = max(0, position - _FAR), min(len(self.page.text), position + _FAR)
        return "".join([self.page.text[begin:end], *self.headings])


@dataclass(frozen=True, slots=True)
class Found:
    """A number that is the figure of a metric."""

    entry: Entry
    period: context.Period
    start: int
    length: int
    is_behind: bool
    """Whether the wording goes on behind the number."""


def find(token: Token, spot: Spot) -> Found | None:
    """The metric of a number, or None: the highest rank, then the longest match."""
    best: Found | None = None
    for found in _matches(token, spot):
        if best is None or (found.entry.rank, found.length) > (best.entry.rank, best.length):
            best = found
    if best is None or _is_excluded(best, token, spot):
        return None
    return best


def _matches(token: Token, spot: Spot) -> Iterator[Found]:
    text = spot.page.text
    before = token.quantity.before
    begin = max(spot.start, before - _WINDOW)
    left = text[begin:before]
    right = text[token.end : min(spot.end, token.end + _BEHIND)]
    for entry, template in candidates(token.quantity.uom, left, right, spot.left(token.end) + right):
        lengths = _lengths(template, left, token, spot)
        if lengths and not _misses_condition(entry, spot, token):
            yield Found(entry, "now", before - lengths[0], sum(lengths), lengths[1] > 0)


def _lengths(template: Template, left: str, token: Token, spot: Spot) -> tuple[int, int] | None:
    """How many characters a pattern takes before and behind the number; None when it does not match."""
    head = compiled(template.before).search(left) if template.before else None
    if template.before and (head is None or not _is_of_year(head, spot.year)):
        return None
    in_front = len(left) - head.start() if head else 0
    if not template.behind:
        return in_front, 0
    text = spot.page.text
    tail = compiled(template.behind).match(text, token.end, spot.end)
    return (in_front, tail.end() - token.end) if tail else None


def _is_of_year(match: re.Match[str], year: int | None) -> bool:
    """Whether the years that the wording names as last year, this year and next year are those."""
    named = {name: text for name, text in match.groupdict().items() if text and name in _YEARS}
    return not named or (year is not None and all(int(text) == year + _YEARS[name] for name, text in named.items()))


def _is_excluded(found: Found, token: Token, spot: Spot) -> bool:
    """Whether the circumstances forbid to take the number for the figure of the report."""
    entry, page = found.entry, spot.page
    position = token.quantity.before
    left = spot.left(position, masked=True)
    return (
        (spot.is_plan and not entry.target)
        or (not found.is_behind and _is_of_other_thing(token, spot))
        or context.is_denied(spot.left(found.start))
        or (not entry.free and (context.is_no_statement(left) or context.is_change(left)))
        or (not entry.any_period and not entry.free and context.is_part_of_year(left))
        or (entry.flow and context.is_stock(left))
        or (not entry.listed and found.start < position and _continues_list(page.text, found.start, spot))
        or (entry.whole and "其中" in left)
        or (entry.own and context.is_other_body(spot.left(found.start), spot.front))
        or (entry.own and context.is_level_above(left, spot.front))
    )


def _is_of_other_thing(token: Token, spot: Spot) -> bool:
    right = spot.page.text[token.end : min(spot.end, token.end + _NOUN)]
    return context.is_goal(right) or (token.quantity.uom in _GENERAL and context.counts_other(right))


def _is_out_of_range(entry: Entry, token: Token, year: int | None) -> bool:
    if (until := entry.early.get(token.quantity.uom)) is not None and (year is None or year > until):
        return True
    return year is not None and not entry.first_year <= year <= entry.last_year


def _continues_list(text: str, start: int, spot: Spot) -> bool:
    """Whether the wording is the tail of a list that shares one number (复议和诉讼12件)."""
    aside = _ASIDE.search(text, max(spot.start, start - _WINDOW), start)
    start = aside.start() if aside else start
    joined = _JOINED.search(text, max(spot.start, start - _LONGEST_JOIN), start)
    if joined is None or joined.start() in spot.settled:
        return False
    return _NOTED.search(text, max(spot.start, joined.start() - _WINDOW), joined.start()) is None


def _misses_condition(entry: Entry, spot: Spot, token: Token) -> bool:
    page, position = spot.page, token.quantity.before
    left = spot.left(position)
    return bool(
        _is_out_of_range(entry, token, spot.year)
        or (entry.topic and context.topic_of(page, position - len(left), position, spot.headings) != entry.topic)
        or (entry.needs and not occurs(entry.needs, spot.around(position)))
        or (entry.within and not occurs(entry.within, page.text[max(0, position - _FAR) : position]))
        or (entry.without and occurs(entry.without, left))
        or (entry.not_followed and compiled(entry.not_followed).match(page.text, token.end, min(spot.end, token.end + _BEHIND)))
        or (entry.unless and occurs(entry.unless, context.clause(left)))
    )


def period(found: Found, token: Token, spot: Spot) -> context.Period:
    """Which year the figure is of."""
    if found.entry.any_period or found.entry.free:
        return "now"
    left = spot.left(token.quantity.before, masked=True)
    return context.period_of(left, len(left) - (token.quantity.before - found.start), spot.year)


def in_ten_thousands(value: Decimal, uom: str) -> Decimal:
    """Money in 万元, as the metrics of the forms count it."""
    return value * _MONEY.get(uom, Decimal(1))
