"""Restart and excluded time of a deadline: layers of a derived table, so that every number is computed once.

A request to correct the application lets the term run anew from the day the correction came, but does not revive a term
that was over when it was made; asked and not answered, the term stands still. Time excluded that began before the term was
over is taken out; where two such times overlap, the days they share count once. What happened after the day a case is judged
is not known yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoring.records.deadline_days import row_term_sql, start_sql
from scoring.records.deadline_line import Line, excluded_sql

if TYPE_CHECKING:
    from scoring.criteria.records.model import Deadline


class Standstill:
    """The layers of a deadline whose term can restart or stand still.

    They make, each with the deadline's id and two underscores before it: ``start`` (day), ``judged`` (the day of the end, or
    ``as_of`` where it is not known), ``term``, ``disordered``, and on the line of numbers ``base`` (where the count began),
    ``stop`` (until where it ran) and ``out`` (days between them that do not count).

    Args:
        deadline: The deadline, with ``restart`` or ``excluded``.
        as_of: SQL of the day on which a row without an end is judged.
    """

    def __init__(self, deadline: Deadline, as_of: str) -> None:
        self.deadline, self.as_of = deadline, as_of
        self.line = Line(deadline.id, deadline.count)
        self.pairs = [(f"from_{number}", f"to_{number}") for number in range(1, len(deadline.excluded) + 1)]

    def column(self, name: str) -> str:
        """A column that the layers make."""
        return f"r.{self.deadline.id}__{name}"

    def layers(self) -> Iterator[str]:
        """Days; whether they contradict each other; their numbers; the term that restarted; time excluded."""
        yield self.line.layer(self._days())
        yield self.line.layer({"disordered": f"coalesce({' or '.join(self._contradictions())}, false)"})
        yield self.line.layer(self._counted())
        if self.deadline.restart:
            begun, asked = self.column("begun"), self.column("asked_end")
            used = f"{asked} - {begun} - ({excluded_sql(self._intervals('out'), begun, asked)})"
            yield self.line.layer({"renewed": f"{self.column('asked')} is not null and {used} <= {self.column('term')}"})
            yield self.line.layer(self._restarted())
        if self.pairs:
            yield self.line.layer(self._within_term())
        yield self.line.layer({"out": excluded_sql(self._intervals("off"), self.column("base"), self.column("stop"))})

    def still(self) -> str:
        """Condition that the term stands still."""
        pairs = [f"({self.column(first)} is not null and {self.column(last)} is null)" for first, last in self.pairs]
        if self.deadline.restart:
            answered = self.column("answered")
            pairs.append(f"({self.column('renewed')} and ({answered} is null or {answered} > {self.column('judged')}))")
        return " or ".join(pairs)

    def _all_pairs(self) -> list[tuple[str, str]]:
        return [*self.pairs, ("asked", "answered")] if self.deadline.restart else self.pairs

    def _days(self) -> dict[str, str]:
        """The days as far as they are known when the case is judged."""
        deadline = self.deadline
        declared = [*deadline.excluded, (deadline.restart.asked, deadline.restart.answered)] if deadline.restart else deadline.excluded
        days = {
            "start": start_sql(deadline),
            "judged": f"case when r.{deadline.end} <= {self.as_of} then r.{deadline.end} else {self.as_of} end",
            "term": row_term_sql(deadline),
        }
        for names, columns in zip(self._all_pairs(), declared, strict=True):
            days |= {name: f"case when r.{column} <= {self.as_of} then r.{column} end" for name, column in zip(names, columns, strict=True)}
        return days

    def _contradictions(self) -> Iterator[str]:
        """An answer without a question or before it, a question before the start or after the end."""
        for first, last in self._all_pairs():
            asked, answered = self.column(first), self.column(last)
            yield f"({asked} is null and {answered} is not null)"
            yield f"{answered} < {asked}"
            yield f"{asked} < {self.column('start')}"
            yield f"{asked} > {self.column('judged')}"

    def _counted(self) -> dict[str, str]:
        """The numbers of the days; on the very day of the start nothing has been used."""
        line, start, judged = self.line, self.column("start"), self.column("judged")
        begun, ended = line.begins("start", start), line.ends("end", judged)
        first, last = ("begun", "ended") if self.deadline.restart else ("base", "stop")
        numbers = {first: begun, last: f"case when {judged} <= {start} then {begun} else {ended} end"}
        for number, (from_day, to_day) in enumerate(self.pairs, 1):
            numbers[f"out_{number}"] = line.begins(f"from_{number}", self.column(from_day))
            numbers[f"in_{number}"] = line.begins(f"to_{number}", self.column(to_day))
            numbers[f"at_{number}"] = line.same(f"from_{number}", self.column(from_day))
        if self.deadline.restart:
            asked = self.column("asked")
            numbers["asked_end"] = f"case when {asked} = {start} then {begun} else {line.ends('asked', asked)} end"
            numbers["answered_end"] = line.begins("answered", self.column("answered"))
        return numbers

    def _restarted(self) -> dict[str, str]:
        """Where the count begins and stops: anew with the correction, or still since it was asked for."""
        renewed, answered, judged = self.column("renewed"), self.column("answered"), self.column("judged")
        came = f"{renewed} and {answered} <= {judged}"
        number, first, last = self.column("answered_end"), self.column("begun"), self.column("ended")
        on_the_day = f"case when {answered} = {judged} then {number} else {last} end"
        return {
            "base": f"case when {came} then {number} else {first} end",
            "stop": f"case when {came} then {on_the_day} when {renewed} then {self.column('asked_end')} else {last} end",
        }

    def _within_term(self) -> dict[str, str]:
        """The intervals that began before the term was over, the others left out; an interval does not save its own beginning."""
        base, intervals = self.column("base"), self._intervals("out")
        columns = {}
        for number in range(1, len(intervals) + 1):
            others = [pair for place, pair in enumerate(intervals, 1) if place != number]
            begun = self.column(f"at_{number}")
            used = f"{begun} - {base} - ({excluded_sql(others, base, begun)})"
            columns[f"off_{number}"] = f"case when {used} <= {self.column('term')} then {self.column(f'out_{number}')} end"
        return columns

    def _intervals(self, first: str) -> list[tuple[str, str]]:
        return [(self.column(f"{first}_{number}"), self.column(f"in_{number}")) for number in range(1, len(self.pairs) + 1)]
