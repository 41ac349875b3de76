"""Tables of a finished run -> frozen :class:`Results`, every number a finished string."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, sql_file
from scoring.results.anomalies.requests import evidence_requests
from scoring.results.appeals.collect import collect_appeals
from scoring.results.columns import wanted_columns
from scoring.results.comparison.beside import stored_comparison, with_last
from scoring.results.drafts import as_draft, as_final, as_sample
from scoring.results.explorer.extent import NOTHING, Extent, extent
from scoring.results.figure import Figure
from scoring.results.figures.storing import store_figures, stored_figures
from scoring.results.groups import collect_groups
from scoring.results.margins.collect import collect_margins
from scoring.results.material import Material
from scoring.results.material_collect import collect_material
from scoring.results.method.collect import collect_method
from scoring.results.model import Arithmetic, PointRow, Results, TieBreak, TreeNode
from scoring.results.packing import joined, pieces, unpacked
from scoring.results.pairs import PolicyPair
from scoring.results.preparing import collect_preparation
from scoring.results.quality.collect import collect_quality
from scoring.results.records.collect import collect_records
from scoring.results.rectification.building import Scored, collect_rectification
from scoring.results.robustness.collecting import stored_robustness
from scoring.results.whatif.collecting import collect_whatif

_OF_UNITS = {"feedback", "rectification"}  # sections of documents that need to know where single numbers came from


def store_settings(session: Session, settings: Mapping[str, Any], figures: Mapping[str, Figure]) -> None:
    """Make tables ``run`` (settings of the run as JSON, by key) and ``figures``, so that documents can be made again."""
    import polars as pl

    rows = [(key, part, text) for key, value in sorted(settings.items()) for part, text in pieces(_json(value))]
    session.load("run", pl.DataFrame(rows, schema={"key": pl.String, "part": pl.Int32, "value": pl.String}, orient="row"))
    store_figures(session, figures)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)


def stored_sections(session: Session) -> dict[str, dict[str, Any]]:
    """The sections of documents that the run was made with."""
    return unpacked(run_settings(session)["documents"])


def run_settings(session: Session) -> dict[str, Any]:
    """The settings of a run, by key."""
    texts = joined(session.rows("select key, value from run order by key, part"))
    return {key: json.loads(text) for key, text in texts.items()}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def collect_results(
    session: Session, documents: Mapping[str, Mapping[str, Any]] | None = None, *, final: bool = False, explorer: bool = True
) -> Results:
    """Read the tables of a run into Results.

    Args:
        session: The run, or one reopened from ``results.duckdb``.
        documents: Settings of documents instead of those that the run was made with.
        final: Whether documents are those of a final run, without marks (:mod:`scoring.results.drafts`).
        explorer: Whether the explorer is made of them, which shows every point with its sources.
    """
    settings = run_settings(session)
    quality = collect_quality(session, settings)
    again = documents is not None  # any document may be asked for then, also one that has no settings
    sections = unpacked(settings["documents"]) if documents is None else documents
    documents = _marked(sections, settings, final=final)
    columns = wanted_columns(documents.get("circular", {}).get("annexes") or ())
    comparison = stored_comparison(session, settings)
    groups = tuple(with_last(collect_groups(session, settings, columns), comparison, settings["policy"]["digits"]))
    points = tuple(_points(session, settings["titles"]))
    shown = extent(sections, len(points), final=final, sample=settings.get("sample", False)) if explorer else NOTHING
    material = _material(session, settings, shown) if again or shown.has_pages or _OF_UNITS & set(documents) else Material()
    scored = Scored(groups, points, quality, material)
    wanted = documents.get("rectification")
    return Results(
        **_names(settings),
        **_analysed(session, settings, shown),
        groups=groups,
        documents=documents,
        points=points,
        checks=quality.checks,
        quality=quality,
        nodes=tuple(node for group in settings["groups"] for node in _nodes(settings["tree"], group["id"])),
        arithmetic=_arithmetic(settings["policy"]),
        material=material,
        rectification=collect_rectification(session, settings, scored, wanted) if wanted else None,
        requests=evidence_requests(quality.screened, documents["requests"]) if "requests" in documents else (),
        comparison=comparison,
        explorer=shown,
    )


def _material(session: Session, settings: Mapping[str, Any], shown: Extent) -> Material:
    return collect_material(session, settings, every=shown.has_pages and shown.sources == "all")


def _marked(documents: Mapping[str, Mapping[str, Any]], settings: Mapping[str, Any], *, final: bool) -> dict[str, Mapping[str, Any]]:
    """The sections of documents with the marks of a draft and of invented data."""
    marked = as_final(documents) if final else as_draft(documents, settings["title"])
    return as_sample(marked) if settings.get("sample") else marked


def _names(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What was assessed, for when, and by which criteria."""
    return {
        "assessment_id": settings["assessment"],
        "title": settings["title"],
        "period": str(settings["period"]),
        "run_date": settings["run_date"],
        "criteria_title": settings["criteria_title"],
        "criteria_basis": tuple(settings["criteria_basis"]),
        "score_fingerprint": settings["score_fingerprint"],
        "method": collect_method(settings),
        "sample": settings.get("sample", False),
    }


def _analysed(session: Session, settings: Mapping[str, Any], shown: Extent) -> dict[str, Any]:
    """What stands in tables of its own: figures, cases, appeals, how firm the ranking is."""
    return {
        "figures": stored_figures(session),
        "fixed_wording": tuple(settings.get("fixed_wording", ())),
        "prepared": collect_preparation(session, settings.get("preparation", {})),
        "pairs": tuple(_pairs(session, settings)),
        "margins": collect_margins(session, settings),
        "records": collect_records(session, settings),
        "appeals": collect_appeals(session, settings),
        "robustness": stored_robustness(session, settings),
        "whatif": collect_whatif(session, settings) if shown.has_pages else None,
    }


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


def _points(session: Session, titles: Mapping[str, str]) -> list[PointRow]:
    return [
        PointRow(
            row["unit_id"],
            row["indicator_id"],
            titles[row["indicator_id"]],
            row["outcome"],
            numbers.plain_or_blank(row["value"]),
            numbers.plain(row["full_points"]),
            numbers.plain_or_blank(row["points"]),
            numbers.plain_or_blank(row["lost"]),
            row["reason"] or "",
            row["evidence"] or "",
        )
        for row in session.records("select * from points order by unit_id, ord")
    ]
