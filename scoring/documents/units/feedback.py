"""情况反馈 (``feedback/<unit>.pdf`` and ``.docx``), one per unit, and ``feedback/index.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.kinds import Job
from scoring.documents.printing.html import render_template
from scoring.documents.quality.report import write_csv
from scoring.documents.units.feedback_view import feedback_view
from scoring.documents.units.filenames import file_names
from scoring.documents.units.many import Press, print_many
from scoring.documents.units.shown import sheet_settings
from scoring.documents.word.sheet import feedback_docx
from scoring.results.sheets.building import unit_sheets
from scoring.results.sheets.model import UnitSheet

if TYPE_CHECKING:
    from scoring.documents.printing.pdf import Printer

NAME, INDEX = "feedback", "index.csv"
TEMPLATE, STYLE = "feedback.html", "feedback.css"


def make(job: Job) -> tuple[Path, ...]:
    """Document ``feedback``: ``feedback/<unit>.pdf`` and ``.docx`` for every unit that is wanted, and ``feedback/index.csv``.

    Exempt and unranked units have a sheet too.

    Returns:
        The files written, the PDFs in the order of the ranking tables, then the .docx, the index last. Raises ProblemsFound
        D001-D033; then nothing is written.
    """
    sheets = list(unit_sheets(job.results))
    names = file_names(sheet.unit_id for sheet in sheets)
    sheets = [sheet for sheet in sheets if job.wants(sheet.unit_id)]
    settings = sheet_settings(job.results)
    printed = print_many(job, NAME, press, settings, [(names[sheet.unit_id], sheet) for sheet in sheets], ("pdf", "docx"))
    (job.out / NAME).mkdir(exist_ok=True)
    rows = [(sheet.unit_id, sheet.name, sheet.group, file.name) for sheet, file in zip(sheets, printed, strict=False)]
    return (*printed, write_csv(job.out / NAME / INDEX, ("标识", "单位", "组别", "文件"), rows))


def press(printer: Printer, settings: Mapping[str, Any]) -> Press:
    """What prints sheets: the style sheet is parsed once."""
    style = printer.style(render_template(STYLE, {}, printer.folders))

    def print_sheet(named: Printer, sheet: UnitSheet) -> dict[str, bytes]:
        view = feedback_view(sheet, settings)
        html = render_template(TEMPLATE, {"feedback": view, "sheet": view.sheet}, named.folders)
        return {"pdf": named.pdf(named.pages(html, (style,)), html), "docx": feedback_docx(view, html)}

    return print_sheet
