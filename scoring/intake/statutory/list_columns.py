"""What several figure columns of a flat list are: this year and last year, or several bodies.

A column is of a year or of a body by its heading; any other heading (增减, 同比, 第四季度) says nothing about whose
figure it is, and then no column of the row is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(20\d\d)年?度?(?:数|数量|统计数|数据)?")
_THIS = re.compile(r"(?:本|今|当)年度?(?:数|数量|统计数|数据)?")
_LAST = re.compile(r"(?:上一?|去)年度?(?:同期)?(?:数|数量|统计数|数据)?")
_BODY = re.compile("政府|单位|部门|机关|街道|本级|直属|系统|[省市县区州盟旗乡镇村局委办厅院]")
_CHANGE = re.compile("增|减|同比|环比|比上|比去|率|%")


def years_back(headings: Sequence[str]) -> list[int] | None:
    """How many years before the report's each column is, None where the headings are not all of years.

    The latest year of a table is the report's own; a report does not foretell.
    """
    years = [int(match[1]) for heading in headings if (match := _YEAR.fullmatch(heading))]
    found = [_back(heading, max(years, default=0)) for heading in headings]
    back = [number for number in found if number is not None]
    return back if len(back) == len(found) and back.count(0) == 1 else None


def _back(heading: str, latest: int) -> int | None:
    if _THIS.fullmatch(heading):
        return 0
    if _LAST.fullmatch(heading):
        return 1
    match = _YEAR.fullmatch(heading)
    return latest - int(match[1]) if match else None


def is_body(heading: str) -> bool:
    """Whether the heading names whose figures stand under it."""
    return _BODY.search(heading) is not None and _CHANGE.search(heading) is None
