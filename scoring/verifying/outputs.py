"""The files of a run against its manifest: whether anything was changed, lost or put beside it since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring.files.output import digest, run_hash
from scoring.finished.locating import ARCHIVE, MANIFEST
from scoring.folder.manifest import identity_of
from scoring.problems import Problem
from scoring.verifying.model import Stage

# What may stand in a run besides its outputs: the manifest, what makes a run final, and that another final run took its place.
_BESIDE = {MANIFEST, "final.json", "superseded.json"}


def check_outputs(run: Path, manifest: Mapping[str, Any]) -> Stage:
    """V002 a file was changed, V003 is missing, V004 was added; V005 the manifest is not the one the run's name was made of.

    Args:
        run: Folder of the run.
        manifest: Its manifest.
    """
    expected = {entry["path"]: entry["sha256"] for entry in manifest["outputs"]}
    problems = list(_changed(run, expected))
    there = {path.relative_to(run).as_posix() for path in run.rglob("*") if path.is_file()}
    strange = sorted(path for path in there - set(expected) - _BESIDE if not path.startswith(f"{ARCHIVE}/"))
    problems += [Problem("V004", str(run / path)) for path in strange]
    problems += _renamed(run, manifest)
    return Stage("outputs", len(expected), problems)


def _changed(run: Path, expected: Mapping[str, str]) -> Iterator[Problem]:
    for path, sha in sorted(expected.items()):
        file = run / path
        if not file.is_file():
            yield Problem("V003", str(file))
        elif (found := digest(file)) != sha:
            yield Problem("V002", str(file), found=found[:12], args={"sha": sha[:12]})


def _renamed(run: Path, manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """The hash in the folder's name is over everything the run depends on; a folder that was renamed says nothing."""
    name, _, there = run.resolve().name.rpartition("-")
    expected = run_hash(identity_of(manifest))
    if name == manifest["assessment"] and len(there) == len(expected) and there != expected:
        yield Problem("V005", str(run / MANIFEST), found=there, args={"hash": expected})
