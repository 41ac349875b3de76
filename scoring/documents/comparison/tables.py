"""The tables of a comparison: columns, and rows as finished strings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from scoring.documents.workbook.cells import Column
from scoring.results.comparison.model import ComparedItem, ComparedUnit, Comparison, Split

NONE_MARK = "—"
CHANGES = {
    "same": "",
    "renamed": "由{0}更名",
    "merged": "由{0}合并，旧得分为加权平均",
    "split": "由{0}分出，与其得分比较",
    "regrouped": "由{0}调整，旧得分为加权平均",
    "joined": "新列入，没有旧得分",
    "left": "不再列入",
}
REST, TOTAL = "汇总及其他", "总分"
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """One table: file name, title, columns, what makes its rows, columns that stay in view."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Comparison], Iterable[Row]]
    fixed: int = 2


def remark(unit: ComparedUnit) -> str:
    """What is to be known of a unit: how it continues others, that its group changed, that points stand for missing data."""
    words = [CHANGES[unit.change].format(unit.predecessors)]
    words.append(f"原属{unit.old_group}，名次不比较" if unit.old_group and unit.change != "left" else "")
    words.append(f"{unit.held}项指标缺少可套用的数据" if unit.held else "")
    return "；".join(word for word in words if word)


def unit_rows(comparison: Comparison) -> Iterator[Row]:
    """One row per unit: score, rank and grade before and after, the moves, and their parts."""
    for unit in comparison.units:
        total, rank = unit.total, unit.rank
        scores = (unit.totals.old, unit.totals.new, total.move, total.data, total.criteria)
        ranks = (unit.ranks.old, unit.ranks.new, rank.move, rank.data, rank.criteria)
        numbers = (text or NONE_MARK for text in (*scores, *ranks, unit.grades.old, unit.grades.new))
        yield (unit.group, unit.name, *numbers, unit.grade_due, remark(unit))


def way_rows(comparison: Comparison) -> Iterator[Row]:
    """One row per unit: all four scorings, and the move split both ways."""
    for unit in comparison.units:
        if unit.change in {"joined", "left"}:
            continue
        fours = [(four.old, four.old_by_new, four.new_by_old, four.new) for four in (unit.totals, unit.ranks, unit.grades)]
        ways = (*unit.total.data_first, *unit.total.criteria_first)
        yield (unit.group, unit.name, *(text or NONE_MARK for text in (*fours[0], *ways, *fours[1], *fours[2])))


def item_rows(comparison: Comparison) -> Iterator[Row]:
    """One row per unit x indicator, then what rolling up adds, then the total: the parts add up to it."""
    items: dict[str, list[ComparedItem]] = {}
    for item in comparison.items:
        items.setdefault(item.unit_id, []).append(item)
    for unit in comparison.units:
        if unit.change in {"joined", "left"}:
            continue
        for item in items.get(unit.unit_id, ()):
            fulls = (item.old_full or NONE_MARK, item.new_full or NONE_MARK)
            yield (unit.group, unit.name, item.item, item.title, *fulls, item.old, item.new, *_parts(item.split), item.note)
        if unit.total.move:
            blank = (NONE_MARK,) * 4
            yield (unit.group, unit.name, "", REST, *blank, *(text or NONE_MARK for text in unit.rest), "")
            yield (unit.group, unit.name, "", TOTAL, *blank[:2], unit.totals.old, unit.totals.new, *_parts(unit.total), "")


def _parts(split: Split) -> tuple[str, str, str]:
    return split.move or NONE_MARK, split.data or NONE_MARK, split.criteria or NONE_MARK


def mean_rows(comparison: Comparison) -> Iterator[Row]:
    """One row per group x indicator."""
    for row in comparison.means:
        yield (row.group, row.title, row.units, row.old, row.new, row.move, row.data, row.criteria)


def improved_rows(comparison: Comparison) -> Iterator[Row]:
    """One row per unit that its data moved up, group by group, the most first."""
    order = {group: place for place, (group, _) in enumerate(comparison.groups)}
    risen = [unit for unit in comparison.units if unit.improved]
    for unit in sorted(risen, key=lambda unit: (order.get(unit.group_id, len(order)), int(unit.improved), unit.order)):
        rank = unit.rank.move or NONE_MARK
        yield (unit.group, unit.improved, unit.name, unit.total.data, unit.total.move, unit.totals.old, unit.totals.new, rank)


_GROUP, _UNIT = Column("组别", 16, "word"), Column("单位", 26)
_SPLIT = (Column("升降", 9, "number"), Column("其中：数据", 9, "number"), Column("其中：标准", 9, "number"))
_FOUR = ("旧数据\n旧标准", "旧数据\n新标准", "新数据\n旧标准", "新数据\n新标准")
UNITS = ComparedTable(
    "units",
    "得分、名次、等次变化",
    (
        _GROUP,
        _UNIT,
        Column("旧总分", 9, "number"),
        Column("新总分", 9, "number"),
        *_SPLIT,
        Column("旧名次", 7, "number"),
        Column("新名次", 7, "number"),
        Column("名次升降", 8, "number"),
        *_SPLIT[1:],
        Column("旧等次", 8, "word"),
        Column("新等次", 8, "word"),
        Column("等次变化\n取决于", 17, "word"),
        Column("备注", 34),
    ),
    unit_rows,
)
TABLES = (
    UNITS,
    ComparedTable(
        "ways",
        "四种计分和两种拆分顺序",
        (
            _GROUP,
            _UNIT,
            *(Column(f"总分：\n{words}", 9, "number") for words in _FOUR),
            *(Column(f"{order}：\n{part}", 9, "number") for order in ("先换数据", "先换标准") for part in ("数据", "标准")),
            *(Column(f"名次：\n{words}", 8, "number") for words in _FOUR),
            *(Column(f"等次：\n{words}", 8, "word") for words in _FOUR),
        ),
        way_rows,
    ),
    ComparedTable(
        "indicators",
        "各指标得分变化",
        (
            _GROUP,
            _UNIT,
            Column("指标编号", 24, "mono"),
            Column("指标", 26),
            Column("旧满分", 8, "number"),
            Column("新满分", 8, "number"),
            Column("旧得分", 10, "number"),
            Column("新得分", 10, "number"),
            *_SPLIT,
            Column("说明", 40),
        ),
        item_rows,
    ),
    ComparedTable(
        "means",
        "各指标平均得分变化",
        (
            _GROUP,
            Column("指标", 30),
            Column("单位数", 8, "number"),
            Column("旧平均", 10, "number"),
            Column("新平均", 10, "number"),
            *_SPLIT,
        ),
        mean_rows,
    ),
    ComparedTable(
        "improved",
        "进步最大的单位",
        (
            _GROUP,
            Column("进步\n名次", 7, "number"),
            _UNIT,
            Column("数据带来\n的升分", 10, "number"),
            Column("总分升降", 10, "number"),
            Column("旧总分", 9, "number"),
            Column("新总分", 9, "number"),
            Column("名次升降", 8, "number"),
        ),
        improved_rows,
        fixed=3,
    ),
)
