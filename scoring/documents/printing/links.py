"""Where the links of a page may lead: within it, to a file beside it, or to http(s)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

# Attributes whose value a browser or a reader of PDF opens, asks for, or runs.
_OPENED = ("href", "src", "srcset", "action", "formaction", "poster", "background", "data", "ping", "xlink:href")
_LOADED = {"src", "srcset", "poster", "background"}
_LOOKS_LIKE = re.compile(rf"""[\s"'/](?:{"|".join(_OPENED)})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_IGNORED = re.compile("[\t\n\r]")  # browsers take these out of an address, and whatever is no character at its ends
_ENDS = "".join(map(chr, range(33)))


def forbidden(address: str) -> bool:
    """Whether an address leads neither within the page nor to a file beside it nor to http(s): ``javascript:``, ``data:``, ``//host``."""
    plain = _IGNORED.sub("", address).strip(_ENDS)
    if found := _SCHEME.match(plain):
        return found[0].lower() not in {"http:", "https:"}
    return plain.replace("\\", "/").startswith("//")


def forbidden_links(page: str) -> Iterator[tuple[str, str]]:
    """The forbidden addresses in the tags of a page of HTML, as a browser would read them: each after its problem code.

    D044 for what a page loads (a picture), D101 for where it leads.
    """
    # Most pages hold nothing that looks like one, and need not be taken apart: texts and titles may look like an attribute.
    if any(forbidden(html.unescape(found[1] or found[2] or found[3] or "")) for found in _LOOKS_LIKE.finditer(page)):
        tags = _Tags()
        tags.feed(page)
        tags.close()
        yield from tags.found


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - whatever the tag
        found = [(name, value) for name, value in attrs if name in _OPENED and value and forbidden(value)]
        self.found += [("D044" if name in _LOADED else "D101", value) for name, value in found]


def links_out(document: object) -> Iterator[str]:
    """The forbidden addresses behind the links of a laid-out document."""
    for page in getattr(document, "pages", ()):
        yield from (str(target) for kind, target, _place, _box in page.links if kind == "external" and forbidden(str(target)))
