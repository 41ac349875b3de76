"""Text that was encoded twice, or decoded as what it is not, and can be brought back exactly.

``æ”¿åºœ`` is UTF-8 read as Latin-1 and saved again; ``ÕþÎñ`` is GBK read as Latin-1; ``鏀垮簻`` is UTF-8 read as GBK.
Each is undone only where every byte comes back and gives Chinese; half of it is not undone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

_LATIN = "\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
_RUN = re.compile(f"[{_LATIN}]{{2,}}")
_HINT = re.compile("[\xc0-\xff][\x80-\xff\u0152-\u2122]{2}")
_AS_GBK = re.compile("[锛銆鐨鍏鏀鎭淇垮簻浗]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MIN_RUNS = 5
_MANY = 20  # one in so many characters is of the kind that UTF-8 becomes when it is read as GBK
_SAMPLE = 30


def undone(text: str) -> tuple[str, str, str]:
    """The text as it was before it was encoded twice, with a sample of it before and after (empty when it was not).

    A text that shows the damage and cannot be brought back exactly has its damaged runs replaced by U+FFFD.
    """
    if _HINT.search(text) and len(runs := _RUN.findall(text)) > _MIN_RUNS and sum(map(len, runs)) > len(_CHINESE.findall(text)):
        return _from_latin(text, runs)
    if "锛" in text or "銆" in text or "鏀" in text:
        return _from_gbk(text)
    return text, "", ""


def _from_latin(text: str, runs: list[str]) -> tuple[str, str, str]:
    for encoding in ("utf-8", "gb18030"):
        changed = {run: _again(run, encoding) for run in runs}
        if all(changed.values()) and _CHINESE.search("".join(filter(None, changed.values()))):
            return _RUN.sub(partial(_replaced, changed), text), runs[0][:_SAMPLE], (changed[runs[0]] or "")[:_SAMPLE]
    return _RUN.sub(lambda match: "\ufffd" * len(match[0]), text), "", ""


def _replaced(changed: Mapping[str, str | None], match: re.Match[str]) -> str:
    return changed[match[0]] or ""


def _again(run: str, encoding: str) -> str | None:
    """A run decoded once more, None when that is not exact."""
    try:
        return b"".join(_byte(c) for c in run).decode(encoding)
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    """The byte that was read as this character; browsers keep the five that code page 1252 lacks."""
    return character.encode("latin-1") if ord(character) < 0x100 else character.encode("cp1252")  # noqa: PLR2004 - one byte


def _from_gbk(text: str) -> tuple[str, str, str]:
    written = _CHINESE.findall(text)
    if _MANY * len(_AS_GBK.findall(text)) < len(written):
        return text, "", ""
    try:
        fixed = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return _CHINESE.sub("\ufffd", text), "", ""
    return fixed, text[:_SAMPLE], fixed[:_SAMPLE]
