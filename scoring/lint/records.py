"""Checks of record tables, deadlines and measures over records: what is never used, never over, never true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from scoring.criteria.formulas import Formula
from scoring.criteria.records.measuring import walk
from scoring.criteria.records.model import Deadline, RecordTable
from scoring.lint.base import Lint
from scoring.lint.rowconditions import excluded_by
from scoring.problems import Problem


def records_are_used(lint: Lint) -> Iterator[Problem]:
    """C175: a record table without a measure; C176: a deadline that no measure asks; C177: a column of the file that nothing looks at."""
    criteria = lint.criteria
    measured = {aggregate.table for measure in criteria.measures.values() for aggregate in measure.aggregates}
    asked = {formula.name for _, formula in _row_formulas(lint) for formula in walk(formula) if formula.op == "deadline"}
    for table in criteria.records.values():
        if table.name not in measured:
            yield lint.problem("C175", table.path, table.name)
            continue
        used = _columns_used(lint, table)
        for name in _own_columns(lint, table):
            if name not in used:
                yield lint.problem("C177", (*table.path, "columns", name), name)
    for deadline in criteria.deadlines.values():
        if deadline.id not in asked and deadline.table in measured:
            yield lint.problem("C176", deadline.path, deadline.id)


def judging_days_fit(lint: Lint) -> Iterator[Problem]:
    """C178: ``as_of`` before the year assessed; C179: no term of that year can be over by then."""
    period = lint.criteria.period
    for deadline in lint.criteria.deadlines.values():
        if deadline.as_of < date(period, 1, 1):
            yield lint.problem("C178", (*deadline.path, "as_of"), deadline.as_of.isoformat(), period=period)
        elif (first := _first_end(lint, deadline)) and deadline.as_of <= first:
            path = (*deadline.path, "as_of") if lint.written((*deadline.path, "as_of")) else deadline.path
            yield lint.problem("C179", path, deadline.as_of.isoformat(), first=first.isoformat(), deadline=deadline.id)


def terms_have_begun(lint: Lint) -> Iterator[Problem]:
    """C180: a deadline whose first term begins after the year assessed; C181: within it; C182: an earlier year that is read has none."""
    period = lint.criteria.period
    for deadline in lint.criteria.deadlines.values():
        since = deadline.regimes[0].since if deadline.regimes else date.min
        path = (*deadline.path, "terms") if lint.written((*deadline.path, "terms")) else deadline.path
        if since.year > period:
            yield lint.problem("C180", path, since.isoformat(), period=period)
        elif since > date(period, 1, 1) and lint.written((*deadline.path, "terms")):
            # A statutory term that ships says itself since when there is one; nobody can add an earlier one.
            yield lint.problem("C181", path, since.isoformat(), before=(since - timedelta(days=1)).isoformat())
        elif since <= date(period, 1, 1):
            years = [years for name, years in _years_read(lint).items() if name == deadline.id and since.year > period - years]
            if years:
                yield lint.problem("C182", path, since.isoformat(), year=period - max(years))


def rows_can_count(lint: Lint) -> Iterator[Problem]:
    """C183: a condition over rows that no row can fulfil, so that the measure counts nothing or the deadline applies to none."""
    criteria = lint.criteria
    for deadline in criteria.deadlines.values():
        path = (*deadline.path, "where")
        why = excluded_by(deadline.where, criteria.records[deadline.table], criteria.period) if deadline.where else ""
        if why and lint.written(path):
            yield lint.problem("C183", path, str(lint.written(path)), why=why)
    for measure in criteria.measures.values():
        asked = {name.name for name in measure.value.names()}
        for aggregate in (found for found in measure.aggregates if found.id in asked):
            why = excluded_by(aggregate.where, criteria.records[aggregate.table], criteria.period) if aggregate.where else ""
            if why:
                key = "where" if lint.written((*measure.path, "where")) else "value"
                yield lint.problem("C183", (*measure.path, key), str(lint.written((*measure.path, key))), why=why)
                break


def _first_end(lint: Lint, deadline: Deadline) -> date | None:
    """The earliest last day of a term that begins in the year assessed; None where rows are not dated by its start."""
    table = lint.criteria.records[deadline.table]
    if deadline.start != table.dated_by:
        return None
    new_year = date(lint.criteria.period, 1, 1)
    if deadline.fixed:
        return date(new_year.year + deadline.fixed.years, deadline.fixed.month, deadline.fixed.day)
    terms = [regime.days for regime in deadline.regimes if regime.since.year <= new_year.year]
    return new_year + timedelta(days=min(terms)) if terms else None


def _own_columns(lint: Lint, table: RecordTable) -> tuple[str, ...]:
    """Columns that the file itself declares."""
    written = lint.written((*table.path, "columns"))
    return tuple(written) if isinstance(written, dict) else ()


def _columns_used(lint: Lint, table: RecordTable) -> set[str]:
    """Columns that tell rows apart or date them, that a deadline or measure looks at, or that are checked against another."""
    used = {*table.key, table.dated_by, *(column.not_before for column in table.columns)}
    used |= {column.name for column in table.columns if column.not_before}
    for deadline in lint.criteria.deadlines.values():
        if deadline.table == table.name:
            used |= set(_deadline_columns(deadline))
    for name, formula in _row_formulas(lint):
        if name == table.name:
            used |= {part.name for part in walk(formula) if part.op == "name"}
    aggregates = [found for measure in lint.criteria.measures.values() for found in measure.aggregates]
    return used | {name for found in aggregates if found.table == table.name for name in found.by}


def _deadline_columns(deadline: Deadline) -> Iterator[str]:
    yield from (deadline.start, deadline.end, deadline.channel, deadline.extended)
    yield from (deadline.restart.asked, deadline.restart.answered) if deadline.restart else ()
    yield from (column for pair in deadline.excluded for column in pair)
    yield from (column for regime in deadline.regimes for _, column in regime.receipt)
    yield from (name.name for name in deadline.where.names()) if deadline.where else ()


def _row_formulas(lint: Lint) -> Iterator[tuple[str, Formula]]:
    """Every formula over rows with the name of its table."""
    for measure in lint.criteria.measures.values():
        for found in measure.aggregates:
            yield from ((found.table, formula) for formula in (found.of, found.where) if formula is not None)


def _years_read(lint: Lint) -> dict[str, int]:
    """How many years back cases are judged, by deadline; only those that are."""
    if lint.plan is None:
        return {}
    found: dict[str, int] = {}
    for wanted in lint.plan.inputs():
        if wanted.kind == "record":
            aggregate = lint.plan.names.aggregates[wanted.key]
            for formula in filter(None, (aggregate.of, aggregate.where)):
                for part in walk(formula):
                    if part.op == "deadline":
                        found[part.name] = max(found.get(part.name, 0), wanted.years_back)
    return found
