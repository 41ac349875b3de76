"""``scoring state``: where an assessment stands, how it came there, and whether its record is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from scoring.files.output import FINAL
from scoring.finished.locating import MANIFEST, read_manifest
from scoring.problems import Problem, ProblemsFound, has_errors
from scoring.states.checking import log_problems
from scoring.states.log import NAME, Line, Log, State, read_log, runs_of

RunState = Literal["draft", "feedback", "appeals", "final", "superseded"]


@dataclass(frozen=True, slots=True)
class FinalRun:
    """A final run as the log has it: ``superseded_by`` is the number of the one that took its place, None where it is in force."""

    number: int
    run: str
    date: str
    by: str
    reason: str
    final: str
    superseded_by: int | None


@dataclass(frozen=True, slots=True)
class AssessmentState:
    """Where one assessment stands: its state, the run and day of the last decision, all decisions and all final runs."""

    assessment: str
    state: State
    run: str
    since: str
    lines: tuple[Line, ...]
    finals: tuple[FinalRun, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to say of a run, or of a folder of runs.

    Args:
        log: Path of the log.
        lines: Number of its lines.
        assessments: One entry per assessment of the log; that of the run only, where a run was named.
        run: Name of the run, empty for a folder of runs.
        run_state: What the run itself is; None for a folder of runs.
        problems: Everything that is wrong, V030-V049.
    """

    log: str
    lines: int
    assessments: tuple[AssessmentState, ...]
    run: str = ""
    run_state: RunState | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the record can be relied on."""
        return not has_errors(self.problems)

    def as_dict(self) -> dict[str, Any]:
        """All but the problems, as plain data."""
        return {key: value for key, value in asdict(self).items() if key != "problems"}


def state(path: Path) -> Shown:
    """The state of the assessment of a run, or of all assessments of a folder of runs, with everything checked again.

    Args:
        path: Folder of a run, or a folder of runs; where no step was recorded yet, every assessment in it is a draft.

    Returns:
        The states. Raises ProblemsFound A007 where the path is neither.
    """
    if (path / MANIFEST).is_file():
        assessment = str(read_manifest(path)["assessment"])
        log = read_log(runs_of(path))
        own = _own_state(log, path)
        return Shown(str(log.file), len(log.lines), (_standing(log, assessment),), path.resolve().name, own, tuple(log_problems(log)))
    drafts = list(_assessments(path))
    if not drafts and not (path / NAME).is_file():
        raise ProblemsFound([Problem("A007", str(path))])
    log = read_log(path)
    assessments = tuple(_standing(log, name) for name in dict.fromkeys([*(line.assessment for line in log.lines), *drafts]))
    return Shown(str(log.file), len(log.lines), assessments, problems=tuple(log_problems(log)))


def _assessments(out: Path) -> Iterator[str]:
    """The assessments of the runs in a folder, whether steps of them were recorded or not."""
    if (out / "assessment.yaml").is_file():  # an assessment folder is no folder of runs, though it may hold last year's run
        return
    for file in sorted(out.glob(f"[!.]*/{MANIFEST}")):
        with suppress(ProblemsFound):
            yield str(read_manifest(file.parent)["assessment"])


def _own_state(log: Log, run: Path) -> RunState:
    """What a run itself is: final, superseded, or the state in which the last line names it."""
    name = run.resolve().name
    lines = [line for line in log.lines if line.run == name]
    if (run / FINAL).is_file():
        later = [line for line in log.finals() if lines and line.number > lines[-1].number and line.assessment == lines[-1].assessment]
        return "superseded" if later else "final"
    return lines[-1].state if lines else "draft"


def _standing(log: Log, assessment: str) -> AssessmentState:
    lines = log.of(assessment)
    last = lines[-1] if lines else None
    finals = log.finals(assessment)
    shown = tuple(
        FinalRun(i, line.run, line.date, line.by, line.reason, line.final, i + 1 if i < len(finals) else None)
        for i, line in enumerate(finals, 1)
    )
    return AssessmentState(assessment, log.state(assessment), last.run if last else "", last.date if last else "", lines, shown)
