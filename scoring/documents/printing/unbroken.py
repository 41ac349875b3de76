"""Numbers stay on one line: with their unit, as a date, as a document number (GB/T 9704-2012, checklist B12).

The typesetter breaks Chinese text before and after any digit. So a joiner, which prints nothing,
stands between the characters of everything that must stay together, in every printed document.
Of a document number the year with its brackets and the number with 号 hold together, not the two.
"""

from __future__ import annotations

import re

JOINER = "\u2060"  # forbids a line end and prints nothing
_MOST = 24  # characters; what is longer, such as an address, may be broken
_NUMBER = r"[-−+±]?\d[\d.,:/%‰℃°×]*"
_HANZI = "\u3400-\u9fff"
_WHOLE = re.compile(
    "|".join(
        (
            r"\d{4}年\d{1,2}月(?:\d{1,2}日)?",
            r"\d{1,2}月\d{1,2}日",
            r"〔\d{4}〕",  # a line may end behind it: a whole document number would leave gaps that show
            rf"[①-⑳][{_HANZI}]",
            rf"(?:第|附件|附表|表|图|前|后)?{_NUMBER}(?:[-—–～~]{_NUMBER})*(?:[万亿千百]{{0,2}}[{_HANZI}])?",
            r"[A-Za-z]+(?:[-./]?[A-Za-z0-9]+)*",
        )
    )
)
_INSIDE = re.compile(r"(?<=[^0-9A-Za-z.,])(?=.)|(?<=[0-9A-Za-z.,])(?=[^0-9A-Za-z.,])")
_TAG = re.compile(r"(<[^>]*>)")
_SILENT = ("style", "script", "title", "svg")  # their text is not set in lines


def unbroken(text: str) -> str:
    """A text whose numbers, dates and document numbers hold together."""
    return _WHOLE.sub(lambda match: _joined(match[0]), text)


def unbroken_html(html: str) -> str:
    """A page of HTML with :func:`unbroken` texts; tags, styles and drawings stay as they are."""
    inside: list[str] = []
    pieces = _TAG.split(html)
    for i, piece in enumerate(pieces):
        if i % 2:
            _enter_or_leave(piece, inside)
        elif not inside:
            pieces[i] = unbroken(piece)
    return "".join(pieces)


def _enter_or_leave(tag: str, inside: list[str]) -> None:
    name = re.match(r"</?([a-z0-9]*)", tag.lower())
    if name is None or name[1] not in _SILENT or tag.endswith("/>"):
        return
    if not tag.startswith("</"):
        inside.append(name[1])
    elif inside:
        inside.pop()


def _joined(whole: str) -> str:
    return whole if len(whole) > _MOST else _INSIDE.sub(JOINER, whole)
