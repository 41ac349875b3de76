"""Tables of a comparison -> frozen :class:`Comparison`, every number a finished string."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, sql_file
from scoring.results.comparison.building import WORLDS
from scoring.results.comparison.model import ComparedItem, ComparedMean, ComparedRun, ComparedUnit, Comparison, Four, Split

NO_NUMBER = {"not_applicable": "不适用", "missing": "缺数据", "not_assessable": "无法评定", "exempt": "免考"}
ABSENT = "无此指标"
NOTES = {
    "old_by_new": "旧数据没有新标准所需的内容，视为数据未变",
    "new_by_old": "新数据没有旧标准所需的内容，视为数据未变",
    "both": "新旧数据不能互相套用另一标准，无法区分，计入标准变化",
}
NOT_SPLIT = "缺少可比的得分，不拆分"


def collect_comparison(session: Session, described: Mapping[str, Any]) -> Comparison:
    """Read the tables of a comparison.

    Args:
        session: Holds the tables of :func:`scoring.results.comparison.building.build_comparison`.
        described: What the comparison is of, as plain data: ``old`` and ``new`` (fields of :class:`ComparedRun`), ``order``,
            ``groups``, ``old_groups`` (id and title), ``titles`` (by indicator), ``items`` (ids in order), ``digits`` of totals, ``notes``,
            ``preview``.
    """
    titles = {**dict(described["old_groups"]), **dict(described["groups"])}
    groups = tuple((group, title) for group, title in described["groups"])
    places = {item: place for place, item in enumerate(described["items"])}
    return Comparison(
        old=ComparedRun(**described["old"]),
        new=ComparedRun(**described["new"]),
        order=described["order"],
        groups=groups,
        units=tuple(_units(session, titles, described["digits"])),
        items=tuple(_items(session, described["titles"], places)),
        means=tuple(_means(session, titles, described["titles"], places)),
        notes=tuple(described["notes"]),
        preview=bool(described["preview"]),
    )


def _split(row: Mapping[str, Any], prefix: str = "", digits: int | None = None) -> Split:
    def shown(name: str) -> str:
        value = row[f"{prefix}{name}"]
        if value is None or digits is None:
            return numbers.plain_or_blank(value)
        return _total(value, digits)

    pairs = [(shown(f"{way}data"), shown(f"{way}criteria")) for way in ("data_first_", "criteria_first_")]
    return Split(shown("move"), shown("data"), shown("criteria"), pairs[0], pairs[1])


def _units(session: Session, titles: Mapping[str, str], digits: int) -> Iterator[ComparedUnit]:
    for row in session.records(sql_file(__package__, "unit_rows.sql")):
        totals = Four(*("" if row[f"{w}_total"] is None else _total(row[f"{w}_total"], digits) for w in WORLDS))
        grades = Four(*(row[f"{w}_grade"] or "" for w in WORLDS))
        group = row["new_grp"] or row["old_grp"] or ""
        old_group = titles.get(row["old_grp"], "") if row["old_grp"] != row["new_grp"] else ""
        yield ComparedUnit(
            unit_id=row["unit_id"],
            name=row["name"],
            short_name=row["short_name"],
            group_id=group,
            group=titles.get(group, group),
            old_group=old_group or "",
            change=row["change"],
            predecessors=row["predecessors"],
            totals=totals,
            total=_split(row, digits=digits),
            ranks=Four(*(numbers.plain_or_blank(row[f"{w}_rank"]) for w in WORLDS)),
            rank=_split(row, "rank_"),
            grades=grades,
            grade_due=_grade_due(grades),
            held=row["held"],
            improved=numbers.plain_or_blank(row["improved"]),
            rest=(
                numbers.plain_or_blank(row["rest_move"]),
                numbers.plain_or_blank(row["rest_data"]),
                numbers.plain_or_blank(row["rest_criteria"]),
            ),
            order=row["ord"],
        )


def _total(value: Decimal, digits: int) -> str:
    """As printed; a weighted mean of several units may have more decimals."""
    return numbers.fixed(value, digits) if numbers.rounded(value, digits) == value else numbers.plain(value)


def _grade_due(grades: Four) -> str:
    """What moved a grade: it moves with the data alone, with the criteria alone, with either, or only with both."""
    if not grades.old or not grades.new or grades.old == grades.new:
        return ""
    if not grades.old_by_new or not grades.new_by_old:
        return "无法区分"
    by_data, by_criteria = grades.new_by_old == grades.new, grades.old_by_new == grades.new
    if by_data != by_criteria:
        return "数据" if by_data else "标准"
    return "数据、标准均可" if by_data else "数据和标准共同"


def _items(session: Session, titles: Mapping[str, str], places: Mapping[str, int]) -> Iterator[ComparedItem]:
    rows = session.records("select * from compared_items order by unit_id, item")
    for row in sorted(rows, key=lambda row: (row["unit_id"], places.get(row["item"], len(places)), row["item"])):
        split = _split(row)
        yield ComparedItem(
            row["unit_id"],
            row["item"],
            titles.get(row["item"], row["item"]),
            numbers.plain_or_blank(row["old_full"]),
            numbers.plain_or_blank(row["new_full"]),
            _said(row, "old"),
            _said(row, "new"),
            Four(*(numbers.plain_or_blank(row[f"{world}_points"]) for world in WORLDS)),
            split,
            NOTES.get(row["held"], "") if split.data else NOT_SPLIT,
        )


def _said(row: Mapping[str, Any], side: str) -> str:
    """Points, or why there are none."""
    outcome, points = row[f"{side}_outcome"], row[f"{side}_points"]
    if outcome is None:
        return ABSENT
    return NO_NUMBER.get(outcome, "") if points is None else numbers.plain(points)


def _means(session: Session, groups: Mapping[str, str], titles: Mapping[str, str], places: Mapping[str, int]) -> Iterator[ComparedMean]:
    order = {group: place for place, group in enumerate(groups)}
    rows = session.records("select * from compared_means order by grp, item")
    for row in sorted(rows, key=lambda row: (order.get(row["grp"], len(order)), places.get(row["item"], len(places)), row["item"])):
        amounts = (numbers.plain_or_blank(row[name]) for name in _MEANS)
        title = titles.get(row["item"], row["item"])
        yield ComparedMean(groups.get(row["grp"], row["grp"]), row["item"], title, str(row["units"]), *amounts)


_MEANS = ("old_points", "new_points", "move", "data", "criteria")
