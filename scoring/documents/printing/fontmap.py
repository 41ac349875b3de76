"""What Pango knows of the faces, made once for all documents of a thread: some 200 KB of each are never given back."""

from __future__ import annotations

import importlib
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from scoring.documents.fonts.sets import FontSet

_THREAD = threading.local()  # Pango's maps of faces are for one thread


def font_map(fonts: FontSet) -> Any:
    """WeasyPrint's configuration with the given faces and no other one.

    The last one of this thread is taken again where it has the same faces. One to which a page has added faces of its own
    (``@font-face``) is never taken again: another document would find them.
    """
    faces = tuple((face.path, face.sha256) for face in fonts.faces)
    kept, of = getattr(_THREAD, "kept", (None, None))
    if kept is not None and of == faces and not _has_own_faces(kept):
        return kept
    with _fontconfig(fonts):
        made = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    _THREAD.kept = made, faces
    return made


def _has_own_faces(made: Any) -> bool:
    """Whether faces were added: WeasyPrint then has a folder for their files."""
    return made._folder is not None  # noqa: SLF001 - nothing else tells of it


@contextmanager
def _fontconfig(fonts: FontSet) -> Iterator[None]:
    """Fontconfig settings under which only the given faces exist, on every machine alike."""
    folders = sorted({face.folder for face in fonts.faces})
    accepted = "".join(f"<glob>{escape(str(face.path))}</glob>" for face in fonts.faces)
    text = (
        '<?xml version="1.0"?><fontconfig>'
        + "".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders)
        + f"<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>{accepted}</acceptfont></selectfont>"
        + f"<cachedir>{escape(str(folders[0].parent / 'fontconfig'))}</cachedir></fontconfig>"
    )
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.NamedTemporaryFile("w", suffix=".conf", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.environ["FONTCONFIG_FILE"] = file.name
        try:
            yield
        finally:
            os.environ.pop("FONTCONFIG_FILE")
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before
