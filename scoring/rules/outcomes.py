"""The outcome of every indicator before any number: whether it is there, applies, has data, is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scoring.criteria.formulas import formula_sql
from scoring.measures import column_of, status_sql
from scoring.rules.base import EXEMPT, MEASURED, NOT_APPLICABLE, Bound, slug
from scoring.rules.binding import Plan


def outcome_sql(bound: Bound, plan: Plan, exempt: set[str], *, peers: bool = True) -> str:
    """SQL of the outcome code of an indicator; NULL where the unit's group does not have it.

    Args:
        bound: The indicator.
        plan: The plan that it belongs to.
        exempt: Indicators from which some unit is exempt.
        peers: Whether what its peers are like may refuse a unit; without it one learns who is a peer.
    """
    cases = _closed(bound, plan, exempt)
    statuses = [judged.status for judged in bound.judged.values()] + [
        found for found in (status_sql(bound.kind.needed(bound)),) if found != "0"
    ]
    worst = "0" if not statuses else statuses[0] if len(statuses) == 1 else f"greatest({', '.join(statuses)})"
    refused = _refused(bound, peers=peers)
    if refused is None:
        return f"case {' '.join(cases)} else {worst} end" if cases else worst
    cases += [f"when {worst} > 0 then {worst}"] if worst != "0" else []
    return f"case {' '.join(cases)} else {refused} end" if cases else refused


def earlier_outcome_sql(bound: Bound, plan: Plan, exempt: set[str], year: int) -> str:
    """SQL of the outcome code that a unit's value so many years ago has, as far as being a peer goes."""
    judged = bound.earlier[year - 1]
    return outcome_sql(replace(bound, judged={judged.measure.id: judged}), plan, exempt, peers=False)


def _closed(bound: Bound, plan: Plan, exempt: set[str]) -> list[str]:
    """WHEN branches of what keeps a unit from the indicator: its group, an exemption, a condition."""
    node, cases = bound.node, []
    if len(node.points) < len(plan.criteria.groups):
        groups = ", ".join(f"'{group}'" for group in sorted(node.points))
        cases.append(f"when grp not in ({groups}) then NULL" if groups else "when 1 = 1 then NULL")
    if node.id in exempt:
        cases.append(f"when ex__{slug(node.id)}.unit_id is not null then {EXEMPT}")
    if node.id in plan.conditions:
        condition = plan.conditions[node.id]
        worst = status_sql(plan.names.inputs(condition))
        sql = formula_sql(condition, lambda name: column_of(plan.names, name))
        cases += [f"when {worst} > 0 then {worst}"] if worst != "0" else []
        cases.append(f"when not coalesce({sql}, false) then {NOT_APPLICABLE}")
    return cases


def _refused(bound: Bound, *, peers: bool) -> str | None:
    own = bound.kind.outcome_sql(bound)
    theirs = bound.kind.refused_sql(bound) if peers else None
    if own is None or theirs is None:
        return own or theirs
    return f"case when {own} > {MEASURED} then {own} else {theirs} end"


def exempt_joins(exempt: Iterable[str]) -> str:
    """Joins of the exemptions from each of these indicators to the wide table ``m``."""
    return "".join(
        f"\nleft join (select unit_id from exempt_leaves where indicator_id = '{leaf}') as ex__{slug(leaf)}"
        f"\n    on m.unit_id = ex__{slug(leaf)}.unit_id"
        for leaf in sorted(exempt)
    )
