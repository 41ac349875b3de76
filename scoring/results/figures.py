"""Named figures: every number in a document's text, with formula, coverage and sources.

``figures.yaml`` beside the document's text declares them; each kind below is one
function. Facts are summed over the units that report them, and how many of how many do
is part of the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring import numbers
from scoring.criteria.fields import Field, Reader
from scoring.database import Session
from scoring.results.figure_data import FigureData, fetch_data, read_quantifiers
from scoring.results.model import Figure
from scoring.yamlfile import Path, YamlFile

COMMON = {
    "uom": Field("计量单位 unit of measure"),
    "group": Field("只计此组 only this group"),
    "digits": Field("小数位数 printed decimals"),
}
TOP = {"figures": Field("数字 named figures", required=True), "quantifiers": Field("量词及其界限 quantifier words by share")}
STATES = ("full", "lost", "zero", "positive")


def compute_figures(
    session: Session, source: YamlFile, period: int, titles: Mapping[str, str], group_titles: Mapping[str, str]
) -> tuple[dict[str, Figure], Reader]:
    """Compute all named figures.

    Args:
        session: Holds ``units``, ``scored_facts``, ``sources``, ``points`` and ``ranking``.
        source: figures.yaml.
        period: The year assessed.
        titles: Title of every indicator.
        group_titles: Title of every group.

    Returns:
        Figures by name, and the reader with the problems of the file (C002-C008, F001-F003).
    """
    reader = Reader(source)
    top = reader.mapping(source.data, (), TOP)
    data = fetch_data(session, reader, period, titles, group_titles)
    data.quantifiers = read_quantifiers(reader, top.get("quantifiers", []))
    figures = {}
    for name, value in reader.mapping(top.get("figures", {}), ("figures",)).items():
        figure = _figure(data, name, value, ("figures", name))
        if figure is not None:
            figures[name] = figure
    return figures, reader


def _figure(data: FigureData, name: str, value: object, path: Path) -> Figure | None:
    reader = data.reader
    if not isinstance(value, dict):
        reader.problem("C002", path, value, wanted="键值表 (mapping)")
        return None
    kinds = [key for key in value if key in KINDS]
    if len(kinds) != 1:
        reader.problem("F001", path, "、".join(map(str, value)), allowed="、".join(KINDS))
        return None
    kind = KINDS[kinds[0]]
    fields = reader.mapping(value, path, {kinds[0]: Field("种类 kind"), **COMMON, **kind.fields})
    group = reader.choice(fields["group"], (*path, "group"), tuple(data.group_titles)) if "group" in fields else None
    call = _Call(data, name, path, fields[kinds[0]], fields, group)
    return kind.compute(call)


@dataclass(frozen=True)
class _Call:
    """One figure to compute: its argument, its other keys and its group."""

    data: FigureData
    name: str
    path: Path
    argument: Any
    fields: Mapping[str, Any]
    group: str | None

    @property
    def scope(self) -> str:
        return f", {self.group}" if self.group else ""

    def digits(self, default: int = 0) -> int:
        return self.data.reader.whole_number(self.fields.get("digits", default), (*self.path, "digits"), low=0, high=6)

    def figure(self, text: str, value: Decimal | int | None, formula: str, covered: Iterable[str], of: int, uom: str = "") -> Figure:
        units = tuple(covered)
        given = self.fields.get("uom", uom)
        return Figure(self.name, text, value, formula, str(given), len(units), of, self.data.sources(units))

    def indicator(self) -> dict[str, tuple[str, Decimal | None, Decimal]]:
        """Points of the named indicator by unit of the group (F002)."""
        identity = str(self.argument)
        if identity not in self.data.titles:
            self.data.reader.problem("F002", self.path, identity)
        members = {unit.unit_id for unit in self.data.members(self.group) if unit.status != "exempt"}
        return {unit: row for unit, row in self.data.points.get(identity, {}).items() if unit in members}

    def in_state(self) -> tuple[list[str], list[str]]:
        """Units in the wanted state, and all units for which the indicator was measured."""
        state = self.data.reader.choice(self.fields.get("when"), (*self.path, "when"), STATES)
        rows = {unit: (points, full) for unit, (_, points, full) in self.indicator().items() if points is not None}
        tests: dict[str, Callable[[Decimal, Decimal], bool]] = {
            "full": lambda points, full: points >= full,
            "lost": lambda points, full: points < full,
            "zero": lambda points, _full: points == 0,
            "positive": lambda points, _full: points > 0,
        }
        return [unit for unit, (points, full) in rows.items() if tests[state](points, full)], list(rows)


def _sum(call: _Call) -> Figure | None:
    values = call.data.metric(str(call.argument), call.group)
    if not values:
        return None
    total = sum(values.values(), Decimal(0))
    of = len(call.data.members(call.group))
    return call.figure(numbers.plain(numbers.rounded(total, call.digits())), total, f"sum({call.argument}{call.scope})", values, of)


def _growth(call: _Call) -> Figure | None:
    metric = str(call.argument)
    now = call.data.metric(metric, call.group)
    before = call.data.metric(metric, call.group, call.data.period - 1)
    both = [unit for unit in now if unit in before]
    base = sum((before[unit] for unit in both), Decimal(0))
    if not base:
        return None
    growth = (Fraction(sum((now[unit] for unit in both), Decimal(0))) / Fraction(base) - 1) * 100
    value = numbers.rounded(growth, call.digits(2))
    formula = f"(sum({metric}) / sum({metric} {call.data.period - 1}) - 1) * 100{call.scope}, base {numbers.plain(base)}"
    return call.figure(numbers.fixed(value, call.digits(2)), value, formula, both, len(call.data.members(call.group)), "%")


def _share(call: _Call) -> Figure | None:
    part, whole = call.data.metric(str(call.argument), call.group), call.data.metric(str(call.fields.get("of")), call.group)
    total = sum(whole.values(), Decimal(0))
    if not total:
        return None
    value = numbers.rounded(Fraction(sum(part.values(), Decimal(0))) / Fraction(total) * 100, call.digits(2))
    formula = f"sum({call.argument}) / sum({call.fields.get('of')}) * 100{call.scope}"
    return call.figure(numbers.fixed(value, call.digits(2)), value, formula, part, len(call.data.members(call.group)), "%")


def _count(call: _Call) -> Figure | None:
    found, measured = call.in_state()
    formula = f"count({call.argument} {call.fields.get('when')}{call.scope})"
    return call.figure(str(len(found)), len(found), formula, measured, len(call.data.members(call.group)), "个") if found else None


def _quantifier(call: _Call) -> Figure | None:
    found, measured = call.in_state()
    if not found:
        return None
    share = Fraction(len(found), len(measured))
    word = next((word for word, above in call.data.quantifiers if share > Fraction(above)), None)
    if word is None:
        call.data.reader.problem("F003", call.path, str(call.argument))
        return None
    formula = f"quantifier({call.argument} {call.fields.get('when')}{call.scope}) = {len(found)} / {len(measured)}"
    return call.figure(word, None, formula, measured, len(call.data.members(call.group)))


def _count_units(call: _Call) -> Figure | None:
    statuses = {"assessed", "exempt", "not_ranked"} if call.argument == "all" else {str(call.argument)}
    units = [unit.unit_id for unit in call.data.members(call.group) if unit.status in statuses]
    formula = f"count(units {call.argument}{call.scope})"
    return call.figure(str(len(units)), len(units), formula, units, len(call.data.members(call.group)), "个") if units else None


def _count_grade(call: _Call) -> Figure | None:
    units = [unit.unit_id for unit in call.data.members(call.group) if unit.grade == call.argument and unit.status == "assessed"]
    formula = f"count(grade = {call.argument}{call.scope})"
    return call.figure(str(len(units)), len(units), formula, units, len(call.data.members(call.group)), "个") if units else None


def _rank_list(call: _Call) -> Figure | None:
    reader = call.data.reader
    group = reader.choice(call.argument, call.path, tuple(call.data.group_titles))
    ranked = sorted((unit for unit in call.data.members(group) if unit.rank is not None), key=lambda unit: unit.rank or 0)
    if "last" in call.fields:
        limit = reader.whole_number(call.fields["last"], (*call.path, "last"), low=1)
        worst = sorted({unit.rank or 0 for unit in ranked[-limit:]})
        chosen = [unit for unit in ranked if unit.rank in worst]
        formula = f"last {limit} of {group} by rank"
    else:
        limit = reader.whole_number(call.fields.get("first", 1), (*call.path, "first"), low=1)
        chosen = [unit for unit in ranked if (unit.rank or 0) <= limit]
        formula = f"rank <= {limit} in {group}"
    names = "、".join(unit.short_name or unit.name for unit in chosen)
    return call.figure(names, None, formula, [unit.unit_id for unit in chosen], len(ranked)) if chosen else None


def _mean(call: _Call) -> Figure | None:
    group = call.data.reader.choice(call.argument, call.path, tuple(call.data.group_titles))
    scores = {unit.unit_id: unit.exact for unit in call.data.members(group) if unit.exact is not None and unit.rank is not None}
    if not scores:
        return None
    value = numbers.rounded(Fraction(sum(scores.values(), Decimal(0))) / len(scores), call.digits(2))
    return call.figure(
        numbers.fixed(value, call.digits(2)), value, f"mean(total_exact, {group})", scores, len(call.data.members(group)), "分"
    )


@dataclass(frozen=True)
class _Kind:
    compute: Callable[[_Call], Figure | None]
    fields: Mapping[str, Field] = field(default_factory=dict)


_WHEN = {"when": Field("full 满分、lost 失分、zero 零分、positive 得分", required=True)}
KINDS: dict[str, _Kind] = {
    "sum": _Kind(_sum),
    "growth": _Kind(_growth),
    "share": _Kind(_share, {"of": Field("总量 the whole", required=True)}),
    "count": _Kind(_count, _WHEN),
    "quantifier": _Kind(_quantifier, _WHEN),
    "count_units": _Kind(_count_units),
    "count_grade": _Kind(_count_grade),
    "rank_list": _Kind(_rank_list, {"first": Field("前几名 ranks up to"), "last": Field("后几名 last ones")}),
    "mean": _Kind(_mean),
}
