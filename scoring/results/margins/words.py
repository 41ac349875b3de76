"""Distances in words."""

from __future__ import annotations

from scoring.results.margins.model import MarginRow

DIRECTIONS = {"rank_up": "名次上升", "rank_down": "名次下降", "grade_up": "等次上升", "grade_down": "等次下降"}
KINDS = {"finding": "检查发现", "mark": "评分", "external": "外部评价", "date": "日期", "figure": "数据"}
CHOICES = {"on": "公布分或精确分", "break_ties": "同分的比较", "mode": "四舍五入或截尾", "at": "取整的环节"}


def distances(row: MarginRow) -> dict[str, str]:
    """What the score lacks or has left, by direction, however the ranking runs; empty where there is nothing to reach or to lose."""
    return {
        "rank_up": _rank_up(row) if row.rank_up else "",
        "rank_down": _rank_down(row) if row.rank_down else "",
        "grade_up": (f"距{row.grade_up}差{row.to_grade_up}分" if row.to_grade_up else row.grade_note) if row.grade_up else "",
        "grade_down": _grade_down(row) if row.grade_down and row.to_grade_down else "",
    }


def _rank_up(row: MarginRow) -> str:
    return f"与第{row.rank_up}名同分，按同分规则在后" if _is_nothing(row.to_rank_up) else f"距第{row.rank_up}名差{row.to_rank_up}分"


def _rank_down(row: MarginRow) -> str:
    ahead = "与后一名同分或并列" if _is_nothing(row.to_rank_down) else f"领先后一名{row.to_rank_down}分"
    return f"{ahead}，被超过即为第{row.rank_down}名"


def _grade_down(row: MarginRow) -> str:
    return (
        f"正在等次界限上，略差即为{row.grade_down}"
        if _is_nothing(row.to_grade_down)
        else f"距降为{row.grade_down}还有{row.to_grade_down}分"
    )


def _is_nothing(distance: str) -> bool:
    return not distance.strip("0.")
