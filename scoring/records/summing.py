"""From the cells of a record table to sums per unit, and to sums of a unit with all units below it."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.criteria.records import Deadline
from scoring.engine.database import Session, literal
from scoring.records.row_names import column_sql, select_sql, state_name
from scoring.records.table_pass import ROWS, Summed, TablePass

KEYS = "unit_id, period, dimension, member"


def cells_name(asked: TablePass) -> str:
    """Table of the cells."""
    return f"record_{asked.table.name}_cells"


def own_name(asked: TablePass) -> str:
    """Table of the sums of units themselves."""
    return f"record_{asked.table.name}_own"


def whole_name(asked: TablePass) -> str:
    """Table of the sums of units with all below them."""
    return f"record_{asked.table.name}_whole"


def judged_name(asked: TablePass) -> str:
    """Table of the cells without the arguments of percentiles; the cells themselves where there are none."""
    return f"record_{asked.table.name}_judged" if asked.arguments else cells_name(asked)


def build_sums(session: Session, asked: TablePass) -> None:
    """Make ``record_<table>_own`` and, where something rolls up, ``record_<table>_whole``.

    One row per unit x period x ``dimension`` x ``member`` that has rows; the dimension is '' for all rows of a unit, a member
    '' where the cell is blank. ``n`` is the number of rows, a sum over no row NULL.
    """
    if asked.arguments:
        session.step(judged_name(asked), judged_sql(asked))
    session.step(own_name(asked), own_sql(asked))
    if asked.rolls_up:
        session.step(whole_name(asked), whole_sql(asked))


def judged_sql(asked: TablePass) -> str:
    """SELECT of the cells without the arguments of percentiles: what is far longer is read once, and only what needs them summed of it."""
    keys = [f"c.{key}" for key in asked.keys if key not in asked.arguments.values()]
    counted = [f"{sql} as {name}" for name, sql in asked.rejoined.items()]
    sums = [f"{summed.sql} as {summed.name}" for summed in asked.sums if summed.is_finest]
    numbers = ", ".join(map(str, range(1, len(keys) + 1)))
    return select_sql(
        [*keys, f"cast(sum(c.{ROWS}) as bigint) as {ROWS}", *counted, *sums], f"from {cells_name(asked)} as c\ngroup by {numbers}"
    )


def own_sql(asked: TablePass) -> str:
    """SELECT of the sums of units themselves."""
    return "\nunion all\n".join(_grouped(asked, dimension) for dimension in ("", *asked.dimensions))


def member_sql(asked: TablePass, dimension: str) -> str:
    """SQL of the member of a cell (alias ``c``) in a dimension, as text."""
    column = asked.table.column(dimension)
    sql = f"c.{column_sql(dimension)}"
    if column and column.kind == "flag":
        return f"case when {sql} then '是' when not {sql} then '否' else '' end"
    return f"coalesce(cast({sql} as varchar), '')"


def dimension_keys(asked: TablePass, dimension: str) -> list[str]:
    """SQL of the two columns ``dimension`` and ``member``."""
    member = member_sql(asked, dimension) if dimension else "''"
    return [f"{literal(dimension)} as dimension", f"{member} as member"]


def _grouped(asked: TablePass, dimension: str) -> str:
    sums = [f"{_again(asked, summed, 'c') if summed.is_finest else summed.sql} as {summed.name}" for summed in asked.sums]
    columns = ["c.unit_id", "c.period", *dimension_keys(asked, dimension), f"cast(sum(c.{ROWS}) as bigint) as {ROWS}", *sums]
    return select_sql(columns, f"from {judged_name(asked)} as c\ngroup by 1, 2{', 4' if dimension else ''}")


def _again(asked: TablePass, summed: Summed, alias: str) -> str:
    """SQL that joins sums to one."""
    kind = "bigint" if summed.name != summed.aggregate.id else asked.type(summed.aggregate)
    return f"cast({summed.again}({alias}.{summed.name}) as {kind})"


def whole_sql(asked: TablePass) -> str:
    """SELECT of the sums along the hierarchy."""
    sums = [f"{_again(asked, summed, 'o')} as {summed.name}" for summed in asked.sums if summed.aggregate.rolls_up]
    columns = ["h.above as unit_id", "o.period", "o.dimension", "o.member", f"cast(sum(o.{ROWS}) as bigint) as {ROWS}", *sums]
    return select_sql(
        columns,
        f"from {own_name(asked)} as o\ninner join record_hierarchy as h on h.unit_id = o.unit_id\ngroup by 1, 2, 3, 4",
    )


def outcomes_sql(passes: Sequence[TablePass]) -> str:
    """SELECT of ``record_outcomes``: one row per unit x period x deadline x state that occurs, with the number of ``cases``."""
    selects = [
        select_sql(
            [
                "c.unit_id",
                "c.period",
                f"{literal(key)} as deadline",
                f"c.{state_name(key)} as state",
                f"cast(sum(c.{ROWS}) as bigint) as cases",
            ],
            f"from {judged_name(asked)} as c{_applies(key, deadline)}\ngroup by 1, 2, 4",
        )
        for asked in passes
        for key, deadline in asked.deadlines.items()
    ]
    empty = "cast(null as varchar) as unit_id, cast(null as integer) as period, cast(null as varchar) as deadline, "
    empty += "cast(null as smallint) as state, cast(null as bigint) as cases"
    return "\nunion all\n".join(selects or [f"select {empty}\nwhere 1 = 0"]) + "\norder by unit_id, period, deadline, state"


def _applies(key: str, deadline: Deadline) -> str:
    """A case to which a deadline does not apply has no state."""
    return f"\nwhere c.{state_name(key)} is not null" if deadline.where is not None else ""
