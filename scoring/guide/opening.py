"""``scoring docs``: write the pages of the guide where they are not there yet, and open one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.files.caching import cache_home, listing
from scoring.files.output import digest, new_files, new_folder
from scoring.files.passing import place
from scoring.folder.packs import shipped
from scoring.guide.pages import INDEX, Guide
from scoring.guide.site import LOOK, file_of, write_site
from scoring.problems import Language, ProblemsFound

_LIST = ".written"  # hidden, so that it does not list itself


@dataclass(frozen=True)
class Written:
    """The guide on a disk: its folder, and the page that was asked for."""

    folder: Path
    page: Path


def docs(page: str = INDEX, out: Path | None = None, language: Language = "en") -> Written:
    """Write the guide as pages that open from the disk without a network.

    Args:
        page: Name of a page (``tutorial``); its file name is understood too.
        out: Folder for the pages, whose other files stay; without it they are kept in the cache and written once.
        language: ``zh`` or ``en``: which of the two sets of pages ``page`` is of; both are written.

    Returns:
        Folder and page. Raises ProblemsFound A070 (no such page), A006 and A031 (the folder cannot be written).
    """
    guide = Guide(shipped("docs"))
    name = guide.named(page)
    folder = _given(guide, out) if out else _kept(guide)
    return Written(folder, folder / file_of(name, language))


def _given(guide: Guide, out: Path) -> Path:
    with new_files(out) as folder:
        write_site(guide, folder)
    return out


def _kept(guide: Guide) -> Path:
    """The folder in the cache for these very texts; a passing one where nothing can be kept."""
    home = cache_home()
    folder = home / "guide" / _fingerprint(guide) if home else None
    try:
        if folder and not _is_whole(folder):
            with new_folder(folder) as new:
                write_site(guide, new)
                (new / _LIST).write_text(_list(new), "utf-8")
    except ProblemsFound:
        folder = None
    return folder or _given(guide, Path(tempfile.mkdtemp(prefix="scoring-guide-", dir=place())))


def _is_whole(folder: Path) -> bool:
    """Whether everything that was written is there: those who tidy caches take single files."""
    try:
        return (folder / _LIST).read_text("utf-8") == _list(folder)
    except OSError:
        return False


def _list(folder: Path) -> str:
    return "".join(f"{Path(path).relative_to(folder).as_posix()} {size}\n" for path, size, _ in listing(folder))


def _fingerprint(guide: Guide) -> str:
    """Of all texts and of the look, by content."""
    files = [Path(path) for folder in (guide.folder, Path(str(LOOK)).parent) for path, _, _ in listing(folder)]
    return hashlib.sha256("".join(digest(file) for file in files).encode()).hexdigest()[:16]


def has_browser(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a browser can show itself to who typed the command: there is a screen, and this is no connection from afar."""
    import sys
    import webbrowser

    has_screen = sys.platform in {"darwin", "win32"} or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    if not has_screen:
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def opened(page: Path) -> bool:
    """Show a page in the browser of this machine; False where there is none."""
    import webbrowser

    return has_browser() and webbrowser.open(page.resolve().as_uri())
