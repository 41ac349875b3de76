"""Names and ids of the input tables: none holds what nobody sees, and no two of them only look the same."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.files.lookalike import alike, differing, made_visible, unseen
from scoring.intake.inputs.files import RawTable
from scoring.problems import Problem

NAMES = frozenset({"unit_id", "parent_id", "name", "short_name", "grp", "file", "evidence_file", "indicator_id", "event", "key", "marker"})
"""Columns whose texts name something; remarks and quotes may hold whatever was copied."""
_APART = {"units": ("unit_id", "name", "short_name", "grp"), "reports": ("file",)}
"""Columns of the tables that introduce names: what they hold is all there is to be mistaken for."""


def name_problems(table: str, raw: RawTable) -> Iterator[Problem]:
    """What is wrong with the names of a table.

    Args:
        table: Its name.
        raw: Its cells.

    Yields:
        I084 per name with a character that nobody sees or that turns the line; I085 per name that looks like an earlier, different one
        of its column.
    """
    for place, column in enumerate(raw.header):
        if column not in NAMES:
            continue
        names = [(row[place] or "", number) for number, row in enumerate(raw.rows)]
        for name, row in names:
            if hidden := unseen(name):
                yield Problem("I084", *raw.place(row), where=column, found=made_visible(name), args={"character": hidden})
        for name, row, earlier, first in alike((name, row) for name, row in names if name) if column in _APART.get(table, ()) else ():
            args = {"other": earlier, "first": raw.place(first)[1], "differing": differing(name, earlier)}
            yield Problem("I085", *raw.place(row), where=column, found=name, args=args)
