"""Charts of a .docx that every program shows alike: bars as shaded paragraphs, words beside them.

A picture would need a rasteriser or a second vector format; a shaded paragraph is vector, can be
edited, is read aloud with its number, and is told from the other in black and white: solid and light.
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring.documents.charts.bars import Bar
from scoring.documents.word.markup import paragraph, run, tag, twips
from scoring.documents.word.tables import Cell, Frame, Row, table

OWN, OTHER = {"val": "clear", "fill": "404040"}, {"val": "clear", "fill": "BFBFBF"}
_LABEL, _NUMBER = 110.0, 70.0  # widths of the columns beside the bars, pt
_APART = 4.0  # room below a row, pt


def bar_table(title: str, own: str, other: str, bars: Sequence[Bar], width: float) -> str:
    """Horizontal bars, each with the one that it is compared with below it.

    Args:
        title: What the chart shows.
        own: Name of the dark bars.
        other: Name of the light bars; no legend where no row has one.
        bars: The rows, the same as those of the printed chart.
        width: Width of the whole, pt.
    """
    axis = width - _LABEL - _NUMBER
    compared = any(bar.other for bar in bars)
    rows = [Row([Cell(""), Cell(_legend(own, OWN, axis) + _legend(other, OTHER, axis)), Cell("")])] if compared else []
    rows += [_row(bar, axis, compared=compared) for bar in bars]
    return table((_LABEL, axis, _NUMBER), rows, Frame(0, 0, caption=title))


def _legend(name: str, shade: dict[str, str], axis: float) -> str:
    """A name behind a short bar of its shade."""
    del axis
    swatch = run("　　", shd=tag("shd", color="auto", **shade))
    return paragraph("Chart", swatch + run(f" {name}"))


def _row(bar: Bar, axis: float, *, compared: bool) -> Row:
    shares = [(bar.share, OWN), *([(bar.other, OTHER)] if compared else [])]
    words = [bar.words, *([bar.other_words] if compared else [])]
    label = paragraph("Chart", run(bar.label), jc=tag("jc", val="right"))
    bars = "".join(_bar(share, shade, axis) for share, shade in shares)
    return Row([Cell(label), Cell(bars + _gap()), Cell("".join(map(_words, words)) + _gap())])


def _gap() -> str:
    """The room below the bars of a row, that rows are told apart."""
    return paragraph("Chart", spacing=tag("spacing", line=twips(_APART), lineRule="exact"))


def _words(text: str) -> str:
    return paragraph("Chart", run(text))


def _bar(share: str, shade: dict[str, str], axis: float) -> str:
    """A shaded paragraph as long as its share; none for nothing."""
    part = min(max(float(share.rstrip("%")) / 100, 0.0), 1.0) if share else 0.0
    if not part:
        return paragraph("Chart")
    inside = axis - 6  # the margins of the cell
    return paragraph("Chart", shd=tag("shd", color="auto", **shade), ind=tag("ind", right=twips(inside * (1 - part))))
