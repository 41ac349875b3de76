"""All undefined names of a template at once: the text is made again, and every name that is missing is noted with its line."""

from __future__ import annotations

import sys
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
    import jinja2

    found: dict[tuple[str, int, str], Problem] = {}

    class Noted(jinja2.Undefined):
        """Is noted wherever the strict kind would stop, and goes on as nothing."""

        def _note(self, *_args: Any, **_kwargs: Any) -> Any:
            if self._undefined_exception is not jinja2.UndefinedError:
                self._fail_with_undefined_error()  # not missing but forbidden
            if (place := _template_line()) and isinstance(self._undefined_name, str):
                found.setdefault((*place, self._undefined_name), Problem("D021", *place, found=self._undefined_name))
            return self

        def __str__(self) -> str:
            self._note()
            return ""

        def __iter__(self) -> Any:
            self._note()
            return iter(())

        def __bool__(self) -> bool:
            self._note()
            return False

        def __len__(self) -> int:
            self._note()
            return 0

        def __eq__(self, other: object) -> bool:
            self._note()
            return False

        def __getattr__(self, name: str) -> Any:
            if name[:2] == "__":
                raise AttributeError(name)
            return self._note()

        __hash__ = None  # type: ignore[assignment]  # as the strict kind
        __getitem__ = __call__ = __contains__ = _note  # type: ignore[assignment]  # chains go on as nothing
        __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __mod__ = __rmod__ = _note  # type: ignore[assignment]
        __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __neg__ = _note  # type: ignore[assignment]

    again = environment.overlay(undefined=Noted)
    try:
        sandbox.run(again, name, names)
    except Exception:  # noqa: BLE001 - whatever follows from a missing name is not told
        return list(found.values())
    return list(found.values())


def _template_line() -> tuple[str, int] | None:
    """File and line of the template that is running."""
    frame = sys._getframe(1)  # noqa: SLF001 - the only way to the line of a template that did not fail
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename:
            return template.filename, template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back  # type: ignore[assignment]  # the outermost frame has none
    return None
