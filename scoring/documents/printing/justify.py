"""Even right edges for Chinese text in WeasyPrint 70.0.

WeasyPrint stretches spaces only, and Chinese has none: every line that ends before
a character that may not start a line stays one or two characters short. This patch
spreads the rest evenly between the Chinese characters of the line, as long as the
gap stays invisible. It touches private names, so it is applied to exactly the
version it was written for; with any other the text is set ragged and that is said.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import re
from collections.abc import Iterator
from typing import Any

from scoring.problems import Problem

VERSION = "70.0"
MAX_GAP_EM = 0.4  # what a date that moves to the next line leaves; a line with wider gaps stays ragged
_WIDE = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u9fff\uff01-\uff5e\U00020000-\U0002ebe0]+")


def notes() -> tuple[Problem, ...]:
    """D061 when the installed WeasyPrint is another version and lines will be ragged."""
    installed = importlib.metadata.version("weasyprint")
    return () if installed == VERSION else (Problem("D061", found=installed, args={"wanted": VERSION}),)


def apply() -> bool:
    """Patch WeasyPrint once; returns whether lines are justified."""
    if notes():
        return False
    inline, line_break = _module("layout.inline"), _module("text.line_break")
    if inline.justify_line is not _justify_line:
        _Originals.justify_line, _Originals.set_text = inline.justify_line, line_break.Layout.set_text
        inline.justify_line, line_break.Layout.set_text = _justify_line, _set_text
    return True


@functools.cache
def _module(name: str) -> Any:
    """A module of WeasyPrint: looked up once, not for every line."""
    return importlib.import_module(f"weasyprint.{name}")


class _Originals:
    """What was there before the patch."""

    justify_line: Any
    set_text: Any


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Spread ``extra_width`` (px) between the wide characters of a line, else as WeasyPrint does; a blank by itself keeps its width."""
    texts = list(_texts(line))
    gaps = sum(_gaps(box.text) for box in texts)
    if gaps <= 0 or any(" " in box.text.strip() for box in texts):
        _Originals.justify_line(context, line, extra_width)
    elif extra_width / gaps <= MAX_GAP_EM * line.style["font_size"]:
        _spread(context, line, extra_width / gaps, 0.0)


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes of a line, not those inside inline blocks."""
    if hasattr(box, "text"):
        yield box
    elif _is_inline(box):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _is_inline(box: Any) -> bool:
    boxes = _module("formatting_structure.boxes")
    return isinstance(box, (boxes.LineBox, boxes.InlineBox))


def _gaps(text: str) -> float:
    """Gaps that the wide characters of a text open; Pango puts half a gap on each side, none at the ends."""
    wide = sum(len(match[0]) for match in _WIDE.finditer(text))
    ends = sum(bool(_WIDE.match(end)) for end in (text[:1], text[-1:]))
    return wide - ends / 2


def _spread(context: Any, box: Any, gap: float, advance: float) -> float:
    """Move and widen the boxes of a line; returns how far the next box moves."""
    if hasattr(box, "text"):
        box.position_x += advance
        if gaps := max(_gaps(box.text), 0):
            layout = _module("text.line_break").create_layout(box.text, box.style, context, None, 0)
            layout.wide_gap = gap
            layout.deactivate()
            box.pango_layout = layout
            box.width += gap * gaps
            return advance + gap * gaps
    elif _is_inline(box):
        box.position_x += advance
        start = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _spread(context, child, gap, advance)
        box.width += advance - start
    else:
        box.translate(advance, 0)
    return advance


def _set_text(self: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's signature
    """Set the text; when drawing, widen the runs of Chinese characters of a justified line."""
    _Originals.set_text(self, text, justify)
    gap = getattr(self, "wide_gap", 0)
    if not (justify and gap):
        return
    ffi = _module("text.ffi")
    attributes = ffi.pango.pango_layout_get_attributes(self.layout)
    if attributes == ffi.ffi.NULL:
        attributes = ffi.ffi.gc(ffi.pango.pango_attr_list_new(), ffi.pango.pango_attr_list_unref)
    own = self.style["letter_spacing"]
    spacing = int(((0 if own == "normal" else own) + gap) * ffi.TO_UNITS)
    for match in _WIDE.finditer(self.text):
        attribute = ffi.pango.pango_attr_letter_spacing_new(spacing)
        attribute.start_index, attribute.end_index = (len(self.text[:i].encode()) for i in match.span())
        ffi.pango.pango_attr_list_change(attributes, attribute)
    ffi.pango.pango_layout_set_attributes(self.layout, attributes)
