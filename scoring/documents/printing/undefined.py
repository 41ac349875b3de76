"""All undefined names of a template at once: the text is made again, and every name that is missing is noted with its line."""

from __future__ import annotations

import sys
from types import FrameType
from typing import TYPE_CHECKING, Any

from scoring.documents.printing import sandbox
from scoring.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment


def all_undefined(environment: Environment, name: str, names: Mapping[str, Any]) -> list[Problem]:
    """D021 per name and line that is not defined, in the order in which the text meets them.

    Args:
        environment: The engine in which rendering failed at the first of them.
        name: The template.
        names: What it may print.

    Returns:
        The problems; what stands behind an error of another kind is not reached.
    """
    found: dict[tuple[str, int, str], Problem] = {}
    again = environment.overlay(undefined=_noted(found))
    try:
        sandbox.run(again, name, names)
    except Exception:  # noqa: BLE001 - whatever follows from a missing name is not told
        return list(found.values())
    return list(found.values())


_NOTHING: dict[str, Any] = {"__str__": "", "__bool__": False, "__len__": 0, "__eq__": False, "__hash__": 0, "__contains__": False}
_CHAINED = [
    f"__{name}__"
    for name in [
        "call",
        "getitem",
        "add",
        "radd",
        "sub",
        "rsub",
        "mul",
        "rmul",
        "truediv",
        "rtruediv",
        "mod",
        "rmod",
        "lt",
        "le",
        "gt",
        "ge",
        "neg",
    ]
]


def _noted(found: dict[tuple[str, int, str], Problem]) -> Any:
    """A kind of undefined name that is noted wherever the strict kind would stop, and goes on as nothing."""
    import jinja2

    def note(self: Any, *_args: Any, **_kwargs: Any) -> Any:
        if self._undefined_exception is not jinja2.UndefinedError:
            self._fail_with_undefined_error()  # not missing but forbidden
        name, place = self._undefined_name, _template_line()
        if place and isinstance(name, str):
            found.setdefault((*place, name), Problem("D021", *place, found=name))
        return self

    def nothing(value: Any) -> Any:
        return lambda self, *_args: (note(self), value)[1]

    def attribute(self: Any, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return note(self)

    methods = {name: nothing(value) for name, value in _NOTHING.items()} | dict.fromkeys(_CHAINED, note)
    return type("Noted", (jinja2.Undefined,), {**methods, "__iter__": lambda self: iter((note(self), [])[1]), "__getattr__": attribute})


def _template_line() -> tuple[str, int] | None:
    """File and line of the template that is running."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the only way to the line of a template that did not fail
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename:
            return template.filename, template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return None
