"""The rows of ``findings`` against the criteria, by SELECTs of the offending rows: however many rows there are, none becomes an object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring import numbers
from scoring.criteria.suggestions import Words, example
from scoring.engine.database import Session, literal
from scoring.measures.inputs import EVENTS
from scoring.problems import Problem
from scoring.rules.binding import Plan

MOST_SHOWN = 20
"""Problems of one kind that are shown one by one; the number of all of them is told."""


def judged_events(plan: Plan) -> dict[str, set[str]]:
    """The events that each indicator, bonus and gate judges."""
    judged: dict[str, set[str]] = {}
    for bound in plan.bound:
        inputs = [*bound.inputs, *(found for name in bound.judged for found in plan.names.inputs(plan.measures[name]))]
        events = {found.key for found in inputs if found.kind in EVENTS}
        if events:
            judged[bound.node.id] = events
    for gate in plan.criteria.gates:
        judged[gate.id] = {found.key for found in plan.names.inputs(plan.gates[gate.id]) if found.kind == "unit_event"}
    return judged


def check_findings(session: Session, plan: Plan, file: str, folder: Path | None = None) -> list[Problem]:
    """Rows that the criteria do not know or allow (R001-R004, R008-R010), the first of each kind and their number (I074).

    Args:
        session: Holds ``units`` and ``records_findings`` with its ``line`` and ``file`` (null where the table is one file).
        plan: The bound criteria.
        file: Shown file name of the table, or of the first of its files.
        folder: The assessment folder, which places of files are shown in.
    """
    check = _Check(session, plan, file, judged_events(plan), folder or Path())
    return [*check.names(), *check.quantities(), *check.repetitions(), *check.evidence()]


@dataclass(frozen=True)
class _Check:
    session: Session
    plan: Plan
    file: str
    judged: Mapping[str, set[str]]
    folder: Path

    def shown(self, place: str | None) -> str:
        """The file of a row as the user would name it."""
        return self.file if place is None else str(self.folder / place)

    def names(self) -> Iterator[Problem]:
        """Events and indicators that are unknown, that do not go together, or that the unit's group does not have."""
        events = list(self.plan.criteria.events)
        known_event, known_indicator = f"({_in('event', events)})", f"({_in('indicator_id', self.judged)})"
        yield from self._told("R002", "event", f"not {known_event}", words=events)
        yield from self._told("R001", "indicator_id", f"{known_event} and not {known_indicator}", words=list(self.judged))
        anywhere = {found.key for found in self.plan.inputs() if found.kind == "unit_event"}
        pairs = [(indicator, event) for indicator, own in self.judged.items() for event in (own | anywhere) & {*events}]
        goes = _among(("indicator_id", "event"), pairs)
        known = f"{known_event} and {known_indicator}"
        yield from self._told("R003", "event", f"{known} and not {goes}")
        nodes = [*self.plan.criteria.nodes(), *self.plan.criteria.scored()]
        has = _among(("indicator_id", "grp"), [(node.id, group) for node in nodes for group in node.points])
        of_group = f"({_in('indicator_id', [node.id for node in nodes])})"
        yield from self._told("R008", "indicator_id", f"{known} and {goes} and {of_group} and not coalesce({has}, false)")

    def quantities(self) -> Iterator[Problem]:
        """Quantities that are not above 0."""
        yield from self._told("R004", "quantity", "quantity is null or quantity <= 0")

    def evidence(self) -> Iterator[Problem]:
        """Bonuses without evidence."""
        proof = [bonus.node.id for bonus in self.plan.criteria.bonuses if bonus.evidence_required]
        yield from self._told("R009", "evidence", f"{_in('indicator_id', proof)} and coalesce(evidence, '') = ''")

    def repetitions(self) -> Iterator[Problem]:
        """Rows that are an earlier row again, whole."""
        columns = ("unit_id", "indicator_id", "event", "quantity", "happened_on", "evidence")
        keys = ", ".join(columns)
        nth = "row_number() over (order by file, line)"
        numbered = f"(select {keys}, file, line, {nth} as nth from records_findings)"
        twice = f"select {keys}, min(nth) as nth from {numbered} as n group by {keys} having count(*) > 1"
        same = " and ".join(f"f.{column} is not distinct from d.{column}" for column in columns)
        rows = f"{numbered} as f inner join ({twice}) as d on {same} and f.nth > d.nth inner join {numbered} as e on e.nth = d.nth"
        shown = f"select f.file, f.line, f.event, e.file, e.line from {rows} order by f.nth limit {MOST_SHOWN}"
        for file, line, event, other, first in self.session.rows(shown):
            named = "" if other == file else f" {self.shown(other)} "  # only where it is another file
            yield Problem("R010", self.shown(file), line, "event", event, {"first": first, "file": named})
        yield from self._more("R010", "event", self.session.rows(f"select count(*) from {rows}")[0][0])

    def _told(self, code: str, column: str, where: str, words: list[str] | None = None) -> Iterator[Problem]:
        """The first rows of one kind and how many there are."""
        rows = "(select f.*, u.grp from records_findings as f left join units as u on u.unit_id = f.unit_id) as f"
        columns = "file, line, unit_id, indicator_id, event, quantity"
        found = self.session.rows(f"select {columns} from {rows} where {where} order by file, line limit {MOST_SHOWN}")
        for file, line, unit, indicator, event, quantity in found:
            shown = {"event": event, "quantity": numbers.plain_or_blank(quantity)}.get(column, indicator)
            yield Problem(code, self.shown(file), line, column, shown, self._args(code, unit, indicator, example(shown, words or [])))
        if len(found) == MOST_SHOWN:
            yield from self._more(code, column, self.session.rows(f"select count(*) from {rows} where {where}")[0][0])

    def _args(self, code: str, unit: str, indicator: str, hint: Words) -> dict[str, object]:
        if code in {"R001", "R002"}:
            return {"hint": hint}
        if code == "R003":
            return {"indicator": indicator, "allowed": "、".join(sorted(self.judged[indicator]))}
        return {"unit": unit} if code == "R008" else {}

    def _more(self, code: str, column: str, count: int) -> Iterator[Problem]:
        if count > MOST_SHOWN:
            yield Problem("I074", self.file, where=column, found=str(count), args={"code": code, "shown": MOST_SHOWN})


def _in(column: str, words: Iterable[str]) -> str:
    """Condition that a column holds one of some words; false where there are none."""
    listed = ", ".join(map(literal, words))
    return f"{column} in ({listed})" if listed else "1 = 0"


def _among(columns: tuple[str, str], pairs: Iterable[tuple[str, str]]) -> str:
    """Condition that two columns hold one of some pairs."""
    by_first: dict[str, list[str]] = {}
    for first, second in pairs:
        by_first.setdefault(first, []).append(second)
    cases = [f"({columns[0]} = {literal(first)} and {_in(columns[1], seconds)})" for first, seconds in by_first.items()]
    return f"({' or '.join(cases)})" if cases else "1 = 0"
