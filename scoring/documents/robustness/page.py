"""sensitivity.html, one page without outside resources or scripts, and its charts as files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.documents.charts.intervals import Bar, acceptability_chart, interval_chart
from scoring.documents.kinds import Job
from scoring.documents.printing.files import write_whole
from scoring.documents.robustness.sheets import moved
from scoring.results.robustness.model import GroupFirmness, Robustness

MOST_BARS = 60  # units in a chart: more no page holds
WIDTH = 720.0  # pt


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One group on the page with its charts."""

    group: GroupFirmness
    intervals: str
    acceptability: str


def make(job: Job) -> tuple[Path, ...]:
    """The page and the charts of a run; nothing where the run was made without the analysis."""
    results = job.results
    if results.robustness is None:
        return ()
    made = list(write_charts(results.robustness, job.out))
    page = job.out / "sensitivity.html"
    return (*made, write_page(results.robustness, results.title, results.score_fingerprint, page, job.folders))


def write_page(found: Robustness, title: str, fingerprint: str, out: Path, templates: Sequence[Path] = ()) -> Path:
    """The page; raises ProblemsFound D020-D023 where its template cannot be used.

    Args:
        found: The analysis.
        title: Title of the assessment.
        fingerprint: Fingerprint of the criteria.
        out: The file.
        templates: Folders whose templates win over the shipped one.
    """
    from scoring.documents.printing.html import render_template, shipped_templates

    groups = [GroupPart(group, *charts(group)) for group in found.groups]
    names = {"robustness": found, "title": title, "fingerprint": fingerprint, "groups": groups, "moved": moved}
    write_whole(out, render_template("sensitivity.html", names, (*templates, shipped_templates())).encode())
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
