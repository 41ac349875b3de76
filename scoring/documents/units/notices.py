"""整改通知单: one PDF per unit that has something to mend."""

from __future__ import annotations

from pathlib import Path

from scoring.documents.kinds import Job
from scoring.documents.printing.files import write_whole
from scoring.documents.printing.html import lookup_folders, render_template
from scoring.documents.units.filenames import file_names
from scoring.documents.units.noticeview import notice_view
from scoring.results.model import Results
from scoring.results.rectification import Notice

FOLDER = "notices"


def notice_html(results: Results, notice: Notice, folders: tuple[Path, ...] = ()) -> str:
    """One notice as an HTML page, styles included; raises ProblemsFound D020-D023."""
    names = {"notice": notice_view(results, notice)}
    return render_template("notice.html", names, lookup_folders(None, folders))


def make(job: Job) -> tuple[Path, ...]:
    """``notices/<unit>.pdf`` for every unit that meets a condition (document ``notices``); no folder where none does.

    Returns:
        The files written. Raises ProblemsFound D001-D033.
    """
    found = job.results.rectification
    notices = found.notices if found else ()
    names = file_names(notice.unit_id for notice in notices)
    written = []
    for done, notice in enumerate(notices, 1):
        file = job.out / FOLDER / f"{names[notice.unit_id]}.pdf"
        html = notice_html(job.results, notice, job.folders)
        printer = job.printer(f"{FOLDER}/{file.name}")
        write_whole(file, printer.pdf(printer.pages(html), html))
        written.append(file)
        job.say("documents", {"document": "notices", "done": done, "of": len(notices)})
    return tuple(written)
