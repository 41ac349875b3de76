"""From one state to another: forward step by step, back or past a step with a reason, out of a final one never."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.files.locking import locked
from scoring.files.output import FINAL, digest
from scoring.finished.locating import MANIFEST, read_manifest
from scoring.problems import Problem, ProblemsFound, has_errors
from scoring.states.checking import pending
from scoring.states.log import STATES, Line, Log, State, append, read_log, runs_of

SHEETS = "feedback/"  # where the sheets of units stand among the outputs of a run


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides what, when and why; the date is given, never the clock.

    Args:
        date: The day of the decision.
        by: Who takes it.
        reason: Why; needed to go back, to pass over a step, and to put another run in the place of one.
    """

    date: dt.date
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A run among the runs of its folder: where it lies, what its manifest says, and the log beside it."""

    run: Path
    manifest: Mapping[str, Any]
    log: Log

    @property
    def name(self) -> str:
        """Name of the run's folder, as the log has it."""
        return self.run.resolve().name

    @property
    def assessment(self) -> str:
        """Id of the assessment."""
        return str(self.manifest["assessment"])

    @property
    def state(self) -> State:
        """State of the assessment."""
        return self.log.state(self.assessment)

    def line(self, state: State, decision: Decision) -> Line:
        """The line that tells a decision about this run."""
        sums = digest(self.run / MANIFEST)
        return Line(0, self.assessment, self.name, sums, self.state, state, decision.date.isoformat(), decision.by, decision.reason)


@dataclass(frozen=True, slots=True)
class Moved:
    """A step that was taken: its line in the log, and warnings (V030 a torn line was cut off, V046 no sheets to send out)."""

    line: Line
    problems: tuple[Problem, ...] = ()


def stand(run: Path) -> Standing:
    """A run and the log beside it; raises ProblemsFound A007 where it is none."""
    return Standing(run, read_manifest(run), read_log(runs_of(run)))


def advance(run: Path, to: State, decision: Decision, *, wait: float = 0) -> Moved:
    """Take the assessment of a run to another state.

    Args:
        run: Folder of the run that the step is about: whose sheets go out, against which appeals are heard.
        to: ``draft``, ``feedback`` or ``appeals``; final is :func:`scoring.states.finalising.finalise`.
        decision: Who, when, why.
        wait: Seconds to wait while another command works in the folder of runs.

    Returns:
        The step. Raises ProblemsFound A006, A007, A050, A051, V031-V037, V045, V047, V048; nothing is written then.
    """
    read_manifest(run)
    with locked(runs_of(run), "advance", wait):
        standing = stand(run)
        problems = [
            *standing.log.problems,
            *pending(standing.log),
            *decision_problems(standing, decision),
            *_refused(standing, to, decision),
        ]
        if has_errors(problems):
            raise ProblemsFound(problems)
        if to == "feedback" and not any(entry["path"].startswith(SHEETS) for entry in standing.manifest["outputs"]):
            problems.append(Problem("V046", str(run)))
        return Moved(append(standing.log, standing.line(to, decision)), tuple(problems))


def decision_problems(standing: Standing, decision: Decision) -> Iterator[Problem]:
    """A081 where the data are invented; V048 without a name; V034 where the day lies before the last decision or the run's date."""
    if standing.manifest.get("parameters", {}).get("sample"):
        yield Problem("A081", str(standing.run))
    if not decision.by.strip():
        yield Problem("V048", where="by")
    before = [line.date for line in standing.log.of(standing.assessment)[-1:]]
    made = standing.manifest.get("parameters", {}).get("run_date")
    latest = max(filter(None, [*before, made]), default="")
    if decision.date.isoformat() < latest:
        yield Problem("V034", where="date", found=decision.date.isoformat(), args={"latest": latest})


def _refused(standing: Standing, to: State, decision: Decision) -> Iterator[Problem]:
    """V036 for a final run, V037 where nothing would change, V035 where a reason is wanting."""
    lines = standing.log.of(standing.assessment)
    if (standing.run / FINAL).is_file():
        yield Problem("V036", str(standing.run))
    elif lines and standing.state == to and lines[-1].run == standing.name:
        yield Problem("V037", str(standing.run), args={"state": title(to)})
    elif not is_next(standing.state, to) and not decision.reason.strip():
        words = {language: f"{TITLES[standing.state][i]} → {TITLES[to][i]}" for i, language in enumerate(("zh", "en"))}
        yield Problem("V035", where="reason", args={"move": words})


def is_next(state: State, to: State) -> bool:
    """Whether a state is the one that follows."""
    return STATES.index(to) == STATES.index(state) + 1


TITLES: dict[State, tuple[str, str]] = {
    "draft": ("初评", "draft"),
    "feedback": ("反馈", "feedback"),
    "appeals": ("复核", "appeals"),
    "final": ("定稿", "final"),
}


def title(state: State) -> dict[str, str]:
    """A state in words, by language."""
    return dict(zip(("zh", "en"), TITLES[state], strict=True))
