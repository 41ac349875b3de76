"""What explanations and documents need to know of record tables and deadlines besides their rows, as plain data for table ``run``."""

from __future__ import annotations

from typing import Any

from scoring.criteria.records import Deadline
from scoring.criteria.records.deadlinewords import count_uom, deadline_words
from scoring.criteria.records.measuring import asked_deadlines, cases_id, measure_of
from scoring.rules import Plan


def describe_records(plan: Plan) -> dict[str, Any]:
    """Tables, deadlines, measures and aggregates over records; nothing where the criteria have none.

    Returns:
        ``titles`` by column of the input, ``deadlines`` and ``measures`` (with the ids of their deadlines) by id, ``dimensions``
        (titles) by table and column.
    """
    counted = plan.records()
    if counted is None:
        return {}
    return {
        "titles": {found.column: plan.names.title(found) for found in plan.inputs() if found.kind == "record"},
        "deadlines": {key: _deadline(plan, deadline) for key, deadline in counted.deadlines.items()},
        "measures": {
            measure: {
                "title": plan.names.measures[measure].title,
                "show": plan.names.measures[measure].show,
                "uom": plan.names.measures[measure].uom,
                "table": plan.names.measures[measure].aggregates[0].table,
                "deadlines": list(asked_deadlines(plan.names.measures[measure].aggregates)),
                "whole": plan.names.aggregates[cases_id(measure)].where is None,
            }
            for measure in counted_measures(plan)
        },
        "dimensions": {name: {column.name: column.title for column in table.columns} for name, table in counted.tables.items()},
    }


def counted_measures(plan: Plan) -> tuple[str, ...]:
    """Ids of all measures over records of which something is computed, in the order of the file."""
    counted = plan.records()
    used = {measure_of(aggregate.id) for aggregate in counted.aggregates} if counted else set()
    return tuple(key for key in plan.criteria.measures if key in used)


def record_measures(plan: Plan) -> tuple[str, ...]:
    """Ids of the measures over records that rules judge, in the order of the file."""
    return tuple(key for key, measure in plan.criteria.measures.items() if measure.aggregates and key in plan.measures)


def _deadline(plan: Plan, deadline: Deadline) -> dict[str, str]:
    table = plan.criteria.records[deadline.table]
    end = table.column(deadline.end)
    return {
        "title": deadline.title,
        "table": table.title,
        "uom": count_uom(deadline),
        "as_of": deadline.as_of.isoformat(),
        "unusable": deadline.unusable,
        "end": end.title if end else deadline.end,
        "words": deadline_words(deadline, table),
    }
