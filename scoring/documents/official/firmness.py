"""An annex on how firm the ranks are: a row per ranked unit with the interval of its ranks, drawn and in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.documents.charts.intervals import Bar
from scoring.documents.official.grid import NONE_MARK, Raw, rank_column
from scoring.documents.official.listing import Entry, Listing, listing
from scoring.documents.official.notes import left_out_words
from scoring.documents.official.options import AnnexOptions
from scoring.problems import Problem, ProblemsFound
from scoring.results.model import GroupTable, Results
from scoring.results.robustness.model import Robustness, UnitFirmness

NOT_DRAWN = "没有作名次稳健性分析的单位。"
CHART = "名次区间图"
_AFTER = 4  # columns that stand before the drawing: rank, unit, median, interval
_MOST_NAMED = 2  # units that are not told apart, by name; more are counted
DRAWN = "名次区间图中，细线为模拟中最好至最差的名次，斜纹条为名次区间，竖线为中位名次，三角为公布名次。"
_NOT_LISTED = "没有参加权重模拟的单位不列入。"


@dataclass(frozen=True, slots=True)
class FirmRows:
    """What such an annex lists: columns in words, a bar per row, headings with the number of rows below each, notes."""

    columns: tuple[Raw, ...]
    bars: tuple[Bar, ...]
    sections: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]


def firm_rows(results: Results, groups: Sequence[GroupTable], options: AnnexOptions) -> FirmRows:
    """The rows of an annex on the firmness of the ranks.

    Args:
        results: The run; raises ProblemsFound S007 where it was made without the analysis.
        groups: The groups of the annex.
        options: Its options.
    """
    if results.robustness is None:
        raise ProblemsFound([Problem("S007", "assessment.yaml", where="circular.annexes", found="robustness")])
    units = {unit.unit_id: unit for group in results.robustness.groups for unit in group.units}
    whole = listing(groups, options)
    kept = tuple(replace(part, entries=tuple(e for e in part.entries if e.row.unit_id in units)) for part in whole.sections)
    listed = Listing(kept, whole.cut, whole.unranked)
    return FirmRows(
        tuple(_columns(listed, options, units)),
        tuple(_bar(entry, units[entry.row.unit_id]) for entry in listed.entries),
        tuple((section.title, len(section.entries)) for section in kept),
        tuple(_notes(results.robustness, listed, options, missing=len(listed.entries) < len(whole.entries))),
    )


def with_chart(columns: Sequence[Raw]) -> tuple[Raw, ...]:
    """The columns as they are printed, the drawing beside the numbers that it shows."""
    chart = Raw(CHART, "chart", ("",) * len(columns[0].cells))
    return (*columns[:_AFTER], chart, *columns[_AFTER:])


def _columns(listed: Listing, options: AnnexOptions, units: Mapping[str, UnitFirmness]) -> Iterator[Raw]:
    entries = listed.entries
    found = [units[entry.row.unit_id] for entry in entries]
    names = {entry.row.unit_id: _name(entry) for entry in entries}
    yield rank_column(listed, options)
    yield Raw("单位", "name", tuple(names.values()))
    yield Raw("中位名次", "word", tuple(str(unit.median) for unit in found))
    yield Raw("名次区间", "word", tuple(interval(unit.low, unit.high) for unit in found))
    yield Raw("难分先后的单位", "names", tuple(together(unit.together, names) for unit in found))


def interval(low: int, high: int) -> str:
    """Two ranks, or one where they are the same."""
    return str(low) if low == high else f"{low}—{high}"


def together(others: Sequence[str], names: Mapping[str, str]) -> str:
    """Units that are not told apart from one; those that the annex does not list are neither named nor counted.

    Args:
        others: Their ids, in the order of the ranking.
        names: Names of the units that the annex lists.
    """
    named = [names[other] for other in others if other in names]
    words = "、".join(named[:_MOST_NAMED])
    if len(named) < len(others):
        return f"{words}等" if words else "其他单位"
    return (f"{words}等{len(named)}个" if len(named) > _MOST_NAMED else words) or NONE_MARK


def _name(entry: Entry) -> str:
    return entry.row.short_name or entry.row.name


def _bar(entry: Entry, unit: UnitFirmness) -> Bar:
    return Bar(_name(entry), unit.rank, unit.low, unit.median, unit.high, unit.best, unit.worst)


def _notes(found: Robustness, listed: Listing, options: AnnexOptions, *, missing: bool) -> Iterator[str]:
    if listed.entries:
        yield found.note
        yield DRAWN
    if words := left_out_words(listed, options):
        yield words
    elif missing:
        yield _NOT_LISTED
