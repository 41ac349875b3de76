"""The plain text of a page of HTML: one line per paragraph, nothing of styles and heads."""

from __future__ import annotations

from html.parser import HTMLParser

_HEADINGS = {f"h{level}" for level in range(1, 7)}
_CELLS = {"table", "tr", "td", "th", "caption", "li", "ul", "ol"}
_BLOCKS = frozenset({"p", "div", "section", "header", "footer", "main", "br"} | _CELLS | _HEADINGS)
_HIDDEN = frozenset({"style", "script", "head", "title", "template"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the signature of the library
        self.hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data.replace("\n", ""))


def plain_text(html: str) -> str:
    """The text of HTML, one line per block; line ends inside a block mean nothing in Chinese and are dropped."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = "".join(parser.parts).replace("\u2060", "").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
