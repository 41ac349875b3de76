"""Running text in which characters are known to be missing."""

from __future__ import annotations

import re

from scoring.intake.cells import LOST

_BROKEN = re.compile(f"(?<![\\d.,，%])[\\d.,，%]*+(?:{LOST}[\\d.,，%]*+)+")


def without_broken_numbers(text: str) -> str:
    """The text with every number gone of which a character is lost: what is left of it is another number."""
    return _BROKEN.sub(LOST, text) if LOST in text else text
