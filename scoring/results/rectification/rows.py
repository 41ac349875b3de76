"""The problems of a unit as rows of its notice and of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session
from scoring.results.material import SourceEntry
from scoring.results.model import CheckRow, PointRow
from scoring.results.rectification.building import Kind, ToMend
from scoring.results.rectification.conditions import WHOLE, Chosen, Item
from scoring.results.rectification.known import Known
from scoring.results.sources import finding_entry, lookups, paper_place
from scoring.results.titles import word

NOTHING = "0"
_MEASURES: Mapping[Kind, str] = {
    "gate": "查明原因，按照规定整改到位",
    "indicator": "对照评分标准整改到位",
    "event": "按照规定整改到位",
    "check": "核实年度报告的有关数据，有误的予以更正",
    "report": "按照规定补报年度报告",
}


class RowMaker:
    """Makes the rows of units that get a notice.

    Args:
        session: The tables of the run.
        known: Everything by unit.
        wanted: The settings of the notices.
        units: The units that get one.
    """

    def __init__(self, session: Session, known: Known, wanted: Mapping[str, Any], units: Iterable[str]) -> None:
        self.known, self.wanted = known, wanted
        self._lookups = lookups(session, tuple(units) or ("",), int(known.period))

    def rows(self, unit: str, chosen: Chosen) -> list[ToMend]:
        """One row per problem: gates, indicators in the order of the criteria, what was found besides, checks, reports."""
        points = [row for row in self.known.points.get(unit, ()) if self._is_listed(row, chosen.items)]
        covered = {row.indicator_id for row in points}
        rows = [
            *self._gates(unit, chosen.items),
            *(self._indicator(row) for row in points),
            *self._events(unit, chosen.items, covered),
            *self._checks(unit, chosen.items),
            *self._reports(unit, chosen.items),
        ]
        return [self._completed(row) for row in rows]

    def _is_listed(self, row: PointRow, items: Iterable[Item]) -> bool:
        """Whether a lost point stands in the notice: asked for by itself, by its block, by a finding, or as one of all."""
        loss = self.known.loss(row)
        if loss <= 0:
            return False
        own = {row.indicator_id, *self.known.above.get(row.indicator_id, ())}
        found = {event for event, place, _ in self.known.findings.get(row.unit_id, ()) if place == row.indicator_id}
        return any(
            (sort == "indicator" and key in own)
            or (sort == "event" and key in found)
            or ((sort, key) == WHOLE and self._is_large(row, loss))
            for sort, key in items
        )

    def _is_large(self, row: PointRow, loss: Decimal) -> bool:
        least = self.wanted.get("list") or {}
        share = Decimal(least.get("share", 0)) * Decimal(row.full_points)
        return loss >= max(Decimal(least.get("points", 0)), share)

    def _indicator(self, row: PointRow) -> ToMend:
        lost, rule = self.known.loss(row), self.known.rule(row.indicator_id)
        found = row.reason or f"满分{row.full_points}分，失{numbers.plain(lost)}分。"
        sources = telling(self.known.material.sources.get((row.unit_id, row.indicator_id), ()))
        terms = (found, numbers.plain(lost), rule.standard, rule.basis, "", "", sources)
        return ToMend(row.unit_id, row.indicator_id, "indicator", row.title, *terms)

    def _basis(self, node: str) -> str:
        """Basis of a node, or of the nearest block above that has one."""
        basis = self.known.settings["basis"]
        return next((str(basis[name]) for name in (node, *self.known.above.get(node, ())) if basis.get(name)), "")

    def _gates(self, unit: str, items: Iterable[Item]) -> Iterator[ToMend]:
        asked = {key for sort, key in items if sort == "gate"}
        for gate in self.known.material.gates:
            if gate.gate_id in asked:
                amounts = [
                    self._amount(event, quantity) for event, place, quantity in self.known.findings.get(unit, ()) if place == gate.gate_id
                ]
                found = f"{'、'.join(amounts) or gate.condition}，按规定{gate.consequence}。"
                terms = (gate.title, found, "", gate.consequence, gate.basis, "", "", self._findings(unit, gate.gate_id))
                yield ToMend(unit, gate.gate_id, "gate", *terms)

    def _events(self, unit: str, items: Iterable[Item], covered: set[str]) -> Iterator[ToMend]:
        """Findings that were asked for and that no listed indicator or gate tells of."""
        told = covered | {key for sort, key in items if sort == "gate"}
        asked = {key for sort, key in items if sort == "event"}
        for event, place, quantity in self.known.findings.get(unit, ()):
            if event in asked and place not in told:
                title, _ = self.known.event(event)
                terms = (f"{self._amount(event, quantity)}。", "", "", self._basis(place), "", "", self._findings(unit, place, event))
                yield ToMend(unit, f"event:{place}:{event}", "event", title, *terms)

    def _amount(self, event: str, quantity: Decimal) -> str:
        title, uom = self.known.event(event)
        return f"{title}{numbers.plain(quantity)}{uom}"

    def _findings(self, unit: str, place: str, event: str = "") -> tuple[SourceEntry, ...]:
        """Findings that were entered at an indicator or gate, all or those of one sort."""
        rows = self._lookups[unit].records["findings"]
        entries = (finding_entry(row) for row in rows if row["indicator_id"] == place and event in {"", row["event"]})
        return tuple(
            SourceEntry(self.known.event(item["what"])[0], item["value"], *paper_place(item, "event"), item["quote"]) for item in entries
        )

    def _checks(self, unit: str, items: Iterable[Item]) -> Iterator[ToMend]:
        asked = {key for sort, key in items if sort == "check"}
        seen: dict[str, int] = {}
        for row in self.known.checks.get(unit, ()):
            if asked & {row.severity, row.check_id}:
                item = ":".join(filter(None, ("check", row.check_id, row.part, row.period if row.period != self.known.period else "")))
                seen[item] = seen.get(item, 0) + 1
                yield _check(row, item if seen[item] == 1 else f"{item}#{seen[item]}")

    def _reports(self, unit: str, items: Iterable[Item]) -> Iterator[ToMend]:
        states = {key for sort, key in items if sort == "report"}
        if "refused" in states:
            for file in self.known.files.get(unit, ()):
                if file.refusal:
                    found = f"年度报告文件不能读取：{file.refusal}"
                    sources = (SourceEntry("年度报告", "", file.file),)
                    yield ToMend(unit, f"report:{file.file}", "report", "年度报告", found, "", "", "", "", "", sources)
        if "missing" in states:
            found = f"没有{self.known.period}年度的年度报告。"
            yield ToMend(unit, "report:", "report", "年度报告", found, "", "", "", "", "")

    def _completed(self, row: ToMend) -> ToMend:
        """The row with its measure and the date by which; what is declared for the nearest name wins."""
        names = self._names(row)
        due = next((self.wanted["dues"][name] for name in names if name in (self.wanted.get("dues") or {})), self.wanted["due"])
        texts = self.wanted.get("measures") or {}
        return replace(row, measure=next((texts[name] for name in names if name in texts), self._measure(row)), due=str(due))

    def _names(self, row: ToMend) -> tuple[str, ...]:
        """What settings may call a problem, the nearest first."""
        if row.kind == "check":
            severity = next(found.severity for found in self.known.checks[row.unit_id] if found.check_id == row.item_id.split(":")[1])
            return row.item_id.split(":")[1], severity
        if row.kind == "event":
            _, place, event = row.item_id.split(":", 2)
            return event, place, *self.known.above.get(place, ())
        return row.item_id.partition(":")[0], *self.known.above.get(row.item_id, ())

    def _measure(self, row: ToMend) -> str:
        asked = self.known.rule(row.item_id).evidence
        return f"{_MEASURES[row.kind]}；核验材料：{asked}" if asked else _MEASURES[row.kind]


def _check(row: CheckRow, item: str) -> ToMend:
    found = row.message if row.message.endswith("。") else f"{row.message}。"
    sources = (SourceEntry("", "", row.file, row.locator, row.quote),) if row.file else ()
    return ToMend(row.unit_id, item, "check", row.title or row.check_id, found, "", row.title, "", "", "", sources)


def telling(sources: Iterable[SourceEntry]) -> tuple[SourceEntry, ...]:
    """The sources that show a loss: where things are counted or ticked off, not those that are in order."""
    found = tuple(sources)
    counted = any(source.file == word("tables", "findings.csv") for source in found)
    marks = [source for source in found if source.file == word("tables", "marks.csv")]
    ticked = {source for source in marks if source.value != NOTHING} if any(mark.value == NOTHING for mark in marks) else set()
    return tuple(source for source in found if source not in ticked and not (counted and source.value == NOTHING))
