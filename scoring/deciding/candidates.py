"""What could have come out otherwise: every finding, mark, external score, date and figure that a unit's points rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.deciding.ladders import Limits, listed_changes, rungs
from scoring.deciding.model import Candidate, Kind
from scoring.engine.database import sql_file
from scoring.rules.adjusting import EVENT_OF

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.measures import Input
    from scoring.rules import Bound, Plan
    from scoring.rules.marks import MarkLimits

_ONE = Decimal(1)
DECIDED = frozenset(EVENT_OF.values())  # adjustments of the total: decisions, not findings
_SINGLE: dict[str, Kind] = {"fact": "figure", "record": "figure", "external": "external", "date": "date", "check": "finding"}


@dataclass(frozen=True)
class _Unit:
    """A unit with its inputs (numbers by column; only those that are there) and the indicators that its group has."""

    unit_id: str
    values: Mapping[str, Decimal]
    indicators: frozenset[str]


class Candidates:
    """All candidates of a scored session.

    Args:
        session: Holds ``inputs``, ``units``, ``ranking``, ``records_findings`` and ``records_external``.
        plan: The bound criteria.
        limits: How far a datum is changed.
        units: Ids of the units that are looked at; all ranked units where none is named.
    """

    def __init__(self, session: Session, plan: Plan, limits: Limits, units: frozenset[str] = frozenset()) -> None:
        self.session, self.plan, self.limits = session, plan, limits
        self.naming = plan.naming()
        self.inputs = {found.column: found for found in plan.inputs() if not found.years_back}
        self.bound: dict[str, Bound] = {found.column: bound for bound in plan.bound for found in bound.inputs}
        self.scored = {node.id: node for node in plan.criteria.scored()}
        self.units = [unit for unit in self._units() if not units or unit.unit_id in units]

    def all(self) -> list[Candidate]:
        """Every candidate, unit by unit, findings and marks before figures."""
        return [candidate for unit in self.units for candidate in (*self._findings(unit), *self._marks(unit), *self._single(unit))]

    def _units(self) -> Iterator[_Unit]:
        statuses = {found.column: found.status for found in self.inputs.values()}
        for row in self.session.records(sql_file(__package__, "ranked_inputs.sql")):
            there = {
                column: numbers.from_double(row[column])
                for column, status in statuses.items()
                if row.get(column) is not None and row.get(status, 0) == 0
            }
            indicators = frozenset(key for key, node in self.scored.items() if row["grp"] in node.points)
            yield _Unit(row["unit_id"], there, indicators)

    @cached_property
    def _found(self) -> Mapping[str, list[dict[str, Any]]]:
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.session.records("select * from records_findings order by unit_id, file, line"):
            rows[row["unit_id"]].append(row)
        return rows

    def _findings(self, unit: _Unit) -> Iterator[Candidate]:
        """Every finding as if it were not there, and one more of every event that the unit's group is judged by."""
        for row in self._found.get(unit.unit_id, ()):
            columns = self._event_columns(unit, row["event"], row["indicator_id"])
            if columns and row["quantity"] and row["event"] not in DECIDED:
                where = f"{row['file'] or 'findings'}:{row['line']}"
                what = f"{self._event(row['event'])}{numbers.plain(row['quantity'])}{self._event_uom(row['event'])}{_said(row)}"
                yield Candidate(unit.unit_id, "finding", where, columns, (-row["quantity"],), None, what, None)
        for event, scope in self._events:
            if scope in unit.indicators and (columns := self._event_columns(unit, event, scope)):
                what = f"{self._event(event)}1{self._event_uom(event)}"
                yield Candidate(unit.unit_id, "finding", f"{scope}:{event}", columns, (_ONE,), None, what, None)

    @cached_property
    def _events(self) -> list[tuple[str, str]]:
        """Event and indicator. One more of what only a veto names would decide for every unit, which says nothing of any."""
        return sorted({(found.key, found.scope) for found in self.inputs.values() if found.kind == "event" and found.key not in DECIDED})

    def _event_columns(self, unit: _Unit, event: str, indicator: str) -> dict[str, Decimal]:
        """The inputs that a finding is counted in: that of its indicator, and that of the unit."""
        return {
            column: unit.values[column]
            for column, found in self.inputs.items()
            if column in unit.values
            and found.key == event
            and ((found.kind == "event" and found.scope == indicator) or found.kind == "unit_event")
        }

    def _event(self, event: str) -> str:
        return f"“{self.plan.criteria.events[event].title}”"

    def _event_uom(self, event: str) -> str:
        return self.plan.criteria.events[event].uom or "次"

    def _marks(self, unit: _Unit) -> Iterator[Candidate]:
        for column, found in self.inputs.items():
            bound = self.bound.get(column)
            if found.kind != "mark" or bound is None or bound.node.id not in unit.indicators or column not in unit.values:
                continue
            now, limits = unit.values[column], bound.kind.mark_limits(bound.parameters)
            step = None if limits.listed and not found.scope else self._mark_step(found, limits)
            low, high = limits.lower, self._top(limits, now)
            ladder = listed_changes(limits.listed, now) if step is None else rungs(now, step, low, high, self.limits)
            yield Candidate(unit.unit_id, "mark", found.key, {column: now}, ladder, step, f"“{self._title(column)}”评分", now)

    def _mark_step(self, found: Input, limits: MarkLimits) -> Decimal:
        """The distance between marks, or the last decimal in which marks of the indicator were given."""
        return _ONE if limits.step is None and limits.listed else limits.step or self._decimals[found.column]

    def _top(self, limits: MarkLimits, now: Decimal) -> Decimal:
        return self.limits.top(now) if limits.upper is None else limits.upper

    @cached_property
    def _decimals(self) -> Mapping[str, Decimal]:
        """The last decimal in which an input occurs, by column: what it can differ by."""
        places: Counter[str] = Counter()
        for unit in self._units():
            for column, value in unit.values.items():
                places[column] = max(places[column], -min(int(value.normalize().as_tuple().exponent), 0))
        return {column: Decimal(1).scaleb(-count) for column, count in places.items()}

    def _single(self, unit: _Unit) -> Iterator[Candidate]:
        """Figures, external scores, dates, contradictions."""
        for column, found in self.inputs.items():
            if found.kind not in _SINGLE or column not in unit.values or not self._is_counted(found):
                continue
            kind, now = _SINGLE[found.kind], unit.values[column]
            uom = self.naming.uoms.get(column, "")
            fixed = (unit.unit_id, kind, f"{found.kind}:{found.key}", {column: now})
            if kind == "finding":
                if now > 0:
                    yield Candidate(*fixed, (-_ONE,), None, f"年度报告{found.key}勾稽不符1处", None)
                continue
            step = _ONE if kind == "date" else self._decimals.get(column, _ONE)
            low, high = self._range(unit, found, now)
            yield Candidate(*fixed, rungs(now, step, low, high, self.limits), step, f"“{self._title(column)}”", now, uom)

    def _is_counted(self, found: Input) -> bool:
        """Of numbers over cases, those that count: an average or a percentile is no single datum."""
        return found.kind != "record" or self.plan.names.aggregates[found.key].function == "count"

    def _range(self, unit: _Unit, found: Input, now: Decimal) -> tuple[Decimal, Decimal]:
        if found.kind == "date":
            return now - self.limits.days, now + self.limits.days
        if found.kind == "external":
            full = self._full.get((unit.unit_id, found.key), self.limits.top(now))
            return self.limits.bottom(now), min(full, self.limits.top(now))
        return self.limits.bottom(now), self.limits.top(now)

    @cached_property
    def _full(self) -> dict[tuple[str, str], Decimal]:
        rows = self.session.rows("select unit_id, key, max(full_score) from records_external where full_score is not null group by 1, 2")
        return {(unit, key): full for unit, key, full in rows}

    def _title(self, column: str) -> str:
        found = self.inputs[column]
        return {"date": "年度报告公布日期"}.get(found.kind) or self.naming.title(column)


def _said(row: Mapping[str, Any]) -> str:
    """When and with what evidence, as far as it is known."""
    day = row["happened_on"].isoformat() if row["happened_on"] else ""
    said = "，".join(filter(None, [day, row["evidence"]]))
    return f"（{said}）" if said else ""
