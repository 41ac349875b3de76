"""Templates to HTML: which file wins, sandbox, and problems with file and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.official.frame import circular_view
from scoring.documents.official.names import template_names
from scoring.documents.quality.places import place_words
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from jinja2 import Environment

    from scoring.results.model import Results

JOINER = "\u2060"  # forbids a line end and prints nothing
_NUMBER_END = re.compile(r"(?<=[0-9%])(?=[年月日号万亿])")
_PACKAGE = Path(__file__).resolve().parents[2]


def shipped_templates() -> Path:
    """The templates that come with the program: inside the wheel, or beside the package in a checkout."""
    installed = _PACKAGE / "shipped" / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def lookup_folders(body: Path | None, folders: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Where templates and images are looked up, first wins.

    Args:
        body: The template of the text; its folder (the pack's) comes after the given ones; None for none.
        folders: Folders of the assessment, such as ``<assessment>/templates``.

    Returns:
        The given folders, the body's folder, the shipped templates.
    """
    return (*folders, *([body.parent] if body else ()), shipped_templates())


def circular_html(results: Results, body: Path, folders: Sequence[Path] = ()) -> str:
    """The circular as one HTML page, styles included.

    Args:
        results: The run.
        body: Template of the text, see the head of ``templates/base.html`` for its markup.
        folders: Folders that win over the pack's and the shipped templates.

    Returns:
        HTML. Raises ProblemsFound D020 (no template), D021 (undefined name), D022 (not a template), D023 (forbidden
        or failing expression), D040, D041.
    """
    names = template_names(results) | {"circular": circular_view(results), "body_template": body.name}
    return render_template("circular.html", names, lookup_folders(body, folders))


def imprint_html(results: Results, body: Path, folders: Sequence[Path] = (), *, number: int | None) -> str:
    """版记 on a page of its own, after an empty one; ``number`` is its page number if it carries one."""
    names = template_names(results) | {"circular": circular_view(results), "number": number}
    return render_template("imprint.html", names, lookup_folders(body, folders))


def render_template(name: str, names: Mapping[str, Any], folders: Sequence[Path]) -> str:
    """Render a template with the given names; problems carry file and line (D020-D023)."""
    import jinja2

    try:
        return _environment(folders).get_template(name).render(names)
    except jinja2.TemplateSyntaxError as error:
        raise ProblemsFound([Problem("D022", error.filename or error.name or name, error.lineno, found=error.message or "")]) from None
    except jinja2.TemplateNotFound as error:
        raise ProblemsFound(
            [Problem("D020", str(error.name), found=str(error.name), args={"folders": "、".join(map(str, folders))})]
        ) from None
    except jinja2.UndefinedError as error:
        raise ProblemsFound([Problem("D021", *_place(error, folders, name), found=_undefined(str(error.message)))]) from None
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise ProblemsFound([Problem("D023", *_place(error, folders, name), found=str(error))]) from None


def _undefined(message: str) -> str:
    """The name that is not defined, out of the template engine's own sentence."""
    quoted = re.findall(r"'([^']+)'", message)
    return quoted[-1] if quoted else message


def _environment(folders: Sequence[Path]) -> Environment:
    import jinja2
    import jinja2.sandbox
    from markupsafe import Markup

    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=lambda template: template is None or not template.endswith(".css"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["whole_numbers"] = lambda text: Markup(_NUMBER_END.sub(JOINER, text))  # noqa: S704 - the template's own HTML
    environment.filters["shortened"] = shortened
    environment.filters["place"] = place_words
    environment.filters["alone"] = alone
    return environment


def alone(message: str) -> str:
    """A finding that stands under its cause, without the words that name it."""
    start = message.rfind("（由")
    return message[:start] if start > 0 and message.endswith("引起）") else message


def shortened(text: str, most: int = 160) -> str:
    """A quote that fits its place: what is cut off is shown as cut off."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _place(error: Exception, folders: Sequence[Path], name: str) -> tuple[str, int | None]:
    """The innermost template line of a traceback."""
    known = {str(folder) for folder in folders}
    frames = [f for f in traceback.extract_tb(error.__traceback__) if any(f.filename.startswith(folder) for folder in known)]
    inner = [f for f in frames if not f.filename.endswith(".py")]
    return (inner[-1].filename, inner[-1].lineno) if inner else (name, None)
