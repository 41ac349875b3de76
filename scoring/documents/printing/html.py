"""Templates to HTML: which file wins, sandbox, and problems with file and line."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.official.frame import circular_view
from scoring.documents.official.names import template_names
from scoring.documents.printing import sandbox
from scoring.documents.printing.fetching import where_written
from scoring.documents.printing.lineends import joined_lines
from scoring.documents.printing.links import forbidden_links
from scoring.documents.printing.troubles import template_problems
from scoring.documents.quality.places import place_words
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from jinja2 import Environment

    from scoring.documents.official.frame import Circular
    from scoring.results.model import Results

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


def circular_html(results: Results, body: Path, folders: Sequence[Path] = (), *, circular: Circular | None = None) -> str:
    """The circular as one HTML page, styles included.

    Args:
        results: The run.
        body: Template of the text, see the head of ``templates/base.html`` for its markup.
        folders: Folders that win over the pack's and the shipped templates.
        circular: The frame, where it is made already.

    Returns:
        HTML. Raises ProblemsFound D020 (no template), D021 (undefined name), D022 (not a template), D023 (forbidden
        or failing expression), D040, D041, F017 (a figure without data).
    """
    names = template_names(results) | {"circular": circular or circular_view(results), "body_template": body.name}
    return render_template("circular.html", names, lookup_folders(body, folders))


def imprint_html(results: Results, circular: Circular, body: Path, folders: Sequence[Path] = (), *, number: int | None) -> str:
    """版记 on a page of its own, after an empty one; ``number`` is its page number if it carries one."""
    names = template_names(results) | {"circular": circular, "number": number}
    return render_template("imprint.html", names, lookup_folders(body, folders))


def render_template(name: str, names: Mapping[str, Any], folders: Sequence[Path]) -> str:
    """Render a template with the given names; line ends within its Chinese text print nothing.

    Problems carry file and line: D020 (no such template), D021 (undefined names, all of them), D022 (syntax), D023 (an
    expression that fails or is not allowed), D024 (takes too much), D025 (behind a link out of its folder), D026 (not UTF-8),
    D044 (loads what is not in its folder), D101 (a link to anything but http, https, the page itself or a file beside it).
    """
    environment = engine(tuple(folders))
    try:
        page = joined_lines(sandbox.run(environment, name, names))
    except Exception as error:
        if problems := template_problems(error, environment, name, names, tuple(folders)):
            raise ProblemsFound(problems) from None
        raise
    if led := list(dict.fromkeys(forbidden_links(page))):
        raise ProblemsFound([Problem(code, *where_written(address, folders, name), found=address) for code, address in led])
    return page


@functools.lru_cache(maxsize=16)
def engine(folders: tuple[Path, ...]) -> Environment:
    """The template engine for some folders, kept between documents: a sheet per unit takes its templates apart once."""
    return sandbox.make_environment(
        folders,
        {
            "shortened": shortened,
            "place": place_words,
            "alone": alone,
        },
    )


def alone(message: str) -> str:
    """A finding that stands under its cause, without the words that name it."""
    start = message.rfind("（由")
    return message[:start] if start > 0 and message.endswith("引起）") else message


def shortened(text: str, most: int = 160) -> str:
    """A quote that fits its place: what is cut off is shown as cut off."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
