"""Criteria by their names: the shipped packs, those inside an assessment folder, and the one that an archive keeps."""

from __future__ import annotations

import importlib.resources
from pathlib import Path
from typing import Any

from scoring.files import jsonfile
from scoring.folder.elsewhere import ARCHIVED
from scoring.problems import Problem, ProblemsFound


def shipped(*parts: str) -> Path:
    """A file or folder that ships with the package (``criteria/...``, ``templates/...``)."""
    installed = Path(str(importlib.resources.files("scoring"))) / "shipped"
    base = installed if installed.is_dir() else installed.parents[1]
    return base.joinpath(*parts)


def find_criteria(name: str, folder: Path) -> Path | None:
    """The criteria file of a pack or path: first inside the assessment folder, then among the shipped packs.

    In the inputs that a final run keeps it is the file that was scored by, and no other.
    """
    if archived := _archived(name, folder):
        return archived if archived.is_file() else None
    candidates = [
        folder / name,
        folder / name / "criteria.yaml",
        folder / "criteria" / name / "criteria.yaml",
        shipped("criteria", name, "criteria.yaml"),
    ]
    try:
        return next((path for path in candidates if path.is_file()), None)
    except OSError:  # what is too long for a name, or lies where nobody may look, is not there
        return None


def _archived(name: str, folder: Path) -> Path | None:
    """Where the archive that a folder lies in keeps the criteria of this name; None where it is no archive, or has none."""
    for root in (folder, *folder.parents):
        if (root / ARCHIVED).is_file():
            places = _lookup(root / ARCHIVED).get(folder.relative_to(root).as_posix())
            file = places.get(name) if isinstance(places, dict) else None
            return _inside(root, file) if isinstance(file, str) else None
    return None


def _inside(root: Path, name: str) -> Path:
    """A file of an archive; raises ProblemsFound V091 where its place leads out of the archive, by its name or by a link."""
    if not (root / name).resolve().is_relative_to(root.resolve()):
        raise ProblemsFound([Problem("V091", str(root / ARCHIVED), found=name)])
    return root / name


def _lookup(file: Path) -> dict[str, Any]:
    """The lookup of an archive; raises ProblemsFound A054 where it cannot be read."""
    try:
        return jsonfile.read(file)
    except (OSError, ValueError) as error:
        raise ProblemsFound([Problem("A054", str(file), found=str(error))]) from None


def shipped_packs() -> list[str]:
    """Names of the shipped criteria packs."""
    return sorted(path.parent.name for path in shipped("criteria").glob("*/criteria.yaml"))
