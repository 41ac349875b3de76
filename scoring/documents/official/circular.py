"""The circular in its two forms: PDF to sign, .docx to edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from scoring.documents.kinds import Job
from scoring.documents.official.frame import Circular, circular_view
from scoring.documents.official.measures import HALF_LEADING
from scoring.documents.printing.files import write_whole
from scoring.documents.printing.html import circular_html, imprint_html
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.documents.fonts.sets import FontSet
    from scoring.documents.printing.pdf import Printer
    from scoring.results.model import Results

PDF, DOCX = "circular.pdf", "circular.docx"
Place = Literal["here", "page", "left"]
_AIR = 12.0  # pt between what ends the circular and the upper line of 版记
_PX = 96 / 72  # of a pt


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out circular: its frame, the HTML that was printed, WeasyPrint's document, and where 版记 stands."""

    circular: Circular
    html: str
    document: Any
    imprint: Place


def lay_out(printer: Printer, results: Results, body: Path, folders: Sequence[Path] = ()) -> Layout:
    """The circular's pages, 版记 at the foot of the last even page (GB/T 9704-2012, 7.4).

    CSS cannot say "last even page". So 版记 is laid out where the circular ends; where that
    page is odd or full, it is taken away again and pages of its own are put behind. Addressees
    that leave no room for text on page 1 move to 版记 (7.3.2).
    """
    circular, html, document = _first_layout(printer, results, body, folders)
    place = _imprint_place(document, circular)
    if place != "here":
        pages = document.pages
        _end_of(pages[-1]).children = ()
        number = len(pages) + 1 if place == "page" else None
        own = printer.pages(imprint_html(results, circular, body, folders, number=number)).pages
        _check_height(own[-1])
        document = document.copy([*pages, *(own if place == "left" else own[-1:])])
    return Layout(circular, html, document, place)


def _first_layout(printer: Printer, results: Results, body: Path, folders: Sequence[Path]) -> tuple[Circular, str, Any]:
    """The circular with text on page 1; raises ProblemsFound D042 where nothing helps."""
    for below in (False, True):
        circular = circular_view(results, addressees_below=below)
        html = circular_html(results, body, folders, circular=circular)
        document = printer.pages(html)
        if any(box.element_tag == "main" for box in _boxes(document.pages[0])):
            return circular, html, document
    raise ProblemsFound([Problem("D042", PDF)])


def make(job: Job) -> tuple[Path, ...]:
    """``circular.pdf`` and ``circular.docx`` of a run (document ``circular``).

    Returns:
        The files written, PDF first. Raises ProblemsFound D001-D062, D100, and F010-F017 where a number of the text
        comes from nowhere; then nothing is written.
    """
    from scoring.documents.accounts.body import check_printed
    from scoring.documents.official.annexdata import annex_files
    from scoring.documents.word.circular import circular_docx

    if job.body is None or not job.results.document:
        raise ProblemsFound([Problem("D100", PDF)])
    check_printed(job.results, job.body, job.folders)
    printer = job.printer(PDF)
    layout = lay_out(printer, job.results, job.body, job.folders)
    files = annex_files(layout.circular.annexes, dt.date.fromisoformat(layout.circular.date_iso))
    written = {
        PDF: printer.pdf(layout.document, layout.html, files),
        DOCX: circular_docx(layout.circular, layout.html, layout.imprint, job.body),
    }
    for name, data in written.items():
        write_whole(job.out / name, data)
    return tuple(job.out / name for name in written)


def render_circular(
    results: Results, body: Path, out: Path, *, fonts: FontSet | None = None, folders: Sequence[Path] = ()
) -> tuple[Path, ...]:
    """Write ``circular.pdf`` and ``circular.docx`` into a folder.

    Args:
        results: The run.
        body: The pack's template of the text (``circular.html.j2``).
        out: Folder for the files; made when missing.
        fonts: The faces; by default those in the cache, with the user's own ``fonts.yaml``
            (:func:`scoring.documents.fonts.building.load_fonts`).
        folders: Folders whose templates and images win over the pack's and the shipped ones.

    Returns:
        The files written, PDF first. Raises ProblemsFound D001-D062, D100; then nothing is written.
    """
    return make(Job(results, out, body, tuple(folders), fonts))


def document_notes(fonts: FontSet) -> tuple[Problem, ...]:
    """What the user should know about the look of the documents: D060 per substituted face, D061 for ragged lines."""
    from scoring.documents.printing import justify

    return (*fonts.notes, *justify.notes())


def _imprint_place(document: Any, circular: Circular) -> Place:
    """Where 版记 must stand: ``here``, on the next ``page``, or on the next ``left`` page after an empty one."""
    last = document.pages[-1]
    end = _end_of(last)
    if end is None or not end.children:  # there is none
        return "here"
    if len(document.pages) % 2:
        return "page"
    if last.width > last.height:  # a table lying down ends the circular
        return "left"
    air = _AIR if circular.annexes else _AIR - HALF_LEADING
    return "left" if end.position_y + air * _PX > _imprint_top(end) else "here"


def _imprint_top(end: Any) -> float:
    """Upper edge of 版记, px from that of the page."""
    return float(min(child.position_y for child in end.children))


def _check_height(page: Any) -> None:
    """Raises ProblemsFound D079 where 版记 is longer than the page that it has for itself."""
    boxes = [box for box in _boxes(page) if box.element is not None and "imprint" in box.element.get("class", "").split()]
    room = page._page_box  # noqa: SLF001 - there is no public door to the boxes
    if any(box.position_y < room.content_box_y() for box in boxes):
        raise ProblemsFound([Problem("D079", PDF)])


def _end_of(page: Any) -> Any:
    """The box of ``<div id="end">``, which holds 版记 and ends the circular."""
    return next((box for box in _boxes(page) if box.element is not None and box.element.get("id") == "end"), None)


def _boxes(page: Any) -> Iterator[Any]:
    """All boxes of a page; private to WeasyPrint, whose version is pinned."""
    yield from page._page_box.descendants()  # noqa: SLF001 - there is no public door to the boxes
