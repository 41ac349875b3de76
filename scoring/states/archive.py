"""The inputs of a run, kept with it: ``inputs/`` is an assessment folder that scores the same again years later.

Every file lies under the very path by which the manifest names it, and has the same bytes; so a run of ``inputs/`` has the
name and the results of the run itself. Criteria that lay elsewhere (a shipped pack, what they extend) are in it too, and
``archived-criteria.json`` says where: the packs that ship in later years may be others.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.files import yamlfile
from scoring.files.output import digest, file_list, unwritten
from scoring.finished.locating import case_files, changed_inputs, input_places
from scoring.finished.record import Entry, Final
from scoring.folder.assessment import read_assessment
from scoring.folder.deriving import derive
from scoring.folder.elsewhere import ARCHIVED
from scoring.folder.manifest import FONTS
from scoring.problems import Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive lacks of the inputs of the manifest, and what it has besides."""

    left_out: tuple[Entry, ...]
    added: tuple[Entry, ...]


def archive_inputs(folder: Path, manifest: Mapping[str, Any], target: Path, *, records: bool) -> Archive:
    """Copy the inputs of a run into a new folder.

    Args:
        folder: The assessment folder.
        manifest: The manifest of the run.
        target: The folder to make.
        records: Whether the files of record tables are copied too; they may be gigabytes.

    Returns:
        What was left out and what was added. Raises ProblemsFound V041 for every input that is no longer what the run read, A006, A031.
    """
    if changed := changed_inputs(manifest, folder):
        raise ProblemsFound([Problem("V041", str(change.file), args={"change": _CHANGES[change.change]}) for change in changed])
    places = input_places(folder)
    sums = {entry["path"]: str(entry["sha256"]) for entry in manifest["inputs"]}
    cases = set() if records else set(case_files(read_assessment(folder)))
    left = {place for place, file in places.items() if file in cases}
    for path in sorted(sums.keys() - left):
        _copy(places[path], target / path, sums[path])
    added = [target / ARCHIVED, *(target / font.relative_to(folder) for font in _typefaces(folder))]
    for file in added[1:]:
        _copy(folder / file.relative_to(target), file)
    _write_lookups(folder, target, places)
    return Archive(
        tuple(Entry(entry["path"], entry["bytes"], entry["sha256"]) for entry in manifest["inputs"] if entry["path"] in left),
        tuple(Entry(**entry) for entry in file_list(target, iter(added))),
    )


_CHANGES = {
    "changed": {"zh": "内容已改", "en": "changed"},
    "missing": {"zh": "文件已不在", "en": "missing"},
    "added": {"zh": "是新加的文件", "en": "added"},
}


def _copy(file: Path, target: Path, expected: str = "") -> None:
    """Copy one file; raises ProblemsFound V041 where it is changed in this very moment, A006, A031."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    except OSError as error:
        raise unwritten(target, error) from None
    if expected and digest(target) != expected:
        raise ProblemsFound([Problem("V041", str(file), args={"change": _CHANGES["changed"]})])


def _typefaces(folder: Path) -> Iterator[Path]:
    """The office's own font files inside the folder; fonts.yaml names them, and a run stops without them."""
    if not (folder / FONTS).is_file():
        return
    from scoring.documents.fonts.settings import read_settings

    for choice in read_settings(folder / FONTS):
        if choice.file.resolve().is_relative_to(folder.resolve()):
            yield folder / choice.file.resolve().relative_to(folder.resolve())


def _write_lookups(folder: Path, target: Path, places: Mapping[str, Path]) -> None:
    """Where the criteria lie that files of the archive name: by folder of the file, name as written -> path."""
    files = [file.resolve() for file in derive(read_assessment(folder).scored_by).files]
    kept = {file.resolve(): place for place, file in places.items()}
    names = [(Path(), str(yamlfile.read(folder / "assessment.yaml").data["criteria"]))]
    names += [(Path(kept[file]).parent, str(yamlfile.read(file).data["extends"])) for file in files[:-1]]
    found: dict[str, dict[str, str]] = {}
    for (where, name), file in zip(names, files, strict=True):
        found.setdefault(where.as_posix(), {})[name] = kept[file]
    (target / ARCHIVED).write_text(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")


def archived_files(manifest: Mapping[str, Any], final: Final) -> dict[str, str]:
    """SHA-256 of every file that the archive of a final run holds, by path."""
    left = {entry.path for entry in final.left_out}
    kept = {entry["path"]: str(entry["sha256"]) for entry in manifest["inputs"] if entry["path"] not in left}
    return kept | {entry.path: entry.sha256 for entry in final.added}
