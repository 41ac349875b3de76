"""Writing the explorer: the bundle, ``data/meta.js``, and the files of every page that the results have."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.parts import PARTS
from scoring.documents.explorer.units import node_list, unit_list
from scoring.documents.printing.files import write_whole

if TYPE_CHECKING:
    from scoring.documents.kinds import Job
    from scoring.results.model import Results

FOLDER = "explorer"
PLACES = {"index.html": "index.html", "app.js": "assets/app.js", "app.css": "assets/app.css"}


def make(job: Job) -> tuple[Path, ...]:
    """``explorer/`` of a run (document ``explorer``): the pages and their data."""
    return tuple(_written(job.results, job.out / FOLDER))


def _written(results: Results, folder: Path) -> Iterator[Path]:
    yield from copy_bundle(folder)
    pages: list[str] = []
    for part in PARTS:
        made = [write_data(folder, name, value) for name, value in part.files(results)]
        pages += [part.page] if made else []
        yield from made
    yield write_data(folder, "meta", _meta(results, pages))


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


def _meta(results: Results, pages: Sequence[str]) -> dict[str, Any]:
    return {
        "edition": "internal",
        "assessment": results.assessment_id,
        "title": results.title,
        "period": results.period,
        "run_date": results.run_date,
        "criteria": results.criteria_title,
        "fingerprint": results.score_fingerprint,
        "mark": "",
        "pages": pages,
        "groups": [{"id": group.group_id, "title": group.title} for group in results.groups],
        "nodes": node_list(results),
        "units": unit_list(results),
    }
