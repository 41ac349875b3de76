"""Figures in the tables of a run, so that documents can be made again: ``figures`` and ``figure_details``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session
from scoring.results.figure import Figure
from scoring.results.packing import PIECE, joined, pieces


def store_figures(session: Session, figures: Mapping[str, Figure]) -> None:
    """Make table ``figures`` (one row per figure) and ``figure_details`` (its lists and words as JSON, in pieces)."""
    import polars as pl

    rows = [
        {
            "name": figure.name,
            "ord": place,
            "text": _cut(figure.text),
            "value": None if figure.value is None else numbers.plain(figure.value),
            "formula": _cut(figure.formula),
            "uom": figure.uom,
            "covered": figure.covered,
            "of": figure.of,
            "facts": figure.facts,
            "source_count": len(figure.sources) if figure.source_count is None else figure.source_count,
            "why": _cut(figure.why),
        }
        for place, figure in enumerate(figures.values())
    ]
    strings = dict.fromkeys(("name", "text", "value", "formula", "uom", "why"), pl.String)
    schema = {**strings, **dict.fromkeys(("ord", "covered", "of", "facts", "source_count"), pl.Int32)}
    session.load("figures", pl.DataFrame(rows, schema={name: schema[name] for name in (rows[0] if rows else schema)}))
    details = [(figure.name, part, text) for figure in figures.values() for part, text in pieces(_details(figure))]
    session.load("figure_details", pl.DataFrame(details, schema={"name": pl.String, "part": pl.Int32, "value": pl.String}, orient="row"))


def stored_figures(session: Session) -> dict[str, Figure]:
    """The figures of a run, in their order."""
    texts = joined(session.rows("select name, value from figure_details order by name, part"))
    return {row["name"]: _figure(row, json.loads(texts[row["name"]])) for row in session.records("select * from figures order by ord")}


def _figure(row: Mapping[str, Any], details: Mapping[str, Any]) -> Figure:
    return Figure(
        row["name"],
        details["text"],
        None if row["value"] is None else Decimal(row["value"]),
        details["formula"],
        row["uom"],
        row["covered"],
        row["of"],
        tuple(details["sources"]),
        row["source_count"],
        row["facts"],
        tuple(details["missing"]),
        details["words"],
        tuple(details["entries"]),
        details["why"],
    )


def _details(figure: Figure) -> str:
    details = {
        "text": figure.text,
        "formula": figure.formula,
        "sources": figure.sources,
        "missing": figure.missing,
        "words": dict(figure.words),
        "entries": [dict(entry) for entry in figure.entries],
        "why": figure.why,
    }
    return json.dumps(details, ensure_ascii=False, sort_keys=True)


def _cut(text: str) -> str:
    return text if len(text) <= PIECE else f"{text[: PIECE - 2]}……"
