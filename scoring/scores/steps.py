"""Roll-up of the tree, bonuses, gates and totals.

Every node gets its points and its applicable points. A part that does not apply (not
applicable, exempt, not assessable) leaves the maximum; what happens to the rest is the
policy of the node (N1-N5): ``rescale`` scales to the node's full points, ``no_rescale``
keeps the lower maximum, ``full_marks`` and ``zero`` count the part as achieved or lost,
``inherit`` hands the reduced maximum on to the parent. A missing input that counts as
zero stays applicable.
"""

from __future__ import annotations

from decimal import Decimal

from scoring import numbers
from scoring.criteria.formulas import formula_sql
from scoring.criteria.model import Bonus, Criteria, Node
from scoring.database import Session
from scoring.measures import column_of, status_sql
from scoring.rules import Plan
from scoring.rules.base import per_group_sql
from scoring.rules.steps import full_points_sql, slug

ROOT = "total"


def build_scores(session: Session, plan: Plan) -> None:
    """Make tables ``scores_wide`` and ``totals``, one row per unit each.

    ``scores_wide`` holds points (``n__``), applicable points (``a__``) and full points (``f__``) of every
    block, ``totals`` base, bonus, penalty, gate, total_exact and total_printed.

    Args:
        session: Holds ``points_wide`` and ``units``.
        plan: The bound criteria.
    """
    session.step("scores_wide", rollup_sql(plan.criteria))
    session.step("totals", totals_sql(plan))


def rollup_sql(criteria: Criteria) -> str:
    """Two SELECTs per height of the tree, lowest blocks first, the total last; indicators stand inside their block's sum."""
    sql = "select * from points_wide"
    root = Node(ROOT, "", _root_points(criteria), (), criteria.indicators, not_applicable=criteria.policy.not_applicable)
    for blocks in _levels(root):
        sums = ",\n    ".join(column for block in blocks for column in _sum_columns(block))
        columns = ",\n    ".join(column for block in blocks for column in _policy_columns(block))
        summed = f"select\n    *,\n    {sums}\nfrom (\n{_indented(sql)}\n) as items"
        sql = f"select\n    *,\n    {columns}\nfrom (\n{_indented(summed)}\n) as summed"
    return sql


def _root_points(criteria: Criteria) -> dict[str, Decimal]:
    return {
        group.id: sum((block.points.get(group.id, Decimal(0)) for block in criteria.indicators), Decimal(0)) for group in criteria.groups
    }


def _levels(root: Node) -> list[list[Node]]:
    """Blocks by height above the indicators, so that every block comes after its items."""
    heights: dict[int, list[Node]] = {}

    def height(node: Node) -> int:
        if not node.items:
            return 0
        own = 1 + max(height(item) for item in node.items)
        heights.setdefault(own, []).append(node)
        return own

    height(root)
    return [heights[h] for h in sorted(heights)]


def _points_term(item: Node) -> str:
    """What an item adds to its block's points."""
    name = slug(item.id)
    if item.items:
        return f"n__{name}"
    if item.not_applicable == "full_marks":
        return f"coalesce(p__{name}, {per_group_sql(item.points)}, 0)"
    return f"coalesce(p__{name}, 0)"


def _applicable_term(item: Node) -> str:
    """What an item adds to its block's applicable points."""
    name = slug(item.id)
    if item.items:
        return f"a__{name}"
    full = f"coalesce({per_group_sql(item.points)}, 0)"
    return full if item.not_applicable in {"full_marks", "zero"} else f"case when p__{name} is not null then {full} else 0 end"


def _sum_columns(block: Node) -> list[str]:
    name = slug(block.id)
    points = " + ".join(_points_term(item) for item in block.items)
    applicable = " + ".join(_applicable_term(item) for item in block.items)
    return [
        f"coalesce({full_points_sql(block)}, 0) as f__{name}",
        f"cast({points} as decimal(18,4)) as raw__{name}",
        f"cast({applicable} as decimal(18,4)) as open__{name}",
    ]


def _policy_columns(block: Node) -> list[str]:
    name = slug(block.id)
    raw, applicable, full = f"raw__{name}", f"open__{name}", f"f__{name}"
    points, open_points = raw, applicable
    if block.not_applicable == "rescale":
        scaled = numbers.snap_sql(f"cast({raw} as double) * cast({full} as double) / nullif(cast({applicable} as double), 0)")
        points = f"case when {applicable} = {full} then {raw} else coalesce({scaled}, 0) end"
        open_points = f"case when {applicable} > 0 then {full} else 0 end"
    elif block.not_applicable == "full_marks":
        points, open_points = f"{raw} + ({full} - {applicable})", full
    elif block.not_applicable == "zero":
        open_points = full
    return [f"cast({points} as decimal(18,4)) as n__{name}", f"cast({open_points} as decimal(18,4)) as a__{name}"]


def _indented(sql: str) -> str:
    return "\n".join("    " + line for line in sql.splitlines())


def totals_sql(plan: Plan) -> str:
    """Base, bonuses behind their gates, the first gate that fires, exact and printed total."""
    criteria = plan.criteria
    rounding = criteria.policy.rounding
    base = f"n__{ROOT}"
    if rounding.at == "component":
        base = numbers.rounded_sql(base, rounding.digits, rounding.mode)
    bonuses = [_bonus_sql(bonus) for bonus in criteria.bonuses]
    bonus = " + ".join(bonuses) or "0"
    if rounding.at == "component" and bonuses:
        bonus = numbers.rounded_sql(f"({bonus})", rounding.digits, rounding.mode)
    conditions = "\ninner join measures_wide as m on s.unit_id = m.unit_id" if criteria.gates else ""
    inner = f"""select
    s.*,
    cast({base} as decimal(18,4)) as base,
    cast({f"open__{ROOT}"} as decimal(18,4)) as applicable_points,
    {_gate_sql(plan)} as gate
from scores_wide as s{conditions}"""
    added = f"cast({bonus} as decimal(18,4)) as bonus,\n    cast(0 as decimal(18,4)) as penalty"
    scored = f"select\n    *,\n    {added}\nfrom (\n{_indented(inner)}\n) as gated"
    score = " ".join(f"when gate = '{gate.id}' then {numbers.decimal_sql(gate.score)}" for gate in criteria.gates if gate.score is not None)
    exact = f"case {score} else base + bonus - penalty end" if score else "base + bonus - penalty"
    return f"""select
    unit_id,
    grp,
    base,
    bonus,
    penalty,
    gate,
    applicable_points,
    case when applicable_points > 0 then total_exact end as total_exact,
    case when applicable_points > 0 then {numbers.rounded_sql("total_exact", rounding.digits, rounding.mode)} end as total_printed
from (
    select *, cast({exact} as decimal(18,4)) as total_exact
    from (
{_indented(_indented(scored))}
    ) as scored
) as totalled
order by unit_id"""


def _bonus_sql(bonus: Bonus) -> str:
    points = f"coalesce(p__{slug(bonus.node.id)}, 0)"
    if bonus.gate is None:
        return points
    gate = formula_sql(bonus.gate, lambda _name: "base")
    return f"case when {gate} then {points} else 0 end"


def _gate_sql(plan: Plan) -> str:
    cases = []
    for gate in plan.criteria.gates:
        condition = plan.gates[gate.id]
        cases.append(f"when {formula_sql(condition, lambda name: column_of(plan.names, name))} then '{gate.id}'")
    return f"case {' '.join(cases)} end" if cases else "cast(null as varchar)"


def undecided_gates_sql(plan: Plan) -> str | None:
    """SELECT of units for which a gate cannot be decided because an input is missing; None when no gate needs one."""
    queries = []
    for gate in plan.criteria.gates:
        worst = status_sql(plan.names.inputs(plan.gates[gate.id]))
        if worst != "0":
            queries.append(f"select unit_id, '{gate.id}' as gate from inputs where {worst} > 0")
    return " union all ".join(queries) + " order by unit_id, gate" if queries else None
