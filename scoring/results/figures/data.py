"""What named figures are computed from, fetched from the tables when a figure asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, literal, sql_file
from scoring.measures import Input
from scoring.results.figures.known import Known

MOST_LISTED = 60  # files or units that are listed by name; more are counted
_TABLES = {"event": "findings", "unit_event": "findings", "mark": "marks", "external": "external", "date": "reports", "column": "updates"}
Point = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class FigureUnit:
    """One unit with its place in the ranking, empty where it has none."""

    unit_id: str
    name: str
    short_name: str
    grp: str
    status: str
    parent_id: str
    rank: int | None
    grade: str | None
    printed: Decimal | None
    exact: Decimal | None

    @property
    def shown(self) -> str:
        """Its name in a text."""
        return self.short_name or self.name


class FigureData:
    """Units, numbers by unit and points by unit, each read once.

    Args:
        session: Holds the tables of a scored run.
        known: The names of the criteria.
    """

    def __init__(self, session: Session, known: Known) -> None:
        self.session = session
        self.known = known
        self.units = [FigureUnit(*row) for row in session.rows(sql_file(__package__, "ranked_units.sql"))]
        self.by_id = {unit.unit_id: unit for unit in self.units}
        self._values: dict[tuple[str, int], dict[str, Decimal]] = {}
        self._points: dict[str, dict[str, Point]] = {}
        self._files: dict[tuple[Any, ...], list[str]] = {}
        self._read: dict[tuple[str, int], list[tuple[str, str]]] = {}

    def values(self, code: str, years_back: int = 0) -> Mapping[str, Decimal]:
        """The exact number of every unit that has one, by unit."""
        if (code, years_back) not in self._values:
            name = self.known.name(code)
            kind = name.kind if name else "metric"
            read = {"metric": self._metric, "measure": self._measure, "event": self._event}[kind]
            self._values[code, years_back] = read(code, self.known.period - years_back)
        return self._values[code, years_back]

    def _metric(self, code: str, period: int) -> dict[str, Decimal]:
        metric, _, part = code.partition("__")
        if code in self.known.wide:
            rows = self.session.rows(f"select unit_id, {code} from data_wide where period = {period} and {code} is not null")
            return {unit: numbers.from_double(value) for unit, value in rows}
        sql = sql_file(__package__, "fact_values.sql")
        return dict(self.session.rows(sql.format(metric=literal(metric), part=literal(part or "total"), period=period)))

    def _measure(self, code: str, _period: int) -> dict[str, Decimal]:
        return dict(self.session.rows(sql_file(__package__, "measure_values.sql").format(measure=literal(code))))

    def _event(self, code: str, _period: int) -> dict[str, Decimal]:
        """What findings do not mention did not happen: a real zero."""
        found = dict(self.session.rows(sql_file(__package__, "event_quantities.sql").format(event=literal(code))))
        return {unit.unit_id: found.get(unit.unit_id, Decimal(0)) for unit in self.units if unit.status != "exempt"}

    def points(self, identity: str) -> Mapping[str, Point]:
        """Points and applicable points of an indicator or block, by unit where there are any."""
        if identity not in self._points:
            leaves = ", ".join(map(literal, self.known.leaves[identity]))
            rows = self.session.rows(sql_file(__package__, "points_of.sql").format(leaves=leaves))
            self._points[identity] = {unit: (points, full) for unit, points, full in rows if self.by_id[unit].status != "exempt"}
        return self._points[identity]

    def files(self, inputs: Iterable[Input], units: Iterable[str]) -> list[str]:
        """The files that inputs of units come from, each once, sorted."""
        asked = frozenset((item.kind, item.key, item.years_back) for item in inputs), tuple(units)
        if asked not in self._files:  # figures over the ranking all ask the same
            self._files[asked] = self._find_files(*asked)
        return self._files[asked]

    def _find_files(self, inputs: Iterable[tuple[str, str, int]], units: Iterable[str]) -> list[str]:
        wanted, found = set(units), set[str]()
        for kind, key, back in inputs:
            if kind in {"fact", "report", "check"}:
                found.update(path for unit, path in self._read_from(key if kind == "fact" else "", back) if unit in wanted)
            elif kind == "record":
                found.update(path for unit, path in self._registered(self.known.records[key]) if unit in wanted)
            elif table := self.known.tables.get(_TABLES[kind]):
                found.add(table)
        return sorted(found)

    def _registered(self, table: str) -> list[tuple[str, str]]:
        """(unit, file) of the cases of a record table."""
        if (f"records.{table}", 0) not in self._read:
            self._read[f"records.{table}", 0] = list(self.session.rows(sql_file(__package__, "registered_in.sql").format(table=table)))
        return self._read[f"records.{table}", 0]

    def _read_from(self, metric: str, years_back: int) -> list[tuple[str, str]]:
        """(unit, file) of a metric in a year, or of all reports of that year."""
        key = metric.partition("__")[0], years_back
        if key not in self._read:
            self._read[key] = self._fetch_files(key[0], self.known.period - years_back)
        return self._read[key]

    def _fetch_files(self, metric: str, period: int) -> list[tuple[str, str]]:
        if not metric:
            return list(self.session.rows(sql_file(__package__, "reports_of.sql").format(period=period)))
        if metric in self.known.wide:
            return [(unit.unit_id, self.known.tables.get("data", "")) for unit in self.units]
        return list(self.session.rows(sql_file(__package__, "read_from.sql").format(metric=literal(metric), period=period)))
