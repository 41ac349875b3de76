"""Prose as the patterns see it: folded, without blanks, every position still known in the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from scoring.intake.document import Line
from scoring.intake.quantities import fold

_BLANK = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。;!?]+[。;!?]?")
_TITLE = re.compile(r"《[^《》]*》|<[^<>]*>|〔[^〔〕]*〕|\((?:去年|上年|20\d\d年)[^()]{0,12}\d[^()]{0,6}\)")
_JOINING = re.compile(r"(?<=[0-9A-Za-z.@])\s+(?=[0-9A-Za-z.@])")


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a report.

    Args:
        line: The line as read.
        text: Folded text without blanks (a blank between two digits or Latin letters stays).
        offsets: For every position of ``text``, and its end, the position in ``line.text``.
        masked: ``text`` with the names of documents and an earlier year's figure in brackets blotted out (same length).
    """

    line: Line
    text: str
    offsets: Sequence[int]
    masked: str

    def original(self, start: int, end: int) -> str:
        """The printed characters of a stretch of ``text``."""
        return self.line.text[self.offsets[start] : self.offsets[end - 1] + 1] if end > start else ""

    def locator(self, start: int, end: int) -> str:
        """The place of a stretch: ``line 12 [34:39]``."""
        return f"{self.line.locator} [{self.offsets[start]}:{self.offsets[end - 1] + 1}]"


def passage(line: Line) -> Passage:
    """The passage of a line."""
    text, offsets = _without_blanks(fold(line.text))
    return Passage(line, text, offsets, _masked(text))


def _masked(text: str) -> str:
    if "《" not in text and "<" not in text and "〔" not in text:  # most lines; many times cheaper than the pattern
        return text
    return _TITLE.sub(lambda m: "□" * len(m.group()), text)


def _without_blanks(folded: str) -> tuple[str, Sequence[int]]:
    """The text without blanks, and for every position of it, and its end, the position in ``folded``."""
    if _BLANK.search(folded) is None:
        return folded, range(len(folded) + 1)
    blanks = [match.span() for match in _BLANK.finditer(folded)]
    joining = {match.start() for match in _JOINING.finditer(folded)}
    ends = [start + (start in joining) for start, _ in blanks]  # the first of several blanks stays
    kept = list(zip([0, *(end for _, end in blanks)], [*ends, len(folded)], strict=True))
    text = "".join([folded[start:end] for start, end in kept])
    return text, (*chain.from_iterable(range(start, end) for start, end in kept), len(folded))


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of every sentence; a semicolon ends one too."""
    return [match.span() for match in _SENTENCE.finditer(text)]
