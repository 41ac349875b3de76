"""Where the inputs of a finished run lie, and which of them are no longer what they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from scoring.files import jsonfile
from scoring.files.output import digest
from scoring.folder import manifest as manifests
from scoring.folder.assessment import Assessment, read_assessment
from scoring.folder.deriving import derive
from scoring.folder.record_places import record_files
from scoring.folder.report_files import report_files
from scoring.problems import Problem, ProblemsFound

MANIFEST, SETTINGS, ARCHIVE = "manifest.json", "assessment.yaml", "inputs"


@dataclass(frozen=True)
class ChangedInput:
    """An input that is not what the manifest says.

    Args:
        path: Its place as the manifest names it.
        change: ``changed``, ``missing`` (the run read it, it is gone) or ``added`` (a run would read it, this one did not).
        expected: SHA-256 in the manifest; empty where the file was added.
        found: SHA-256 now; empty where the file is missing.
        file: Where it lies; where it would lie in the folder, where it is missing.
    """

    path: str
    change: Literal["changed", "missing", "added"]
    expected: str = ""
    found: str = ""
    file: Path = field(default=Path(), compare=False)


def check_run(run: Path, *, scored_again: bool = False) -> None:
    """Raises ProblemsFound A007 where there is no finished run, A090 where a later version made it.

    Args:
        run: Folder of the run.
        scored_again: Whether it must hold its criteria too, as runs of this version do (A028).
    """
    if not (run / "results.duckdb").is_file() or not (run / MANIFEST).is_file():
        raise ProblemsFound([Problem("A007", str(run))])
    with suppress(OSError, ValueError):  # a manifest that cannot be read is told by those who need more of it
        _refuse_later(run, jsonfile.read(run / MANIFEST))
    if scored_again and not (run / "criteria.yaml").is_file():
        raise ProblemsFound([Problem("A028", str(run), found="criteria.yaml")])


def read_manifest(run: Path) -> dict[str, Any]:
    """``manifest.json`` of a finished run; raises ProblemsFound A007 where it cannot be read, A090 where a later version wrote it."""
    try:
        manifest = jsonfile.read(run / MANIFEST)
    except (OSError, ValueError) as error:
        found = "" if isinstance(error, FileNotFoundError) else f"{MANIFEST}: {error}"
        raise ProblemsFound([Problem("A007", str(run), found=found)]) from None
    _refuse_later(run, manifest)
    if lacking := next((key for key, is_sound in _SHAPE.items() if not is_sound(manifest.get(key))), None):
        raise ProblemsFound([Problem("A007", str(run), found=f"{MANIFEST}: {lacking}")])
    return manifest


def _refuse_later(run: Path, manifest: Mapping[str, Any]) -> None:
    """Raises ProblemsFound A090 where a later version made the run: what it means by its tables cannot be known here."""
    made = manifest.get("format", 1)  # the first version did not say it
    if isinstance(made, int) and made > manifests.FORMAT:
        raise ProblemsFound([Problem("A090", str(run), found=str(made), args={"known": manifests.FORMAT})])


def _are_files(entries: object) -> bool:
    """Whether a list is one of files with their hashes, all of them below the folder."""
    return isinstance(entries, list) and all(_is_file(entry) for entry in entries)


def _is_file(entry: object) -> bool:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("path", "sha256")):
        return False
    place = PurePosixPath(entry["path"])
    return isinstance(entry.get("bytes"), int) and not place.is_absolute() and ".." not in place.parts


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict)


# What everybody who reads a manifest relies on.
_SHAPE: Mapping[str, Callable[[object], bool]] = {
    "assessment": lambda value: isinstance(value, str),
    "criteria": _is_mapping,
    "parameters": _is_mapping,
    "inputs": _are_files,
    "outputs": _are_files,
}


def find_inputs(run: Path, given: Path | None = None) -> Path:
    """The assessment folder that a run was made from.

    Args:
        run: Folder of the run.
        given: What the user names; it goes before everything else.

    Returns:
        ``given``; else the ``inputs`` that a final run keeps; else the folder two levels above the run (runs lie in
        ``out`` of their assessment by default). Whether its files are still the same, :func:`changed_inputs` says.
        Raises ProblemsFound V001 where there is no assessment.yaml.
    """
    places = [given] if given else [run / ARCHIVE, run.resolve().parent.parent]
    found = next((place for place in places if (place / SETTINGS).is_file()), None)
    if found is None:
        raise ProblemsFound([Problem("V001", str(given or run))])
    return found


def input_places(folder: Path) -> dict[str, Path]:
    """Every file that a run of an assessment folder would read now, by its place as a manifest names it.

    Raises ProblemsFound (A001-A006, A026, C002-C007, C100-C102, Y001-Y006) where settings or criteria cannot be read.
    """
    assessment = read_assessment(folder)
    return manifests.input_places(assessment, case_files(assessment), report_files(assessment.reports))


def case_files(assessment: Assessment) -> list[Path]:
    """The files of the record tables that the criteria declare; those that are missing are no files."""
    source = derive(assessment.scored_by).source
    if not isinstance(source.data, dict) or not source.data.get("records"):
        return []
    from scoring.criteria import read_criteria

    criteria, _ = read_criteria(source)
    found, _ = record_files(assessment, criteria.records)
    return [file for files in found.values() for file in files]


def changed_inputs(manifest: Mapping[str, Any], folder: Path) -> list[ChangedInput]:
    """What differs between the inputs that a manifest names and a folder, sorted by place; empty where all are the same.

    Args:
        manifest: As :func:`read_manifest` gives it.
        folder: The assessment folder.
    """
    expected = {entry["path"]: str(entry["sha256"]) for entry in manifest["inputs"]}
    try:
        places = input_places(folder)
    except ProblemsFound:  # settings or criteria are broken now: then at least what the manifest names can be held against it
        places = {}
    there = {path: folder / path for path in expected if (folder / path).is_file()} | places
    found = {path: digest(file) for path, file in there.items() if file.is_file()}
    differing = (path for path in sorted({*expected, *found}) if expected.get(path) != found.get(path))
    return [_change(path, expected.get(path, ""), found.get(path, ""), there.get(path, folder / path)) for path in differing]


def _change(path: str, expected: str, found: str, file: Path) -> ChangedInput:
    return ChangedInput(path, "missing" if not found else "changed" if expected else "added", expected, found, file)
