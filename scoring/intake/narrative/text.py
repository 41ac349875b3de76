"""Prose as the patterns see it: folded, without blanks, every position still known in the original."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.intake.document import Line
from scoring.intake.quantities import fold

_BLANK = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。;!?]+[。;!?]?")
_TITLE = re.compile(r"《[^《》]*》|<[^<>]*>|〔[^〔〕]*〕")
_LATIN = re.compile(r"[0-9A-Za-z.@]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a report.

    Args:
        line: The line as read.
        text: Folded text without blanks (a blank between two digits or Latin letters stays).
        offsets: For every position of ``text``, and its end, the position in ``line.text``.
        masked: ``text`` with the names of documents blotted out (same length).
    """

    line: Line
    text: str
    offsets: tuple[int, ...]
    masked: str

    def original(self, start: int, end: int) -> str:
        """The printed characters of a stretch of ``text``."""
        return self.line.text[self.offsets[start] : self.offsets[end - 1] + 1] if end > start else ""

    def locator(self, start: int, end: int) -> str:
        """The place of a stretch: ``line 12 [34:39]``."""
        return f"{self.line.locator} [{self.offsets[start]}:{self.offsets[end - 1] + 1}]"


def passage(line: Line) -> Passage:
    """The passage of a line."""
    folded = fold(line.text)
    keep = [i for i, c in enumerate(folded) if not c.isspace() or _joins(folded, i)]
    text = "".join(folded[i] for i in keep)
    return Passage(line, text, (*keep, len(folded)), _TITLE.sub(lambda m: "□" * len(m.group()), text))


def _joins(text: str, i: int) -> bool:
    """Whether the blank at ``i`` keeps two numbers or Latin words apart."""
    if i == 0 or text[i - 1].isspace():
        return False
    after = text[i:].lstrip()[:1]
    return bool(_LATIN.match(text[i - 1]) and after and _LATIN.match(after))


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of every sentence; a semicolon ends one too."""
    return [match.span() for match in _SENTENCE.finditer(text)]
