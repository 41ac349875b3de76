"""The ranking tables of a run: one per group, every number a finished string."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from scoring import numbers
from scoring.engine.database import Session, literal, sql_file
from scoring.results.columns import collect_columns, decimals
from scoring.results.listed import NodeColumn, Remark
from scoring.results.membership import memberships
from scoring.results.model import ComponentScore, GroupTable, RankedUnit
from scoring.results.preparing import collect_preparation

STATUS_NOTE = {"exempt": "免予考核", "not_ranked": "不参加排名"}


def _unit_notes(session: Session, settings: Mapping[str, Any]) -> dict[str, tuple[Remark, ...]]:
    """What the last column of a ranking table says of a unit: its status, a gate, parts that do not apply."""
    notes: dict[str, list[Remark]] = {}
    for unit, about, words in _remarks(session, settings):
        notes.setdefault(unit, []).append(Remark(about, words))
    return {unit: tuple(remarks) for unit, remarks in notes.items()}


def _remarks(session: Session, settings: Mapping[str, Any]) -> Iterator[tuple[str, Literal["unit", "score"], str]]:
    """Unit, whether the words speak of the unit or of how its score came about, and the words."""
    for unit, status, reason in session.rows("select unit_id, status, status_reason from units where status <> 'assessed'"):
        yield unit, "unit", f"{STATUS_NOTE[status]}" + (f"（{reason}）" if reason else "")
    for unit, gate in session.rows("select distinct unit_id, gate from totals where gate is not null order by unit_id, gate"):
        yield unit, "unit", settings["gates"][gate]
    for row in collect_preparation(session, settings.get("preparation", {})).screened:
        yield row.unit_id, "unit", row.reason
    titles = {breaker["by"]: breaker["title"] for breaker in settings["policy"]["break_ties"]}
    for unit, breaker in session.rows("select unit_id, tie_broken_by from ranking where tie_broken_by is not null"):
        yield unit, "score", f"总分相同，以{titles[breaker]}定先后"
    for unit, full, applicable in session.rows(sql_file(__package__, "reduced_units.sql")):
        word = "折算" if settings["policy"]["not_applicable"] == "rescale" else "计分"
        reduced = f"按{numbers.plain(applicable)}分{word}（满分{numbers.plain(full)}分）"
        yield unit, "score", reduced if word == "计分" else f"适用指标{numbers.plain(applicable)}分，得分按{numbers.plain(full)}分折算"
    for component in settings["components"]:
        for unit, words in _component_notes(session, component):
            yield unit, "score", words
    for unit, membership in memberships(session, settings).items():
        yield unit, "score", membership.words(settings["policy"]["digits"])


def _component_notes(session: Session, component: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Units of which only a part of a component could be scored, or nothing of it."""
    full = Decimal(component["full"])
    for unit, applicable in session.rows(
        f"select unit_id, applicable_points from totals where component = {literal(component['id'])}"
        f" and applicable_points < {full} order by unit_id"
    ):
        words = f"适用指标{numbers.plain(applicable)}分（满分{numbers.plain(full)}分）" if applicable else "未能评分"
        yield unit, f"{component['title']}{words}"


@dataclass(frozen=True)
class _Group:
    """One group's rows and the points of its blocks, ready to become finished strings."""

    settings: Mapping[str, Any]
    rows: list[dict[str, Any]]
    blocks: Mapping[str, Mapping[str, Decimal]]
    notes: Mapping[str, tuple[Remark, ...]]
    compared: Mapping[str, tuple[str, ...]]
    components: Mapping[str, tuple[ComponentScore, ...]]
    shown: list[Mapping[str, Any]]
    columns: Mapping[str, NodeColumn]

    def table(self, group: Mapping[str, Any]) -> GroupTable:
        titles = tuple((block["title"], numbers.plain(Decimal(block["points"][group["id"]]))) for block in self.shown)
        rows, grades = tuple(self.unit(row) for row in self.rows), tuple(grade["grade"] for grade in group.get("grades", ()))
        return GroupTable(group["id"], group["title"], titles, rows, group.get("live", True), grades, self.columns)

    def points(self, unit: str, block: str) -> Decimal | None:
        return self.blocks.get(unit, {}).get(block)

    @functools.cached_property
    def places(self) -> dict[str, int]:
        """Decimals per column: those of the total, or more where exact terms have more."""
        places = {block["id"]: decimals(self.points(row["unit_id"], block["id"]) for row in self.rows) for block in self.shown}
        places |= {name: decimals(row[name] for row in self.rows) for name in ("base", "bonus", "penalty")}
        return {name: max(found, self.settings["policy"]["digits"]) for name, found in places.items()}

    def unit(self, row: Mapping[str, Any]) -> RankedUnit:
        scored, remarks = row["total_printed"] is not None, self.notes.get(row["unit_id"], ())
        return RankedUnit(
            unit_id=row["unit_id"],
            name=row["name"],
            short_name=row["short_name"] or row["name"],
            status=row["status"],
            rank=numbers.plain_or_blank(row["rank"]),
            tied=bool(row["tied_with"]) and row["rank"] is not None,
            base=numbers.fixed(row["base"], self.places["base"]) if scored else "",
            bonus=numbers.fixed(row["bonus"], self.places["bonus"]) if scored else "",
            penalty=numbers.fixed(row["penalty"], self.places["penalty"]) if scored else "",
            total=numbers.fixed(row["total_printed"], self.settings["policy"]["digits"]) if scored else "",
            grade=(row["grade"] or "") if row["status"] == "assessed" else "",
            blocks=tuple(self.block(row["unit_id"], block["id"]) if scored else "" for block in self.shown),
            note="；".join(remark.words for remark in remarks),
            gate=self.settings["gates"].get(row["gate"], ""),
            rank_overall=numbers.plain_or_blank(row["rank_overall"]),
            tie_broken_by=self.titles.get(row["tie_broken_by"], ""),
            compared=self.compared.get(row["unit_id"], ()),
            components=self.components.get(row["unit_id"], ()),
            remarks=remarks,
            order=row["ord"],
        )

    @functools.cached_property
    def titles(self) -> dict[str, str]:
        """Titles of the tie-breakers."""
        return {breaker["by"]: breaker["title"] for breaker in self.settings["policy"]["break_ties"]}

    def block(self, unit: str, block: str) -> str:
        points = self.points(unit, block)
        return numbers.fixed_or_blank(points, self.places[block])


def collect_groups(session: Session, settings: Mapping[str, Any], wanted: Sequence[str] = ()) -> Iterator[GroupTable]:
    """The ranking of every group, in the order of the criteria; ``wanted`` are the blocks and indicators that annexes show."""
    blocks: dict[str, dict[str, Decimal]] = {}
    for unit, node, points in session.rows("select unit_id, node_id, points from node_scores where depth = 1"):
        blocks.setdefault(unit, {})[node] = points
    rows = session.records(sql_file(__package__, "ranked_rows.sql"))
    notes = _unit_notes(session, settings)
    compared: dict[str, tuple[str, ...]] = {}
    for unit, points in session.rows("select unit_id, points from tie_breakers order by unit_id, ord"):
        compared[unit] = (*compared.get(unit, ()), numbers.plain_or_blank(points))
    columns = collect_columns(session, settings, wanted)
    components: dict[str, tuple[ComponentScore, ...]] = {}
    for unit, component, *amounts, gate in session.rows(sql_file(__package__, "component_rows.sql")):
        base, bonus, penalty, total = (numbers.plain_or_blank(amount) for amount in amounts)
        score = ComponentScore(component, base, bonus, penalty, total, settings["gates"].get(gate, ""))
        components[unit] = (*components.get(unit, ()), score)
    for group in settings["groups"]:
        shown = [block for block in settings["tree"] if group["id"] in block["points"]]
        own = [row for row in rows if row["grp"] == group["id"]]
        yield _Group(settings, own, blocks, notes, compared, components, shown, columns.get(group["id"], {})).table(group)
