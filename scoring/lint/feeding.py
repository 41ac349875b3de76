"""Checks of data: whether anything can deliver the figures that the criteria need."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from scoring.criteria.formulas import Formula
from scoring.files.yamlfile import Path
from scoring.intake.forms import load_forms
from scoring.lint.base import Lint
from scoring.problems import Problem


def metrics_are_in_the_forms(lint: Lint) -> Iterator[Problem]:
    """C140: a figure of statutory tables that no table of the year has (last year's figure: of the year before).

    A running text may still state it, or a report on an older form; therefore a warning, and none for an
    indicator that says ``missing: not_assessable`` itself. Figures that only prose states, and those that
    the criteria declare themselves (``metrics``), can be delivered in any year.
    """
    declared = getattr(lint.criteria, "metrics", None) or {}
    told: set[tuple[str, int]] = set()
    for path, name in _named(lint):
        code, _, part = name.name.partition("__")
        year = lint.criteria.period - int(name.previous)
        carriers = carried().get(code, {})
        fits = any(_is_in(carrier, year, part) for carrier in carriers.values())
        counted = lint.plan is not None and name.name in lint.plan.names.aggregates  # of a measure that is called like a figure
        if carriers and code not in declared and not counted and not fits and (name.name, year) not in told:
            told.add((name.name, year))
            yield lint.problem("C140", path, name.name, year=year, forms="、".join(f"{form}年格式" for form in carriers))


Carrier = tuple[int, int | None, frozenset[str]]


def _is_in(carrier: Carrier, year: int, part: str) -> bool:
    first, last, parts = carrier
    return first <= year and (last is None or year <= last) and (not part or part in parts)


def _named(lint: Lint) -> Iterator[tuple[Path, Formula]]:
    """Every name of a figure in formulas that are judged, with the place to mend."""
    plan = lint.plan
    if plan is None:
        return
    places: dict[str, Path] = {bound.node.id: bound.node.path for bound in plan.bound}
    for bound in plan.bound:
        if lint.written((*bound.node.path, "missing")) == "not_assessable":
            continue
        for identity, judged in bound.judged.items():
            declared = lint.criteria.measures.get(identity)
            path = (*declared.path, "value") if declared else judged.measure.path or places[bound.node.id]
            yield from ((path, name) for name in plan.measures[identity].names())
    for identity, formula in plan.conditions.items():
        yield from (((*places[identity], "applies_when"), name) for name in formula.names() if identity in places)
    for gate in lint.criteria.gates:
        yield from (((*gate.path, "when"), name) for name in plan.gates[gate.id].names())


@functools.cache
def carried() -> Mapping[str, Mapping[str, Carrier]]:
    """The statutory forms that carry a metric: first and last year and the parts, by metric and form."""
    found: dict[str, dict[str, Carrier]] = {}
    for form in load_forms():
        for value in (value for table in form.tables for row in table.rows for value in row.values):
            _, _, parts = found.get(value.metric, {}).get(form.id, (0, None, frozenset[str]()))
            found.setdefault(value.metric, {})[form.id] = (form.first_year, form.last_year, parts | {value.part})
    return found
