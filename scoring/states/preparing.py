"""What is added to a run that becomes final: its inputs, its documents without marks, and ``final.json``."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from scoring.files.output import FINAL, digest, file_list, problems_of_place, unwritten
from scoring.finished.locating import ARCHIVE, MANIFEST, find_inputs
from scoring.finished.record import Final, Link, read_final
from scoring.problems import ProblemsFound
from scoring.states.archive import Archive, archive_inputs
from scoring.states.checking import WHOLE
from scoring.states.log import Line
from scoring.states.moves import Decision, Standing

PART = ".final.part"  # what finalising adds to a run, while it is made


@dataclass(frozen=True, slots=True)
class Freezing:
    """What a user may choose for a final run.

    Args:
        supersedes: Why it takes the place of the final run of the same assessment; needed where there is one.
        after: The final run before it where that lies in another folder of runs, such as last year's.
        inputs: The assessment folder; found from the run when None.
        records: Whether files of record tables are kept too.
        wait: Seconds to wait while another command works in the folder of runs.
    """

    supersedes: str = ""
    after: Path | None = None
    inputs: Path | None = None
    records: bool = True
    wait: float = 0


def prepare(standing: Standing, decision: Decision, freezing: Freezing) -> None:
    """Make everything that is added to a run, in a folder of its own that has its name when it is whole.

    Raises ProblemsFound A006, A031, V001, V041, V044, and D001-D100 where documents are printed again; then nothing is left.
    """
    part = standing.run / PART
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        folder = find_inputs(standing.run, freezing.inputs)
        archive = archive_inputs(folder, standing.manifest, part / ARCHIVE, records=freezing.records)
        clean_documents(standing, part)
        (part / FINAL).write_bytes(_final(standing, decision, freezing, archive).as_bytes())
        part.rename(standing.run / WHOLE)
    except ProblemsFound as error:
        raise problems_of_place(error, part, standing.run) from None
    except OSError as error:
        raise unwritten(standing.run, error) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _final(standing: Standing, decision: Decision, freezing: Freezing, archive: Archive) -> Final:
    """What the seal says."""
    made = standing.run / PART / MANIFEST  # where documents were printed again
    before = standing.log.finals(standing.assessment)
    return Final(
        assessment=standing.assessment,
        number=len(before) + 1,
        run=standing.name,
        date=decision.date.isoformat(),
        by=decision.by,
        reason=decision.reason,
        manifest=digest(made if made.is_file() else standing.run / MANIFEST),
        score_fingerprint=standing.manifest["criteria"]["score_fingerprint"],
        log=standing.log.head,
        previous=_previous(standing, freezing.after),
        supersedes=_link(standing, before[-1]) if before else None,
        why=freezing.supersedes,
        left_out=archive.left_out,
        added=archive.added,
    )


def _link(standing: Standing, line: Line) -> Link:
    """The final run that a line of the log made."""
    of_same = [found.number for found in standing.log.finals(line.assessment)]
    return Link(line.assessment, of_same.index(line.number) + 1, line.run, line.date, line.final)


def _previous(standing: Standing, after: Path | None) -> Link | None:
    """The final run before this one: as named, else the last one of the log."""
    if after is not None:
        final, sha256 = read_final(after)
        return final.link(sha256)
    finals = standing.log.finals()
    return _link(standing, finals[-1]) if finals else None


def clean_documents(standing: Standing, part: Path) -> None:
    """Documents that say of themselves that they are none of a final run, made again without, and the manifest with them."""
    from scoring.finished.rendering import Wanted, render_run

    wanted = _marked(standing.run) if standing.manifest["parameters"]["documents"] else ()
    if not wanted:
        return
    made = render_run(standing.run, part, Wanted(wanted, final=True))
    new = {entry["path"]: entry for entry in file_list(part, iter(made))}
    manifest = {**standing.manifest, "outputs": [new.get(entry["path"], entry) for entry in standing.manifest["outputs"]]}
    (part / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n", "utf-8")


def _marked(run: Path) -> tuple[str, ...]:
    """Names of the documents of a run that show a mark."""
    from scoring.documents.kinds import KINDS
    from scoring.results.collect import stored_sections
    from scoring.results.drafts import SECTION
    from scoring.results.store import open_results

    with open_results(run) as session:
        sections = stored_sections(session)
    marks = sections.get(SECTION, {})
    own = {kind.name for kind in KINDS if kind.section in marks and kind.section in sections}
    return tuple(kind.name for kind in KINDS if kind.name in own or set(kind.marks) & set(marks))
