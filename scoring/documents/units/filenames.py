"""Names of the files that units get: safe on every system, whatever a unit's id holds, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_MOST_BYTES = 120  # of 255 that file systems allow: archives add folders and endings
_NAMELESS = "unit"


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A file name without its ending for every id.

    What no file name may hold on Windows, macOS or Linux becomes ``_`` (separators, control characters, marks
    that turn the direction of writing), names of devices get an underscore, long ones are cut. Names that differ by case or
    by the composition of a character only are numbered, in the order given.

    Args:
        ids: Ids of units, each once.
    """
    listed = list(ids)
    return dict(zip(listed, safe_names(listed), strict=True))


def safe_names(texts: Iterable[str]) -> Iterator[str]:
    """Names as of :func:`file_names`, one for every text in order; the same text may come again."""
    taken: set[str] = set()
    for text in texts:
        base = _safe(text)
        names = (base, *(f"{_cut(base, _MOST_BYTES - 12)}-{i}" for i in range(2, len(taken) + 3)))
        chosen = next(name for name in names if _key(name) not in taken)
        taken.add(_key(chosen))
        yield chosen


def _safe(identity: str) -> str:
    text = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", identity))
    text = _cut(text, _MOST_BYTES).strip(" .")
    text = "_" + text if text.startswith("-") else text  # a command would take it for an option
    return f"_{text}" if _DEVICES.fullmatch(text) else text or _NAMELESS


def _cut(text: str, most: int) -> str:
    """At most so many bytes, whole characters only."""
    return text.encode()[:most].decode(errors="ignore")


def _key(name: str) -> str:
    """What file systems that ignore case take for the same name."""
    return unicodedata.normalize("NFC", name.casefold())
