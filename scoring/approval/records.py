"""Record tables, deadlines and measures over records in words, for those who approve the criteria."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.approval.clauses import formula_words
from scoring.criteria.formulas import Formula
from scoring.criteria.records.deadlinewords import deadline_words
from scoring.criteria.records.measuring import cases_id, measure_of
from scoring.criteria.records.model import Deadline, RecordTable
from scoring.criteria.records.words import condition_words, place_words, term_words
from scoring.measures import Names
from scoring.rules import Plan

_ABSENT = {"zero": "视为没有发生，按0计", "missing": "视为没有提供数据"}


def record_tables(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Every table that is measured over: title, what is registered per case, and what a unit without a row means."""
    for table in _measured(plan):
        columns = "、".join(column.title for column in table.columns)
        year = table.column(table.dated_by)
        dated = f"；按{year.title}归入年度" if year else ""
        yield table.title, f"{columns}{dated}", _ABSENT[table.absent]


def asked_deadlines(plan: Plan) -> tuple[Deadline, ...]:
    """The deadlines of tables that are measured over."""
    names = {table.name for table in _measured(plan)}
    return tuple(deadline for deadline in plan.criteria.deadlines.values() if deadline.table in names)


def deadlines(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """Every deadline: title, table, term and how it is judged, basis."""
    for deadline in asked_deadlines(plan):
        table = plan.criteria.records[deadline.table]
        yield deadline.title, table.title, deadline_words(deadline, table), deadline.basis


def measures_over_records(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Every measure over records that a rule judges: id, title with its unit, formula in words."""
    for identity, formula in plan.measures.items():
        measure = plan.names.measures[identity]
        if measure.aggregates:
            uom = f"（{measure.uom}）" if measure.uom else ""
            yield identity, f"{measure.title}{uom}", measure_words(plan.names, identity, formula)


def measure_words(names: Names, identity: str, formula: Formula) -> str:
    """The formula of a measure over records: its table and its rows once, then what is computed over them."""
    cases = names.aggregates.get(cases_id(identity))
    if cases is None or any(name.previous or measure_of(name.name) != identity for name in formula.names()):
        return formula_words(formula, names)
    table, deadlines = names.criteria.records[cases.table], names.criteria.deadlines
    rows = f"（{condition_words(cases.where, table, deadlines)}的）" if cases.where is not None else ""
    terms = {name: term_words(names.aggregates[name], cases.where, table, deadlines) for name in {found.name for found in formula.names()}}
    by = "、".join(column.title for column in map(table.column, cases.by) if column)
    broken_down = f"，并按{by}分列" if by else ""
    return f"{place_words(cases, table)}{rows}中，{formula_words(formula, names, terms=terms)}{broken_down}"


def _measured(plan: Plan) -> tuple[RecordTable, ...]:
    names = {found.table for measure in plan.measures for found in plan.names.measures[measure].aggregates}
    return tuple(table for table in plan.criteria.records.values() if table.name in names)
