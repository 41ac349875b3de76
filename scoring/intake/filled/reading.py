"""Fill-in workbooks to facts: every figure by its code and its label, every cell that is not taken with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scoring.intake.filled.coded import CodedSheet, marked_sheets
from scoring.intake.filled.marker import COVER, VERSION, Marker
from scoring.intake.filled.tables import read_table
from scoring.intake.filled.values import Rejected
from scoring.intake.forms import load_forms
from scoring.intake.report import Fact


@dataclass(frozen=True)
class FilledBook:
    """A returned workbook.

    Args:
        marker: What its sheets say of it; of the first sheet where they differ.
        sheets: Its sheets by what stands on them, each once.
        facts: Figures of the statutory form, blanks included.
        rejected: What is not taken: W011, W016-W026.
    """

    marker: Marker
    sheets: dict[str, CodedSheet]
    facts: tuple[Fact, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass
class _Collected:
    facts: list[Fact] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read_filled(data: bytes) -> FilledBook | None:
    """Read a workbook that was issued to be filled in.

    Args:
        data: Bytes of an xlsx, xls or ods file.

    Returns:
        What it says; None when it is no such workbook.

    Raises:
        WorkbookError: I008 or I009.
    """
    marked = marked_sheets(data)
    if not marked:
        return None
    wrong = list(_identity_problems(marked))
    sheets = {sheet.marker.sheet: sheet for sheet in reversed(marked)}
    if wrong:
        return FilledBook(marked[0].marker, sheets, rejected=tuple(wrong))
    found = _Collected()
    for table_id, facts, rejected in _tables(marked[0].marker, sheets):
        found.rejected += [Rejected("W016", "", found=table_id)] if facts is None else rejected
        found.facts += facts or ()
    return FilledBook(marked[0].marker, sheets, tuple(found.facts), tuple(found.rejected))


def _identity_problems(marked: Sequence[CodedSheet]) -> Iterator[Rejected]:
    """Sheets of another workbook (W011), of a later layout (W019), or that are there twice (W017)."""
    first = marked[0].marker
    for sheet in marked:
        if sheet.marker.book != first.book:
            yield Rejected("W011", sheet.name, found=sheet.marker.name, args={"first": first.name})
        if sheet.marker.version > VERSION:
            yield Rejected("W019", sheet.name, found=str(sheet.marker.version), args={"version": VERSION})
    for kind, times in Counter(sheet.marker.sheet for sheet in marked).items():
        names = [sheet.name for sheet in marked if sheet.marker.sheet == kind]
        if times > 1 and kind != COVER:
            yield Rejected("W017", names[-1], found="、".join(names))


def _tables(marker: Marker, sheets: dict[str, CodedSheet]) -> Iterable[tuple[str, list[Fact] | None, list[Rejected]]]:
    """Every statutory table of the workbook's form: its name, its facts (None where its sheet is missing), what is rejected."""
    for form in load_forms():
        for table in form.tables if form.id == marker.form else ():
            sheet = sheets.get(table.id)
            yield (f"表{table.id}", *(read_table(sheet, table) if sheet else (None, [])))
