"""Where templates run: from their own folders, without a way into the program, within bounds."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.printing.limits import (
    MOST_CHARACTERS,
    Rounds,
    TooMuchError,
    bounded,
    check_arguments,
    check_format,
    check_joined,
    check_operation,
    joined,
    time_limit,
)

if TYPE_CHECKING:
    from jinja2 import Environment

_FILTERS = ("batch", "center", "indent", "replace", "round", "slice", "tojson", "truncate", "urlize", "wordwrap")
_ROUNDS = Rounds()


class OutsideError(Exception):
    """A template lies outside its folder, behind a link; ``args`` are its path."""


class EncodingError(Exception):
    """A template is no UTF-8 text; ``args`` are its path."""


def run(environment: Environment, name: str, names: Mapping[str, Any]) -> str:
    """Render a template; raises jinja2's errors, OutsideError, EncodingError, and TooMuchError for more than a document may take."""
    _ROUNDS.reset()
    parts: list[str] = []
    length = 0
    with time_limit():
        for part in environment.get_template(name).generate(names):
            parts.append(part)
            length += len(part)
            if length > MOST_CHARACTERS:
                raise TooMuchError(f"文件超过 {MOST_CHARACTERS} 个字符")
    return "".join(parts)


def make_environment(folders: Sequence[Path], filters: Mapping[str, Callable[..., Any]]) -> Environment:
    """The template engine for some folders, first wins; markup in values is escaped, except in style sheets.

    Args:
        folders: Folders of templates.
        filters: Filters besides the engine's own.
    """
    import jinja2

    made: Environment = _sandbox()(
        loader=_loader(tuple(folders)),
        autoescape=lambda template: template is None or not template.endswith(".css"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["range"] = _ROUNDS
    made.globals.pop("lipsum")
    made.filters |= {name: _bounded(made.filters[name]) for name in _FILTERS}
    made.filters["format"] = _bounded_format(made.filters["format"])
    made.filters["join"] = _bounded_join(made.filters["join"])
    made.filters["sum"] = _bounded_sum(made.filters["sum"])
    made.filters |= filters
    return made


def _sandbox() -> Any:
    """Jinja's sandbox with bounds on what a template may put together."""
    import jinja2.sandbox

    class Sandbox(jinja2.sandbox.ImmutableSandboxedEnvironment):
        """Neither private attributes nor changes of what was handed in, and no operation without bounds."""

        intercepted_binops = frozenset({"+", "*", "**", "%"})
        code_generator_class = _generator()
        concat = staticmethod(joined)
        bounded = staticmethod(bounded)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            check_operation(operator, left, right)
            return super().call_binop(context, operator, left, right)

        def call(self, context: Any, called: Any, *args: Any, **kwargs: Any) -> Any:
            owner = getattr(getattr(called, "__wrapped__", called), "__self__", None)
            if isinstance(owner, str):
                check_arguments(owner, *args, **kwargs)
                if called.__name__ in ("format", "format_map"):
                    check_format(owner)
                if called.__name__ == "join" and args:
                    check_joined(owner, args[0])
            return super().call(context, called, *args, **kwargs)

    return Sandbox


def _generator() -> Any:
    """What writes a template as Python, with a bound on every text that ``~`` puts together: a few of them double a text each."""
    from jinja2.compiler import CodeGenerator

    class Generator(CodeGenerator):
        """As jinja2's."""

        def visit_Concat(self, node: Any, frame: Any) -> None:  # noqa: N802 - jinja2's name
            self.write("environment.bounded(")
            super().visit_Concat(node, frame)
            self.write(")")

    return Generator


def _bounded_join(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def filtered(context: Any, value: Any, d: str = "", attribute: Any = None) -> Any:
        items = value if hasattr(value, "__len__") else list(value)
        check_joined(d, items)
        return function(context, items, d, attribute)

    return filtered


def _bounded_sum(function: Callable[..., Any]) -> Callable[..., Any]:
    """Of numbers alone: lists that are added to one another grow with the square of their number."""

    @functools.wraps(function)
    def filtered(environment: Any, iterable: Any, attribute: Any = None, start: Any = 0) -> Any:
        if hasattr(start, "__len__"):
            raise TooMuchError("sum 只用于数字")
        return function(environment, iterable, attribute, start)

    return filtered


def _loader(folders: tuple[Path, ...]) -> Any:
    import jinja2
    from jinja2.loaders import split_template_path

    class Loader(jinja2.BaseLoader):
        """Templates below the folders; a link that leads out of them is refused."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - jinja2's
            file = find("/".join(split_template_path(template)), folders)
            changed = file.stat().st_mtime_ns
            try:
                text = file.read_text("utf-8-sig")
            except UnicodeDecodeError:
                raise EncodingError(str(file)) from None
            return text, str(file), lambda: _same(file, changed, template, folders)

    return Loader()


def _same(file: Path, changed: int, template: str, folders: Sequence[Path]) -> bool:
    """Whether a template is the file it was, unchanged, and no folder before it has one of its own by now."""
    import jinja2

    try:
        return find(template, folders) == file and file.stat().st_mtime_ns == changed
    except (OSError, OutsideError, jinja2.TemplateNotFound):
        return False


def find(template: str, folders: Sequence[Path]) -> Path:
    """The file of a template; raises TemplateNotFound or OutsideError."""
    import jinja2

    for folder in folders:
        file = folder / template
        if file.is_file():
            if not file.resolve().is_relative_to(folder.resolve()):
                raise OutsideError(str(file))
            return file
    raise jinja2.TemplateNotFound(template)


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose numbers and texts are looked at first; the value comes after what jinja2 hands in."""
    handed = 1 if hasattr(function, "jinja_pass_arg") else 0

    @functools.wraps(function)
    def filtered(*args: Any, **kwargs: Any) -> Any:
        check_arguments(args[handed], *args[handed + 1 :], **kwargs)
        return function(*args, **kwargs)

    return filtered


def _bounded_format(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def filtered(value: str, *args: Any, **kwargs: Any) -> Any:
        check_format(str(value))
        return function(value, *args, **kwargs)

    return filtered
