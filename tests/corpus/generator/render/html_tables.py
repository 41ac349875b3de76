"""A table as HTML in the ways that sites print it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import pairwise

from tests.corpus.generator.grids import Row, Slot, Table

Draw = Callable[[Slot], str]


def spans(slot: Slot) -> str:
    """The colspan and rowspan of a cell."""
    return (f' colspan="{slot.across}"' if slot.across > 1 else "") + (f' rowspan="{slot.down}"' if slot.down > 1 else "")


def text(slot: Slot) -> str:
    """The text of a cell as HTML."""
    return escape(slot.text, quote=False).replace("\xa0", "&nbsp;")


def plain(slot: Slot) -> str:
    """``<td>12</td>``."""
    return f"<td{spans(slot)}>{text(slot)}</td>"


def centred(slot: Slot) -> str:
    """A paragraph in the cell, with line breaks inside long labels."""
    words = text(slot).replace("、", "、<br />", 1) if len(slot.text) < 12 else text(slot)
    return f'<td{spans(slot)} width="54"><p align="center">{words}</p>\n</td>'


def pasted(slot: Slot) -> str:
    """As Word and WPS leave it: classes, empty o:p, fonts inside spans, hard blanks around."""
    words = f"<span style='font-family:宋体;mso-bidi-font-size:10.5pt'><font face='仿宋_GB2312'>{text(slot)}</font></span>"
    body = f"&nbsp;{words}<span lang=EN-US><o:p>&nbsp;</o:p></span>"
    return f"<td{spans(slot)} style='border:solid windowtext 1.0pt'>\n<p class=MsoNormal align=center>{body}</p>\n</td>"


def split(slot: Slot) -> str:
    """Every digit in a span of its own, as after an edit in a rich-text field."""
    letters = "".join(f"<span>{escape(c)}</span>" if c.isdigit() else escape(c) for c in slot.text)
    return f"<td{spans(slot)}><span><span>{letters}</span></span></td>"


def loose(slot: Slot) -> str:
    """Old pages: capitals, no quotes, no closing tags."""
    return f"<TD align=middle{spans(slot).replace(chr(34), '')}><FONT size=3>{text(slot)}</FONT>"


def rows(table: Table, draw: Draw = plain, *, head: bool = False) -> str:
    """All rows; with ``head`` the headings stand in thead as th."""
    lines = [f"<tr>{''.join(draw(slot) for slot in row)}</tr>" for row in table.rows]
    if not head:
        return "\n".join(lines)
    top = "".join(f"<tr>{''.join(f'<th{spans(s)}>{text(s)}</th>' for s in row)}</tr>" for row in table.rows[: table.heads])
    return f"<thead>{top}</thead><tbody>{''.join(lines[table.heads :])}</tbody>"


def pieces(table: Table) -> list[tuple[Row, ...]]:
    """The table cut where its blocks begin, as sites paste it block by block."""
    cuts = [*table.parts, len(table.rows)] if table.parts else [0, len(table.rows)]
    found = [table.rows[a:b] for a, b in pairwise(cuts)]
    return [table.rows[: cuts[0]] + found[0], *found[1:]]
