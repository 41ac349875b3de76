"""Finished strings on their way through a template: a figure prints itself, and may leave a mark of where it comes from."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Self

from scoring.results.figure import Figure

START, BETWEEN, END = "\ue000", "\ue001", "\ue002"  # private use: in no text of an office


class EmptyFigure(Exception):  # noqa: N818 - it reads as what happened
    """A text prints a figure for which the data carry nothing."""


class Marked(str):
    """A text that leaves a mark of its origin where a template prints it."""

    __slots__ = ("origin",)
    origin: str

    def __new__(cls, text: str, origin: str) -> Self:  # noqa: D102 - makes it
        made = super().__new__(cls, text)
        made.origin = origin
        return made

    def __html__(self) -> str:
        return f"{START}{self.origin}{BETWEEN}{html.escape(str.__str__(self))}{END}"


class MarkedCount(int):
    """A number of units that leaves a mark where a template prints it."""

    origin: str

    def __new__(cls, value: int, origin: str) -> Self:  # noqa: D102 - makes it
        made = super().__new__(cls, value)
        made.origin = origin
        return made

    def __html__(self) -> str:
        return f"{START}{self.origin}{BETWEEN}{int(self)}{END}"


class FigureText(str):
    """A figure as its finished text, with what conditions in a template may ask.

    ``{{ figures.disclosed }}`` prints the text, and stops where it is empty; ``{% if figures.no_plan %}`` is
    false for an empty text. ``.value`` (exact), ``.uom``, ``.covered``, ``.of`` and ``.entries`` are for conditions
    and lists; further words such as ``.note`` and ``.change`` are those of its kind.
    """

    __slots__ = ("_marks", "_words", "covered", "entries", "name", "of", "uom", "value")
    _marks: bool
    _words: Mapping[str, str]
    name: str
    covered: int
    of: int
    uom: str
    value: Decimal | int | None
    entries: tuple[Mapping[str, str], ...]

    def __getattr__(self, word: str) -> str:
        if word.startswith("_") or word not in self._words:
            raise AttributeError(word)
        text = self._words[word]
        return Marked(text, f"{self.name}.{word}") if self._marks else text

    def __html__(self) -> str:
        if not self:
            raise EmptyFigure(self.name)
        return Marked(str.__str__(self), self.name).__html__() if self._marks else html.escape(str.__str__(self))


def figure_text(figure: Figure, *, marks: bool = False) -> FigureText:
    """A figure for a template; with ``marks`` all that it prints says where it comes from."""
    text = FigureText(figure.text)
    text.name, text.value, text.uom = figure.name, figure.value, figure.uom
    text.covered, text.of, text.entries = figure.covered, figure.of, figure.entries
    if marks:
        text.covered, text.of = MarkedCount(figure.covered, figure.name), MarkedCount(figure.of, figure.name)
        text.entries = tuple({key: Marked(value, figure.name) for key, value in entry.items()} for entry in figure.entries)
    text._words, text._marks = figure.words, marks  # noqa: SLF001 - the class's own maker
    return text


def coverage(figures: Sequence[FigureText], told: FigureText | None = None) -> str:
    """One note on the coverage of several figures that rest on the same number of units: ``（按有数据的43个单位计算）``.

    Empty where they are all complete, and where their numbers of units differ: then each has to say its own
    (:func:`own_coverage`).

    Args:
        figures: The figures, empty ones included.
        told: A figure whose note stands in the sentence already; what rests on as many units says nothing again.
    """
    lacking = [figure for figure in figures if figure and _note(figure)]
    if not lacking or not _alike(figures):
        return ""
    return _told(lacking, "" if _as_many(lacking[0], told) else _note(lacking[0]))


def own_coverage(figure: FigureText, figures: Sequence[FigureText], told: FigureText | None = None) -> str:
    """The note of one of several figures where they do not rest on the same number of units, else empty."""
    if _alike(figures) or not figure or not _note(figure):
        return ""
    return _told([figure], "" if _as_many(figure, told) else _note(figure))


def _told(figures: Sequence[FigureText], text: str) -> str:
    """A note with the mark that these figures have had theirs."""
    if not any(figure._marks for figure in figures):  # noqa: SLF001 - a friend of the class
        return text
    return Marked(text, "+".join(f"{figure.name}.note" for figure in figures))


def _as_many(figure: FigureText, told: FigureText | None) -> bool:
    return bool(told) and told is not None and int(told.covered) == int(figure.covered)


def _alike(figures: Sequence[FigureText]) -> bool:
    return len({int(figure.covered) for figure in figures if figure}) == 1


def _note(figure: FigureText) -> str:
    return figure._words.get("note", "")  # noqa: SLF001 - a friend of the class


def marked(value: Any, origin: str) -> Any:
    """A setting or a table of results whose texts leave marks, tables only as far as they are looked at."""
    if isinstance(value, str):
        return Marked(value, origin)
    if isinstance(value, Mapping):
        return {key: marked(item, origin) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [marked(item, origin) for item in value]
    if dataclasses.is_dataclass(value):
        return _Looked(value, origin)
    return value


class _Looked:
    """A table of results whose fields are marked when a template looks at them."""

    def __init__(self, value: Any, origin: str) -> None:
        self._value, self._origin = value, origin

    def __getattr__(self, name: str) -> Any:
        return marked(getattr(self._value, name), self._origin)
