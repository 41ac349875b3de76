"""One paragraph: its sentences, their numbers and denials, and the facts they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from scoring.intake.narrative import derived, distributed, figures, statements, zeros
from scoring.intake.narrative.catalogue import units_of_measure
from scoring.intake.narrative.context import Section, is_change, is_no_statement, is_other_body, is_part_of_year, period_of, scope_of
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
        if _WORTH_READING.search(page.text, start, end):
            yield from _read_sentence(page, start, end, year, front, section)


def _read_sentence(page: Passage, start: int, end: int, year: int | None, front: str, section: Section) -> Iterator[Fact]:
    numbers = tokens(page.text, start, end)
    said = page.text[start:end]
    is_list = "各" in said or "分别" in said
    may_deny = not section.is_plan and zeros.may_deny(said)
    if not (numbers or is_list or may_deny or statements.may_state(said)):
        return  # nearly every line of the menus around a report; nothing more is made of it
    spot = Spot(page, start, end, frozenset(), year, front, section.headings, section.is_plan)
    denied = zeros.denials(page.text, start, end, spot.around(start)) if may_deny else []
    settled = frozenset([t.end for t in numbers] + [d.end for d in denied])
    sentence = _Sentence(replace(spot, settled=settled), page.original(start, end).strip())
    for denial in denied:
        _add_denial(sentence, denial)
    for shares in distributed.values(sentence.spot) if is_list else ():
        for share in shares:
            _add_shared(sentence, share)
    for token in numbers:
        _add_number(sentence, token)
    sentence.facts.extend(statements.read(sentence.spot, sentence.quote))
    yield from _without_contradictions(sentence.facts)


def _without_contradictions(facts: Sequence[Fact]) -> Iterator[Fact]:
    """All facts but those of a metric that one sentence states twice with different values: they are of parts that it names."""
    values: dict[tuple[str, str], set[Decimal | None]] = {}
    for fact in facts:
        values.setdefault((fact.metric, fact.scope), set()).add(fact.value)
    return (fact for fact in facts if len(values[fact.metric, fact.scope]) == 1)


def _add_denial(sentence: _Sentence, denial: zeros.Denial) -> None:
    spot = sentence.spot
    left = spot.left(denial.start, masked=True)
    if is_other_body(spot.left(denial.start), spot.front):
        return
    period = period_of(left, len(left), spot.year)
    if period == "other" or is_part_of_year(left) or is_no_statement(left):
        return
    metric = denial.metric + ("@prev" if period == "prev" else "")
    uom = zeros.uom(denial.metric)
    scope = scope_of(spot.left(denial.end, masked=True))
    raw = spot.page.original(denial.start, denial.end)
    place = spot.page.locator(denial.start, denial.end)
    sentence.facts.append(Fact(metric, "total", Decimal(0), "zero", "exact", uom, raw, scope, place, sentence.quote))


def _add_shared(sentence: _Sentence, share: distributed.Share) -> None:
    """A value of a list: 网络、信函申请分别为12件、3件."""
    period = figures.period(share.found, share.stated, share.spot)
    if period != "other":
        metric = share.found.entry.metric + ("@prev" if period == "prev" else "")
        sentence.facts.append(_fact(sentence, metric, share.token.quantity, _scope(sentence, share.found, share.token)))


def _add_number(sentence: _Sentence, token: Token) -> None:
    if token.quantity.uom == "%" and _add_derived(sentence, token):
        return
    found = figures.find(token, sentence.spot)
    period = figures.period(found, token, sentence.spot) if found else "other"
    if found is None or period == "other":
        _pass_over(sentence, token)
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


def _pass_over(sentence: _Sentence, token: Token) -> None:
    """A number that is no figure of its own: last year's value or the change of the one before, or the end of its reach."""
    spot, head, quantity = sentence.spot, sentence.head, token.quantity
    if quantity.uom == "%":
        return
    if head and derived.is_last_years(spot.page, spot.start, spot.end, token, spot.year):
        sentence.facts.append(_fact(sentence, f"{head.metric}@prev", quantity, head.scope))
    elif not is_change(spot.left(quantity.before, masked=True)):
        sentence.head = None


def _is_year_before(token: Token, year: int | None) -> bool:
    return token.prev_year is None or (year is not None and token.prev_year == year - 1)


def _scope(sentence: _Sentence, found: figures.Found, token: Token) -> str:
    if found.entry.of:
        return next((f.scope for f in sentence.facts if f.metric == found.entry.of), "")
    return scope_of(sentence.spot.left(token.quantity.before, masked=True))


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
