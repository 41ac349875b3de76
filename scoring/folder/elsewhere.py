"""What a section of assessment.yaml names outside the assessment folder: last year's run, a published run, an earlier ledger.

Such a file is an input as any other. A manifest names it below ``elsewhere/<section>.<key>/``, whatever folders it lay in: its
place on another machine is another one, and would make another run of it. The inputs that a final run keeps hold it at that
very place, and there it is found again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ARCHIVED = "archived-criteria.json"  # in the inputs that a final run keeps: where the criteria lie that its files name
KEPT = "elsewhere"


@dataclass(frozen=True, slots=True)
class Named:
    """A file or folder that a setting names: ``path`` where it lies now, ``place`` how a manifest names it."""

    path: Path
    place: str

    def file(self, name: str) -> Named:
        """A file of this folder."""
        return Named(self.path / name, f"{self.place}/{name}")


def find_named(folder: Path, setting: str, name: str) -> Named:
    """The file or folder that a setting names; it need not be there.

    Args:
        folder: The assessment folder, or the inputs that a final run keeps.
        setting: ``section.key``.
        name: What it says, relative to the folder or absolute.
    """
    place = f"{KEPT}/{setting}"
    if (folder / ARCHIVED).is_file() and (folder / place).is_dir():
        kept = next(iter(sorted((folder / place).iterdir())), folder / place)
        return Named(kept, f"{place}/{kept.name}")
    plain, found = os.path.normpath(name), (folder / name).resolve()
    # A link, or a way that leaves the folder and comes back, leads nowhere in a copy of the folder.
    if not Path(name).is_absolute() and found == folder.resolve() / plain and Path(plain).parts[:1] != (os.pardir,):
        return Named(folder / plain, Path(plain).as_posix())
    return Named(found, f"{place}/{found.name}")
