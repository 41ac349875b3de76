"""A page of Markdown as HTML: anchors at headings as on code hosts, links between the pages of the guide."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ASIDE = re.compile(r"<!--.*?-->\n?", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it until the next: anchor, level, words of the heading, plain text."""

    anchor: str
    level: int
    title: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """A page: its HTML, its title (the first heading) and its sections in order."""

    html: str
    title: str
    sections: tuple[Section, ...]


def rendered(text: str, target: Callable[[str], str | None]) -> Rendered:
    """A page as HTML.

    Args:
        text: Markdown, with tables; comments are left out.
        target: Where a link or picture leads; None where there is nothing behind it and its words alone remain.
    """
    parser = _parser()
    tokens = parser.parse(_ASIDE.sub("", text))
    _anchor(tokens)
    _lead(tokens, target)
    sections = tuple(_sections(tokens))
    html = parser.renderer.render(tokens, parser.options, {})
    return Rendered(_scrolling(html), sections[0].title if sections else "", sections)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def slug(title: str, taken: dict[str, int]) -> str:
    """The anchor of a heading: small letters, digits and Chinese characters, hyphens for blanks, a number where it stands again."""
    name = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    taken[name] = taken.get(name, -1) + 1
    return f"{name}-{taken[name]}" if taken[name] else name


def _anchor(tokens: list[Token]) -> None:
    taken: dict[str, int] = {}
    for token, words in itertools.pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slug(_plain(words), taken))


def _lead(tokens: list[Token], target: Callable[[str], str | None]) -> None:
    """Set the targets of links and pictures; a link without one is no link."""
    for token in tokens:
        kept, open_links = [], []
        for child in token.children or ():
            key = {"link_open": "href", "image": "src"}.get(child.type)
            place = target(str(child.attrGet(key))) if key else None
            if key and place is not None:
                child.attrSet(key, place)
            if child.type == "link_open":
                open_links.append(place is not None)
            if not (child.type == "link_open" and place is None) and not (child.type == "link_close" and not open_links.pop()):
                kept.append(child)
        if token.children is not None:
            token.children = kept


def _sections(tokens: list[Token]) -> Iterator[Section]:
    """What search looks through: one piece per heading, with its paragraphs, cells and code."""
    anchor, level, title, texts = "", 0, "", list[str]()
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            if title:
                yield Section(anchor, level, title, " ".join(texts))
            anchor, level, title, texts = str(token.attrGet("id")), int(token.tag[1]), _plain(tokens[number + 1]), []
        elif token.type in {"fence", "code_block"}:
            texts.append(" ".join(token.content.split()))
        elif token.type == "inline" and tokens[number - 1].type != "heading_open":
            texts.append(_plain(token))
    if title:
        yield Section(anchor, level, title, " ".join(texts))


def _plain(token: Token) -> str:
    return "".join(
        child.content if child.type in {"text", "code_inline"} else " " for child in token.children or () if not _is_mark(child)
    ).strip()


def _is_mark(token: Token) -> bool:
    return token.type.endswith(("_open", "_close"))


def _scrolling(html: str) -> str:
    """Wide tables scroll by themselves, so that a page fits a phone; who uses a keyboard can reach them."""
    return (
        html.replace("<table>", '<div class="wide" tabindex="0"><table>')
        .replace("</table>", "</table></div>")
        .replace("<th>", '<th scope="col">')
    )
