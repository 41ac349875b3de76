"""Units made of other units: a county's total is in part the mean of the totals of its townships.

    total = (1 - share) x own total + share x mean (or sum) of the totals of its members

Members are the units whose ``parent_id`` is the unit and whose group the criteria list. Groups are computed from
the bottom: a member's total is the one after its own members counted. Bonuses, limits and gates of a unit act on
its own total before; a unit whose own scoring stopped has no total. Exempt members never count; what a member
without a total means, and a unit without any, is declared (``missing``, ``alone``). The result is snapped once to
the carried digits, then printed.
"""

from __future__ import annotations

from scoring import numbers
from scoring.criteria.groups import Group, Members
from scoring.criteria.membership import members_first
from scoring.criteria.model import Criteria
from scoring.engine.database import Session, literal, sql_file
from scoring.problems import Problem
from scoring.rules import Plan
from scoring.rules.steps import slug


def has_members(criteria: Criteria) -> bool:
    """Whether any unit is made of others."""
    return any(group.members for group in criteria.groups)


def build_members(session: Session, plan: Plan) -> None:
    """Make tables ``members`` (one row per unit x member) and ``totals`` from ``own_totals``.

    ``members``: unit_id, member_id, total (that the member has, NULL where it has none), counted (what counts of it).
    In ``totals``, units that are made of others get a row more, component ``own``: their own total.
    """
    groups = members_first(plan.criteria.groups)
    session.step("combined", "select unit_id, grp, total_exact, total_printed from own_totals where component = 'total'")
    for group in groups:
        session.step(_table(group), _members_sql(group))
        session.step("combined", _combined_sql(plan, group))
    rows = "\nunion all\n".join(f"select unit_id, member_id, total, counted from {_table(group)}" for group in groups)
    session.step("members", f"select * from (\n{rows}\n) as counted\norder by unit_id, member_id")
    session.step("totals", _totals_sql(plan, groups))


def _table(group: Group) -> str:
    return f"members_of_{group.id.replace('.', '__')}"


def _members(group: Group) -> Members:
    if group.members is None:
        raise ValueError(group.id)
    return group.members


def _members_sql(group: Group) -> str:
    rule = _members(group)
    total = f"c.total_{rule.on}"
    counted = f"coalesce({total}, 0)" if rule.missing == "zero" else total
    return f"""select
    u.parent_id as unit_id,
    u.unit_id as member_id,
    {total} as total,
    {counted} as counted
from units as u
inner join units as p on u.parent_id = p.unit_id
left join combined as c on u.unit_id = c.unit_id
where p.grp = {literal(group.id)}
    and p.status <> 'exempt'
    and u.status <> 'exempt'
    and u.grp in ({", ".join(map(literal, rule.of))})"""


def _combined_sql(plan: Plan, group: Group) -> str:
    rule, rounding = _members(group), plan.criteria.policy.rounding
    share, rest = (f"cast({numbers.decimal_sql(part)} as double)" for part in (rule.share, 1 - rule.share))
    below = "cast(m.points as double)" + (" / nullif(m.members, 0)" if rule.combine == "mean" else "")
    together = numbers.snap_sql(f"{rest} * cast(c.total_exact as double) + {share} * {below}", rounding.carry)
    alone = "c.total_exact" if rule.alone == "own" else "null"
    printed = numbers.rounded_sql("total_exact", rounding.digits, rounding.mode, rounding.carry)
    return f"""select
    unit_id,
    grp,
    total_exact,
    {printed} as total_printed
from (
    select
        c.unit_id,
        c.grp,
        case
            when c.grp <> {literal(group.id)} or c.total_exact is null then c.total_exact
            when coalesce(m.members, 0) = 0 then {alone}
            else {together}
        end as total_exact
    from combined as c
    left join (
        select unit_id, count(counted) as members, sum(counted) as points from {_table(group)} group by unit_id
    ) as m on c.unit_id = m.unit_id
) as joined"""


def _totals_sql(plan: Plan, groups: tuple[Group, ...]) -> str:
    flags = [f"g__{slug(gate.id)}" for gate in plan.criteria.gates]
    kept = ["base", "bonus", "penalty", "gate", *flags, "applicable_points"]
    whole = ",\n    ".join(["o.unit_id", "o.grp", "o.component", *(f"o.{name}" for name in kept), "c.total_exact", "c.total_printed"])
    other = ", ".join([*kept, "total_exact", "total_printed"])
    named = ", ".join(literal(group.id) for group in groups)
    return f"""select * from (
select
    {whole}
from own_totals as o
inner join combined as c on o.unit_id = c.unit_id
where o.component = 'total'
union all
select unit_id, grp, component, {other} from own_totals where component <> 'total'
union all
select unit_id, grp, 'own' as component, {other} from own_totals where component = 'total' and grp in ({named})
) as parts
order by unit_id, component"""


def member_problems(session: Session, plan: Plan, file: str) -> list[Problem]:
    """Units that stand below one that does not take them (M020), and units without members where that is an error (M021).

    Args:
        session: Holds ``units`` and ``unit_lines``, the rows of their file.
        plan: The bound criteria.
        file: Shown name of the table of units.
    """
    rules = {group.id: group.members for group in plan.criteria.groups if group.members}
    if not rules:
        return []
    rows = session.rows(sql_file(__package__, "register.sql"))
    groups = {unit: grp for _, unit, grp, _, _ in rows}
    above: dict[str, str] = {}
    problems = []
    for line, unit, grp, parent, status in rows:
        if parent is None:
            continue
        rule = rules.get(groups.get(parent, ""))
        if rule is None or grp not in rule.of:
            allowed = "、".join(name for name, other in rules.items() if grp in other.of) or "—"
            problems.append(Problem("M020", file, line, f"{unit}.parent_id", parent, {"grp": grp, "allowed": allowed}))
        elif status != "exempt":
            above[unit] = parent
    for line, unit, grp, _, status in rows:
        found = rules.get(grp)
        if found and found.alone == "error" and status != "exempt" and unit not in above.values():
            problems.append(Problem("M021", file, line, unit, "", {"of": "、".join(found.of)}))
    return problems


def missing_members(session: Session, plan: Plan, folder: str) -> list[Problem]:
    """Members without a total where that is an error (M022), and units all of whose members have none (M021)."""
    problems = []
    for group in plan.criteria.groups:
        rule = group.members
        if rule is None:
            continue
        query = f"select unit_id, member_id, counted from {_table(group)} order by unit_id, member_id"
        rows = session.rows(query) if "error" in {rule.missing, rule.alone} else []
        if rule.missing == "error":
            problems += [Problem("M022", folder, None, f"{unit} {member}") for unit, member, counted in rows if counted is None]
        elif rule.alone == "error":
            lacking = {unit for unit, _, _ in rows} - {unit for unit, _, counted in rows if counted is not None}
            problems += [Problem("M021", folder, None, unit, "", {"of": "、".join(rule.of)}) for unit in sorted(lacking)]
    return problems
