"""Where the files of record tables lie: as ``inputs`` of assessment.yaml says, or at their default places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from scoring import yamlfile
from scoring.assessment import INPUTS, Assessment
from scoring.criteria.fields import ELSE, Reader
from scoring.criteria.records.model import RecordTable
from scoring.criteria.suggestions import meant
from scoring.intake.inputs.files import SUFFIXES
from scoring.problems import Problem

_PATTERN = frozenset("*?[")
_LOCKS = ("~$", ".")  # what office programs and systems put beside a file that is open


def record_files(assessment: Assessment, tables: Mapping[str, RecordTable]) -> tuple[dict[str, tuple[Path, ...]], list[Problem]]:
    """The files of every record table.

    Args:
        assessment: The folder; what it says of a table is a file, a folder (with all below it) or a pattern such as
            ``requests/*.csv``. Where it says nothing, ``<name>.csv`` (.xlsx, .xls, .ods, .parquet) or the folder ``<name>`` is taken.
        tables: The record tables that criteria declare.

    Returns:
        The files of each table in the order of their places, and the problems: A004 nothing there, A005 outside the
        folder, A026 two default places, C003 a name under ``inputs`` that criteria do not declare.
    """
    reader = Reader(yamlfile.read(assessment.folder / "assessment.yaml"))
    known = (*INPUTS, *tables)
    for name in assessment.records:
        if name not in tables:
            reader.problem("C003", ("inputs", name), name, allowed="、".join(known), hint=meant(name, known, *ELSE))
    found = {}
    for name in tables:
        written = assessment.records.get(name)
        files = _written(reader, assessment.folder, name, written) if written else _default(reader, assessment.folder, name)
        if files:
            found[name] = files
    return found, reader.problems


def _written(reader: Reader, folder: Path, name: str, written: str) -> tuple[Path, ...]:
    """The files of a place as it is written (A004, A005)."""
    path = ("inputs", name)
    if Path(written).is_absolute() or ".." in Path(written).parts:
        reader.problem("A005", path, written)
        return ()
    # A name that exists is that file, even with brackets in it.
    is_pattern = not (folder / written).exists() and not _PATTERN.isdisjoint(written)
    files = _tables(folder.glob(written)) if is_pattern else _at(folder / written)
    if not files:
        reader.problem("A004", path, written, name=name)
    return _inside(reader, folder, path, files)


def _inside(reader: Reader, folder: Path, path: tuple[str, str], files: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files, none where a link leads out of the folder (A005)."""
    root = folder.resolve()
    outside = next((file for file in files if not file.resolve().is_relative_to(root)), None)
    if outside:
        reader.problem("A005", path, str(outside.relative_to(folder)))
    return () if outside else files


def _default(reader: Reader, folder: Path, name: str) -> tuple[Path, ...]:
    """The files at the default places (A004, A005, A026)."""
    places = [place for place in (folder / name, *(folder / f"{name}{suffix}" for suffix in SUFFIXES)) if _at(place)]
    if len(places) > 1:
        shown = (f"{place.name}/" if place.is_dir() else place.name for place in places)
        reader.problem("A026", ("inputs", name), "、".join(shown))
    if not places:
        reader.problem("A004", ("inputs", name), f"{name}.csv", name=name)
        return ()
    return _inside(reader, folder, ("inputs", name), _at(places[0]))


def _at(place: Path) -> tuple[Path, ...]:
    """A file, or all files below a folder."""
    return (place,) if place.is_file() else _tables(place.rglob("*")) if place.is_dir() else ()


def _tables(paths: Iterable[Path]) -> tuple[Path, ...]:
    # A link that leads nowhere is a file that is missing, not none.
    files = (path for path in paths if (path.is_file() or (path.is_symlink() and not path.exists())) and not path.name.startswith(_LOCKS))
    return tuple(sorted(files, key=lambda path: path.as_posix()))
