"""Running text of a printed page as runs of a .docx: the same words, blanks as the page shows them, and their emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from scoring.documents.word.markup import run, tag

_BLANKS = re.compile(r"[ \t\r\n\f]+")  # as a page shows them; full-width blanks stay
BREAK = "\n"
INLINE = frozenset({"b", "strong", "i", "em", "u", "sub", "sup", "span", "br", "a", "small", "time", "wbr"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that look alike; ``look`` names children of the run's properties."""

    text: str
    look: tuple[str, ...] = ()


_LOOKS: Mapping[str, Mapping[str, str]] = {
    "run": {"rStyle": tag("rStyle", val="RunIn")},
    "bold": {"b": tag("b"), "bCs": tag("bCs")},
    "italic": {"i": tag("i"), "iCs": tag("iCs")},
    "underlined": {"u": tag("u", val="single")},
    "below": {"vertAlign": tag("vertAlign", val="subscript")},
    "above": {"vertAlign": tag("vertAlign", val="superscript")},
}
_TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underlined", "sub": "below", "sup": "above"}


def pieces(element: Any, look: tuple[str, ...] = ()) -> Iterator[Piece]:
    """The words inside an element, without what stands behind it."""
    if element.text:
        yield Piece(element.text, look)
    for child in element:
        if isinstance(child.tag, str):
            yield from [Piece(BREAK, ("break",))] if child.tag == "br" else pieces(child, (*look, *_look(child)))
        if child.tail:
            yield Piece(child.tail, look)


def _look(element: Any) -> tuple[str, ...]:
    if element.tag == "b" and element.get("class") == "run":
        return ("run",)
    return (_TAGS[element.tag],) if element.tag in _TAGS else ()


def settled(found: Iterator[Piece]) -> list[Piece]:
    """Blanks as the page shows them: one for many, none at the ends of a line."""
    made: list[Piece] = []
    for piece in found:
        broken = "break" in piece.look
        text = BREAK if broken else _BLANKS.sub(" ", piece.text)
        if made and broken:
            made[-1] = replace(made[-1], text=made[-1].text.removesuffix(" "))
        elif not made or made[-1].text.endswith((" ", BREAK)):
            text = text.removeprefix(" ")
        if text:
            made.append(Piece(text, () if broken else piece.look))
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.removesuffix(" "))
    return made


def runs(element: Any, extra: Mapping[str, str] | None = None) -> str:
    """The words inside an element as runs; ``extra`` are properties that each of them gets."""
    made = []
    for piece in settled(pieces(element)):
        look = dict(extra or {})
        for name in piece.look:
            look |= _LOOKS[name]
        made.append(run(piece.text, **look))
    return "".join(made)


def plain(element: Any) -> str:
    """The words inside an element."""
    return "".join(piece.text for piece in settled(pieces(element)))


def is_inline(element: Any) -> bool:
    """Whether an element stands inside a line."""
    return isinstance(element.tag, str) and element.tag in INLINE
