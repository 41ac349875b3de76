"""The columns of an annex: which there are and what stands in them, before anything is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.documents.official.listing import Entry, Listing
from scoring.documents.official.options import AnnexOptions
from scoring.results.distribution import Share

Kind = Literal["rank", "name", "number", "word", "note", "names", "chart"]
NONE_MARK = "—"  # a cell that cannot have a value
_TIED = "并列"


@dataclass(frozen=True, slots=True)
class Raw:
    """A column: head, full points in words for the head, kind, and a cell per listed unit."""

    title: str
    kind: Kind
    cells: tuple[str, ...]
    full: str = ""

    @property
    def head(self) -> str:
        """The head in one line: 主动公开（25分）."""
        return self.title + self.full


def unit_columns(listed: Listing, options: AnnexOptions, marks: Mapping[str, str]) -> list[Raw]:
    """The columns of an annex that lists units.

    Args:
        listed: The units.
        options: What of them is shown.
        marks: Mark beside the name by remark, for remarks that stand among the notes.

    Returns:
        名次 (序号 in a fixed order without ranks), 单位, the scores, 等次 where there are grades, 备注 where there is a
        remark without a mark.
    """
    entries = listed.entries

    def column(title: str, kind: Kind, value: Callable[[Entry], str]) -> Raw:
        empty = "" if kind in ("note", "name") else NONE_MARK
        return Raw(title, kind, tuple(value(entry) or empty for entry in entries))

    columns = [rank_column(listed, options)] if options.ranks or options.sort == "order" else []
    columns.append(column("单位", "name", lambda e: (e.row.short_name or e.row.name) + marks.get(e.remark, "")))
    if options.scores:
        columns += _scores(entries, options)
    if options.grades and any(entry.row.grade for entry in entries):
        columns.append(column("等次", "word", lambda e: e.row.grade))
    if any(entry.remark and entry.remark not in marks for entry in entries):
        columns.append(column("备注", "note", lambda e: "" if e.remark in marks else e.remark))
    return columns


def count_columns(shares: Sequence[tuple[str, Sequence[Share]]], word: str) -> list[Raw]:
    """The columns of a table without names: what is counted, then number and share of units per group.

    Args:
        shares: Group title (empty for a single one) and its rows.
        word: What is counted: 等次 or 得分.
    """
    columns = [Raw(word, "word", tuple(share.words for share in shares[0][1]))]
    for title, rows in shares:
        columns.append(Raw(f"{title}单位数", "number", tuple(share.units for share in rows)))
        columns.append(Raw("占比", "number", tuple(share.share or NONE_MARK for share in rows)))
    return columns


def rank_column(listed: Listing, options: AnnexOptions) -> Raw:
    """名次, or 序号 where no ranks are shown."""
    if options.ranks:
        ranks = ((_TIED if options.ties and entry.tied else "") + entry.rank for entry in listed.entries)
        return Raw("名次", "rank", tuple(rank or NONE_MARK for rank in ranks))
    return Raw("序号", "rank", tuple(str(i + 1) for section in listed.sections for i in range(len(section.entries))))


def _scores(entries: Sequence[Entry], options: AnnexOptions) -> list[Raw]:
    """The columns of scores, the total last."""
    beside = {"total": _nothing, "components": _terms, "blocks": _blocks, "compared": _last}
    columns = _chosen(entries, options.columns) if isinstance(options.columns, tuple) else beside[options.columns](entries)
    if options.full_points != "heads":
        columns = [Raw(column.title, column.kind, column.cells) for column in columns]
    return [*columns, _number("总分", entries, lambda e: e.row.total)]


def _number(title: str, entries: Sequence[Entry], value: Callable[[Entry], str], full: str = "") -> Raw:
    return Raw(title, "number", tuple(value(entry) or NONE_MARK for entry in entries), full)


def _nothing(_entries: Sequence[Entry]) -> list[Raw]:
    return []


def _last(entries: Sequence[Entry]) -> list[Raw]:
    """What every unit had the last time: total, rank, places gained."""
    return [
        _number("上次总分", entries, lambda e: e.row.last[0]),
        _number("上次名次", entries, lambda e: e.row.last[1]),
        _number("名次升降", entries, lambda e: _places(e.row.last[2])),
    ]


def _places(move: str) -> str:
    """Places gained as they stand in a table: 升3, 降1, 平."""
    if not move:
        return ""
    if not move.strip("-0"):
        return "平"
    return f"降{move[1:]}" if move.startswith("-") else f"升{move}"


def _terms(entries: Sequence[Entry]) -> list[Raw]:
    """The terms of the total."""
    return [_number("基础分", entries, lambda e: e.row.base), *_extra(entries)]


def _extra(entries: Sequence[Entry]) -> list[Raw]:
    """加分 and 扣分, each where a unit has one."""
    columns = []
    if any(entry.row.bonus.strip("0.-") for entry in entries):
        columns.append(_number("加分", entries, lambda e: e.row.bonus))
    if any(entry.row.penalty.strip("0.-") for entry in entries):
        columns.append(_number("扣分", entries, lambda e: e.row.penalty))
    return columns


def _blocks(entries: Sequence[Entry]) -> list[Raw]:
    """One column per block of any group, by title; groups that have it with other full points show none in the head."""
    groups = {entry.group.group_id: entry.group for entry in entries}
    places = {key: {title: i for i, (title, _) in enumerate(group.blocks)} for key, group in groups.items()}
    points: dict[str, set[str]] = {}
    for group in groups.values():
        for title, full in group.blocks:
            points.setdefault(title, set()).add(full)

    def block(entry: Entry, title: str) -> str:
        place = places[entry.group.group_id].get(title, len(entry.row.blocks))
        return entry.row.blocks[place] if place < len(entry.row.blocks) else ""

    return [
        *(_number(title, entries, lambda e, t=title: block(e, t), _full(full)) for title, full in points.items()),  # type: ignore[misc]  # bound at once
        *_extra(entries),
    ]


def _chosen(entries: Sequence[Entry], nodes: Sequence[str]) -> list[Raw]:
    """One column per chosen block or indicator; a group that does not have it shows none."""
    columns = []
    for node in nodes:
        found = {entry.group.group_id: entry.group.columns[node] for entry in entries if node in entry.group.columns}
        if found:
            cells = tuple(
                found[e.group.group_id].points.get(e.row.unit_id, "") or NONE_MARK if e.group.group_id in found else NONE_MARK
                for e in entries
            )
            columns.append(Raw(next(iter(found.values())).title, "number", cells, _full({column.full for column in found.values()})))
    return columns


def _full(points: set[str]) -> str:
    return f"（{next(iter(points))}分）" if len(points) == 1 else ""
