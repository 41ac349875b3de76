"""Characters that command a screen instead of being shown on it, written so that they can be seen.

A name or a quote may hold the beginning of a terminal's command (ESC, the one-character forms of ISO 6429), a carriage return that
writes over a line, a bell, or a mark that turns the direction of writing so that a text reads otherwise than it is.
"""

from __future__ import annotations

import re

# C0 without tab and line end, DEL, C1, and what Unicode (UAX #9) has to turn a line round.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    r"""The text with every such character as ``\u001b``: inside a string of JSON it is the same character still."""
    return _COMMANDS.sub(_code, text)


def printable(text: str) -> str:
    """The text without characters that no file of XML may hold (XML 1.0, production 2) and noncharacters, which no typeface shows."""
    return _NO_XML.sub("", text)


def _code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
