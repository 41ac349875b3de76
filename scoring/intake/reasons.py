"""Why something was left unread: a stable code, and its sentence from the catalogue of problems (U001-U019)."""

from __future__ import annotations

import functools

from scoring.intake.report import Unread
from scoring.problems import entry

FEWER = "U001"
MORE = "U002"
BLANKS = "U003"
SECTION = "U004"
NOT_A_NUMBER = "U005"
COLUMNS = "U006"
EXTRA_ROW = "U007"
CONFLICT = "U008"
NO_LAYOUT = "U009"
LABEL = "U010"
HEADINGS = "U011"
KIND = "U012"
TWO_TABLES = "U013"
NO_ROWS = "U014"
NO_TABLE = "U015"
PICTURE = "U018"
TURNED = "U019"


def unread(code: str, what: str, raw: str, locator: str, expected: int = 0) -> Unread:
    """A row or cell that is left unread.

    Args:
        code: Code of the catalogue.
        what: The row as printed.
        raw: Its cells as printed.
        locator: Its place.
        expected: How many cells the form has, where the sentence says so.
    """
    return Unread(what, reason(code, expected), raw, locator, code)


@functools.lru_cache(maxsize=256)
def reason(code: str, expected: int = 0) -> str:
    """The Chinese sentence of a code, without its full stop."""
    return str(entry(code)["zh"]["what"]).format(expected=expected)
