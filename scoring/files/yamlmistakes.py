"""Why a YAML file cannot be read, where a common slip of the pen explains it.

The parser says where it lost its way, which is often a line after the mistake, and says it in its own words.
These checks look at the lines around that place for what people who do not write YAML every day get wrong.
"""

from __future__ import annotations

import re

from scoring.problems import Problem

_KEY = r"[A-Za-z_][\w.-]*"
_FULL_WIDTH = re.compile(rf"^\s*(?:- )?{_KEY}\s*：|[{{,]\s*{_KEY}\s*：|，\s*{_KEY}\s*[:：]|[:：]\s*[｛［]|^\s*[｛［]|[｝］]\s*$")
_NO_SPACE = re.compile(rf"^\s*(?:- )?{_KEY}:[^\s/\"']|[{{,]\s*{_KEY}:[^\s/\"']")
_COLON_IN_TEXT = re.compile(rf"^\s*(?:- )?{_KEY}: [^\"'{{\[].*(?:: |:$)")
_TAB = re.compile(r"^ *\t")
_SHOWN = 60
# In the order in which they are looked for: a sign of the wrong width explains more than a missing space.
_SLIPS = (("Y008", _TAB), ("Y007", _FULL_WIDTH), ("Y009", _NO_SPACE), ("Y010", _COLON_IN_TEXT))


def mistake(text: str, line: int, name: str) -> Problem:
    """The problem behind a syntax error.

    Args:
        text: The whole file.
        line: Line (1-based) where the parser stopped.
        name: The file as the user would name it.

    Returns:
        Y007 to Y010 with the line of the slip where there is one on that line or up to two before it, else Y003.
    """
    lines = _outside_comments(text)
    near = [number for number in range(line, line - 3, -1) if 0 < number <= len(lines)]
    for code, slip in _SLIPS:
        for number in near:
            if slip.search(lines[number - 1]):
                return Problem(code, name, number, found=_shown(lines[number - 1]))
    return Problem("Y003", name, line, found=_shown(lines[line - 1]) if line <= len(lines) else "")


def _outside_comments(text: str) -> list[str]:
    return [re.sub(r"(^|\s)#.*", "", line) for line in text.splitlines()]


def _shown(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
