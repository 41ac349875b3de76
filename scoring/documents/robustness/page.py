"""sensitivity.html, one page without outside resources or scripts, and its charts as files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.documents.charts.intervals import Bar, acceptability_chart, interval_chart
from scoring.documents.printing.files import write_whole
from scoring.results.robustness.model import GroupFirmness, Robustness

MOST_BARS = 60  # units in a chart: more no page holds
WIDTH = 720.0  # pt


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One group on the page with its charts."""

    group: GroupFirmness
    intervals: str
    acceptability: str


def write_page(found: Robustness, settings: Mapping[str, Any], out: Path) -> Path:
    """The page; raises ProblemsFound D020-D023 where its template cannot be used."""
    from scoring.documents.printing.html import render_template, shipped_templates

    names = {"robustness": found, "settings": settings, "groups": [GroupPart(group, *charts(group)) for group in found.groups]}
    write_whole(out, render_template("sensitivity.html", names, (shipped_templates(),)).encode())
    return out


def write_charts(found: Robustness, folder: Path) -> Iterator[Path]:
    """Two drawings per group."""
    for group in found.groups:
        for name, chart in zip(("intervals", "acceptability"), charts(group), strict=True):
            file = folder / "charts" / f"{group.group_id}-{name}.svg"
            write_whole(file, chart.encode())
            yield file


def charts(group: GroupFirmness, width: float = WIDTH) -> tuple[str, str]:
    """The intervals of a group's units, and how often which rank."""
    units = group.units[:MOST_BARS]
    bars = [Bar(unit.name, unit.rank, unit.low, unit.median, unit.high, unit.best, unit.worst, unit.shares) for unit in units]
    cut = f"（前{MOST_BARS}个单位）" if len(group.units) > MOST_BARS else ""
    return (
        interval_chart(f"{group.title}名次区间{cut}", bars, width),
        acceptability_chart(f"{group.title}各名次出现的频率{cut}", bars, width),
    )
