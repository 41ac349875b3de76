"""What the bytes of a printed document depend on besides results, templates and fonts: recorded with every run."""

from __future__ import annotations

import importlib
import importlib.metadata
import zlib
from collections.abc import Callable

LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "jinja2", "pillow")


def typesetting_versions() -> dict[str, str]:
    """Versions of the libraries and system libraries that set, subset and compress.

    Two machines on which these, the fonts' fingerprint and the inputs are the same write the same PDF, byte by byte.

    Returns:
        Version by name; raises ProblemsFound D002, D009 where typesetting is not possible.
    """
    from scoring.documents.printing.pdf import import_weasyprint

    import_weasyprint()
    ffi = importlib.import_module("weasyprint.text.ffi")
    pango = ffi.pango.pango_version()
    return {
        **{name: importlib.metadata.version(name) for name in LIBRARIES},
        "pango": f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}",
        "harfbuzz": _highest(ffi.harfbuzz.hb_version_atleast),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _highest(at_least: Callable[[int, int, int], int]) -> str:
    """The version of a library that only answers whether it is at least a given one."""
    parts = [0, 0, 0]
    for place in range(3):
        while at_least(*(part + (i == place) for i, part in enumerate(parts))):
            parts[place] += 1
    return ".".join(map(str, parts))
