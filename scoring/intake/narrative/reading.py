"""One paragraph: its sentences, their numbers and denials, and the facts they state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from scoring.intake.narrative import derived, figures, statements, zeros
from scoring.intake.narrative.catalogue import units_of_measure
from scoring.intake.narrative.context import Section, is_no_statement, is_part_of_year, period_of, scope_of
from scoring.intake.narrative.figures import Spot
from scoring.intake.narrative.text import Passage, sentences
from scoring.intake.narrative.tokens import Token, tokens
from scoring.intake.quantities import Quantity
from scoring.intake.report import Fact

_WORTH_READING = re.compile(r"[\d未无均零每]|没有|免收|[一二两三四五六七八九十百千][件条起宗份次篇期场人个家名]")
_MONEY_SUFFIX = "_wan_yuan"


@dataclass(slots=True)
class _Sentence:
    """A sentence while it is read: what was found so far."""

    spot: Spot
    quote: str
    facts: list[Fact] = field(default_factory=list)
    head: Fact | None = None
    """The last count, to which a share or growth rate belongs; None after a count that was not read."""


def read_line(page: Passage, year: int | None, front: str, section: Section) -> Iterator[Fact]:
    """The facts of one paragraph, in reading order."""
    if not _WORTH_READING.search(page.text):
        return
    for start, end in sentences(page.text):
        if not _WORTH_READING.search(page.text, start, end):
            continue
        numbers = tokens(page.text, start, end)
        denied = [] if section.is_plan else zeros.denials(page.text, start, end, page.text + section.heading)
        settled = frozenset([t.end for t in numbers] + [d.end for d in denied])
        spot = Spot(page, start, end, settled, year, front, section.heading, section.is_plan)
        sentence = _Sentence(spot, page.original(start, end).strip())
        for denial in denied:
            _add_denial(sentence, denial)
        for token in numbers:
            _add_number(sentence, token)
        sentence.facts.extend(statements.read(sentence.spot, sentence.quote))
        yield from sentence.facts


def _add_denial(sentence: _Sentence, denial: zeros.Denial) -> None:
    spot = sentence.spot
    left = spot.page.masked[spot.start : denial.start]
    period = period_of(left, len(left), spot.year)
    if period == "other" or is_part_of_year(left) or is_no_statement(left):
        return
    metric = denial.metric + ("@prev" if period == "prev" else "")
    uom = zeros.uom(denial.metric)
    scope = scope_of(spot.page.masked[spot.start : denial.end])
    raw = spot.page.original(denial.start, denial.end)
    place = spot.page.locator(denial.start, denial.end)
    sentence.facts.append(Fact(metric, "total", Decimal(0), "zero", "exact", uom, raw, scope, place, sentence.quote))


def _add_number(sentence: _Sentence, token: Token) -> None:
    if token.quantity.uom == "%" and _add_derived(sentence, token):
        return
    found = figures.find(token, sentence.spot)
    period = figures.period(found, token, sentence.spot) if found else "other"
    if found is None or period == "other":
        sentence.head = sentence.head if token.quantity.uom == "%" else None
        return
    metric = found.entry.metric
    scope = _scope(sentence, found, token)
    quantity = replace(token.quantity, uom=found.entry.uom) if found.entry.uom else token.quantity
    fact = _fact(sentence, metric + ("@prev" if period == "prev" else ""), quantity, scope)
    sentence.facts.append(fact)
    if token.quantity.uom != "%":
        sentence.head = fact if period == "now" else None
    if token.prev and period == "now" and _is_year_before(token, sentence.spot.year):
        sentence.facts.append(_fact(sentence, f"{metric}@prev", token.prev, scope))


def _is_year_before(token: Token, year: int | None) -> bool:
    return token.prev_year is None or (year is not None and token.prev_year == year - 1)


def _scope(sentence: _Sentence, found: figures.Found, token: Token) -> str:
    if found.entry.of:
        return next((f.scope for f in sentence.facts if f.metric == found.entry.of), "")
    return scope_of(sentence.spot.page.masked[sentence.spot.start : token.quantity.before])


def _add_derived(sentence: _Sentence, token: Token) -> bool:
    """A growth rate or share of the last count; True when the percentage is one, read or not."""
    page, start = sentence.spot.page, sentence.spot.start
    rate = derived.growth(page, start, token, sentence.spot.year)
    if rate is None and not derived.is_share(page, start, token):
        return False
    head = sentence.head
    if head is not None:
        metric = head.metric + ("_share_pct" if rate is None else "_growth_pct")
        if metric in units_of_measure():
            sentence.facts.append(_fact(sentence, metric, token.quantity, head.scope, rate))
    return True


def _fact(sentence: _Sentence, metric: str, quantity: Quantity, scope: str, value: Decimal | None = None) -> Fact:
    page = sentence.spot.page
    number = quantity.value if value is None else value
    uom = quantity.uom
    if metric.split("@", maxsplit=1)[0].endswith(_MONEY_SUFFIX):
        number, uom = figures.in_ten_thousands(number, uom), "万元"
    end = quantity.start + len(quantity.raw)
    return Fact(
        metric,
        "total",
        number,
        "zero" if number == 0 else "numeric",
        quantity.qualifier,
        uom,
        page.original(quantity.start, end),
        scope,
        page.locator(quantity.start, end),
        sentence.quote,
    )
