"""Declared figures -> figures, over the tables of a scored run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from scoring import numbers
from scoring.engine.database import Session
from scoring.problems import Problem
from scoring.results.figure import Figure
from scoring.results.figures.base import Answer, Call, Scope, Spec
from scoring.results.figures.data import FigureData, FigureUnit
from scoring.results.figures.keys import GROUP_READERS
from scoring.results.figures.kinds import KINDS
from scoring.results.figures.known import Known
from scoring.results.figures.reading import Declared


def compute_figures(session: Session, declared: Declared, known: Known) -> tuple[dict[str, Figure], list[Problem]]:
    """Compute all declared figures.

    Args:
        session: Holds the tables of a scored run.
        declared: What figures.yaml declares.
        known: The names of the criteria.

    Returns:
        Figures by name in the order of the file, empty ones included; problems (F003, F011).
    """
    if not declared.specs:  # a large run without a text asks nothing of its tables
        return {}, []
    data, problems = FigureData(session, known), []  # type: FigureData, list[Problem]
    figures = {spec.name: _compute(data, declared, spec, problems) for spec in declared.specs}
    for whole, parts in _wholes(declared.specs).items():
        figures[whole], found = _with_parts(figures, whole, parts)
        if found:
            place = next(spec.place for spec in declared.specs if spec.name == whole)
            problems.append(replace(found, file=place[0], line=place[1], where=f"figures.{whole}"))
    return figures, problems


def _compute(data: FigureData, declared: Declared, spec: Spec, problems: list[Problem]) -> Figure:
    kind = KINDS[spec.kind]
    call = Call(data, spec, _scope(data, spec), declared.quantifiers, problems)
    answer = kind.compute(call)
    if "by" in spec.keys and answer.text:
        answer = _split(call, answer)
    return call.figure(_with_all_words(answer, kind.words))


def _with_all_words(answer: Answer, names: Mapping[str, str]) -> Answer:
    """Every word of the kind is there, empty where it says nothing."""
    return replace(answer, words={**dict.fromkeys(names, ""), **answer.words})


def _scope(data: FigureData, spec: Spec) -> Scope:
    """The units that a figure speaks of: of groups, below a unit, or all."""
    titles = data.known.group_titles
    groups: Sequence[str] = spec.keys.get("group", ())
    if KINDS[spec.kind].argument.read in GROUP_READERS and spec.argument in titles:
        groups = (spec.argument, *groups)
    parent = spec.keys.get("parent")
    units = [unit for unit in data.units if (not groups or unit.grp in groups) and (not parent or unit.parent_id == parent)]
    words = "和".join(titles[group] for group in groups)
    if parent:
        words = f"{data.by_id[parent].shown}所属{words}"
    return Scope(units, words)


def _split(call: Call, whole: Answer) -> Answer:
    """The figure once per group or per unit above, as a list; those without data are left out."""
    entries = []
    for scope in _scopes(call):
        answer = KINDS[call.spec.kind].compute(replace(call, scope=scope))
        if answer.text:
            entries.append(
                {"name": scope.name, "text": f"{answer.text}{call.key('uom', answer.uom)}", "note": answer.words.get("note", "")}
            )
    text = "、".join(f"{entry['name']}{entry['text']}{entry['note']}" for entry in entries)
    words = {**whole.words, "total": whole.text, "note": ""}
    return replace(whole, text=text, formula=f"{whole.formula}，分列", entries=tuple(entries), words=words, uom="")


def _scopes(call: Call) -> Iterator[Scope]:
    known, units = call.data.known, call.scope.units
    if call.key("by") == "group":
        for group, title in known.group_titles.items():
            if members := [unit for unit in units if unit.grp == group]:
                yield Scope(members, title, title)
        return
    below: dict[str, list[FigureUnit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)
    for parent in (unit for unit in call.data.units if unit.unit_id in below):
        yield Scope(below[parent.unit_id], f"{parent.shown}所属", parent.shown)


def _wholes(specs: Sequence[Spec]) -> dict[str, list[str]]:
    wholes: dict[str, list[str]] = {}
    for spec in specs:
        if "parts_of" in spec.keys:
            wholes.setdefault(spec.keys["parts_of"], []).append(spec.name)
    return wholes


def _with_parts(figures: Mapping[str, Figure], whole: str, parts: Sequence[str]) -> tuple[Figure, Problem | None]:
    """The whole with words for parts that do not add up, and a warning (F011); a text that does not say so is refused later."""
    figure = figures[whole]
    together = sum((Decimal(figures[part].value or 0) for part in parts), Decimal(0))
    if figure.value is None or together == figure.value:
        return figure, None
    total = Decimal(figure.value)
    note = f"（以上各项合计{numbers.plain(together)}{figure.uom}，与总数不等）"
    words = {**figure.words, "parts_note": note, "and_others": "等" if together < total else ""}
    args = {
        "parts": numbers.plain(together),
        "whole": numbers.plain(total),
        "difference": numbers.plain(abs(total - together)),
        "name": whole,
    }
    why = f"各部分合计{args['parts']}，与总数相差{args['difference']}"
    return replace(figure, words=words, why=why), Problem("F011", found="、".join(parts), args=args)
