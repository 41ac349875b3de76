"""The ranking table: which columns, which sizes, which way up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.documents.official.annexes import annexes
from scoring.documents.official.measures import LANDSCAPE, PORTRAIT
from scoring.documents.official.tables import Table
from scoring.results.model import GroupTable
from tests.documents import sample

TITLE = "2016年各市州人民政府政务公开工作考核成绩表"


def table(group: GroupTable) -> Table:
    """The table of the only annex of a circular."""
    results = replace(sample.results(annexes=[{"group": group.group_id, "title": TITLE}]), groups=(group,))
    return annexes(results)[0].tables[0]


def heads(group: GroupTable) -> list[str]:
    return ["".join(column.title) for column in table(group).columns]


def test_the_columns_are_rank_unit_blocks_bonus_total_grade() -> None:
    group = sample.group("city", "市州", 15)
    assert heads(group) == ["名次", "单位", "主动公开", "政策解读", "回应关切", "依申请公开", "监督保障", "加分", "总分", "等次"]


def test_penalties_and_remarks_have_a_column_where_there_is_one() -> None:
    group = sample.group("city", "市州", 15)
    fined = replace(group, rows=(replace(group.rows[0], penalty="2.00"), *group.rows[1:]))
    assert heads(fined)[-3:] == ["扣分", "总分", "等次"]
    assert heads(sample.unranked(sample.group("city", "市州", 2), "机构新设"))[-1] == "备注"


def test_a_remark_with_a_mark_stands_beside_the_name_and_not_in_a_column() -> None:
    group = sample.unranked(sample.group("city", "市州", 15), "机构新设")
    made = table(group)
    assert made.rows[-1] == ("—", "北湾新区①", *["—"] * 8)
    assert "".join(made.columns[-1].title) == "等次"


def test_tables_are_set_in_the_sizes_that_the_standard_allows() -> None:
    sizes = {table(sample.group(g, g, n)).size for g in ("city", "department") for n in (3, 15, 30)}
    assert sizes == {"12", "10.5"}


def test_shared_ranks_are_printed_as_the_same_number() -> None:
    rows = table(sample.group("city", "市州", 15)).rows
    assert [row[0] for row in rows[:4]] == ["1", "2", "2", "4"]


def test_a_unit_without_rank_shows_dashes_and_its_remark() -> None:
    made = table(sample.unranked(sample.group("city", "市州", 2), "机构新设"))
    assert made.rows[-1] == ("—", "望川市", *["—"] * 7, "机构新设")
    assert made.rows[0][-1] == ""


@pytest.mark.parametrize("size", [1, 15, 30, 48, 200])
def test_columns_fill_the_type_area_and_no_cell_wraps(size: int) -> None:
    made = table(sample.group("department", "部门", size))
    assert not made.wide
    assert float(made.size) >= 10.5
    assert sum(float(column.width) for column in made.columns) == pytest.approx(PORTRAIT, abs=0.1)
    assert float(made.row_height) >= 16.5


def test_many_blocks_lay_the_page_down() -> None:
    group = sample.group("city", "市州", 15)
    blocks = (*group.blocks, *((f"专项评估{i}", "5") for i in range(5)))
    wide = replace(group, blocks=blocks, rows=tuple(replace(row, blocks=(*row.blocks, *["4.50"] * 5)) for row in group.rows))
    made = table(wide)
    assert made.wide
    assert sum(float(column.width) for column in made.columns) == pytest.approx(LANDSCAPE, abs=0.1)


def test_rows_fill_the_pages_they_need() -> None:
    heights = {n: float(table(sample.group("department", "部门", n)).row_height) for n in (15, 26, 30, 55)}
    assert heights[15] > heights[26] >= 16.5  # one page, the fuller the lower
    assert heights[30] > heights[26]  # two pages leave room
    assert heights[55] < heights[30]
