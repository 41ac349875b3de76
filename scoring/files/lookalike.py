"""Names that look the same and are not: characters that nobody sees, letters of other scripts, forms of compatibility.

A name is compared by the program character by character and by people as it looks. Where the two differ, a figure goes to the
wrong body or to none. What nobody sees is refused in names; names that only look the same are told.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from scoring.files import yamlfile

# Marks that turn the direction of writing (UAX #9), characters of no width, blanks that are letters;
# not the tab and the line ends of a cell, which blanks are made of.
# Selectors of a variant (U+FE00 to U+FE0F, U+E0100 on) are left: rare family names and places need them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e007f]"
)
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def unseen(text: str) -> str:
    """The first character of a name that nobody sees or that turns the rest of the line, as ``U+202E``; empty where there is none."""
    found = UNSEEN.search(text)
    return code(found[0]) if found else ""


def made_visible(text: str) -> str:
    """A name with the codes of what nobody sees in it: ``甲[U+200B]县``."""
    return UNSEEN.sub(lambda found: f"[{code(found[0])}]", text)


def code(character: str) -> str:
    """A character as Unicode numbers it."""
    return f"U+{ord(character):04X}"


@functools.lru_cache(maxsize=100_000)
def look(text: str) -> str:
    """What a name looks like: two names with the same look cannot be told apart on a screen or on paper.

    Blanks, what nobody sees and selectors of a variant are left out; upper and lower case differ.
    """
    seen = _VARIANTS.sub("", UNSEEN.sub("", text))
    if seen.isascii() and not _ALIKE_ASCII.search(seen):
        return "".join(seen.split())
    return "".join(unicodedata.normalize("NFKC", seen.translate(_alike())).translate(_alike()).split())


_ALIKE_ASCII = re.compile("[0-9I|]")


@functools.cache
def _alike() -> dict[int, str]:
    listed: dict[str, str] = yamlfile.shipped("scoring.files", "lookalike.yaml")
    return {ord(other): same for same, others in listed.items() for other in others}


def differing(name: str, other: str) -> str:
    """What tells two names apart that look the same: ``а（U+0430）≠a（U+0061）``, or their lengths."""
    pairs = [(a, b) for a, b in zip(name, other, strict=False) if a != b]
    if pairs and len(name) == len(other):
        a, b = pairs[0]
        return f"{a}（{code(a)}）≠{b}（{code(b)}）"
    return f"{len(name)}≠{len(other)}"


def alike(names: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int, str, int]]:
    """Names that look like an earlier, different one.

    Args:
        names: Names with their places (rows, lines); the same name may stand in several places.

    Yields:
        Name, place, the first earlier name of this look, its place.
    """
    first: dict[str, tuple[str, int]] = {}
    told = set()
    for name, place in names:
        earlier, where = first.setdefault(look(name), (name, place))
        if earlier != name and name not in told:
            told.add(name)
            yield name, place, earlier, where
