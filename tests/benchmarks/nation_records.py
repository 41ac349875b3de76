"""How any part of a table of cases is made: from the number of the case alone, with planted mistakes.

So a table can be written in pieces and on any number of threads and is the same. Cases come in the order of their
months; busy units have hundreds of times as many as quiet ones. Planted cases lie at numbers that follow from the size of
the table, always with a case between them that is as it should be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.benchmarks.nation_units import Levels

PRIMES = 7919, 7927  # one of them does not divide the number of units
DICE, BITS = 5, 12  # rolls from one hash, bits of each
SOFT = ("reversed", "undated", "disordered", "beyond_calendar")  # a case that cannot be judged: an outcome
# A row that must be refused.
HARD = (
    "duplicate",
    "unknown_unit",
    "blank_key",
    "broken_date",
    "broken_flag",
    "not_allowed",
    "out_of_order",
    "out_of_range",
    "bad_pattern",
)
YES, NO = "是", "否"
UNTYPED = ("broken_date", "broken_flag")  # only where every cell is text


@dataclass(frozen=True)
class Table:
    """How the rows of a record table are made.

    Args:
        name: Its name.
        stream: Stream of its dice.
        steps: SQL of auxiliary columns over ``e`` (number of the case), ``n`` (of its unit), ``day``, rolls and earlier steps.
        columns: SQL of every column over the same.
        lies: By kind of anomaly, the columns that it changes and their SQL.
        wrong: By kind of anomaly, the column in which it is found.
        flags: Columns that are true or false.
    """

    name: str
    stream: int
    steps: tuple[Mapping[str, str], ...]
    columns: Mapping[str, str]
    lies: Mapping[str, Mapping[str, str]]
    wrong: Mapping[str, str]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cases:
    """Which cases of a table are made.

    Args:
        table: How.
        rows: How many.
        seed: Seed of the nation.
        levels: The units.
        first: First day of the first month.
        last: Last day of the year assessed.
        kinds: Kinds of anomalies that are planted.
        anomalies: How many of each kind, where there is room.
        text: Whether every cell is text, as in a CSV file.
    """

    table: Table
    rows: int
    seed: int
    levels: Levels
    first: date
    last: date
    kinds: tuple[str, ...] = ()
    anomalies: int = 0
    text: bool = False

    @property
    def each(self) -> int:
        """How many of each kind there is room for."""
        return min(self.anomalies, self.rows // (2 * len(self.kinds) + 2)) if self.kinds else 0

    @property
    def stride(self) -> int:
        """From one case with an anomaly to the next of the same kind."""
        return self.rows // self.each if self.each else 0

    def slot(self, kind: str) -> int:
        """Where in every stride the case with an anomaly of a kind lies."""
        return 2 * self.kinds.index(kind) + 1

    def planted(self) -> list[tuple[str, int]]:
        """Kind and number of every case with an anomaly, in the order of the numbers."""
        places = [(kind, number * self.stride + self.slot(kind)) for kind in self.kinds for number in range(self.each)]
        return sorted(places, key=lambda one: one[1])

    def select(self, begin: int, end: int) -> str:
        """SELECT of the cases from one number to before another, one row per case in order."""
        return self._select(f"range({begin}, {end}) as t (i)")

    def those(self, numbers: list[int]) -> str:
        """SELECT of the cases of given numbers, which it also tells as ``i``."""
        return self._select(f"(select unnest({numbers}::bigint[]) as i) as t", "i, ")

    def _select(self, source: str, also: str = "") -> str:
        rows = self._drawn(self._numbered(source))
        for step in self.table.steps:
            rows = f"select *, {', '.join(f'{sql} as {name}' for name, sql in step.items())} from ({rows}) as r"
        columns = [f"{self._cell(name, sql)} as {name}" for name, sql in self.table.columns.items()]
        return f"select {also}{self._cell('unit_id', self.levels.identity('n'))} as unit_id, {', '.join(columns)} from ({rows}) as r"

    def _numbered(self, source: str) -> str:
        """Number of the row, number of its case (a duplicate is the case before), and slot of the anomaly."""
        slot = f"case when i < {self.each * self.stride} then cast(i % {self.stride} as integer) else 0 end" if self.each else "0"
        again = f"case when slot = {self.slot('duplicate')} then i - 1 else i end" if self.each and "duplicate" in self.kinds else "i"
        return f"select i, slot, {again} as e from (select i, {slot} as slot from {source}) as s"

    def _drawn(self, numbered: str) -> str:
        """Unit and day of every case, and three further dice."""
        units = sum(getattr(self.levels, level) for level in self.levels.starts())
        prime = next(prime for prime in PRIMES if units % prime)
        days = (self.last - self.first).days + 1
        spread = min(30, days)
        busy = f"cast(floor(pow((h & 4294967295) / 4294967296.0, 3) * {units}) as bigint)"
        return (
            f"select i, slot, e, ({busy} * {prime} + 13) % {units} as n, hash(h + 1) as g0, hash(h + 2) as g1, hash(h + 3) as g2, "
            f"date '{self.first}' + cast(e * {days - spread} // {self.rows} + cast((h >> 32) % {spread} as bigint) as integer) as day "
            f"from (select *, hash(e * 4096 + {self.table.stream} + {self.seed % 2**20} * 4398046511104) // 2 as h "
            f"from ({numbered}) as s) as h"
        )

    def _cell(self, name: str, sql: str) -> str:
        """A cell, told otherwise where an anomaly is planted."""
        lies = {kind: self.table.lies[kind][name] for kind in self.kinds if name in self.table.lies.get(kind, {})}
        told = " ".join(f"when {self.slot(kind)} then {self._written(name, lie)}" for kind, lie in lies.items())
        value = self._written(name, sql)
        return f"case slot {told} else {value} end" if told and self.each else value

    def _written(self, name: str, sql: str) -> str:
        """A value as its file has it: typed, or as text."""
        if not self.text or sql.startswith("'"):
            return sql
        return f"case when {sql} then '{YES}' else '{NO}' end" if name in self.table.flags else f"cast({sql} as varchar)"


def pick(words: tuple[str, ...], number: str) -> str:
    """SQL of one of the words by a number from 0."""
    return f"list_extract({list(words)}, {number} + 1)"


def roll(place: int, sides: int) -> str:
    """SQL of a whole number from 0 below ``sides``: one of fifteen dice of a case."""
    return f"cast((g{place // DICE} >> {BITS * (place % DICE)}) % {sides} as integer)"
