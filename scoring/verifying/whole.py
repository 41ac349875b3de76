"""Verifying: outputs, inputs, environment, recomputation, printed annex, in this order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.files.output import FINAL
from scoring.files.passing import passing, place
from scoring.finished.locating import changed_inputs, find_inputs, read_manifest
from scoring.pipeline.gathered import Say, silent
from scoring.problems import Problem, ProblemsFound
from scoring.verifying.model import Stage, Verified
from scoring.verifying.outputs import check_outputs
from scoring.verifying.pins import check_pins, pins_now

_CHANGES = {"changed": "V020", "missing": "V021", "added": "V022"}
_MEANS = ("program", "versions", "fonts", "faces", "typesetting")


@dataclass(frozen=True)
class Wanted:
    """What of a run is verified.

    Args:
        inputs: The assessment folder; found by :func:`scoring.finished.locating.find_inputs` when None.
        recompute: Whether the run is made again; else only hashes, versions and the printed annex are looked at.
        annex_only: Whether only the numbers of the printed annex are derived again.
        circular: The printed circular; that of the run when None.
    """

    inputs: Path | None = None
    recompute: bool = True
    annex_only: bool = False
    circular: Path | None = None


def verify(run: Path, wanted: Wanted | None = None, say: Say = silent) -> Verified:
    """Say whether a finished run is what its inputs make of it, and where it is not.

    Args:
        run: Folder of the run; nothing in it is changed.
        wanted: What is verified; everything when None.
        say: Told at every stage of the recomputation.

    Returns:
        The stages with what was found in each. Raises ProblemsFound A007 (no run).
    """
    wanted, manifest = wanted or Wanted(), read_manifest(run)
    if wanted.annex_only:
        return Verified(run, None, (_annex(run, wanted),))
    outputs, annex = check_outputs(run, manifest), _annex(run, wanted)
    try:
        folder = find_inputs(run, wanted.inputs)
    except ProblemsFound as error:  # what needs no inputs is told all the same
        lost = (Stage("inputs", problems=[*error.problems]), *(Stage(name, skipped="no_inputs") for name in ("environment", "recomputed")))
        return Verified(run, None, (outputs, *lost, annex))
    inputs, now = _inputs(manifest, folder), pins_now(manifest, folder)
    recomputed = Stage("recomputed", skipped="quick")
    if wanted.recompute:
        with passing(place()) as out:
            recomputed = _recompute(run, manifest, folder, (out, now, say))
    return Verified(run, folder, (outputs, inputs, check_pins(run, manifest, now), recomputed, annex))


def _inputs(manifest: Mapping[str, Any], folder: Path) -> Stage:
    """V020 changed, V021 missing, V022 added."""
    problems = [
        Problem(_CHANGES[change.change], str(change.file), found=change.found[:12], args={"sha": change.expected[:12]})
        for change in changed_inputs(manifest, folder)
    ]
    return Stage("inputs", len(manifest["inputs"]), problems)


def _recompute(run: Path, manifest: Mapping[str, Any], folder: Path, how: tuple[Path, Mapping[str, Any], Say]) -> Stage:
    from scoring.verifying.recomputing import ENGINE, check_recomputed, run_again

    out, now, say = how
    try:
        again = run_again(folder, manifest, out, say, final=(run / FINAL).is_file())
    except ProblemsFound as error:  # the inputs do not score any more, which is a result of verifying and not its end
        return Stage("recomputed", problems=[problem for problem in error.problems if problem.severity == "error"])
    same_means = manifest["engine"] == ENGINE and all(manifest.get(key) == now.get(key) for key in _MEANS)
    return check_recomputed(run, manifest, again, same_means=same_means)


def _annex(run: Path, wanted: Wanted) -> Stage:
    circular = wanted.circular or run / "circular.pdf"
    if not circular.is_file():
        return Stage("annex", skipped="no_circular")
    from scoring.verifying.annex import check_annex

    return check_annex(run, circular)
