"""Documents: what leaves the office. Sees only :class:`scoring.results.model.Results`.

Everything here is imported when first used: scoring needs neither fonts nor a PDF library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.documents.fonts.building import build_fonts, cache_folder, load_fonts
    from scoring.documents.fonts.sets import FontSet
    from scoring.documents.fonts.settings import find_settings
    from scoring.documents.kinds import KINDS, Job, Kind, configured, named, write_documents
    from scoring.documents.layout.checking import check_document, check_layout
    from scoring.documents.official.circular import document_notes, render_circular
    from scoring.documents.printing.overrides import check_templates, copy_templates, keep_templates, purposes
    from scoring.documents.printing.versions import typesetting_versions
    from scoring.documents.quality.report import write_quality

_HOMES = {
    "FontSet": "fonts.sets",
    "Job": "kinds",
    "KINDS": "kinds",
    "Kind": "kinds",
    "build_fonts": "fonts.building",
    "cache_folder": "fonts.building",
    "check_templates": "printing.overrides",
    "configured": "kinds",
    "check_document": "layout.checking",
    "check_layout": "layout.checking",
    "copy_templates": "printing.overrides",
    "document_notes": "official.circular",
    "find_settings": "fonts.settings",
    "keep_templates": "printing.overrides",
    "load_fonts": "fonts.building",
    "named": "kinds",
    "purposes": "printing.overrides",
    "render_circular": "official.circular",
    "typesetting_versions": "printing.versions",
    "write_documents": "kinds",
    "write_quality": "quality.report",
}

__all__ = [
    "KINDS",
    "FontSet",
    "Job",
    "Kind",
    "build_fonts",
    "cache_folder",
    "check_document",
    "check_layout",
    "check_templates",
    "configured",
    "copy_templates",
    "document_notes",
    "find_settings",
    "keep_templates",
    "load_fonts",
    "named",
    "purposes",
    "render_circular",
    "typesetting_versions",
    "write_documents",
    "write_quality",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
