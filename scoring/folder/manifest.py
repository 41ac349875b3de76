"""What a run depends on: the part of ``manifest.json`` that the run's name is a hash of."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.resources
import itertools
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.files import output
from scoring.folder.assessment import Assessment
from scoring.folder.deriving import derive
from scoring.folder.paperwork import named_files

FORMAT = 1
"""Version of the folder of a run (manifest, tables, files); a program reads the versions up to its own (docs/upkeep.md)."""

BODY, TEMPLATES = "circular.html.j2", "templates"  # the text of the circular, and what an office has of its own
FIGURES, FONTS = "figures.yaml", "fonts.yaml"
_SHOWN = 2  # parts of the folder of a file elsewhere that a manifest names

# What is read with, computed with and written with; what sets the type is told by `typesetting` besides.
LIBRARIES = (
    "chinesecalendar",
    "click",
    "duckdb",
    "fastexcel",
    "fonttools",
    "jinja2",
    "lxml",
    "numpy",
    "opencc-python-reimplemented",
    "pandera",
    "pdfminer.six",
    "pdfplumber",
    "polars",
    "pypinyin",
    "pydyf",
    "python-calamine",
    "pyyaml",
    "rapidfuzz",
    "uharfbuzz",
    "weasyprint",
    "xlsxwriter",
)
SPARK = ("pyspark", "sqlglot")


@dataclass(frozen=True)
class Printed:
    """What printed documents depend on besides results and templates.

    Args:
        fonts: One hash over all faces.
        faces: By role: the face used, where it came from, its hash.
        typesetting: Versions of the libraries and system libraries that set the type.
    """

    fonts: str
    faces: Mapping[str, Mapping[str, str]]
    typesetting: Mapping[str, str]


def identity(
    assessment: Assessment,
    criteria: Mapping[str, str],
    inputs: Mapping[str, Path],
    parameters: Mapping[str, Any],
    printed: Printed | None,
    engine: str,
) -> dict[str, Any]:
    """Everything a run depends on: the part of the manifest that its name is a hash of.

    Args:
        assessment: The assessment.
        criteria: Id of the criteria and their two fingerprints.
        inputs: Every file that was read, by its place (:func:`input_places`).
        parameters: What the user chose and what results or documents depend on.
        printed: What printed documents depend on; None where none are made.
        engine: What computes.
    """
    return {
        "assessment": assessment.id,
        "calendar": calendar(assessment),
        "criteria": dict(criteria),
        "engine": engine,
        "faces": printed.faces if printed else None,
        "fonts": printed.fonts if printed else None,
        "format": FORMAT,
        "inputs": output.described(inputs),
        "parameters": dict(parameters),
        "program": program(),
        "typesetting": printed.typesetting if printed else None,
        "versions": versions(engine),
    }


def identity_of(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a manifest that the run's name is a hash of: all but what came out of the run."""
    return {key: value for key, value in manifest.items() if key not in {"outputs", "observed"}}


def versions(engine: str = "duckdb") -> dict[str, str]:
    """Versions of Python, of this tool and of the libraries that results or documents depend on; those that are not there are left out."""
    found = {"python": platform.python_version()}
    for name in ("scoring", *LIBRARIES, *(SPARK if engine == "spark" else ())):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


@functools.cache
def program() -> str:
    """One hash over the program's own files: a version number may stay while the program changes under it."""
    root = Path(str(importlib.resources.files("scoring")))
    files = (
        path
        for path in root.rglob("*")
        if path.suffix in {".py", ".sql", ".yaml", ".js", ".css"} and "shipped" not in path.relative_to(root).parts
    )
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path.relative_to(root).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def calendar(assessment: Assessment) -> dict[str, Any]:
    """The working days in force: the library's years and days, and the office's file where there is one."""
    from scoring.records.calendar import library_calendar

    days = library_calendar()
    listed = "".join(f"{day} {is_workday}\n" for day, is_workday in sorted(days.exceptions.items()))
    own = assessment.inputs.get("calendar")
    return {
        "library": "chinesecalendar",
        "years": f"{days.years[0]}-{days.years[-1]}",
        "days": hashlib.sha256(listed.encode()).hexdigest(),
        "file": output.file_list(assessment.folder, iter([own])) if own else [],
    }


def beside(assessment: Assessment, name: str) -> Path | None:
    """A file of the assessment's own or beside its criteria (figures.yaml, circular.html.j2).

    A circular that the criteria have no text for is that of the criteria they extend, with its figures.
    """
    folders = [assessment.folder, assessment.scored_by.parent]
    if "circular" in assessment.documents:
        folders += [file.parent for file in derive(assessment.scored_by).files[1:]]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def input_places(assessment: Assessment, records: Iterable[Path], reports: Iterable[Path]) -> dict[str, Path]:
    """Every file that a run of an assessment reads, by its place as a manifest names it.

    A file inside the folder has its place there. What sections name elsewhere is placed by :mod:`scoring.folder.elsewhere`; criteria and
    what lies beside them by the last parts of their path, as many as tell their folders apart, three with the name at least.

    Args:
        assessment: The assessment; it has criteria.
        records: Files of the record tables that the criteria declare.
        reports: Files of reports.
    """
    root = _plain(assessment.folder)
    files = {_plain(file): file for file in _own_files(assessment, records, reports)}
    places = {plain.relative_to(root).as_posix(): file for plain, file in files.items() if plain.is_relative_to(root)}
    others = [file.resolve() for plain, file in files.items() if not plain.is_relative_to(root)]
    shown = _shown_folders({file.parent for file in others}, {Path(place).parent.parts for place in places})
    named = (found for found in named_files(assessment.folder, assessment.documents) if found.path.is_file())
    return {
        **places,
        **{f"{shown[file.parent]}/{file.name}": file for file in others},
        **{found.place: found.path for found in named},
    }


def _plain(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without following links, and with .. taken away


def _shown_folders(folders: AbstractSet[Path], taken: AbstractSet[tuple[str, ...]]) -> dict[Path, str]:
    """The end of the path of every folder: two parts, and as many more as set it apart from the others and from those that are taken."""
    # The whole place of a folder elsewhere is another one on another machine, and would make another run of it.
    return {folder: "/".join(_end(folder, folders - {folder}, taken)) for folder in folders}


def _end(folder: Path, others: AbstractSet[Path], taken: AbstractSet[tuple[str, ...]]) -> tuple[str, ...]:
    parts = folder.parts[1:]
    ends = (parts[-length:] for length in range(_SHOWN, len(parts) + 1))
    return next((end for end in ends if end not in taken and all(other.parts[-len(end) :] != end for other in others)), parts)


def _own_files(assessment: Assessment, records: Iterable[Path], reports: Iterable[Path]) -> Iterator[Path]:
    """Every file besides those that sections name, some of them perhaps twice."""
    folder = assessment.folder
    yield folder / "assessment.yaml"
    yield from derive(assessment.scored_by).files
    yield from {*assessment.inputs.values(), *itertools.chain.from_iterable(assessment.parts.values())}
    yield from records
    yield from filter(None, (beside(assessment, name) for name in (FIGURES, BODY)))
    yield from (file for file in (folder / FONTS,) if file.is_file())
    yield from (path for path in (folder / TEMPLATES).rglob("*") if path.is_file())
    yield from reports
