"""Failures as problems: with line, column, what was found and how to mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scoring import numbers
from scoring.engine.database import Session
from scoring.intake.inputs.tables import YES_NO, Column, InputTable
from scoring.intake.records.failures import DUPLICATE, MOST_FILES, MOST_SHOWN, UNKNOWN_UNIT, Failure, Findings, shown_files
from scoring.intake.records.places import Place, line_numbers, places
from scoring.intake.records.rules import Rule
from scoring.intake.records.sources import Reject, Source
from scoring.problems import Problem
from scoring.problems.nearest import nearest, probable

_MOST_NAMES = 5000  # names in which the nearest is looked for
_CELLS = frozenset({"MISSING COLUMNS", "TOO MANY COLUMNS"})


@dataclass
class Messages:
    """Makes the problems of a table.

    Args:
        session: Holds ``units``.
        table: The declaration.
        sources: The files by number.
        rejects: Rows that the engine has left out.
    """

    session: Session
    table: InputTable
    sources: Mapping[int, Source]
    rejects: Sequence[Reject] = ()
    known: dict[str, str] = field(default_factory=dict)

    def problems(self, found: Findings) -> list[Problem]:
        """One problem per failure that is shown, and where there are more than are shown one with their number."""
        rows: dict[int, set[int]] = defaultdict(set)
        for failure in found.failures:
            rows[failure.file].add(failure.row)
            if failure.first:
                rows[failure.first[0]].add(failure.first[1])
        where = {file: self._places(file, numbers) for file, numbers in rows.items()}
        if any(failure.rule == UNKNOWN_UNIT for failure in found.failures):
            self.known = self._units()
        return [*self._left_out(), *(self._problem(failure, where) for failure in found.failures), *self._totals(found)]

    def _places(self, file: int, rows: set[int]) -> dict[int, Place]:
        left_out = [reject.offset for reject in self.rejects if reject.number == file]
        return places(self.session, self.sources[file], rows, self.table.names, left_out)

    def _units(self) -> dict[str, str]:
        """Unit id by every id and name of a unit."""
        found: dict[str, str] = {}
        rows = self.session.rows(f"select unit_id, name, short_name from units order by ord, unit_id limit {_MOST_NAMES}")
        for names in zip(*rows, strict=True):
            for name, row in zip(names, rows, strict=True):
                if name:
                    found.setdefault(name, row[0])
        return found

    def _problem(self, failure: Failure, where: Mapping[int, Mapping[int, Place]]) -> Problem:
        rule, place = failure.rule, where[failure.file][failure.row]
        column = next((column for column in self.table.columns if column.name == rule.column), None)
        shown = self.sources[failure.file].file.shown
        if rule == DUPLICATE and failure.first:
            first = where[failure.first[0]][failure.first[1]]
            words = " ".join(filter(None, (place.cells.get(name, "") for name in self.table.key)))
            other = self.sources[failure.first[0]].file.shown if failure.first[0] != failure.file else ""
            more = {"file": f" {other} " if other else "", "first": first.line, "columns": "、".join(self.table.key)}
            return Problem(rule.code, shown, place.line, self.table.key[-1], words, more)
        if column is None:
            width = self.sources[failure.file].file.head
            return Problem(rule.code, shown, place.line, found=str(width.width), args={"columns": len(width.names)})
        found = "" if rule.code == "I028" else "⏎".join(place.cells.get(column.name, "").splitlines())  # a problem is one line
        return Problem(rule.code, shown, place.line, column.name, found, self._args(rule, column, found, place))

    def _args(self, rule: Rule, column: Column, found: str, place: Place) -> dict[str, str]:
        if rule.code == "I026":
            return {"nearest": self._nearest_unit(found)}
        if rule.code == "I027":
            return {"allowed": "、".join(_nearest_first(found, column.allowed if column.kind != "flag" else YES_NO))}
        if rule.code == "I066":
            return {"pattern": column.pattern}
        if rule.code == "I067":
            return {"limits": _limits(column)}
        if rule.code == "I068":
            return {"other": column.not_before, "earliest": place.cells.get(column.not_before, "")}
        return {"column": column.name}

    def _nearest_unit(self, found: str) -> str:
        near = found if found in self.known else probable(found, self.known)
        return f"{self.known[near]}（{near}）" if near and self.known[near] != near else near

    def _left_out(self) -> Iterator[Problem]:
        """Rows that the engine could not take apart: too few or too many cells, or quotation marks that do not close."""
        by_file: dict[int, list[Reject]] = defaultdict(list)
        for reject in self.rejects:
            if reject.kind != "MISSING COLUMNS" or reject.text.strip(" \t\r\n\u3000"):
                by_file[reject.number].append(reject)
        for number, rejects in list(by_file.items())[:MOST_FILES]:
            source = self.sources[number]
            lines = line_numbers(source.path, [reject.offset for reject in rejects[:MOST_SHOWN]])
            for reject in rejects[:MOST_SHOWN]:
                line = lines[reject.offset]
                if reject.kind in _CELLS:
                    yield Problem("I029", source.file.shown, line, found=reject.cells, args={"columns": len(source.file.head.names)})
                else:
                    yield Problem("I069", source.file.shown, line, found=reject.text.splitlines()[0] if reject.text else "")
        yield from self._more({(Rule("I029", "left out"), number): len(rejects) for number, rejects in by_file.items()})

    def _totals(self, found: Findings) -> Iterator[Problem]:
        return self._more(found.counts)

    def _more(self, counts: Mapping[tuple[Rule, int], int]) -> Iterator[Problem]:
        """How many there are of what was not shown one by one: in a file, and in files of which nothing was shown."""
        shown = shown_files(counts)
        for (rule, file), times in counts.items():
            column = rule.column if rule in {*shown} and rule.column != "left out" else ""
            if file in shown[rule] and times > MOST_SHOWN:
                args = {"code": rule.code, "shown": MOST_SHOWN}
                yield Problem("I071", self.sources[file].file.shown, where=column, found=str(times), args=args)
        for rule, files in shown.items():
            others = [file for (one, file) in counts if one == rule and file not in files]
            if others:
                rows = sum(counts[rule, file] for file in others)
                args = {"code": rule.code, "rows": rows, "shown": MOST_FILES}
                yield Problem("I073", self.table.name, where=rule.column.removeprefix("left out"), found=str(len(others)), args=args)


def _nearest_first(word: str, words: Sequence[str]) -> list[str]:
    near = nearest(word, words, "")
    return [*filter(None, [near]), *(each for each in words if each != near)]


def _limits(column: Column) -> str:
    low, high = column.low, column.high
    if low is not None and high is not None:
        return f"{numbers.plain(low)} 至 {numbers.plain(high)}"
    return f"不小于 {numbers.plain(low)}" if low is not None else f"不大于 {numbers.plain(high)}" if high is not None else ""
