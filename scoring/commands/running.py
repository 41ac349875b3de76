"""``scoring run``: the whole way of the data, from a folder to a finished run."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.commands import resuming, settings
from scoring.commands.options import Options
from scoring.commands.steady import Stamp, in_folder, refuse_changed, stamps
from scoring.files import output
from scoring.files.locking import locked
from scoring.folder.deriving import derive, whole_criteria
from scoring.folder.manifest import BODY, TEMPLATES, Printed, beside, identity, input_places
from scoring.machine.faults import faults_told
from scoring.machine.limits import Observed
from scoring.pipeline.gathered import Say, silent
from scoring.pipeline.work import Means, Work, prepare, score
from scoring.problems import Problem, ProblemsFound, Severity
from scoring.problems.controls import shown
from scoring.results import Results
from scoring.workbooks.storing import refuse_unfinished

if TYPE_CHECKING:
    from scoring.documents import FontSet
    from scoring.results.figure import Figure
    from scoring.results.figures import Declared, Known
    from scoring.results.reasons import Reasons
    from scoring.results.summary import Summary
    from scoring.samples.remaining import Left


__all__ = ["Options", "Run", "run"]

_PASSING = {"folder", "kept"}  # what a run may tell of but its log does not hold: the same inputs give the same bytes


@dataclass(frozen=True)
class Run:
    """A finished run.

    Args:
        folder: Its folder.
        summary: What is said of it.
        results: Everything that documents print; None without documents.
        problems: Warnings that did not stop it.
        observed: What it took of the machine.
        invented: What of the folder is still invented, in the order in which it is replaced.
        readings: Reports, and how many of them had been read before with the same contents.
    """

    folder: Path
    summary: Summary
    results: Results | None
    problems: tuple[Problem, ...]
    observed: Observed
    readings: tuple[int, int] = (0, 0)
    invented: tuple[Left, ...] = ()


def run(folder: Path, options: Options | None = None, say: Say = silent) -> Run:
    """Score an assessment folder and write the run.

    Raises:
        ProblemsFound: with every problem; nothing is written then, earlier runs stay as they were. A050, A051 where the
            folder of runs cannot be had for this run alone, A057-A062 where the machine or the inputs did not hold still.
    """
    options = options or Options()
    refuse_unfinished(folder)
    output.refuse_final(options.out or folder / "out")  # the inputs that a final run keeps are scored elsewhere
    if not folder.is_dir():  # which is said where it is read
        return _run(folder, options, say)[0]
    with faults_told(), locked(options.out or folder / "out", "run", options.wait, say):
        watched = resuming.watch(folder, options)
        made, inputs = _run(folder, options, say)
        resuming.keep(watched, made.folder, inputs)
        return made


def _run(folder: Path, options: Options, say: Say) -> tuple[Run, list[Path]]:
    """The run, and every file that it read."""
    events: list[dict[str, Any]] = []
    readings = (0, 0)

    def tell(stage: str, details: dict[str, Any]) -> None:
        nonlocal readings
        if details.get("done", details.get("of")) == details.get("of"):
            events.append({"stage": stage, **{key: value for key, value in details.items() if key not in _PASSING}})
        if stage == "reports":
            readings = details["of"], details.get("kept", 0)
        say(stage, details)

    means = Means(
        options.threads, options.memory, options.spill, options.jobs, options.engine, options.fresh, (options.out or folder / "out",)
    )
    before = in_folder(folder, options.out or folder / "out")
    work = prepare(folder, means, tell)
    with work.session:
        before = stamps(_inputs(work).values()) | before
        paper = _paper(work) if options.documents else None
        declared, known = _declared(work, paper)
        stored = score(work, _reasons(work, options))
        _decide(work)
        work.say("figures", {})
        figures = settings.name_figures(work, declared, known)
        compared = _compared(work)
        made = _write(work, options, paper, events, _Outcome(before, figures, declared.fixed_wording, stored, compared))
        return replace(made, readings=readings), list(_inputs(work).values())


def _decide(work: Work) -> None:
    """What would decide ranks and grades, where assessment.yaml asks for it; raises ProblemsFound S030."""
    if work.assessment.documents.get("margins", {}).get("deciders"):
        from scoring.deciding.making import build_deciders

        work.say("deciders", {})
        build_deciders(work.session, work.plan)


def _reasons(work: Work, options: Options) -> Reasons:
    """Sheets of units print every sentence, however many there are."""
    printed = options.documents and "feedback" in work.assessment.documents
    return "always" if options.reasons == "auto" and printed else options.reasons


@dataclass(frozen=True)
class _Outcome:
    """What was computed besides the tables: figures, wording that is no figure, whether sentences are stored, what is compared.

    And what the inputs were before they were read.
    """

    before: dict[Path, Stamp]
    figures: dict[str, Figure]
    fixed_wording: tuple[str, ...]
    reasons: bool
    compared: dict[str, Any] | None = None


def _compared(work: Work) -> dict[str, Any] | None:
    """The comparison with the run that assessment.yaml names; None where it names none."""
    if "comparison" not in work.assessment.documents:
        return None
    from scoring.comparing.inside import compare_inside

    return compare_inside(work)


def _declared(work: Work, paper: _Paper | None) -> tuple[Declared, Known]:
    """figures.yaml, and the text held against it, before anything is scored; raises ProblemsFound (C002-C015, F001-F016)."""
    declared, known = settings.declared_figures(work)
    if paper is not None and paper.body is not None:
        from scoring.documents.accounts.templates import check_text

        work.collect(check_text(paper.body, (paper.templates,), declared))
    return declared, known


@dataclass(frozen=True)
class _Paper:
    """What the printed documents need besides results: the text of the circular and the fonts."""

    body: Path | None
    fonts: FontSet
    templates: Path
    versions: dict[str, str]


def _paper(work: Work) -> _Paper | None:
    """Text and fonts of printed documents; None where the assessment prints none. Raises ProblemsFound A021, D001-D026."""
    from scoring import documents

    body, sections = beside(work.assessment, BODY), work.assessment.documents
    if body is None and "circular" in sections:
        raise ProblemsFound([Problem("A021", str(work.assessment.folder / "assessment.yaml"), where="circular")])
    if not any(kind.printed and kind.section in sections for kind in documents.KINDS):
        return None
    folder = work.assessment.folder
    if (folder / TEMPLATES).is_dir():
        documents.check_templates(folder / TEMPLATES)
    fonts = documents.load_fonts(settings=documents.find_settings(folder))
    typesetting = documents.typesetting_versions()  # what is not installed is told here
    work.problems += documents.document_notes(fonts)
    return _Paper(body, fonts, folder / TEMPLATES, typesetting)


def _write(work: Work, options: Options, paper: _Paper | None, events: list[dict[str, Any]], outcome: _Outcome) -> Run:
    from scoring.commands.analysing import analyse_work
    from scoring.results.collect import store_settings
    from scoring.results.reasons import write_wide
    from scoring.results.store import write_tables
    from scoring.results.summary import summarise

    if options.strict and any(problem.severity == "warning" for problem in work.problems):
        raise ProblemsFound([*work.problems])
    described = settings.describe(work) | {"fixed_wording": outcome.fixed_wording, "comparison": outcome.compared}
    depends = _identity(work, options, paper, described)
    store_settings(work.session, described, outcome.figures)
    if "sensitivity" in work.assessment.documents:
        analyse_work(work, described)
    results = _results(work, options) if options.documents else None
    summary = summarise(work.session, described)
    target = (options.out or work.assessment.folder / "out") / f"{work.assessment.id}-{output.run_hash(depends)}"
    with output.new_folder(target) as folder:
        work.session.finish()
        work.say("tables_out", {})
        write_tables(work.session, folder, keep_steps=options.keep_steps)
        if not outcome.reasons:
            write_wide(work.session, work.plan, folder)
        _write_criteria(work, folder)
        if results is not None:
            _documents(work, results, paper, folder, options.jobs)
        _write_log(folder, events, work)
        outputs = output.file_list(folder, (path for path in folder.rglob("*") if path.is_file()))
        refuse_changed(outcome.before, _inputs(work).values())
        observed = work.session.observed
        observed.ask_system()
        manifest = {**depends, "outputs": outputs}
        if options.memory or options.spill:  # no other run has a byte in it that the next one would not have
            manifest["observed"] = observed.as_dict()
        (folder / "manifest.json").write_text(
            json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n", "utf-8"
        )
    work.say("done", {"run": str(target)})
    return Run(target, summary, results, tuple(work.problems), observed, invented=work.invented)


def _results(work: Work, options: Options) -> Results:
    """What the documents print; D082 or D083 where the run is too large for all of the explorer."""
    from scoring.results.collect import collect_results
    from scoring.results.explorer.extent import cut_problem

    results = collect_results(work.session, final=options.final)
    if cut := cut_problem(results.explorer):
        work.problems.append(cut)
    return results


def _write_criteria(work: Work, folder: Path) -> None:
    """The criteria that were used; where they extend others, also every file as it was written, the file itself first."""
    (folder / "criteria.yaml").write_bytes(whole_criteria(work.assessment.scored_by))
    files = derive(work.assessment.scored_by).files
    if len(files) > 1:
        (folder / "criteria").mkdir()
        for i, file in enumerate(files):
            (folder / "criteria" / f"{i}-{file.parent.name}.yaml").write_bytes(file.read_bytes())


def _identity(work: Work, options: Options, paper: _Paper | None, described: dict[str, Any]) -> dict[str, Any]:
    criteria = {key: described[key] for key in ("criteria", "score_fingerprint", "text_fingerprint")}
    parameters = {
        "documents": options.documents,
        "keep_steps": options.keep_steps,
        "reasons": options.reasons,
        "run_date": described["run_date"].isoformat(),
    }
    if work.invented:
        parameters["sample"] = True
    printed = Printed(paper.fonts.fingerprint, paper.fonts.described, paper.versions) if paper else None
    return identity(work.assessment, criteria, _inputs(work), parameters, printed, options.engine.name)


def _inputs(work: Work) -> dict[str, Path]:
    """Every file that was read, by its place."""
    reports = work.session.rows("select path from sources where form <> 'data' order by path")
    return input_places(work.assessment, work.record_files, (work.assessment.folder / path for (path,) in reports))


def _documents(work: Work, results: Results, paper: _Paper | None, folder: Path, jobs: int | None) -> None:
    from scoring import documents

    job = documents.Job(results, folder, jobs=jobs, say=work.say)
    if paper is not None:
        # Text and templates go with the run, so that `scoring render` can print it again.
        if paper.body is not None:
            (folder / BODY).write_bytes(paper.body.read_bytes())
        if paper.templates.is_dir():
            documents.keep_templates(paper.templates, folder / TEMPLATES)
        job.body, job.folders, job.fonts = paper.body, (paper.templates,), paper.fonts
    documents.write_documents(tuple(documents.configured(results)), job)


def _write_log(folder: Path, events: list[dict[str, Any]], work: Work) -> None:
    # No clock in the log: the same inputs give the same bytes.
    severities: dict[Severity, int] = {}
    for problem in work.problems:
        severities[problem.severity] = severities.get(problem.severity, 0) + 1
    lines = [*events, {"stage": "finished", "problems": severities}]
    (folder / "run.jsonl").write_text(
        "".join(shown(json.dumps(line, ensure_ascii=False, sort_keys=True, default=str)) + "\n" for line in lines), "utf-8"
    )
