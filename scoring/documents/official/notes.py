"""Notes under a ranking table: what holds for the table, and what is said of single units.

GB/T 9704-2012 leaves tables free; notes stand below, in 五号. A remark of a unit stands
there too, with a mark beside the unit's name, where a column of remarks would be nearly empty.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.documents.official.listing import Listing
from scoring.documents.official.options import AnnexOptions
from scoring.documents.official.titleshape import em_width
from scoring.results.model import GroupTable, Results

NOTE_SIZE, _LINE, _ABOVE = 10.5, 16.0, 4.0  # 五号, its line, and the space above the first, pt
_LEAD, _INDENT = "注：", "　　"
_MARK_EM = 1  # width of a mark
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FEW = 3  # notes for at most one row in so many
_REDUCED = re.compile(r"适用指标(?P<full>[0-9.]+)分，(?P<rest>.+)")  # a remark that many units share but for its number
_LISTED = 3  # notes on units that stand one below the other
_FINGERPRINT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Note:
    """A note: ``mark`` is that of the units it speaks of (①, also ①②) or empty; ``first`` tells the one that begins with 注：.

    ``drawing`` tells one on drawings, which say nothing where these are not (.docx).
    """

    mark: str
    text: str
    first: bool = False
    drawing: bool = False

    @property
    def lead(self) -> str:
        """注：, or the room it takes above."""
        return _LEAD if self.first else _INDENT

    @property
    def hang(self) -> float:
        """Where the text begins and its turned lines align, pt from the left."""
        return (len(_LEAD) + (_MARK_EM if len(self.mark) == 1 else 0)) * NOTE_SIZE


def unit_marks(remarks: Sequence[str]) -> dict[str, str]:
    """Marks of what is remarked of units, by remark.

    Units of which the same is said share a mark.

    Args:
        remarks: The remark of each unit listed, empty where there is none.

    Returns:
        ①, ② ... by remark in the order of the table; empty where more than a third as many
        remarks as rows would stand below it, so that they belong in a column.
    """
    said = list(dict.fromkeys(filter(None, remarks)))
    return dict(zip(said, MARKS, strict=False)) if len(said) <= min(len(remarks) // _FEW, len(MARKS)) else {}


def numbered(general: Sequence[str], marks: Mapping[str, str]) -> tuple[Note, ...]:
    """The notes of one table: what holds for all of it, then one note per mark; more than a few run on in one."""
    marked = [(mark, remark if remark.endswith("。") else f"{remark}。") for remark, mark in _alike(marks).items()]
    if len(marked) > _LISTED:
        marked = [("", "".join(f"{mark}{text}" for mark, text in marked))]
    return tuple(Note(mark, text, first=i == 0) for i, (mark, text) in enumerate((*(("", text) for text in general), *marked)))


def _alike(marks: Mapping[str, str]) -> dict[str, str]:
    """Remarks by mark, those in one that differ but in the points that apply: ①②适用指标分别为65、84分，得分按100分折算."""
    alike: dict[str, dict[str, str]] = {}
    for remark, mark in marks.items():
        if found := _REDUCED.fullmatch(remark):
            alike.setdefault(found["rest"], {})[mark] = found["full"]
    joined = {mark: rest for rest, fulls in alike.items() if len(fulls) > 1 for mark in fulls}
    said: dict[str, str] = {}
    for remark, mark in marks.items():
        rest = joined.get(mark)
        if rest is None:
            said[remark] = mark
        else:
            said.setdefault(f"适用指标分别为{'、'.join(alike[rest].values())}分，{rest}", "".join(alike[rest]))
    return said


def criteria_note(results: Results) -> str:
    """Which criteria scored the run; said once, under the last table of the circular."""
    return f"评分标准：《{results.criteria_title}》，校验码{results.score_fingerprint[:_FINGERPRINT_DIGITS]}。"


def list_notes(groups: Sequence[GroupTable], listed: Listing, options: AnnexOptions) -> list[str]:
    """What holds for a whole table of units: full points, its order where nothing shows it, what it leaves out.

    Args:
        groups: The groups of the annex.
        listed: The units it lists.
        options: What of them it shows.
    """
    full = full_points(groups, options) if options.scores and options.full_points == "note" else ""
    return [text for text in (full, _order(options), left_out_words(listed, options), _continued(listed, options)) if text]


def _continued(listed: Listing, options: AnnexOptions) -> str:
    """Beside last results: which units continue others, and whose the last total is."""
    said: dict[str, list[str]] = {}
    for entry in listed.entries if options.scores and options.columns == "compared" else ():
        if entry.row.last_note:
            said.setdefault(entry.row.last_note, []).append(entry.row.short_name or entry.row.name)
    return "；".join(f"{'、'.join(units)}{note}" for note, units in said.items()) + "。" if said else ""


def _order(options: AnnexOptions) -> str:
    if options.by_grade:
        return "同一等次内排名不分先后。"
    if options.ranks or options.scores:
        return ""
    return "排名不分先后。" if options.sort == "order" else "按得分由高到低排列。"


def left_out_words(listed: Listing, options: AnnexOptions) -> str:
    """That a list of the first ranks is one; nothing on those it leaves out but that there are some."""
    if options.show != "top":
        return ""
    each = "各组" if len(listed.sections) > 1 else ""
    tied = "（含并列）" if any(len(section.entries) > options.top for section in listed.sections) else ""
    rest = "，其他单位从略" if listed.cut else ""
    unranked = "未参加排名的单位不列入。" if listed.unranked else ""
    return f"本表列{each}前{options.top}名{tied}{rest}。{unranked}"


def count_notes(left_out: str, *, by_grade: bool) -> list[str]:
    """Under a table of numbers of units: how many it does not count."""
    return [f"另有{left_out}个单位未{'评定等次' if by_grade else '参加排名'}，不计入。"] if left_out else []


def full_points(groups: Sequence[GroupTable], options: AnnexOptions) -> str:
    """Full points of the columns: 满分为主动公开25分、政策解读15分。; group by group where they differ."""
    texts = [(group.title, "、".join(f"{title}{full}分" for title, full in _columns(group, options))) for group in groups]
    texts = [(title, text) for title, text in texts if text]
    if len({text for _, text in texts}) <= 1:
        return f"满分为{texts[0][1]}。" if texts else ""
    return "".join(f"{title}满分为{text}。" for title, text in texts)


def _columns(group: GroupTable, options: AnnexOptions) -> Sequence[tuple[str, str]]:
    """Titles and full points of what stands in the columns."""
    if isinstance(options.columns, tuple):
        found = (group.columns[node] for node in options.columns if node in group.columns)
        return [(column.title, column.full) for column in found]
    return group.blocks if options.columns == "blocks" else ()


def notes_height(notes: Sequence[Note], width: float) -> float:
    """Height of the notes under a table of a width, pt."""
    lines = sum(math.ceil((em_width(note.text) + max(len(note.mark) - 1, 0)) * NOTE_SIZE / (width - note.hang)) for note in notes)
    return lines * _LINE + _ABOVE if notes else 0.0
