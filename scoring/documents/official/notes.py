"""Notes under a ranking table: what holds for the table, and what is said of single units.

GB/T 9704-2012 leaves tables free; notes stand below, in 五号. A remark of a unit stands
there too, with a mark beside the unit's name, where a column of remarks would be nearly empty.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.documents.official.titleshape import em_width
from scoring.results.model import GroupTable, Results

NOTE_SIZE, _LINE, _ABOVE = 10.5, 16.0, 4.0  # 五号, its line, and the space above the first, pt
_LEAD, _INDENT = "注：", "　　"
_MARK_EM = 1  # width of a mark
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FEW = 3  # notes for at most one row in so many
_FINGERPRINT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Note:
    """A note: ``mark`` is that of the units it speaks of (①) or empty; ``first`` tells the one that begins with 注：."""

    mark: str
    text: str
    first: bool = False

    @property
    def lead(self) -> str:
        """注：, or the room it takes above."""
        return _LEAD if self.first else _INDENT

    @property
    def hang(self) -> float:
        """Where the text begins and its turned lines align, pt from the left."""
        return (len(_LEAD) + (_MARK_EM if self.mark else 0)) * NOTE_SIZE


def unit_marks(group: GroupTable) -> dict[str, str]:
    """Marks of the remarks of a group, by remark.

    Units of which the same is said share a mark.

    Args:
        group: The ranking.

    Returns:
        ①, ② ... by remark in the order of the table; empty where more than a third as many
        remarks as rows would stand below it, so that they belong in a column.
    """
    remarks = list(dict.fromkeys(row.note for row in group.rows if row.note))
    return dict(zip(remarks, _MARKS, strict=False)) if len(remarks) <= min(len(group.rows) // _FEW, len(_MARKS)) else {}


def table_notes(results: Results, group: GroupTable, marks: Mapping[str, str], *, last: bool) -> tuple[Note, ...]:
    """The notes of one table.

    Args:
        results: The run; its criteria are named once, under the last table.
        group: The ranking.
        marks: Marks by remark (:func:`unit_marks`).
        last: Whether the table is the last of the circular.

    Returns:
        Full points of the columns, the criteria, then one note per mark.
    """
    full = full_points([group])
    general = [f"满分为{full}。"] if full else []
    if last:
        general.append(f"评分标准：《{results.criteria_title}》，校验码{results.score_fingerprint[:_FINGERPRINT_DIGITS]}。")
    marked = [(mark, remark if remark.endswith("。") else f"{remark}。") for remark, mark in marks.items()]
    return tuple(Note(mark, text, first=i == 0) for i, (mark, text) in enumerate((*(("", text) for text in general), *marked)))


def full_points(groups: Sequence[GroupTable]) -> str:
    """The full points of the blocks as words: 主动公开25分、政策解读15分."""
    blocks = itertools.chain.from_iterable(group.blocks for group in groups)
    return "、".join(f"{title}{full}分" for title, full in dict.fromkeys(blocks))


def notes_height(notes: Sequence[Note], width: float) -> float:
    """Height of the notes under a table of a width, pt."""
    lines = sum(math.ceil(em_width(note.text) * NOTE_SIZE / (width - note.hang)) for note in notes)
    return lines * _LINE + _ABOVE if notes else 0.0
