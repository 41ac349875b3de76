"""整改通知单: one per unit that has something to mend, a PDF to sign and a .docx to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scoring.documents.kinds import Job
from scoring.documents.printing.html import render_template
from scoring.documents.units.filenames import file_names
from scoring.documents.units.many import Press, print_many
from scoring.documents.units.noticeview import NoticeView, notice_view
from scoring.documents.word.circular import circular_docx

if TYPE_CHECKING:
    from scoring.documents.printing.pdf import Printer

FOLDER = "notices"


def make(job: Job) -> tuple[Path, ...]:
    """``notices/<unit>.pdf`` and ``.docx`` for every unit that meets a condition (document ``notices``); no folder where none does.

    Returns:
        The files written, the PDFs in the order of their numbers, then the .docx. Raises ProblemsFound D001-D033 and D062
        (something that a .docx cannot carry); then nothing is written.
    """
    found = job.results.rectification
    if found is None or not found.notices:
        return ()
    names = file_names(notice.unit_id for notice in found.notices)
    items = [(names[notice.unit_id], notice_view(job.results, notice)) for notice in found.notices if job.wants(notice.unit_id)]
    if not items:
        return ()
    return print_many(job, FOLDER, press, None, items, ("pdf", "docx"))


def press(_printer: Printer, _settings: None) -> Press:
    """What prints notices."""

    def print_notice(named: Printer, view: NoticeView) -> dict[str, bytes]:
        html = notice_html(view, named.folders)
        draft = f"{named.name.removesuffix('.pdf')}.docx"
        return {"pdf": named.pdf(named.pages(html), html), "docx": circular_docx(view, html, name=draft)}

    return print_notice


def notice_html(view: NoticeView, folders: tuple[Path, ...]) -> str:
    """One notice as an HTML page, styles included; raises ProblemsFound D020-D023.

    Args:
        view: What it says.
        folders: Where templates are looked up, first wins.
    """
    return render_template("notice.html", {"notice": view}, folders)
