"""What lies in a folder of reports: files, and what is no file or leads somewhere else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scoring.problems import Problem

LITTER = {"thumbs.db", "desktop.ini"}  # what file managers leave behind


@dataclass(frozen=True)
class Entries:
    """What was found under a folder.

    Args:
        files: Files that lie in it, in the order of their paths.
        problems: What cannot be read as a file of this folder, none of which may be passed over in silence: I081 what is no
            file (a pipe, a device, a socket, a link that leads nowhere), I082 a link out of the folder or to a folder, I083 a
            folder that cannot be opened.
    """

    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def report_entries(folder: Path) -> Entries:
    """All files under a folder, without hidden ones and what programs leave behind; links are never followed into folders."""
    found = Entries()
    if not folder.is_dir():
        return found
    root = folder.resolve()
    for path in sorted(_below(folder, found)):
        if problem := _strange(path, root):
            found.problems.append(problem)
        else:
            found.files.append(path)
    return found


def _below(folder: Path, found: Entries) -> Iterator[Path]:
    """Whatever is no folder, and links to folders."""

    def closed(error: OSError) -> None:
        found.problems.append(Problem("I083", str(error.filename), found=error.strerror or ""))

    for place, folders, files in os.walk(folder, onerror=closed):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]  # noqa: PTH114, PTH118 - names of ten thousand files
        for name in (*files, *links):
            if not name.startswith((".", "~$")) and name.lower() not in LITTER:
                yield Path(place, name)


def _strange(path: Path, root: Path) -> Problem | None:
    if path.is_symlink() and path.exists() and (path.is_dir() or not path.resolve().is_relative_to(root)):
        return Problem("I082", str(path), found=str(path.readlink()))
    return None if path.is_file() else Problem("I081", str(path), found=path.name)
