"""Where the files of a table lie: a file, a folder, a pattern, or the default places beside assessment.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scoring.criteria.fields import Reader
from scoring.intake.inputs.files import SUFFIXES
from scoring.problems import Problem, ProblemsFound

_MOST = 80  # of a name that is too long, so much is told
_PATTERN = frozenset("*?[")
_LOCKS = ("~$", ".")  # what office programs and systems put beside a file that is open


@contextmanager
def looked_at(file: Path) -> Iterator[None]:
    """In a block, a place that cannot be looked at (a name that is too long, a folder without permission, links in a circle) is A053.

    Args:
        file: The settings in which the places are named.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        if isinstance(error, (RecursionError, NotImplementedError)):
            raise
        name, told = getattr(error, "filename", None), getattr(error, "strerror", None)
        place = str(name or error)
        longest = max(place.split("/"), key=len)
        args = {"place": place if len(longest) <= _MOST else f"{longest[:_MOST]}…"}
        raise ProblemsFound([Problem("A053", str(file), found=told or "", args=args)]) from None


def written_files(reader: Reader, folder: Path, name: str, written: str) -> tuple[Path, ...]:
    """The files of a place as it is written under ``inputs``.

    Args:
        reader: Collects A004 nothing there, A005 outside the folder.
        folder: The assessment folder.
        name: The table.
        written: A file, a folder (with all below it) or a pattern such as ``requests/*.csv``.

    Returns:
        The files in the order of their places.
    """
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


def default_files(reader: Reader, folder: Path, name: str, *, required: bool) -> tuple[Path, ...]:
    """The files at the default places: ``<name>.csv`` (.xlsx, .xls, .ods, .parquet) or the folder ``<name>``.

    Args:
        reader: Collects A004 nothing there (where ``required``), A005 outside the folder, A026 two default places.
        folder: The assessment folder.
        name: The table.
        required: Whether it must be there.
    """
    places = [place for place in (folder / name, *(folder / f"{name}{suffix}" for suffix in SUFFIXES)) if _at(place)]
    if len(places) > 1:
        shown = (f"{place.name}/" if place.is_dir() else place.name for place in places)
        reader.problem("A026", ("inputs", name), "、".join(shown))
    if not places:
        if required:
            reader.problem("A004", ("inputs", name), f"{name}.csv", name=name)
        return ()
    return _inside(reader, folder, ("inputs", name), _at(places[0]))


def _inside(reader: Reader, folder: Path, path: tuple[str, str], files: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files, none where a link leads out of the folder (A005)."""
    root = folder.resolve()
    outside = next((file for file in files if not file.resolve().is_relative_to(root)), None)
    if outside:
        reader.problem("A005", path, str(outside.relative_to(folder)))
    return () if outside else files


def _at(place: Path) -> tuple[Path, ...]:
    """A file, or all files below a folder."""
    return (place,) if place.is_file() else _tables(place.rglob("*")) if place.is_dir() else ()


def _tables(paths: Iterable[Path]) -> tuple[Path, ...]:
    # A link that leads nowhere is a file that is missing, not none.
    files = (path for path in paths if (path.is_file() or (path.is_symlink() and not path.exists())) and not path.name.startswith(_LOCKS))
    return tuple(sorted(files, key=lambda path: path.as_posix()))
