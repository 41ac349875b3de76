"""Looks for patterns whose time grows faster than the text: every one is run over repeated characters of its own.

``python -m tests.hostile.regexes [PACKAGE]`` prints them with the text that shows it; nothing is printed when all are well.
A pattern that is only made within a function is not found.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import string
import sys
import time
from collections.abc import Callable, Iterator
from types import ModuleType

SHORT, TIMES = 400, 8
WORSE = 3  # times the growth of the text; a pattern that looks back from every place has the square of it
_WORTH = 0.004  # seconds below which growth is noise
_USED = r"\b{}\.(search|match|fullmatch|sub|findall|finditer|split)\b"


def patterns(package: str) -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Name, pattern and the ways in which it is used, of all patterns of the modules of a package."""
    root = importlib.import_module(package)
    for module in (importlib.import_module(found.name) for found in pkgutil.walk_packages(root.__path__, f"{package}.")):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and _own(module, name):
                ways = set(re.findall(_USED.format(name), inspect.getsource(module)))
                yield f"{module.__name__}.{name}", value, ways or {"search"}


def _own(module: ModuleType, name: str) -> bool:
    return re.search(rf"^{name}\b[^=\n]*=", inspect.getsource(module), re.MULTILINE) is not None


def grows(pattern: re.Pattern[str], ways: set[str]) -> str:
    """The character whose repetition takes a pattern more than so many times longer than the text grows; empty without one."""
    for way in sorted(ways):
        act: Callable[[str], object] = getattr(pattern, way) if way in {"match", "fullmatch"} else pattern.findall
        for character in _characters(pattern):
            short, long = (_taken(act, character * length + "\x01") for length in (SHORT, SHORT * TIMES))
            if long > _WORTH and long > WORSE * TIMES * short:
                return character
    return ""


def _characters(pattern: re.Pattern[str]) -> list[str]:
    written = {character for character in pattern.pattern if character not in string.ascii_letters}
    return sorted(written | set("a1 \n中一."))


def _taken(act: Callable[[str], object], text: str) -> float:
    best = 1e9
    for _ in range(3):
        begun = time.process_time()
        act(text)
        best = min(best, time.process_time() - begun)
    return best


def main() -> None:
    """Print every pattern that grows."""
    for name, pattern, ways in patterns(sys.argv[1] if len(sys.argv) > 1 else "scoring.intake"):
        if character := grows(pattern, ways):
            sys.stdout.write(f"{name}: {character!r} repeated: {pattern.pattern[:200]}\n")


if __name__ == "__main__":
    main()
