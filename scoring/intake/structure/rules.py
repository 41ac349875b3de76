"""The rules of ``rules.yaml`` and the one form of text they work on."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from scoring.files.yamlfile import shipped
from scoring.intake.document import Line
from scoring.intake.quantities import fold

_BLANK = re.compile(r"\s+")


@functools.cache
def rules() -> Mapping[str, Any]:
    """``rules.yaml``, read once."""
    return shipped(__package__, "rules.yaml")  # type: ignore[no-any-return]  # a mapping by its tests


@functools.cache
def pattern(source: str) -> re.Pattern[str]:
    """A compiled regular expression."""
    return re.compile(source)


@functools.lru_cache(maxsize=4096)  # the cells of a form are the same in every report
def plain(text: str) -> str:
    """Folded text without any blank."""
    return _BLANK.sub("", fold(text))


def plain_lines(lines: tuple[Line, ...]) -> tuple[tuple[str, Line], ...]:
    """(plain text, line) of every line that says something."""
    return tuple((text, line) for line in lines if (text := plain(line.text)))
