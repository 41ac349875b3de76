"""One report from a file: tables first, then prose, then structure. Never an exception for bad content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from scoring.files.bounded import UnreadError, file_bytes
from scoring.intake.filled.marker import is_filled
from scoring.intake.formats.files import MAX_FILE, RefusedError, read_document
from scoring.intake.formats.repair import repair_document
from scoring.intake.kept import Readings
from scoring.intake.reasons import unread
from scoring.intake.report import Fact, Form, Report
from scoring.intake.statutory.tables import table_facts


@dataclass(frozen=True)
class _File:
    name: str
    sha256: str
    size: int


def read_report(path: Path, name: str, *, form: str = "auto", readings: Readings | None = None) -> Report:
    """Read one report.

    Args:
        path: The file.
        name: The file as the user would name it; used in messages.
        form: Id of the only statutory form to look for, or ``auto``.
        readings: Where readings are kept: a file that was read before with the same contents is not read again.

    Returns:
        Facts, structure, repairs and unread rows, or a refusal: (code, Chinese sentence).
    """
    try:
        data = file_bytes(path, MAX_FILE)
    except OSError:
        return _refused(_File(name, "", 0), RefusedError("I002"))
    except UnreadError as unread_file:
        return _refused(_File(name, "", path.stat().st_size), RefusedError(unread_file.code, **unread_file.words))
    file = _File(name, hashlib.sha256(data).hexdigest(), len(data))
    known = readings.get(file.sha256, form, name) if readings else None
    if known is not None:
        return known
    try:
        report = _read(data, file, form)
    except RefusedError as refused:
        return _refused(file, refused)
    if readings:
        readings.put(report, form)
    return report


def _refused(file: _File, refused: RefusedError) -> Report:
    return Report(file.name, file.sha256, file.size, refused.kind, "none", refusal=(refused.code, refused.message(file.name)))


def _read(data: bytes, file: _File, form: str) -> Report:
    from scoring.intake.narrative import read_narrative
    from scoring.intake.structure import read_structure

    document = read_document(data)
    if document.kind == "xlsx" and is_filled(document):
        return _filled(data, file)
    document = repair_document(document)
    tables = table_facts(document, form)
    unit, year, published_on, structure = read_structure(replace(document, lines=tables.lines), tables.form)
    prose = read_narrative(tables.lines, year)
    return Report(
        file=file.name,
        sha256=file.sha256,
        size=file.size,
        kind=document.kind,
        form=_form(tables.form, prose),
        unit=unit,
        year=year,
        published_on=published_on,
        facts=(*tables.facts, *prose),
        structure=structure,
        repairs=(*document.repairs, *tables.repairs),
        unread=(*(unread(code, what, "", locator) for code, what, locator in document.unread), *tables.unread),
    )


def _filled(data: bytes, file: _File) -> Report:
    """A returned fill-in workbook: its figures by code and label, what is rejected as unread."""
    from scoring.intake.filled.reports import filled_report

    return filled_report(data, Report(file.name, file.sha256, file.size, "xlsx", "none"))


def _form(form: Form, prose: tuple[Fact, ...]) -> Form:
    return "narrative" if form == "none" and prose else form
