"""Images that an office supplies beside its templates: seals and stamps. None is ever drawn here."""

from __future__ import annotations

from pathlib import Path as FilePath

from scoring.criteria.fields import Reader
from scoring.files.yamlfile import Path

FOLDER = "templates"  # of the assessment
_PNG, _COLOUR_TYPE, _WITH_ALPHA = b"\x89PNG\r\n\x1a\n", 25, (4, 6)  # place of the colour type in a PNG, and the types with alpha


def image(reader: Reader, value: object, path: Path) -> str:
    """The name of a PNG or SVG in folder ``templates`` beside the settings (D073, D074)."""
    name = reader.text(value, path)
    if not name:
        return ""
    folder = FilePath(reader.source.name).parent / FOLDER
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
        reader.problem("D073", path, name, folder=str(folder))
    elif not _can_lie_over_text(file):
        reader.problem("D074", path, name)
    return name


def _can_lie_over_text(file: FilePath) -> bool:
    """Whether the text below would still be read: a drawing, or a PNG with a transparent ground."""
    data = file.read_bytes()
    if data.startswith(_PNG):
        return data[_COLOUR_TYPE : _COLOUR_TYPE + 1] in {bytes([kind]) for kind in _WITH_ALPHA} or b"tRNS" in data
    return b"<svg" in data[:4096]
