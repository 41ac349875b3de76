"""Whether the log and the final runs of a folder are what they were: every hash is computed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring.files.output import FINAL, digest
from scoring.finished.locating import ARCHIVE, MANIFEST, read_manifest
from scoring.finished.record import NOTICE, Final, read_final, superseded_by
from scoring.problems import Problem, ProblemsFound
from scoring.states.archive import archived_files
from scoring.states.freezing import writable
from scoring.states.log import Line, Log

WHOLE = ".final"  # in a run: what finalising adds to it, decided but not yet in its place
_CHANGES = {
    "changed": {"zh": "内容已改", "en": "changed"},
    "missing": {"zh": "文件已不在", "en": "missing"},
    "added": {"zh": "不是本次运行的文件", "en": "not a file of the run"},
}


def output_problems(run: Path, manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """V042 for every output of a run that is not what its manifest says."""
    yield from _changed(run, {entry["path"]: str(entry["sha256"]) for entry in manifest["outputs"]})


def _changed(root: Path, sums: Mapping[str, str]) -> Iterator[Problem]:
    for path, expected in sums.items():
        file = root / path
        if not file.is_file():
            yield _altered(file, "missing")
        elif digest(file) != expected:
            yield _altered(file, "changed")


def _altered(file: Path, change: str) -> Problem:
    return Problem("V042", str(file), args={"change": _CHANGES[change]})


def log_problems(log: Log) -> list[Problem]:
    """Everything that is wrong with a log and with the final runs beside it.

    Returns:
        V030-V033 of the log; V042 altered, missing or added files of final runs; V043 a final run that is not there; V044
        one whose ``final.json`` is not what the log says; V045 one that the log does not know; V047 one that is not
        finished; V049 one that can be written again.
    """
    out = log.file.parent
    problems = list(log.problems)
    for line in log.finals():
        run = out / line.run
        problems += _of_line(log, line, run) if (run / FINAL).is_file() else [Problem("V043", str(run), found=line.final[:16])]
    strangers = list(pending(log))
    for problem in strangers:
        problems += [problem, *(_of_run(Path(problem.file)) if problem.code == "V045" else ())]
    return problems


def pending(log: Log) -> Iterator[Problem]:
    """V047 for every run beside a log whose finalising was broken off, V045 for a final run that the log does not know."""
    out, known = log.file.parent, {line.final for line in log.finals()}
    yield from (Problem("V047", str(folder.parent)) for folder in sorted(out.glob(f"*/{WHOLE}")) if folder.is_dir())
    runs = {line.run for line in log.finals()}
    for file in sorted(path for path in out.glob(f"*/{FINAL}") if path.is_file()):
        if file.parent.name not in runs and digest(file) not in known:
            yield Problem("V047" if _follows(log, file.parent) else "V045", str(file.parent))


def _follows(log: Log, run: Path) -> bool:
    """Whether a final run without a line would be the next one of the log."""
    try:
        return read_final(run)[0].log == log.head
    except ProblemsFound:
        return False


def _of_line(log: Log, line: Line, run: Path) -> Iterator[Problem]:
    """What is wrong with the final run that a line of the log made."""
    try:
        final, sha256 = read_final(run)
    except ProblemsFound as error:
        yield from error.problems
        return
    before = [found for found in log.finals() if found.number < line.number]
    if sha256 != line.final or not _is_linked(final, before):
        yield Problem("V044", str(run / FINAL), found=sha256[:16])
    yield from _of_run(run)
    yield from _notice_problems(log, line, run)


def _of_run(run: Path) -> Iterator[Problem]:
    """V042 for every file of a final run that its seal does not vouch for, V049 where it can be written again."""
    try:
        final, _ = read_final(run)
        manifest = read_manifest(run)
    except ProblemsFound as error:
        yield from error.problems
        return
    if digest(run / MANIFEST) != final.manifest:
        yield _altered(run / MANIFEST, "changed")
    yield from output_problems(run, manifest)
    yield from _changed(run / ARCHIVE, archived_files(manifest, final))
    yield from _added(run, manifest, final)
    if found := list(writable(run)):
        yield Problem("V049", str(run), found=found[0].name, args={"files": len(found)})


def _is_linked(final: Final, before: list[Line]) -> bool:
    """Whether a final run names the one before it of the same log, and the last of its own assessment, by their hashes."""
    known = {found.final for found in before}
    own = [found.final for found in before if found.assessment == final.assessment]
    previous, supersedes = (link.final if link else "" for link in (final.previous, final.supersedes))
    return (previous in known or not known or _is_elsewhere(final, before)) and supersedes == (own[-1] if own else "")


def _is_elsewhere(final: Final, before: list[Line]) -> bool:
    """Whether the final run before was named by the user and lies in another folder."""
    return final.previous is not None and final.previous.run not in {line.run for line in before}


def _added(run: Path, manifest: Mapping[str, Any], final: Final) -> Iterator[Problem]:
    """V042 for every file of a final run that nobody knows."""
    known = {run / entry["path"] for entry in manifest["outputs"]} | {run / name for name in (MANIFEST, FINAL, NOTICE)}
    known |= {run / ARCHIVE / path for path in archived_files(manifest, final)}
    for file in sorted(path for path in run.rglob("*") if path.is_file()):
        if file not in known:
            yield _altered(file, "added")


def _notice_problems(log: Log, line: Line, run: Path) -> Iterator[Problem]:
    """V047 where a run does not say that another took its place, V044 where it names one that the log does not have."""
    later = next((found for found in log.finals(line.assessment) if found.number > line.number), None)
    said, there = superseded_by(run), (run / NOTICE).is_file()
    if later and not there:
        yield Problem("V047", str(log.file.parent / later.run))
    elif (said.final.final if said else None) != (later.final if later else None) or (there and not said):
        yield Problem("V044", str(run / NOTICE))
