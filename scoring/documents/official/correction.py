"""更正通报: the notice that corrects a published ranking, in the layout of the circular, as PDF to sign and .docx to edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from scoring.documents.kinds import Job
from scoring.documents.official.circular import lay_out
from scoring.documents.printing.files import write_whole
from scoring.documents.printing.html import shipped_templates
from scoring.documents.units.appealwords import decision_words
from scoring.results.appeals.model import AppealResults, PublishedChange
from scoring.results.model import Results
from scoring.results.titles import word

NAME = "correction"
PDF, DOCX, BODY = "correction.pdf", "correction.docx", "correction.html.j2"
OWN, OTHERS = "本单位更正", "相应变动"
_NONE = "—"
_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the table: what was published, what stands for it, and why."""

    number: str
    unit: str
    total: tuple[str, str]
    rank: tuple[str, str]
    grade: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What the notice says besides its frame: decisions by unit, numbered, their grounds, a table per group, and whether it has grades."""

    decisions: tuple[tuple[str, tuple[str, ...]], ...]
    ordinals: tuple[str, ...]
    grounds: str
    tables: tuple[tuple[str, tuple[Line, ...]], ...]
    pushed: str
    graded: bool


def make(job: Job) -> tuple[Path, ...]:
    """``correction.pdf`` and ``.docx`` (document ``correction``); nothing where no published total, rank or grade has changed.

    Returns:
        The files written, PDF first. Raises ProblemsFound D001-D062; then nothing is written.
    """
    from scoring.documents.word.circular import circular_docx

    changes = job.results.appeals.changes
    if not changes or NAME not in job.results.documents:
        return ()
    body = shipped_templates() / BODY
    printer = job.printer(PDF)
    layout = lay_out(printer, as_circular(job.results), body, job.folders)
    written = {
        PDF: printer.pdf(layout.document, layout.html, ()),
        DOCX: circular_docx(layout.circular, layout.html, layout.imprint, name=DOCX),
    }
    for name, data in written.items():
        write_whole(job.out / name, data)
    return tuple(job.out / name for name in written)


def as_circular(results: Results) -> Results:
    """The run with the frame of the notice in place of that of the circular; its text finds ``document.correction``."""
    settings = {**results.documents[NAME], "annexes": (), "correction": correction_view(results.appeals)}
    return replace(results, documents={**results.documents, "circular": settings})


def correction_view(found: AppealResults) -> Correction:
    """What the notice says of decisions and changes."""
    since = {appeal for change in found.changes for appeal in change.appeals}
    told = [row for row in found.appeals if row.appeal_id in since]
    units = dict.fromkeys(row.unit for row in told)
    decisions = tuple((unit, tuple(decision_words(row) for row in told if row.unit == unit)) for unit in units)
    tables = tuple((group, tuple(_lines(rows))) for group, rows in groupby(found.changes, key=lambda row: row.group))
    pushed = [change.unit for change in found.changes if not change.appeals]
    graded = any(change.grade_before or change.grade_after for change in found.changes)
    ordinals = tuple(map(chinese_ordinal, range(1, len(decisions) + 1)))
    return Correction(decisions, ordinals, _grounds({row.kind for row in told}), tables, str(len(pushed)) if pushed else "", graded)


def chinese_ordinal(number: int) -> str:
    """A heading's number from 1 to 99: 一, 十, 十一, 二十; beyond that digits."""
    tens, ones = divmod(number, 10)
    if tens >= len(_DIGITS):
        return str(number)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones]}"


def _grounds(kinds: set[str]) -> str:
    """What the corrections follow from: what units asked for, what was adjusted without being asked, or both."""
    asked, adjusted = word("appeals", "appeal") in kinds, word("appeals", "adjustment") in kinds
    if asked and adjusted:
        return "有关单位的申请、复核情况和裁量调整决定"
    return "裁量调整决定" if adjusted else "有关单位的申请和复核情况"


def _lines(changes: Iterable[PublishedChange]) -> Iterable[Line]:
    for number, row in enumerate(changes, 1):
        yield Line(
            str(number),
            row.unit,
            (row.total_before or _NONE, row.total_after or _NONE),
            (row.rank_before or _NONE, row.rank_after or _NONE),
            (row.grade_before or _NONE, row.grade_after or _NONE),
            OWN if row.appeals else OTHERS,
        )
