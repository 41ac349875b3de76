"""SELECT over SELECT, each handing on only what later ones read."""

from __future__ import annotations

from scoring.rules.base import columns_in
from scoring.scores.chain import column_lines, indented


def nested(source: str, stages: list[list[str]], kept: list[str]) -> str:
    """One SELECT per stage over the one before, each with only the columns that a later stage reads.

    Handing every column on with ``*`` would cost more time to plan than the work itself takes for a
    small assessment.

    Args:
        source: Table with the points of indicators.
        stages: New columns (``expression as name``) of every stage, in order.
        kept: Columns of the last SELECT.
    """
    made = [{column.rpartition(" as ")[2] for column in columns} for columns in stages]
    ever: set[str] = set().union(*made)
    sql, known = source, set()
    for number, columns in enumerate(stages):
        later = set(kept).union(*(columns_in(text) for text in stages[number + 1 :]))
        here = later - set().union(*made[number:])
        handed = sorted(name for name in here if name in known or name not in ever)
        below = sql if number == 0 else f"(\n{indented(sql)}\n) as stage{number}"
        sql = f"select\n    {column_lines([*handed, *columns])}\nfrom {below}"
        known |= made[number]
    return f"select\n    {column_lines(kept)}\nfrom (\n{indented(sql)}\n) as scored"
