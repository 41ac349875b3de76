"""``scoring render``: documents again, from a finished run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.files.locking import locked
from scoring.files.output import FINAL, new_files, refuse_final
from scoring.finished.locating import check_run
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.results.model import Results

Say = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True)
class Wanted:
    """What to make again.

    Args:
        documents: Names of documents; all that the settings ask for when empty.
        body: Text of the circular; the one the run was made with when None.
        templates: Folder whose templates win over those of the run.
        settings: An assessment.yaml whose sections of documents replace those of the run; the folder ``templates`` beside it
            comes before that of the run.
        annexes: Choices for the annexes of the circular, ``KEY=VALUE`` or ``NUMBER:KEY=VALUE``, which win over the settings.
        jobs: Processes for documents per unit; as many as cores when None.
        units: Ids, names or short names of the units whose own documents are wanted; of all where none is named.
        wait: Seconds to wait while another command works in the folder.
        final: Whether documents are those of a final run, without the marks of ``states``; a final run has none anyway.
    """

    documents: Collection[str] = ()
    body: Path | None = None
    templates: Path | None = None
    settings: Path | None = None
    jobs: int | None = None
    annexes: Sequence[str] = ()
    units: Sequence[str] = ()
    wait: float = 0
    final: bool = False


def render_run(run: Path, out: Path, wanted: Wanted | None = None, say: Say = lambda _stage, _details: None) -> list[Path]:
    """Make the documents of a finished run in another folder.

    Args:
        run: Folder of the run.
        out: New or existing folder for the documents.
        wanted: What to make; all that the settings ask for when None.
        say: Told of progress.

    Returns:
        The files that were made; a stage ``superseded`` tells that another final run took the
        place of this one. Raises ProblemsFound (A006, A007, A008, A022, A027-A029, A050, A051, D0xx); then nothing is written.
    """
    from scoring import documents

    wanted = wanted or Wanted()
    results = _results(run, wanted)
    kinds = documents.named(wanted.documents) if wanted.documents else tuple(documents.configured(results))
    if wanted.annexes and not {"circular", "annex"} & {kind.name for kind in kinds}:
        raise ProblemsFound([Problem("A029", found="、".join(wanted.annexes))])
    units = _units(results, wanted.units, run)
    body = wanted.body or run / "circular.html.j2"
    beside = wanted.settings.parent / "templates" if wanted.settings else None  # where the settings were told to find their seals
    folders = tuple(folder for folder in (wanted.templates, beside, run / "templates") if folder is not None and folder.is_dir())
    for folder in folders:
        documents.check_templates(folder)
    refuse_final(out)
    if (out / "manifest.json").exists():
        raise ProblemsFound([Problem("A022", str(out))])
    with locked(out, "render", wanted.wait, say), new_files(out) as place:
        job = documents.Job(results, place, body if body.is_file() else None, folders, jobs=wanted.jobs, say=say, units=units)
        made = documents.write_documents(kinds, job)
    _tell_superseded(run, say)
    return [out / path.relative_to(place) for path in made]


def _tell_superseded(run: Path, say: Say) -> None:
    from scoring.finished.record import superseded_by

    if later := superseded_by(run):
        say("superseded", {"run": later.final.run, "number": later.final.number, "date": later.final.date, "reason": later.reason})


def _units(results: Results, wanted: Sequence[str], run: Path) -> frozenset[str]:
    """Ids of the units that are named; raises ProblemsFound A008 for all that there are not."""
    from scoring.results.naming import unit_of

    rows = [(row.unit_id, row.name, row.short_name) for group in results.groups for row in group.rows]
    found: set[str] = set()
    problems: list[Problem] = []
    for name in wanted:
        try:
            found.add(unit_of(rows, name, str(run)))
        except ProblemsFound as missing:
            problems += missing.problems
    if problems:
        raise ProblemsFound(problems)
    return frozenset(found)


def _results(run: Path, wanted: Wanted) -> Results:
    """The results of the run, with the sections of other settings where they are given, and with choices for the annexes."""
    from scoring.folder.paperwork import read_file
    from scoring.folder.paperwork.annexes import chosen
    from scoring.folder.paperwork.references import of_run
    from scoring.results.collect import collect_results, run_settings, stored_sections
    from scoring.results.store import open_results

    check_run(run)
    with open_results(run) as session, _of_this_version(run):
        known = of_run(run_settings(session))
        sections = read_file(wanted.settings, known) if wanted.settings else stored_sections(session)
        if wanted.annexes:
            circular = sections.get("circular", {})
            sections["circular"] = {**circular, "annexes": chosen(circular.get("annexes") or (), wanted.annexes, known)}
        explorer = not wanted.documents or "explorer" in wanted.documents
        return collect_results(session, sections, final=wanted.final or (run / FINAL).is_file(), explorer=explorer)


@contextmanager
def _of_this_version(run: Path) -> Iterator[None]:
    """Raises ProblemsFound A028 where a run lacks what this version reads, as runs of other versions do."""
    try:
        yield
    except KeyError as error:
        raise ProblemsFound([Problem("A028", str(run), found=str(error).strip("'"))]) from error
