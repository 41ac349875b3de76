"""What can be said of a case against its deadline, as it stands in the column ``state``."""

from __future__ import annotations

ON_TIME, LATE, OVERDUE, PENDING = 0, 1, 2, 3
UNDATED, REVERSED, NO_TERM, BEYOND_CALENDAR, DISORDERED = 10, 11, 12, 13, 14
FIRST_UNUSABLE = UNDATED
"""From this number on a case cannot be judged."""

TITLES = {
    ON_TIME: "按期办结",
    LATE: "逾期办结",
    OVERDUE: "逾期未办结",
    PENDING: "未到期，尚在办理",
    UNDATED: "没有起算日期，无法判断",
    REVERSED: "办结日期早于起算日期，无法判断",
    NO_TERM: "起算时尚无此项期限，无法判断",
    BEYOND_CALENDAR: "超出工作日历的年份，无法判断",
    DISORDERED: "补正或扣除时间的日期前后矛盾，无法判断",
}


def is_usable(state: int) -> bool:
    """Whether a case in this state could be judged."""
    return state < FIRST_UNUSABLE
