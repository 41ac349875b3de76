"""``scoring finalise``: a run is frozen, and nothing is ever written into it again.

What is added to the run is first made whole in a folder beside its files. Renaming that folder is the moment of decision:
before it nothing has happened, after it the same command finishes what was broken off.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from scoring.files.locking import locked
from scoring.files.output import FINAL, unwritten
from scoring.finished.locating import read_manifest
from scoring.finished.record import NOTICE, Final, read_final
from scoring.machine.interrupts import held
from scoring.problems import Problem, ProblemsFound, has_errors
from scoring.states.checking import WHOLE, output_problems, pending
from scoring.states.freezing import freeze, put_notice, writable
from scoring.states.log import Line, append, read_log, runs_of
from scoring.states.moves import Decision, Standing, decision_problems, is_next, stand, title
from scoring.states.preparing import Freezing, prepare


@dataclass(frozen=True, slots=True)
class Finalised:
    """A run that became final, the SHA-256 of its ``final.json``, and warnings (V030 a torn line was cut off, V050 open appeals)."""

    final: Final
    sha256: str
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """All but the problems, as plain data."""
        return {**asdict(self.final), "final": self.sha256}


def finalise(run: Path, decision: Decision, freezing: Freezing | None = None) -> Finalised:
    """Make a run final: inputs go into it, ``final.json`` seals it, files and folders become read-only.

    Args:
        run: Folder of the run.
        decision: Who, when, and why without the steps before where they were passed over.
        freezing: What it supersedes, and what is kept.

    Returns:
        The final run. Raises ProblemsFound A006, A007, A031, A050, A051, V001, V031-V042, V044, V045, V048; then nothing is changed,
        except that a call that was broken off after its decision is brought to its end.
    """
    freezing = freezing or Freezing()
    read_manifest(run)
    with locked(runs_of(run), "finalise", freezing.wait):
        standing = stand(run)
        if not _is_decided(standing):
            problems = [*_refused(standing, decision, freezing), *output_problems(run, standing.manifest)]
            if has_errors(problems):
                raise ProblemsFound(problems)
            prepare(standing, decision, freezing)
        with held():
            made = _complete(standing)
    return replace(made, problems=(*made.problems, *_undecided(run)))


def _undecided(run: Path) -> Iterator[Problem]:
    """V050 where a run became final with appeals that nobody has decided."""
    table = run / "results" / "appeals.parquet"
    if not table.is_file():
        return
    import polars as pl

    from scoring.appeals.model import PENDING

    waiting = pl.read_parquet(table, columns=["appeal_id", "decision"]).filter(pl.col("decision") == PENDING)["appeal_id"].to_list()
    if waiting:
        yield Problem("V050", str(run), found="、".join(waiting), args={"appeals": len(waiting)})


def _is_decided(standing: Standing) -> bool:
    """Whether a call before this one was broken off after its decision; raises V038 where the run is final already."""
    if errors := [problem for problem in standing.log.problems if problem.severity == "error"]:
        raise ProblemsFound(errors)
    if (standing.run / WHOLE).is_dir():
        return True
    if not (standing.run / FINAL).is_file():
        return False
    final, sha256 = read_final(standing.run)
    logged = any(line.final == sha256 for line in standing.log.lines)
    if not logged and final.log != standing.log.head:
        raise ProblemsFound([Problem("V045", str(standing.run))])
    if logged and not _lacks_notice(standing, final) and not any(writable(standing.run)):
        raise ProblemsFound([Problem("V038", str(standing.run))])
    return True


def _lacks_notice(standing: Standing, final: Final) -> bool:
    """Whether the run whose place a final run takes does not say so yet."""
    old = final.supersedes and runs_of(standing.run) / final.supersedes.run
    return bool(old and old.is_dir() and not (old / NOTICE).is_file())


def _refused(standing: Standing, decision: Decision, freezing: Freezing) -> Iterator[Problem]:
    """V034, V048; V039 and V040 on what it supersedes; V035 where the steps before were passed over without a reason."""
    yield from standing.log.problems
    yield from pending(standing.log)
    yield from decision_problems(standing, decision)
    finals = standing.log.finals(standing.assessment)
    if finals and not freezing.supersedes.strip():
        yield Problem("V039", where="supersedes", found=finals[-1].run, args={"number": len(finals)})
    elif freezing.supersedes.strip() and not finals:
        yield Problem("V040", where="supersedes", found=freezing.supersedes)
    elif not finals and not is_next(standing.state, "final") and not decision.reason.strip():
        words = {language: f"{now} → {title('final')[language]}" for language, now in title(standing.state).items()}
        yield Problem("V035", where="reason", args={"move": words})


def _complete(standing: Standing) -> Finalised:
    """After the decision: files take their places, the log has its line, the run before says so, all is read-only."""
    run = standing.run
    try:
        _take_places(run)
        final, sha256 = read_final(run)
        log = read_log(runs_of(run))
        if not any(line.final == sha256 for line in log.lines):
            before = log.state(final.assessment)
            reason = final.why or final.reason
            line = Line(0, final.assessment, final.run, final.manifest, before, "final", final.date, final.by, reason, sha256)
            append(log, line)
        if final.supersedes:
            put_notice(runs_of(run) / final.supersedes.run, final, sha256)
        freeze(run)
    except OSError as error:
        raise unwritten(run, error) from None
    return Finalised(final, sha256, log.problems)


def _take_places(run: Path) -> None:
    """What was made beside goes to its place, ``final.json`` last."""
    whole = run / WHOLE
    files = sorted((path for path in whole.rglob("*") if path.is_file()), key=lambda path: path.name == FINAL)
    for path in files:
        place = run / path.relative_to(whole)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    shutil.rmtree(whole, ignore_errors=True)
