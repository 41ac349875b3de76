"""The annexes of the circular: label, title, table, notes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoring.documents.charts.intervals import Bar
from scoring.documents.official.firmness import DRAWN, NOT_DRAWN, firm_rows, with_chart
from scoring.documents.official.grid import Raw, count_columns, unit_columns
from scoring.documents.official.listing import Listing, listing
from scoring.documents.official.measures import PORTRAIT, TITLE_SIZE
from scoring.documents.official.notes import Note, count_notes, criteria_note, list_notes, numbered, unit_marks
from scoring.documents.official.options import AnnexOptions, annex_options
from scoring.documents.official.tables import Layout, Table, annex_tables
from scoring.documents.official.titleshape import break_title, em_width
from scoring.problems import Problem, ProblemsFound
from scoring.results.distribution import band_shares, grade_shares, grade_words, left_out
from scoring.results.model import GroupTable, Results

_COPIES_EM, _IMPRINT_LINE, _AIR = 26.0, 24.0, 24.0  # characters on a line of 抄送, height of a line of 版记 and air above it, pt
NOBODY = "没有参加考核的单位。"


@dataclass(frozen=True, slots=True)
class Content:
    """What an annex says, before anything is measured: columns, headings with the number of rows below each, notes.

    ``bars`` has what is drawn in every row, where ranks are drawn.
    """

    title: str
    columns: tuple[Raw, ...]
    sections: tuple[tuple[str, int], ...]
    notes: tuple[Note, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex: its label (附件1), number in the annex note (1. or none), title, tables, notes.

    ``tables`` has several where no page holds all columns, and none where there is no unit: then ``sentence`` says so.
    ``whole`` tells whether nothing of ranks, totals and grades is kept back from the reader.
    """

    label: str
    ordinal: str
    title: str
    title_lines: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    content: Content
    whole: bool
    sentence: str = ""

    @property
    def wide(self) -> bool:
        """Whether its pages lie down."""
        return any(table.wide for table in self.tables)


def annexes(results: Results) -> tuple[Annex, ...]:
    """The annexes in the order of the settings.

    Raises:
        ProblemsFound: D041 (unknown group), D057 (two units per row find no room), S007 (no analysis of firmness).
    """
    settings = list(results.document.get("annexes") or ())
    _known_groups(results, settings)
    made, problems = [], []
    for number, item in enumerate(settings, 1):
        annex = _annex(results, annex_options(item), number, len(settings))
        if annex is None:
            problems.append(Problem("D057", "assessment.yaml", where=f"circular.annexes[{number}].units_per_row", found="2"))
        else:
            made.append(annex)
    if problems:
        raise ProblemsFound(problems)
    return tuple(made)


def imprint_height(settings: Mapping[str, Any]) -> float:
    """Height of 版记 with some air above it, pt; nothing without one (GB/T 9704-2012, 7.4)."""
    copies = "，".join(map(str, settings.get("copies_to") or ()))
    lines = math.ceil(em_width(copies) / _COPIES_EM) + bool(settings.get("print_office") or settings.get("print_date"))
    return lines * _IMPRINT_LINE + _AIR if lines else 0.0


def _known_groups(results: Results, settings: Sequence[Mapping[str, Any]]) -> None:
    known = [group.group_id for group in results.groups]
    problems = [
        Problem("D041", "assessment.yaml", where=f"circular.annexes[{i}].group", found=name, args={"allowed": "、".join(known)})
        for i, item in enumerate(settings, 1)
        for name in annex_options(item).groups
        if name not in known
    ]
    if problems:
        raise ProblemsFound(problems)


def annex_content(results: Results, options: AnnexOptions, *, last: bool) -> Content:
    """What an annex says.

    Args:
        results: The run.
        options: Options of the annex.
        last: Whether it is the last of the circular, where the criteria are named.
    """
    known = {group.group_id: group for group in results.groups}
    groups = [known[name] for name in options.groups]
    closing = [criteria_note(results)] if last else []
    title = options.title.replace("\n", "")
    if options.firmness:
        found = firm_rows(results, groups, options)
        notes = (replace(note, drawing=note.text == DRAWN) for note in numbered([*found.notes, *closing], {}))
        return Content(title, found.columns, found.sections, tuple(notes), found.bars)
    if options.show == "counts":
        return _counts(title, groups, options, closing)
    listed = listing(groups, options)
    return _units(title, groups, listed, options, closing)


def _units(title: str, groups: Sequence[GroupTable], listed: Listing, options: AnnexOptions, closing: list[str]) -> Content:
    marks = unit_marks([entry.remark for entry in listed.entries])
    notes = numbered([*list_notes(groups, listed, options), *closing], marks)
    sections = tuple((section.title, len(section.entries)) for section in listed.sections)
    return Content(title, tuple(unit_columns(listed, options, marks)), sections, notes)


def _counts(title: str, groups: Sequence[GroupTable], options: AnnexOptions, closing: list[str]) -> Content:
    words = grade_words(groups)
    parts = [("", groups)] if len(groups) == 1 else [*((group.title, [group]) for group in groups), ("合计", groups)]
    counted = [(name, band_shares(part, options.bands) if options.bands else grade_shares(part, words)) for name, part in parts]
    columns = count_columns(counted, "得分" if options.bands else "等次")
    left = left_out(groups, by_grade=not options.bands)
    notes = numbered([*count_notes(left, by_grade=not options.bands), *closing], {})
    return Content(title, tuple(columns), (("", len(counted[0][1])),), notes)


def _annex(results: Results, options: AnnexOptions, number: int, count: int) -> Annex | None:
    """GB/T 9704-2012, 7.3.4: a single annex carries no number."""
    several = count > 1
    content = annex_content(results, options, last=number == count)
    rows = sum(rows for _, rows in content.sections)
    closing = imprint_height(results.document) if number == count else 0.0
    layout = Layout(options.title, content.sections, content.notes, options.halves, closing, content.bars)
    columns = with_chart(content.columns) if content.bars else content.columns
    tables = annex_tables(columns, layout) if rows else ()
    if tables is None:
        return None
    lines = tables[0].title_lines if tables else break_title(options.title, PORTRAIT / TITLE_SIZE)
    return Annex(
        label=f"附件{number if several else ''}",
        ordinal=f"{number}." if several else "",
        title=content.title,
        title_lines=lines,
        tables=tables,
        notes=content.notes if rows else (),
        content=content,
        whole=options.whole,
        sentence="" if rows else NOT_DRAWN if options.firmness else NOBODY,
    )
