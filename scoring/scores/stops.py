"""What gates say before anything is scored: which cannot be decided, and which units they stop whatever their points."""

from __future__ import annotations

from scoring.criteria.formulas import formula_sql
from scoring.criteria.model import Gate
from scoring.engine.database import literal
from scoring.measures import column_of, status_sql
from scoring.measures.names import OWN_SCORES
from scoring.rules import Plan


def undecided_gates_sql(plan: Plan) -> str | None:
    """SELECT of units for which a gate cannot be decided because an input is missing; None when no gate needs one."""
    queries = []
    for gate in plan.criteria.gates:
        worst = status_sql(plan.names.inputs(plan.gates[gate.id]))
        if worst != "0":
            queries.append(f"select unit_id, '{gate.id}' as gate from inputs where {worst} > 0{_groups(plan, gate)}")
    return " union all ".join(queries) + " order by unit_id, gate" if queries else None


def stopped_units_sql(plan: Plan) -> str | None:
    """SELECT of units that a gate stops whatever their points are (R24); None when no gate can.

    Such a unit needs no further data: an inspection ends at a veto. A gate that looks at the unit's own
    base or total is left out, because what is missing could change it.
    """
    queries = [
        f"select unit_id from inputs where {_condition(plan, gate)}{_groups(plan, gate)}"
        for gate in plan.criteria.gates
        if gate.stop and not any(name.name in OWN_SCORES for name in plan.gates[gate.id].names())
    ]
    return " union ".join(queries) + " order by unit_id" if queries else None


def _condition(plan: Plan, gate: Gate) -> str:
    return formula_sql(plan.gates[gate.id], lambda name: column_of(plan.names, name))


def _groups(plan: Plan, gate: Gate) -> str:
    """The gate of a component is only there for the groups that have the component."""
    groups = next((node.points for node in plan.criteria.components() if node.id == gate.component), None)
    return "" if groups is None else f" and grp in ({', '.join(map(literal, groups))})"
