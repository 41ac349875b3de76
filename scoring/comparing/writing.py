"""The folder of a comparison: tables, workbook, page, charts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.comparing.runs import Compared
    from scoring.engine.database import Session


def write_comparison(session: Session, described: Mapping[str, Any], target: Path | None, run: Path) -> Compared:
    """Write a comparison into a folder of its own, which takes the place of an earlier one when it is whole.

    Args:
        session: Holds the tables (:data:`scoring.results.comparison.building.TABLES`).
        described: What the comparison is of.
        target: The folder; nothing is written where it is None.
        run: The later run, whose templates win over the shipped ones.

    Returns:
        The comparison and its files. Raises ProblemsFound A006, A031 (cannot be written), K009 (a folder that is no comparison).
    """
    from scoring.comparing.runs import Compared
    from scoring.files.locking import locked
    from scoring.files.output import new_folder
    from scoring.results.comparison.collect import collect_comparison

    comparison = collect_comparison(session, described)
    if target is None:
        return Compared(comparison, None)
    _check_place(target)
    with locked(target.resolve().parent, "compare"), new_folder(target) as folder:
        _tables(session, folder)
        _documents(comparison, folder, run)
        _describe(described, folder)
    files = tuple(sorted(path for path in target.rglob("*") if path.is_file()))
    return Compared(comparison, target, files)


def _check_place(target: Path) -> None:
    """A folder with other things in it is not replaced."""
    from scoring.problems import Problem, ProblemsFound

    if target.exists() and (not target.is_dir() or any(target.iterdir())) and not (target / "comparison.json").is_file():
        raise ProblemsFound([Problem("K009", str(target))])


def _tables(session: Session, folder: Path) -> None:
    """Every table as Parquet for programs and as CSV for Excel and WPS."""
    from scoring.engine.database import literal
    from scoring.results.comparison.building import TABLES
    from scoring.results.store import writing_tables

    place = folder / "results"
    place.mkdir()
    with writing_tables(session, folder):
        for table in TABLES:
            session.con.execute(f"copy {table} to {literal(str(place / f'{table}.parquet'))} (format parquet, compression zstd)")


def _documents(comparison: Any, folder: Path, run: Path) -> None:
    from scoring.documents.comparison import write_documents

    own = run / "templates"
    write_documents(comparison, folder, (own,) if own.is_dir() else ())


def _describe(described: Mapping[str, Any], folder: Path) -> None:
    """What was compared, as data: both runs with their fingerprints, the order of the split, what could not be computed."""
    from scoring.files.output import file_list

    kept = {key: described[key] for key in ("old", "new", "order", "notes", "preview")}
    outputs = file_list(folder, (path for path in folder.rglob("*") if path.is_file()))
    text = json.dumps({**kept, "outputs": outputs}, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / "comparison.json").write_text(f"{text}\n", "utf-8")
