"""Documents: what leaves the office. Sees only :class:`scoring.results.model.Results`.

Everything here is imported when first used: scoring needs neither fonts nor a PDF library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.documents.circular import document_notes, render_circular, render_circular_html
    from scoring.documents.dataquality import write_data_documents, write_quality
    from scoring.documents.fonts import build_fonts, cache_folder, load_fonts
    from scoring.documents.fontset import FontSet
    from scoring.documents.fontsettings import find_settings

DOCUMENTS = ("circular",)  # what `render` can make, by name

_HOMES = {
    "FontSet": "fontset",
    "build_fonts": "fonts",
    "cache_folder": "fonts",
    "document_notes": "circular",
    "find_settings": "fontsettings",
    "load_fonts": "fonts",
    "render_circular": "circular",
    "render_circular_html": "circular",
    "write_data_documents": "dataquality",
    "write_quality": "dataquality",
}

__all__ = [
    "DOCUMENTS",
    "FontSet",
    "build_fonts",
    "cache_folder",
    "document_notes",
    "find_settings",
    "load_fonts",
    "render_circular",
    "render_circular_html",
    "write_data_documents",
    "write_quality",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
