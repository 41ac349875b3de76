"""Letters to single units: a PDF to sign and a .docx to edit for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from scoring.documents.kinds import Job
from scoring.documents.printing.html import render_template
from scoring.documents.units.filenames import file_names
from scoring.documents.units.letterview import Letter
from scoring.documents.units.many import Press, print_many
from scoring.documents.word.circular import circular_docx
from scoring.results.model import Results

if TYPE_CHECKING:
    from scoring.documents.printing.pdf import Printer


class Addressed(Protocol):
    """What is written to one unit."""

    @property
    def unit_id(self) -> str:
        """Id of the unit."""
        ...


Matter = TypeVar("Matter", bound=Addressed)


def print_letters(job: Job, folder: str, matters: Sequence[Matter], view: Callable[[Results, Matter], Letter]) -> tuple[Path, ...]:
    """``<folder>/<unit>.pdf`` and ``.docx`` for every matter; no folder where there is none.

    Returns:
        The files written, the PDFs in the order of the matters, then the .docx. Raises ProblemsFound D001-D033 and D062
        (something that a .docx cannot carry); then nothing is written.
    """
    names = file_names(matter.unit_id for matter in matters)
    items = [(names[matter.unit_id], view(job.results, matter)) for matter in matters if job.wants(matter.unit_id)]
    return print_many(job, folder, press, None, items, ("pdf", "docx")) if items else ()


def press(_printer: Printer, _settings: None) -> Press:
    """What prints letters."""

    def print_letter(named: Printer, letter: Letter) -> dict[str, bytes]:
        html = letter_html(letter, named.folders)
        draft = f"{named.name.removesuffix('.pdf')}.docx"
        return {"pdf": named.pdf(named.pages(html), html), "docx": circular_docx(letter, html, name=draft)}

    return print_letter


def letter_html(letter: Letter, folders: tuple[Path, ...]) -> str:
    """One letter as an HTML page, styles included; raises ProblemsFound D020-D023.

    Args:
        letter: What it says.
        folders: Where templates are looked up, first wins.
    """
    return render_template(f"{letter.TEMPLATE}.html", {letter.TEMPLATE: letter}, folders)
