"""What went wrong in a template, as problems with file and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

    place = _place(error, folders, name)
    match error:
        case jinja2.TemplateSyntaxError():
            return [syntax_problem(error, name)]
        case jinja2.TemplateNotFound():
            return [Problem("D020", *place, found=str(error.name), args={"folders": "、".join(map(str, folders))})]
        case jinja2.UndefinedError():
            return all_undefined(environment, name, names) or [Problem("D021", *place, found=_undefined(str(error.message)))]
        case TooMuchError():
            return [Problem("D024", *place, found=str(error))]
        case OutsideError():
            return [Problem("D025", str(error))]
        case EncodingError():
            return [Problem("D026", str(error))]
        case jinja2.TemplateError() | TypeError() | ValueError() | ArithmeticError() | LookupError() | AttributeError():
            return [Problem("D023", *place, found=str(error))]
        case RecursionError() | MemoryError():
            return [Problem("D024", *place, found="层层调用自己" if isinstance(error, RecursionError) else "内存不足")]
    return []


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
