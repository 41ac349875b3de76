"""What went wrong in a template, as problems with file and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.accounts.figuretext import EmptyFigure
from scoring.documents.printing.limits import TooMuchError
from scoring.documents.printing.sandbox import EncodingError, OutsideError
from scoring.documents.printing.undefined import all_undefined
from scoring.problems import Problem

if TYPE_CHECKING:
    from jinja2 import Environment


def template_problems(
    error: Exception, environment: Environment, name: str, names: Mapping[str, Any], folders: Sequence[Path]
) -> list[Problem]:
    """The problems that an error while rendering means; none when it is the program's own.

    Args:
        error: What was raised.
        environment: The template engine.
        name: The template that was rendered.
        names: What it may print.
        folders: Folders of templates.
    """
    import jinja2

    if isinstance(error, jinja2.TemplateSyntaxError):
        return [syntax_problem(error, name)]
    if isinstance(error, (OutsideError, EncodingError)):
        return [Problem("D025" if isinstance(error, OutsideError) else "D026", str(error))]
    place = _place(error, folders, name)
    if isinstance(error, jinja2.UndefinedError) and (found := all_undefined(environment, name, names)):
        return found
    for kinds, code, found_words in _words(error, folders):
        if isinstance(error, kinds):
            return [Problem(code, *place, **found_words)]
    return []


def _words(error: Any, folders: Sequence[Path]) -> Iterator[tuple[tuple[type[BaseException], ...], str, dict[str, Any]]]:
    """Kinds of errors, the code of each, and what it says; the first that fits counts."""
    import jinja2

    yield (jinja2.TemplateNotFound,), "D020", {"found": str(error), "args": {"folders": "、".join(map(str, folders))}}
    yield (jinja2.UndefinedError,), "D021", {"found": _undefined(str(error))}
    yield (EmptyFigure,), "F017", {"found": str(error)}
    yield (TooMuchError,), "D024", {"found": str(error)}
    yield (RecursionError,), "D024", {"found": "层层调用自己"}
    yield (MemoryError,), "D024", {"found": "内存不足"}
    yield (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError), "D023", {"found": str(error)}


def syntax_problem(error: Any, name: str) -> Problem:
    """D022 of a syntax error."""
    return Problem("D022", error.filename or error.name or name, error.lineno, found=error.message or "")


def _undefined(message: str) -> str:
    """The name that is not defined, out of the template engine's own sentence."""
    quoted = re.findall(r"'([^']+)'", message)
    return quoted[-1] if quoted else message


def _place(error: Exception, folders: Sequence[Path], name: str) -> tuple[str, int | None]:
    """The innermost template line of a traceback."""
    known = {str(folder) for folder in folders}
    frames = [f for f in traceback.extract_tb(error.__traceback__) if any(f.filename.startswith(folder) for folder in known)]
    inner = [f for f in frames if not f.filename.endswith(".py")]
    return (inner[-1].filename, inner[-1].lineno) if inner else (name, None)
