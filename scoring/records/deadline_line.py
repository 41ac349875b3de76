"""The line of numbers on which the days of a deadline are counted.

Counting working days, the number of a day is that of ``workdays``; counting calendar days, it is the days since 1970. A day
has a number as a beginning (the days up to and including it) and one as an end (a day that is no working day ends with the
next). The days taken from a to b are then a difference, and time that does not count is an interval of the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

EPOCH = "date '1970-01-01'"


class Line:
    """Numbers of days, and the joins to ``workdays`` that they need.

    Args:
        name: Id of the deadline, with which every alias begins.
        count: ``working`` or ``calendar`` days.
    """

    def __init__(self, name: str, count: Literal["working", "calendar"]) -> None:
        self.name, self.count = name, count
        self.joins: list[str] = []

    def join(self, role: str, day: str, table: str = "workdays") -> str:
        """Join ``workdays``, or what is made of it, on a day and return the alias."""
        alias = f"{self.name}__{role}"
        self.joins.append(f"left join {table} as {alias} on {alias}.day = {day}")
        return alias

    def begins(self, role: str, day: str) -> str:
        """The number of a day as a beginning."""
        return f"{self.join(role, day)}.started" if self.count == "working" else f"date_diff('day', {EPOCH}, {day})"

    def ends(self, role: str, day: str) -> str:
        """The number of a day as an end."""
        return f"{self.join(role, day)}.ended" if self.count == "working" else f"date_diff('day', {EPOCH}, {day})"

    def same(self, role: str, day: str) -> str:
        """The number as an end of a day whose number as a beginning has been asked for."""
        return f"{self.name}__{role}.ended" if self.count == "working" else f"date_diff('day', {EPOCH}, {day})"

    def layer(self, columns: dict[str, str]) -> str:
        """A derived table around ``{rows}`` that adds columns, with the joins asked for until now.

        Args:
            columns: SQL by name; in the table the name begins with that of the line.
        """
        made = "".join(f",\n    {text} as {self.name}__{name}" for name, text in columns.items())
        joins = "".join(f"\n{join}" for join in self.joins)
        self.joins.clear()
        return f"(\nselect\n    r.*{made}\nfrom {{rows}} as r{joins}\n)"


def excluded_sql(pairs: Sequence[tuple[str, str]], begin: str, end: str) -> str:
    """The days between two numbers that lie in at least one interval; what intervals share counts once.

    Args:
        pairs: Columns of the numbers before the first and of the last day of each interval; NULL as the first: there is none,
            NULL as the last: it has not ended.
        begin: Column of the number before the first day looked at.
        end: Column of the last number looked at.
    """
    if not pairs:
        return "0"
    terms = []
    for size in range(1, len(pairs) + 1):
        for chosen in combinations(pairs, size):
            first = f"greatest({', '.join(f'coalesce({number}, {end})' for number, _ in chosen)}, {begin})"
            last = f"least({', '.join(f'coalesce({number}, {end})' for _, number in chosen)}, {end})"
            terms.append(f"{'+' if size % 2 else '-'} greatest({last} - {first}, 0)")
    return " ".join(terms).removeprefix("+ ")
