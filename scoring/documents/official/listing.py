"""Which units an annex lists, in which order, and what is said of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.documents.official.options import AnnexOptions
from scoring.results.model import GroupTable, RankedUnit

_LAST = 10**9  # where a unit without rank or grade stands


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit as an annex lists it: its rank there, whether it is shared, and what is remarked of it."""

    row: RankedUnit
    group: GroupTable
    rank: str
    tied: bool
    remark: str

    @property
    def place(self) -> int:
        """The rank as a number; behind all others without one."""
        return int(self.rank) if self.rank else _LAST


@dataclass(frozen=True, slots=True)
class Section:
    """The units under one heading, which is empty where there is only one."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What an annex lists, and what it leaves out: ``cut`` ranked and ``unranked`` unranked units of a list of the first ranks."""

    sections: tuple[Section, ...]
    cut: bool = False
    unranked: bool = False

    @property
    def entries(self) -> list[Entry]:
        """All units, in order."""
        return [entry for section in self.sections for entry in section.entries]


def listing(groups: Sequence[GroupTable], options: AnnexOptions) -> Listing:
    """The units that an annex lists.

    Args:
        groups: The groups of the annex.
        options: Its options.

    Returns:
        One section per group, or one where they are ranked together. A list of the first ranks keeps
        all units that share its last rank and leaves out units without a rank.
    """
    whole = _together(groups, options) if options.together else [_section(group, options, len(groups)) for group in groups]
    if options.show != "top":
        return Listing(tuple(_ordered(section, options) for section in whole))
    entries = [entry for section in whole for entry in section.entries]
    kept = [Section(section.title, tuple(e for e in section.entries if e.place <= options.top)) for section in whole]
    cut = any(options.top < entry.place < _LAST for entry in entries)
    return Listing(tuple(_ordered(section, options) for section in kept), cut, any(not entry.rank for entry in entries))


def _section(group: GroupTable, options: AnnexOptions, groups: int) -> Section:
    entries = tuple(Entry(row, group, row.rank, row.tied, remark(row, options)) for row in group.rows)
    return Section(group.title if groups > 1 else "", entries)


def _together(groups: Sequence[GroupTable], options: AnnexOptions) -> list[Section]:
    """All groups ranked against each other."""
    shared = Counter(row.rank_overall for group in groups for row in group.rows)
    entries = (
        Entry(row, group, row.rank_overall, bool(row.rank_overall) and shared[row.rank_overall] > 1, remark(row, options))
        for group in groups
        for row in group.rows
    )
    return [Section("", tuple(sorted(entries, key=lambda entry: entry.place)))]


def _ordered(section: Section, options: AnnexOptions) -> Section:
    if options.sort == "score":
        return section
    groups = list(dict.fromkeys(entry.group.group_id for entry in section.entries))
    entries = sorted(section.entries, key=lambda e: (_grade(e, options), groups.index(e.group.group_id), e.row.order))
    return Section(section.title, tuple(entries))


def _grade(entry: Entry, options: AnnexOptions) -> int:
    """Place of a unit's grade among those of its group, where units stand grade by grade."""
    if not options.by_grade:
        return 0
    grades = entry.group.grades or tuple(dict.fromkeys(row.grade for row in entry.group.rows if row.grade))
    return grades.index(entry.row.grade) if entry.row.grade in grades else _LAST


def remark(row: RankedUnit, options: AnnexOptions) -> str:
    """What may be remarked of a unit: nothing on how a score came about where no scores are printed."""
    if not options.remarks:
        return ""
    if options.scores:
        return row.note
    if not row.remarks and row.status == "assessed":
        return ""  # words of unknown kind might hold a score
    return "；".join(said.words for said in row.remarks if said.about == "unit") if row.remarks else row.note
