"""数据核实函: one per unit with anomalies in what it reports, a PDF to sign and a .docx to edit. It asks, and takes no points."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scoring.documents.kinds import Job
from scoring.documents.printing.html import render_template
from scoring.documents.units.filenames import file_names
from scoring.documents.units.many import Press, print_many
from scoring.documents.units.requestview import RequestView, request_view
from scoring.documents.word.circular import circular_docx

if TYPE_CHECKING:
    from scoring.documents.printing.pdf import Printer

FOLDER = "requests"


def make(job: Job) -> tuple[Path, ...]:
    """``requests/<unit>.pdf`` and ``.docx`` for every unit that is asked (document ``requests``); no folder where none is.

    Returns:
        The files written, the PDFs in the order of their numbers, then the .docx. Raises ProblemsFound D001-D033 and D062
        (something that a .docx cannot carry); then nothing is written.
    """
    requests = job.results.requests
    names = file_names(request.unit_id for request in requests)
    items = [(names[request.unit_id], request_view(job.results, request)) for request in requests if job.wants(request.unit_id)]
    return print_many(job, FOLDER, press, None, items, ("pdf", "docx")) if items else ()


def press(_printer: Printer, _settings: None) -> Press:
    """What prints requests."""

    def print_request(named: Printer, view: RequestView) -> dict[str, bytes]:
        html = request_html(view, named.folders)
        draft = f"{named.name.removesuffix('.pdf')}.docx"
        return {"pdf": named.pdf(named.pages(html), html), "docx": circular_docx(view, html, name=draft)}

    return print_request


def request_html(view: RequestView, folders: tuple[Path, ...]) -> str:
    """One request as an HTML page, styles included; raises ProblemsFound D020-D023.

    Args:
        view: What it says.
        folders: Where templates are looked up, first wins.
    """
    return render_template("request.html", {"request": view}, folders)
