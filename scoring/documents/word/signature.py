"""署名 and 成文日期 of a .docx (GB/T 9704-2012, 7.3.5): line by line where the page has them, without seals and stamps."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from scoring.documents.official.measures import PITCH, PORTRAIT
from scoring.documents.word.draft import Draft
from scoring.documents.word.htmltables import length
from scoring.documents.word.inline import plain, runs
from scoring.documents.word.markup import paragraph, run, tag, twips
from scoring.documents.word.styles import LINE

_STYLES = {"issuer": "Issuer", "signer": "Issuer", "date": "Date"}


def add(draft: Draft, element: Any) -> None:
    """Every line of the signature; all of them stay on the page of the last."""
    texts = [child for child in element if isinstance(child.tag, str) and child.tag != "img"]
    lines = [list(line) for _, line in groupby(sorted(texts, key=_top), key=_top)]
    below = 0.0
    for line in lines:
        blank = round((_top(line[0]) - below) / PITCH)
        draft.add(_line(line, blank, keep=line is not lines[-1]))
        below = _top(line[0]) + PITCH


def _top(element: Any) -> float:
    return length(element, "top") or 0.0


def _line(texts: list[Any], blank: int, *, keep: bool) -> str:
    """Texts side by side, each in the middle of its place; a single one by its distance from the right edge."""
    style = _STYLES.get(texts[0].get("class") or "", "Date")
    lines = {"beforeLines": blank * 100} if blank else {}
    direct = {
        "keepNext": tag("keepNext", val=int(keep)),
        "spacing": tag("spacing", **lines, before=twips(blank * LINE), line=twips(LINE), lineRule="exact"),
    }
    if len(texts) == 1:
        right = PORTRAIT - sum(length(texts[0], name) or 0.0 for name in ("left", "width"))
        return paragraph(style, _spread(texts[0]), ind=tag("ind", right=twips(max(right, 0))), **direct)
    middles = sorted(((length(text, "left") or 0.0) + (length(text, "width") or 0.0) / 2, i) for i, text in enumerate(texts))
    tabs = tag("tabs", *(tag("tab", val="center", pos=twips(middle)) for middle, _ in middles))
    words = "".join(run("\t") + _spread(texts[i]) for _, i in middles)
    return paragraph(style, words, tabs=tabs, jc=tag("jc", val="left"), **direct)


def _spread(element: Any) -> str:
    """A name spread to the width of the widest, its last character without space behind it."""
    spacing = length(element, "letter-spacing")
    if not spacing:
        return runs(element)
    words = plain(element)
    return run(words[:-1], spacing=tag("spacing", val=twips(spacing))) + run(words[-1:])
