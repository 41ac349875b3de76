"""The bytes of a report in a format, a style and an encoding."""

from __future__ import annotations

import functools
from typing import Any

from tests.corpus.generator.grids import Table, tables_of
from tests.corpus.generator.model import Model
from tests.corpus.generator.render import html, text

SUFFIXES = {"html": ".html", "text": ".txt", "xlsx": ".xlsx", "docx": ".docx"}


def content(model: Model, kind: str, style: str, encoding: str = "utf-8", tables: dict[str, Table] | None = None) -> bytes:
    """The file.

    Args:
        model: The report.
        kind: ``html``, ``text``, ``xlsx`` or ``docx``.
        style: Style of that format.
        encoding: Of html and text; ``big5`` also turns the characters into traditional ones.
        tables: Other tables than the report's own: changed ones.
    """
    shown = tables_of(model) if tables is None else tables
    if kind == "html":
        return encoded(html.STYLES[style](model, shown), encoding)
    if kind == "text":
        return encoded(text.rendered(model, shown, style), encoding)
    if kind == "xlsx":
        from tests.corpus.generator.render import xlsx

        return xlsx.rendered(model, shown, style)
    from tests.corpus.generator.render import docx

    return docx.rendered(model, shown, style)


def encoded(words: str, encoding: str) -> bytes:
    """Text as bytes; what Big5 lacks is written as Big5 pages write it."""
    if encoding == "big5":
        return bytes(_traditional().convert(words).encode("big5", "xmlcharrefreplace"))
    return words.encode(encoding, "xmlcharrefreplace" if encoding == "gbk" else "strict")


@functools.cache
def _traditional() -> Any:
    from opencc import OpenCC

    return OpenCC("s2tw")
