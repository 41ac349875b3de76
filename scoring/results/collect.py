"""Tables of a finished run -> frozen :class:`Results`, every number a finished string."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.database import Session, literal, sql_file
from scoring.results.model import (
    Arithmetic,
    CheckRow,
    ComponentScore,
    Figure,
    GroupTable,
    PointRow,
    PolicyPair,
    RankedUnit,
    Results,
    TieBreak,
    TreeNode,
)
from scoring.results.preparing import collect_preparation

PIECE = 1000  # characters
STATUS_NOTE = {"exempt": "免予考核", "not_ranked": "不参加排名"}


def store_settings(session: Session, settings: Mapping[str, Any], figures: Mapping[str, Figure]) -> None:
    """Make tables ``run`` (settings of the run as JSON, by key) and ``figures``, so that documents can be made again."""
    import polars as pl

    rows = [(key, part, text) for key, value in sorted(settings.items()) for part, text in _pieces(value)]
    session.load("run", pl.DataFrame(rows, schema={"key": pl.String, "part": pl.Int32, "value": pl.String}, orient="row"))
    texts = [
        {**asdict(figure), "value": None if figure.value is None else numbers.plain(figure.value), "sources": "\n".join(figure.sources)}
        for figure in figures.values()
    ]
    schema = {
        "name": pl.String,
        "text": pl.String,
        "value": pl.String,
        "formula": pl.String,
        "uom": pl.String,
        "covered": pl.Int32,
        "of": pl.Int32,
        "sources": pl.String,
    }
    session.load("figures", pl.DataFrame(texts, schema=schema))


def _pieces(value: object) -> list[tuple[int, str]]:
    """A value as JSON, in pieces: DuckDB ends strings over 4 KB with bytes that differ from file to file."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)
    return [(start // PIECE, text[start : start + PIECE]) for start in range(0, len(text), PIECE)]


def run_settings(session: Session) -> dict[str, Any]:
    """The settings of a run, by key."""
    texts: dict[str, str] = {}
    for key, value in session.rows("select key, value from run order by key, part"):
        texts[key] = texts.get(key, "") + value
    return {key: json.loads(text) for key, text in texts.items()}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def collect_results(session: Session) -> Results:
    """Read the tables of a run (one or reopened from ``results.duckdb``) into Results."""
    settings = run_settings(session)
    return Results(
        assessment_id=settings["assessment"],
        title=settings["title"],
        period=str(settings["period"]),
        run_date=settings["run_date"],
        criteria_title=settings["criteria_title"],
        criteria_basis=tuple(settings["criteria_basis"]),
        score_fingerprint=settings["score_fingerprint"],
        groups=tuple(_groups(session, settings)),
        figures=_figures(session),
        document=_with_dates(settings["circular"]),
        points=tuple(_points(session, settings["titles"])),
        checks=tuple(_checks(session)),
        nodes=tuple(node for group in settings["groups"] for node in _nodes(settings["tree"], group["id"])),
        prepared=collect_preparation(session, settings.get("preparation", {})),
        arithmetic=_arithmetic(settings["policy"]),
        pairs=tuple(_pairs(session, settings)),
    )


def _arithmetic(policy: Mapping[str, Any]) -> Arithmetic:
    return Arithmetic(**{**policy, "break_ties": tuple(TieBreak(**breaker) for breaker in policy["break_ties"])})


def _pairs(session: Session, settings: Mapping[str, Any]) -> Iterator[PolicyPair]:
    titles = {group["id"]: group["title"] for group in settings["groups"]}
    digits = settings["policy"]["digits"]
    for group, first, second, *scores, choices, sentence in session.rows(sql_file(__package__, "pair_rows.sql")):
        shown = [*(numbers.fixed(score, digits) for score in scores[:2]), *(numbers.plain(score) for score in scores[2:])]
        yield PolicyPair(titles[group], first, second, shown[0], shown[1], shown[2], shown[3], tuple(choices.split(",")), sentence)


def _nodes(tree: Sequence[Mapping[str, Any]], group: str, parent: str = "") -> Iterator[TreeNode]:
    """A group's part of the criteria tree, parents before children."""
    for node in tree:
        if group in node["points"]:
            full = numbers.plain(Decimal(node["points"][group]))
            weight = node["weights"].get(group, "")
            fixed = (group, node["id"], parent, node["title"], full, node["not_applicable"], node["stops"], node["mean"], weight)
            yield TreeNode(*fixed, **node["component"])
            yield from _nodes(node["items"], group, node["id"])


def _with_dates(circular: Mapping[str, Any]) -> dict[str, Any]:
    return {key: date.fromisoformat(value) if key in {"date", "rectify_by", "print_date"} else value for key, value in circular.items()}


def _unit_notes(session: Session, settings: Mapping[str, Any]) -> dict[str, str]:
    """What the last column of a ranking table says of a unit: its status, a gate, parts that do not apply."""
    notes: dict[str, list[str]] = {}
    for unit, status, reason in session.rows("select unit_id, status, status_reason from units where status <> 'assessed'"):
        notes.setdefault(unit, []).append(f"{STATUS_NOTE[status]}" + (f"（{reason}）" if reason else ""))
    for unit, gate in session.rows("select distinct unit_id, gate from totals where gate is not null order by unit_id, gate"):
        notes.setdefault(unit, []).append(settings["gates"][gate])
    for row in collect_preparation(session, settings.get("preparation", {})).screened:
        notes.setdefault(row.unit_id, []).append(row.reason)
    titles = {breaker["by"]: breaker["title"] for breaker in settings["policy"]["break_ties"]}
    for unit, breaker in session.rows("select unit_id, tie_broken_by from ranking where tie_broken_by is not null"):
        notes.setdefault(unit, []).append(f"总分相同，以{titles[breaker]}定先后")
    for unit, full, applicable in session.rows(
        "select n.unit_id, n.full_points, t.applicable_points from node_scores as n inner join totals as t on n.unit_id = t.unit_id"
        " where t.component = 'total' and n.node_id = 'total' and t.applicable_points < n.full_points order by n.unit_id"
    ):
        word = "折算" if settings["policy"]["not_applicable"] == "rescale" else "计分"
        notes.setdefault(unit, []).append(
            f"按{numbers.plain(applicable)}分{word}（满分{numbers.plain(full)}分）"
            if word == "计分"
            else f"适用指标{numbers.plain(applicable)}分，得分按{numbers.plain(full)}分折算"
        )
    for component in settings["components"]:
        for unit, words in _component_notes(session, component):
            notes.setdefault(unit, []).append(words)
    return {unit: "；".join(words) for unit, words in notes.items()}


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
    notes: Mapping[str, str]
    compared: Mapping[str, tuple[str, ...]]
    components: Mapping[str, tuple[ComponentScore, ...]]
    shown: list[Mapping[str, Any]]

    def table(self, group: Mapping[str, Any]) -> GroupTable:
        titles = tuple((block["title"], numbers.plain(Decimal(block["points"][group["id"]]))) for block in self.shown)
        return GroupTable(group["id"], group["title"], titles, tuple(self.unit(row) for row in self.rows), live=group.get("live", True))

    def points(self, unit: str, block: str) -> Decimal | None:
        return self.blocks.get(unit, {}).get(block)

    @functools.cached_property
    def places(self) -> dict[str, int]:
        """Decimals per column: those of the total, or more where exact terms have more."""
        places = {block["id"]: _decimals(self.points(row["unit_id"], block["id"]) for row in self.rows) for block in self.shown}
        places |= {name: _decimals(row[name] for row in self.rows) for name in ("base", "bonus", "penalty")}
        return {name: max(found, self.settings["policy"]["digits"]) for name, found in places.items()}

    def unit(self, row: Mapping[str, Any]) -> RankedUnit:
        scored = row["total_printed"] is not None
        return RankedUnit(
            unit_id=row["unit_id"],
            name=row["name"],
            short_name=row["short_name"] or row["name"],
            status=row["status"],
            rank="" if row["rank"] is None else str(row["rank"]),
            tied=bool(row["tied_with"]) and row["rank"] is not None,
            base=numbers.fixed(row["base"], self.places["base"]) if scored else "",
            bonus=numbers.fixed(row["bonus"], self.places["bonus"]) if scored else "",
            penalty=numbers.fixed(row["penalty"], self.places["penalty"]) if scored else "",
            total=numbers.fixed(row["total_printed"], self.settings["policy"]["digits"]) if scored else "",
            grade=(row["grade"] or "") if row["status"] == "assessed" else "",
            blocks=tuple(self.block(row["unit_id"], block["id"]) if scored else "" for block in self.shown),
            note=self.notes.get(row["unit_id"], ""),
            gate=self.settings["gates"].get(row["gate"], ""),
            rank_overall="" if row["rank_overall"] is None else str(row["rank_overall"]),
            tie_broken_by=self.titles.get(row["tie_broken_by"], ""),
            compared=self.compared.get(row["unit_id"], ()),
            components=self.components.get(row["unit_id"], ()),
        )

    @functools.cached_property
    def titles(self) -> dict[str, str]:
        """Titles of the tie-breakers."""
        return {breaker["by"]: breaker["title"] for breaker in self.settings["policy"]["break_ties"]}

    def block(self, unit: str, block: str) -> str:
        points = self.points(unit, block)
        return "" if points is None else numbers.fixed(points, self.places[block])


def _groups(session: Session, settings: Mapping[str, Any]) -> Iterator[GroupTable]:
    blocks: dict[str, dict[str, Decimal]] = {}
    for unit, node, points in session.rows("select unit_id, node_id, points from node_scores where depth = 1"):
        blocks.setdefault(unit, {})[node] = points
    rows = session.records(sql_file(__package__, "ranked_rows.sql"))
    notes = _unit_notes(session, settings)
    compared: dict[str, tuple[str, ...]] = {}
    for unit, points in session.rows("select unit_id, points from tie_breakers order by unit_id, ord"):
        compared[unit] = (*compared.get(unit, ()), "" if points is None else numbers.plain(points))
    components: dict[str, tuple[ComponentScore, ...]] = {}
    for unit, component, *amounts, gate in session.rows(sql_file(__package__, "component_rows.sql")):
        base, bonus, penalty, total = ("" if amount is None else numbers.plain(amount) for amount in amounts)
        score = ComponentScore(component, base, bonus, penalty, total, settings["gates"].get(gate, ""))
        components[unit] = (*components.get(unit, ()), score)
    for group in settings["groups"]:
        shown = [block for block in settings["tree"] if group["id"] in block["points"]]
        yield _Group(settings, [row for row in rows if row["grp"] == group["id"]], blocks, notes, compared, components, shown).table(group)


def _decimals(values: Iterable[Decimal | None]) -> int:
    """Decimals that show every value of a column exactly, so that printed terms add up."""
    shown = [numbers.plain(value) for value in values if value is not None]
    return max((len(text.partition(".")[2]) for text in shown), default=0)


def _figures(session: Session) -> dict[str, Figure]:
    rows = session.rows('select name, text, value, formula, uom, covered, "of", sources from figures')
    return {
        row[0]: Figure(
            row[0],
            row[1],
            None if row[2] is None else Decimal(row[2]),
            row[3],
            row[4],
            row[5],
            row[6],
            tuple(filter(None, row[7].split("\n"))),
        )
        for row in rows
    }


def _points(session: Session, titles: Mapping[str, str]) -> list[PointRow]:
    return [
        PointRow(
            row["unit_id"],
            row["indicator_id"],
            titles[row["indicator_id"]],
            row["outcome"],
            "" if row["value"] is None else numbers.plain(row["value"]),
            numbers.plain(row["full_points"]),
            "" if row["points"] is None else numbers.plain(row["points"]),
            "" if row["lost"] is None else numbers.plain(row["lost"]),
            row["reason"] or "",
            row["evidence"] or "",
        )
        for row in session.records("select * from points order by unit_id, ord")
    ]


def _checks(session: Session) -> list[CheckRow]:
    return [
        CheckRow(**{key: "" if value is None else str(value) for key, value in row.items()})
        for row in session.records(sql_file(__package__, "open_checks.sql"))
    ]
