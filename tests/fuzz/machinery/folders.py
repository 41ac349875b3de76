"""Folders as inputs: a ZIP package whose parts are the files of one."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tests.fuzz.machinery.packages import packed, unpacked


def of_folder(folder: Path) -> bytes:
    """All files below a folder as one input."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return packed([(file.relative_to(folder).as_posix(), file.read_bytes()) for file in files])


def write_folder(data: bytes, folder: Path) -> bool:
    """Write the files of an input below a folder, those whose names lead nowhere else; False where it holds none."""
    written = False
    for name, part in unpacked(data) or ():
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\0" in name or not place.parts or len(name.encode("utf-8", "replace")) > 200:
            continue
        file = folder.joinpath(*place.parts)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(part)
            written = True
        except OSError:  # a file where a folder should be
            continue
    return written
