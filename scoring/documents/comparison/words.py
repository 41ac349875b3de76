"""What a comparison says of itself, in sentences."""

from __future__ import annotations

from scoring.results.comparison.model import ComparedRun, ComparedUnit, Comparison

ORDERS = {
    "mean": "两种顺序的平均：先换数据后换标准、先换标准后换数据各算一次，取平均数",
    "data_first": "先换数据、后换标准",
    "criteria_first": "先换标准、后换数据",
}


def signed(text: str) -> str:
    """A finished number with its sign in front where it is above zero; anything else as it is."""
    return f"+{text}" if text and text[0].isdigit() and text.strip("0.") else text


def places(text: str) -> str:
    """A move of the rank in words: 升3位, 降1位, 持平."""
    if not text:
        return ""
    if not text.strip("-0."):
        return "持平"
    return f"降{text[1:]}位" if text.startswith("-") else f"升{text}位"


def run_words(run: ComparedRun) -> str:
    """Which run it is."""
    return f"{run.title}（{run.period}年度，标准：{run.criteria}，校验码{run.fingerprint[:12]}，运行结果{run.run}）"


def facts(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """What is compared and how, item by item."""
    kind = "拟修订的标准与现行标准，同一批数据" if comparison.preview else "前后两次考核"
    rows = [("比较", kind), ("旧", run_words(comparison.old)), ("新", run_words(comparison.new))]
    if comparison.preview:
        return (*rows, ("拆分", "数据相同，升降都由标准变化引起"), *(("数据不足", note) for note in comparison.notes))
    return (
        *rows,
        ("拆分", f"{ORDERS[comparison.order]}；数据部分加标准部分恰为总分升降"),
        ("进步最大", "按数据带来的升分排列，标准变化的影响不算进步"),
        *(("数据不足", note) for note in comparison.notes),
    )


def counts(comparison: Comparison, group: str) -> str:
    """How many units of a group rose and fell."""
    units = [unit for unit in comparison.units if unit.group_id == group and unit.change not in {"joined", "left"}]
    rose, fell = (sum(1 for unit in units if _sign(unit.total.move) == sign) for sign in (1, -1))
    ranks = [sum(1 for unit in units if _sign(unit.rank.move) == sign) for sign in (1, -1)]
    grades = sum(1 for unit in units if unit.grade_due)
    said = f"{len(units)}个单位可比：总分上升{rose}个、下降{fell}个，名次上升{ranks[0]}个、下降{ranks[1]}个，等次变化{grades}个"
    others = [("新列入", _changed(comparison, group, "joined")), ("不再列入", _changed(comparison, group, "left"))]
    return "；".join([said, *(f"{word}{len(found)}个" for word, found in others if found)]) + "。"


def _changed(comparison: Comparison, group: str, change: str) -> list[ComparedUnit]:
    return [unit for unit in comparison.units if unit.group_id == group and unit.change == change]


def _sign(text: str) -> int:
    if not text or not text.strip("-0."):
        return 0
    return -1 if text.startswith("-") else 1
