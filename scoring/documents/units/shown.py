"""What of a sheet is shown: the settings of the assessment take away, nothing is added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.documents.official.options import annex_options
from scoring.results.model import Results
from scoring.results.sheets.model import BlockLine, LossLine, Standing, UnitSheet

_FEW = ("1", "2")  # units whose mean tells one of them the score of the other


def sheet_settings(results: Results) -> Mapping[str, Any]:
    """Section ``feedback`` of assessment.yaml; where an annex keeps scores, ranks, grades or units back, scores of others are not shown.

    What the annexes keep back must not reach every unit by its sheet. Who wants it there all the same says ``show: {best: true}``.
    """
    settings = results.documents.get("feedback", {})
    options = [annex_options(annex) for annex in results.document.get("annexes") or ()]
    rankings = [annex for annex in options if not annex.firmness] or options  # how firm ranks are keeps nothing back that they tell
    if all(annex.whole for annex in rankings):
        return settings
    return {**settings, "show": {"best": False, **settings.get("show", {})}}


def shown(sheet: UnitSheet, settings: Mapping[str, Any]) -> UnitSheet:
    """The sheet without what section ``feedback`` of assessment.yaml does not show, in its order."""
    show = {name: settings.get("show", {}).get(name, True) for name in ("rank", "grade", "mean", "best", "others", "sources", "standard")}
    losses = sheet.losses
    if settings.get("order") == "lost":
        losses = tuple(sorted(losses, key=lambda line: -Decimal(line.lost)))
    return replace(
        sheet,
        standing=None if sheet.standing is None else _standing(sheet.standing, show),
        blocks=tuple(_block(line, show) for line in sheet.blocks),
        losses=tuple(_loss(line, show) for line in losses),
        gains=tuple(_loss(line, show) for line in sheet.gains),
    )


def _standing(standing: Standing, show: Mapping[str, bool]) -> Standing:
    hidden: dict[str, Any] = {}
    if not show["rank"]:
        hidden |= {"rank": "", "of": "", "tied": (), "tie_broken_by": "", "rank_overall": "", "of_overall": "", "to_next_rank": ""}
    if not show["grade"]:
        hidden |= {"grade": "", "next_grade": "", "to_next_grade": ""}
    if not show["mean"]:
        hidden |= {"mean": ""}
    if not show["best"]:
        hidden |= {"best": ""}
        hidden |= {"tied": (), "to_next_rank": ""} | ({"mean": ""} if standing.of in _FEW else {})
    if not (show["best"] and show["rank"]):
        hidden |= {"places": (), "place": None}
    return replace(standing, **hidden)


def _block(line: BlockLine, show: Mapping[str, bool]) -> BlockLine:
    hidden: dict[str, str] = {}
    if not show["mean"]:
        hidden |= {"mean": "", "mean_rate": ""}
    if not show["best"]:
        hidden |= {"best": "", "best_rate": ""} | ({"mean": "", "mean_rate": ""} if line.counted in _FEW else {})
    return replace(line, **hidden)


def _loss(line: LossLine, show: Mapping[str, bool]) -> LossLine:
    hidden: dict[str, Any] = {}
    if not show["rank"]:
        hidden |= {"rank": ""}
    if not show["mean"] or (not show["best"] and line.judged in _FEW):
        hidden |= {"mean": ""}
    if not show["others"]:
        hidden |= {"losing": "", "judged": ""}
    if not show["sources"]:
        hidden |= {"sources": ()}
    if not show["standard"]:
        hidden |= {"standard": "", "basis": ""}
    return replace(line, **hidden)
