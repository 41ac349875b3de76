"""comparison.html, one page without outside resources or scripts, and its charts as files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.documents.charts.slope import Slope, slope_chart
from scoring.documents.comparison.tables import REST, improved_rows, remark
from scoring.documents.comparison.words import counts, facts, places, signed
from scoring.documents.printing.files import write_whole
from scoring.results.comparison.model import ComparedItem, ComparedUnit, Comparison

MOST_IMPROVED = 10  # units listed per group; all stand in the workbook
MOST_DETAILS = 4_000  # rows of single indicators on the page; all stand in the workbook
MOST_SLOPES = 60  # units in a chart: more no page holds


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One group on the page: title, how many moved, chart (empty without ranks), units, the most improved."""

    title: str
    words: str
    chart: str
    units: tuple[ComparedUnit, ...]
    improved: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Details:
    """The indicators of one unit whose points moved, and what rolling up adds."""

    unit: ComparedUnit
    items: tuple[ComparedItem, ...]


def write_page(comparison: Comparison, out: Path, templates: Sequence[Path] = ()) -> Path:
    """The page, by the first folder that has its template, else the shipped one; raises ProblemsFound D020-D023 where it cannot be used."""
    from scoring.documents.printing.html import render_template, shipped_templates

    details = list(_details(comparison))
    rows = sum(len(item.items) + 1 for item in details)
    names = {
        "comparison": comparison,
        "facts": facts(comparison),
        "groups": list(_groups(comparison)),
        "details": details if rows <= MOST_DETAILS else [],
        "left_out": rows > MOST_DETAILS,
        "remark": remark,
        "signed": signed,
        "places": places,
        "rest": REST,
    }
    write_whole(out, render_template("comparison.html", names, (*templates, shipped_templates())).encode())
    return out


def write_charts(comparison: Comparison, folder: Path) -> list[Path]:
    """One drawing per group that has ranks in both runs."""
    made = []
    for group, title in comparison.groups:
        if chart := _chart(comparison, group, title):
            file = folder / "charts" / f"{group}.svg"
            write_whole(file, chart.encode())
            made.append(file)
    return made


def _groups(comparison: Comparison) -> Iterator[GroupPart]:
    improved = list(improved_rows(comparison))
    for group, title in comparison.groups:
        units = tuple(unit for unit in comparison.units if unit.group_id == group)
        if units:
            best = tuple(row for row in improved if row[0] == title and int(row[1]) <= MOST_IMPROVED)
            yield GroupPart(title, counts(comparison, group), _chart(comparison, group, title), units, best)


def _chart(comparison: Comparison, group: str, title: str) -> str:
    ranked = [unit for unit in comparison.units if unit.group_id == group and unit.rank.move]
    slopes = [Slope(unit.short_name, int(unit.ranks.old), int(unit.ranks.new), unit.totals.old, unit.totals.new) for unit in ranked]
    slopes = slopes[:MOST_SLOPES]
    if not slopes:
        return ""
    cut = f"（前{MOST_SLOPES}个单位）" if len(ranked) > MOST_SLOPES else ""
    return slope_chart(f"{title}名次变化{cut}", heads(comparison), slopes)


def heads(comparison: Comparison) -> tuple[str, str]:
    """What stands over the two sides of a chart."""
    if comparison.preview:
        return "现行标准", "拟修订标准"
    old, new = comparison.old.period, comparison.new.period
    return (f"{old}年度", f"{new}年度") if old != new else (f"旧（{old}年度）", f"新（{new}年度）")


def _details(comparison: Comparison) -> Iterator[Details]:
    moved: dict[str, list[ComparedItem]] = {}
    for item in comparison.items:
        if item.split.move.strip("-0.") or item.old != item.new:
            moved.setdefault(item.unit_id, []).append(item)
    for unit in comparison.units:
        if unit.change not in {"joined", "left"} and (unit.unit_id in moved or unit.total.move.strip("-0.")):
            yield Details(unit, tuple(moved.get(unit.unit_id, ())))
