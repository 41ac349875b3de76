"""The few shapes that charts are drawn with, as SVG text.

Coordinates are pt with at most two decimals, so that the same chart gives the same bytes. No opacity (an anchored
text with opacity is cut in half), no colours: black, white, one grey, and hatching.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from scoring.problems.controls import printable

FACE, SIZE = "GW Song", 9.0  # numbers and labels, pt
GREY = "#555"
_HATCH = 3.2  # pt between the lines of a hatched bar


def pt(value: float) -> str:
    """A coordinate: 12.00 -> 12, never -0."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def text(x: float, y: float, words: str, *, anchor: str = "start", size: float = SIZE, face: str = FACE) -> str:
    """Words with their baseline at y."""
    said = escape(printable(words))
    return f'<text x="{pt(x)}" y="{pt(y)}" font-family="{face}" font-size="{pt(size)}" text-anchor="{anchor}">{said}</text>'


def line(x1: float, y1: float, x2: float, y2: float, *, width: float = 0.5, dash: str = "") -> str:
    """A black line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{pt(x1)}" y1="{pt(y1)}" x2="{pt(x2)}" y2="{pt(y2)}" stroke="#000" stroke-width="{pt(width)}"{dashed}/>'


def solid(x: float, y: float, width: float, height: float) -> str:
    """A filled bar."""
    return f'<rect x="{pt(x)}" y="{pt(y)}" width="{pt(width)}" height="{pt(height)}" fill="{GREY}" stroke="#000" stroke-width="0.5"/>'


def hatched(x: float, y: float, width: float, height: float) -> str:
    """A hatched bar: an outline with lines rising to the right, cut at its sides."""
    frame = f'<rect x="{pt(x)}" y="{pt(y)}" width="{pt(width)}" height="{pt(height)}" fill="#fff" stroke="#000" stroke-width="0.5"/>'
    strokes = []
    start = _HATCH - height
    while start < width:
        left, right = max(start, 0.0), min(start + height, width)
        strokes.append(f"M{pt(x + left)} {pt(y + height - (left - start))}L{pt(x + right)} {pt(y + height - (right - start))}")
        start += _HATCH
    return f'{frame}<path d="{"".join(strokes)}" stroke="#000" stroke-width="0.4" fill="none"/>' if strokes else frame


def triangle(x: float, y: float, size: float) -> str:
    """A black triangle whose tip points down to (x, y)."""
    return f'<path d="M{pt(x)} {pt(y)}L{pt(x - size / 2)} {pt(y - size)}L{pt(x + size / 2)} {pt(y - size)}Z" fill="#000"/>'


def drawing(width: float, height: float, title: str, shapes: Iterable[str]) -> str:
    """A whole drawing; the title is read to those who do not see it."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{pt(width)}pt" height="{pt(height)}pt" viewBox="0 0 {pt(width)} {pt(height)}">'
    return f"{head}<title>{escape(printable(title))}</title>{''.join(shapes)}</svg>"
