"""Figures over the ranking: the first and last, the highest and lowest; and how much of the points was won."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.results.figures.base import Answer, Call
from scoring.results.figures.data import FigureUnit
from scoring.results.figures.notes import chinese, coverage_note, joined

_MOST_PLACES = 2
_PAIR = 2  # 前两位, not 前二位
_MOST_TIED = 2  # a list with ties is at most so many times as long as it was meant to be


def rank_list(call: Call) -> Answer:
    """The first or last of a ranking with everybody who shares the last place; empty where all would be listed.

    A list of all ranked units is no list of the best: then nothing is said.
    """
    ranked = sorted((unit for unit in call.scope.units if unit.rank is not None), key=lambda unit: unit.rank or 0)
    last = "last" in call.spec.keys
    limit = call.key("last") if last else call.key("first", 1)
    edge = {unit.rank for unit in ranked[-limit:]} if last else {unit.rank for unit in ranked if (unit.rank or 0) <= limit}
    chosen = [unit for unit in ranked if unit.rank in edge]
    words = _places_words(limit, last=last)
    formula = f"{call.scope.title}名次{words}（同分并列的全部列出）"
    if not chosen or len(chosen) == len(ranked):
        why = "没有参加排名的单位" if not ranked else f"参加排名的{len(ranked)}个单位都在{words}之列，不另列名"
        return Answer("", formula=formula, covered=[unit.unit_id for unit in ranked], expected=ranked, why=why)
    entries = tuple({"name": unit.shown, "text": _score(call, unit), "rank": str(unit.rank)} for unit in chosen)
    printed = {"places": words, "count": str(len(chosen))}
    units = [unit.unit_id for unit in ranked]
    return Answer(joined([unit.shown for unit in chosen]), None, formula, "", units, ranked, call.of_scores, 0, printed, entries)


def _places_words(limit: int, *, last: bool) -> str:
    """``前三位``, ``后五位``; of a single place ``第一位`` or ``末位``."""
    if limit == 1:
        return "末位" if last else "第一位"
    return f"{'后' if last else '前'}{'两' if limit == _PAIR else chinese(limit)}位"


def _score(call: Call, unit: FigureUnit) -> str:
    return numbers.fixed_or_blank(unit.printed, call.data.known.digits)


def extreme(call: Call) -> Answer:
    """The highest or lowest final score or number, and whose it is; empty where there is only one unit or all are alike."""
    name = call.numbered()
    scores: Mapping[str, Decimal] = (
        {unit.unit_id: unit.printed for unit in call.scope.units if unit.rank is not None and unit.printed is not None}
        if name is None
        else call.values(name.code)
    )
    highest = call.spec.kind == "highest"
    what = name.title if name else "总分"
    formula = f"{call.scope.title}{what}的{'最高' if highest else '最低'}值"
    expected = call.scope.of(scores) if name else call.scope.ranked()
    if len(set(scores.values())) <= 1:
        why = "没有数据" if not scores else "各单位都一样，不分高低"
        return Answer("", formula=formula, covered=scores, expected=expected, why=why)
    value = max(scores.values()) if highest else min(scores.values())
    units = [unit for unit in call.scope.units if scores.get(unit.unit_id) == value]
    shown = value * 100 if name and name.percent else value
    text = call.printed(shown, _places(scores) if name else call.data.known.digits, keep=True)
    entries = tuple({"name": unit.shown, "text": text} for unit in units)
    words = {"units": joined([unit.shown for unit in units]), "count": str(len(units))}
    words["note"] = coverage_note(len(scores), len(expected)) if name else ""
    uom = "分" if name is None else "%" if name.percent else name.uom
    inputs = call.of_scores if name is None else name.inputs
    return Answer(text, shown, formula, uom, scores, expected, inputs, len(scores), words, entries)


def _places(numbers_of: Mapping[str, Decimal]) -> int:
    """Decimals of numbers of units: as many as they have, up to two."""
    most = max(len(numbers.plain(value).partition(".")[2]) for value in numbers_of.values())
    return min(most, _MOST_PLACES)


def rate(call: Call) -> Answer:
    """得分率 of an indicator or block: points over applicable points of all units that were scored."""
    title = call.data.known.titles[call.argument]
    rows = call.scope.having(call.data.points(call.argument))
    points, full = _sums(rows)
    expected = call.scope.of(rows)
    formula = f"{call.scope.title}{title}得分合计{numbers.plain(points)}÷适用分值合计{numbers.plain(full)}×100%"
    if not full:
        return Answer("", formula=formula, expected=expected, why="没有单位评了这项指标")
    value = Fraction(points) / Fraction(full) * 100
    inputs = call.of_indicator(call.argument)
    return Answer(call.printed(value, 2, keep=True), value, formula, "%", rows, expected, inputs, len(rows), {"note": ""})


def _sums(rows: Mapping[str, tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    return sum((row[0] for row in rows.values()), Decimal(0)), sum((row[1] for row in rows.values()), Decimal(0))


def lowest_indicators(call: Call) -> Answer:
    """The indicators with the lowest 得分率, ties at the end included; those without a loss are none."""
    known, data = call.data.known, call.data
    among = (
        known.blocks
        if call.key("among") == "blocks"
        else tuple(dict.fromkeys(leaf for block in known.blocks for leaf in known.leaves[block]))
    )
    rates: list[tuple[Fraction, str, int]] = []
    for identity in among:
        rows = call.scope.having(data.points(identity))
        points, full = _sums(rows)
        if full and points < full:
            rates.append((Fraction(points) / Fraction(full) * 100, identity, len(rows)))
    rates.sort(key=lambda entry: entry[0])
    most = call.key("first", 3)
    chosen = _lowest(rates, most)
    formula = (
        f"{call.scope.title}各{'方面' if call.key('among') == 'blocks' else '指标'}得分合计÷适用分值合计，最低的{most}项（并列的全部列出）"
    )
    if not chosen:
        why = f"最低的{len(rates)}项得分率都相同，不另列出" if rates else "各项指标都没有失分"
        return Answer("", formula=formula, expected=list(call.scope.units), why=why)
    shown = [(known.titles[identity], call.printed(value, 2, keep=True)) for value, identity, _ in chosen]
    entries = tuple({"name": title, "text": f"{text}%"} for title, text in shown)
    words = {"with_rates": joined([f"{title}（{text}%）" for title, text in shown]), "count": str(len(shown))}
    scored = _scored(call, [identity for _, identity, _ in chosen])
    inputs = tuple(item for _, identity, _ in chosen for item in call.of_indicator(identity))
    formula += "：" + "；".join(f"{title}{text}%（{units}个单位）" for (title, text), (_, _, units) in zip(shown, chosen, strict=True))
    text = joined([title for title, _ in shown])
    return Answer(text, None, formula, "", [unit.unit_id for unit in scored], call.scope.of({}), inputs, 0, words, entries)


def _lowest(rates: Sequence[tuple[Fraction, str, int]], most: int) -> list[tuple[Fraction, str, int]]:
    """The lowest with all that equal the last of them; where these are too many, only what is lower still."""
    if len(rates) <= most:
        return list(rates)
    edge = rates[most - 1][0]
    chosen = [entry for entry in rates if entry[0] <= edge]
    return chosen if len(chosen) <= _MOST_TIED * most else [entry for entry in rates if entry[0] < edge]


def _scored(call: Call, identities: Sequence[str]) -> list[FigureUnit]:
    """Units that any of the indicators was scored for."""
    rows = [call.data.points(identity) for identity in identities]
    return [unit for unit in call.scope.units if any(unit.unit_id in found for found in rows)]
