"""What a .docx can carry of a printed page, checked before it is made: what it cannot stops the document (D062)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scoring.documents.word.inline import INLINE, plain
from scoring.problems import Problem

_FRAMES = frozenset({"main", "section", "header", "footer", "article", "div"})
_TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "ul", "ol", "li"})
_TABLES = frozenset({"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"})
_BLOCKS = _FRAMES | _TEXTS | _TABLES
_HOLDS_TEXT = (_TEXTS - {"ul", "ol"}) | {"caption", "th", "td", "div", "header"} | INLINE
_SHOWN = 24  # characters of the words beside the place
# A draft bears no seal; the red line is a border of the number above it; charts are set anew.
PRINT_ONLY = frozenset({"seal", "stamp", "rule", "strip", "bars", "chart"})


def uncarried(body: Any, document: str, template: Path | None = None) -> list[Problem]:
    """One problem per element (D062) that stands on the printed page and has no place in the .docx.

    Args:
        body: The element that holds the page.
        document: Name of the file that would be written.
        template: The template of the text, to point at the line where such an element stands.
    """
    lines = template.read_text("utf-8").splitlines() if template else []
    made, seen = [], Counter[str]()
    for element, name in _found(body):
        line = _line(lines, element.tag, seen[element.tag])
        seen[element.tag] += 1
        made.append(Problem("D062", str(template) if line else document, line, where=_place(element), found=name))
    return made


def _line(lines: Sequence[str], tag: str, number: int) -> int | None:
    """The line where the element with a tag stands that has so many before it."""
    places = [i for i, line in enumerate(lines, 1) for _ in range(line.count(f"<{tag}"))]
    return places[min(number, len(places) - 1)] if places else None


def _found(element: Any) -> Iterator[tuple[Any, str]]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag == "style" or PRINT_ONLY & set((child.get("class") or "").split()):
            continue
        if child.tag not in _BLOCKS | INLINE:
            yield child, f"<{child.tag}>"
            continue
        yield from ((child, name) for name in _wrong(child))
        yield from _found(child)


def _wrong(element: Any) -> Iterator[str]:
    """What is wrong with an element of a kind that is carried."""
    name = element.tag
    if name == "a" and element.get("href"):
        yield "<a href>"
    if element.get("style") and name not in _TABLES and _inside(element, {"main"}):
        yield f"<{name} style>"
    if name in {"table", "ul", "ol"} and _inside(element, {"td", "th", "li"}):
        yield f"套在内层的 <{name}>"
    if name not in _HOLDS_TEXT and _loose(element):
        yield f"<{name}> 中不在段落内的文字"


def _inside(element: Any, tags: set[str]) -> bool:
    return any(parent.tag in tags for parent in element.iterancestors())


def _loose(element: Any) -> bool:
    """Words that stand between blocks."""
    return bool((element.text or "").strip() or any((child.tail or "").strip() for child in element))


def _place(element: Any) -> str:
    """The words at the place, so that the office finds it in its template."""
    holder = next((e for e in (element, *element.iterancestors()) if plain(e)), None)
    words = "" if holder is None else plain(holder).replace("\n", "")
    return f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"
