"""Problems are values with a source: collected, sorted, printed once.

A :class:`Problem` says what was found, where, and with which arguments; the
sentences (Chinese and English), what was expected and how to mend it live in the
catalogue, the YAML files beside this module, one file per room. So a code is
stable for scripts, a sentence can be improved without touching code, and the
page of all codes is generated.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from scoring.problems.controls import shown

Language = Literal["zh", "en"]
Severity = Literal["error", "warning", "info"]
_SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}
MOST_FOUND = 200  # characters of what was found in a sentence; a wrong file may be one long text


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, with its place.

    Args:
        code: Stable code from the catalogue, such as ``C012``.
        file: The file as the user would name it; empty when there is none.
        line: Line (1-based) in a text file, or row of a table; None when unknown.
        where: Id path, ``sheet!cell`` or page, such as ``indicators[disclosure.timely].points``.
        found: What was found, as text.
        args: Further words for the sentence of the catalogue (suggestion, allowed, ...), or words by language.
    """

    code: str
    file: str = ""
    line: int | None = None
    where: str = ""
    found: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Severity of the code by the catalogue."""
        return entry(self.code)["severity"]  # type: ignore[no-any-return]  # YAML data, checked by tests/problems/test_problems.py

    def as_dict(self, language: Language = "zh") -> dict[str, Any]:
        """The problem as data for ``--format json``."""
        texts = _texts(self, language)
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "where": self.where,
            "found": self.found,
            "expected": texts["expected"],
            "fix": texts["fix"],
            "message": sentence(self, language),
        }


class ProblemsFound(Exception):  # noqa: N818 - it reads as what happened; every raiser has collected all problems first
    """Raised once, by the room that cannot go on, with everything it found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__(f"{len(self.problems)} problems")


@functools.cache
def catalogue() -> dict[str, dict[str, Any]]:
    """All codes with their sentences, read once and only when a problem exists."""
    import yaml

    entries: dict[str, dict[str, Any]] = {}
    for file in sorted(importlib.resources.files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            entries.update(yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {})  # noqa: S506 - a safe loader, in C where built
    return entries


def entry(code: str) -> dict[str, Any]:
    """The catalogue entry of a code: severity, and per language what, expected, fix."""
    return catalogue()[code]


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by severity, file, line, place and code, without repetitions."""
    distinct = {json.dumps(p.__dict__ | {"args": dict(p.args)}, default=str, sort_keys=True): p for p in problems}
    return tuple(
        sorted(
            distinct.values(),
            key=lambda p: (_SEVERITY_ORDER[p.severity], p.file, p.line or 0, p.where, p.code, p.found),
        )
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems forbids scoring."""
    return any(p.severity == "error" for p in problems)


def sentence(problem: Problem, language: Language = "zh") -> str:
    """One line: place, what is wrong and found, what was expected, how to mend it, code."""
    problem = replace(problem, file=shown(problem.file), where=shown(problem.where), found=shown(_short(problem.found)))
    texts = _texts(problem, language)
    place = ":".join(filter(None, [problem.file, str(problem.line) if problem.line else ""]))
    if language == "zh":
        found = f"：{problem.found}" if problem.found else ""
        words = f"{texts['what']}{found}"
        if texts["expected"]:
            # Chinese sets no space between words, but Latin letters and digits want one.
            words += f"；应为{' ' if texts['expected'][0].isascii() else ''}{texts['expected']}"
        words += f"。{texts['fix']}。" if texts["fix"] else "。"
    else:
        found = f": found {problem.found}" if problem.found else ""
        words = f"{texts['what']}{found}"
        if texts["expected"]:
            words += f", expected {texts['expected']}"
        words += f". {texts['fix']}" if texts["fix"] else ""
        words += "" if words.endswith("?") else "."
    return ": ".join(filter(None, [place, problem.where, words])) + f" [{problem.code}]"


def _short(found: str) -> str:
    return found if len(found) <= MOST_FOUND else f"{found[:MOST_FOUND]}……"


def _texts(problem: Problem, language: Language) -> dict[str, str]:
    texts = entry(problem.code)[language]
    args = {key: value[language] if isinstance(value, Mapping) else value for key, value in problem.args.items()}
    words = {"found": problem.found, "where": problem.where, **args}
    return {key: shown(str(texts.get(key, "")).format(**words)) for key in ("what", "expected", "fix")}
