"""Writing the explorer: for each edition the bundle, ``data/meta.js``, and the files of every page that it has."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.editions import EDITIONS
from scoring.documents.printing.files import write_whole

if TYPE_CHECKING:
    from scoring.documents.explorer.editions import Edition
    from scoring.documents.kinds import Job
    from scoring.results.model import Results

PLACES = {"index.html": "index.html", "app.js": "assets/app.js", "app.css": "assets/app.css"}


def make(job: Job) -> tuple[Path, ...]:
    """``explorer/`` and ``explorer-public/`` of a run (document ``explorer``): the pages and their data.

    Each where section ``explorer`` of assessment.yaml has it (:class:`scoring.results.explorer.extent.Extent`).
    """
    made: list[Path] = []
    for edition in EDITIONS:
        if edition.wanted(job.results.explorer):
            made += _written(job.results, edition, job.out / edition.folder)
    return tuple(made)


def _written(results: Results, edition: Edition, folder: Path) -> Iterator[Path]:
    yield from copy_bundle(folder)
    pages: list[str] = []
    for part in edition.parts:
        made = [write_data(folder, name, value) for name, value in part.files(results)]
        pages += [part.page] if made else []
        yield from made
    yield write_data(folder, "meta", edition.meta(results, pages))


def copy_bundle(folder: Path) -> Iterator[Path]:
    """The pages as they were built."""
    bundle = importlib.resources.files(__package__) / "bundle"
    for name, place in PLACES.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, (bundle / name).read_bytes())
        yield target


def write_data(folder: Path, name: str, value: Any) -> Path:
    """One file of ``data/``: a script that hands its value to the page."""
    target = folder / "data" / f"{name}.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, script(name, value).encode())
    return target


def script(name: str, value: Any) -> str:
    """The text of a data file: JSON, which is JavaScript too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"scoringData({json.dumps(name)},{text});\n"
