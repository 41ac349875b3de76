"""Annexes with options: what stands in the table and in the notes, as texts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from scoring.documents.official.annexes import NOBODY, Annex, annexes
from scoring.problems import ProblemsFound
from scoring.results.listed import NodeColumn, Remark
from scoring.results.model import GroupTable, Results
from tests.documents import sample

TITLE = "2016年各市州人民政府政务公开工作考核成绩表"
GRADES = ("优秀", "良好", "合格", "不合格")


def city(size: int = 6) -> GroupTable:
    """A ranking whose units stand in the list of units from last to first; the last is exempt, the first has a remark on its score."""
    group = sample.group("city", "市州人民政府", size)
    rows = [replace(row, order=size - i) for i, row in enumerate(group.rows)]
    if size > 3:
        rows[0] = replace(rows[0], note="适用指标85分，得分按100分折算", remarks=(Remark("score", "适用指标85分，得分按100分折算"),))
        empty: Any = {"status": "exempt", "rank": "", "tied": False, "base": "", "bonus": "", "penalty": "", "total": "", "grade": ""}
        words = "免予考核（机构新设）"
        rows[-1] = replace(rows[-1], **empty, blocks=("",) * 5, note=words, remarks=(Remark("unit", words),))
    columns = {"reply": NodeColumn("依申请公开办理", "4", {row.unit_id: f"{3 - i % 3}.50" for i, row in enumerate(rows) if row.total})}
    return replace(group, rows=tuple(rows), grades=GRADES, columns=columns)


def run(*groups: GroupTable, **options: Any) -> Results:
    """A run whose only annex has these options."""
    item = {"title": TITLE, **({} if "groups" in options else {"group": "city"}), **options}
    return replace(sample.results(annexes=[item]), groups=groups or (city(),))


def annex(*groups: GroupTable, **options: Any) -> Annex:
    return annexes(run(*groups, **options))[0]


def text(made: Annex) -> list[str]:
    """Heads, rows and notes, one line each."""
    table = made.tables[0]
    heads = " ".join("".join(column.title) for column in table.columns)
    return [heads, *(" ".join(row) for row in table.rows), *(f"{note.mark}{note.text}" for note in made.notes if "校验码" not in note.text)]


def test_the_usual_table() -> None:
    assert text(annex()) == [
        "名次 单位 主动公开 政策解读 回应关切 依申请公开 监督保障 总分 等次",
        "1 南渡市① 24.07 14.44 14.44 24.07 19.29 96.31 优秀",
        "2 望川市 19.59 11.75 11.75 19.59 15.68 78.36 合格",
        "2 栖霞市 19.59 11.75 11.75 19.59 15.68 78.36 合格",
        "4 白石市 17.18 10.31 10.31 17.18 13.76 68.74 合格",
        "5 青岚市 15.98 9.58 9.58 15.98 12.81 63.93 合格",
        "— 云麓市② — — — — — — —",
        "满分为主动公开25分、政策解读15分、回应关切15分、依申请公开25分、监督保障20分。",
        "①适用指标85分，得分按100分折算。",
        "②免予考核（机构新设）。",
    ]


@pytest.mark.parametrize(
    ("options", "head", "first"),
    [
        ({"columns": "total"}, "名次 单位 总分 等次", "1 南渡市① 96.31 优秀"),
        ({"columns": "components"}, "名次 单位 基础分 总分 等次", "1 南渡市① 96.31 96.31 优秀"),
        ({"columns": ["reply"]}, "名次 单位 依申请公开办理 总分 等次", "1 南渡市① 3.50 96.31 优秀"),
        ({"columns": ["reply"], "full_points": "heads"}, "名次 单位 依申请公开办理（4分） 总分 等次", "1 南渡市① 3.50 96.31 优秀"),
        ({"columns": "total", "grades": False}, "名次 单位 总分", "1 南渡市① 96.31"),
        ({"columns": "total", "ranks": False}, "单位 总分 等次", "南渡市① 96.31 优秀"),
        ({"columns": "total", "ranks": False, "sort": "order"}, "序号 单位 总分 等次", "1 云麓市① — —"),
        ({"columns": "total", "remarks": False}, "名次 单位 总分 等次", "1 南渡市 96.31 优秀"),
        ({"scores": False}, "名次 单位 等次", "1 南渡市 优秀"),
        ({"scores": False, "ranks": False, "grades": False}, "序号 单位", "1 云麓市①"),
        ({"show": "grades"}, "序号 单位 等次", "1 南渡市 优秀"),
    ],
)
def test_columns(options: dict[str, Any], head: str, first: str) -> None:
    assert text(annex(**options))[:2] == [head, first]


def test_full_points_stand_below_in_the_heads_or_nowhere() -> None:
    below, heads, nowhere = (annex(full_points=choice) for choice in ("note", "heads", "none"))
    assert [any("满分为" in note.text for note in made.notes) for made in (below, heads, nowhere)] == [True, False, False]
    assert "主动公开（25分）" in text(heads)[0]
    assert "25分" not in text(below)[0] + text(nowhere)[0]


def test_a_top_list_keeps_ties_at_its_cut_and_says_that_others_are_left_out() -> None:
    made = annex(show="top", top=2, columns="total", full_points="none", ties=True)
    assert text(made) == [
        "名次 单位 总分 等次",
        "1 南渡市① 96.31 优秀",
        "并列2 望川市 78.36 合格",
        "并列2 栖霞市 78.36 合格",
        "本表列前2名（含并列），其他单位从略。未参加排名的单位不列入。",
        "①适用指标85分，得分按100分折算。",
    ]


def test_a_top_list_of_everybody_leaves_nobody_out() -> None:
    group = replace(city(3), columns={})
    assert text(annex(group, top=9, columns="total"))[-1] == "本表列前9名。"


def test_numbers_of_units_by_grade() -> None:
    assert text(annex(show="counts")) == [
        "等次 单位数 占比",
        "优秀 1 20.0%",
        "良好 0 0.0%",
        "合格 4 80.0%",
        "不合格 0 0.0%",
        "合计 5 100.0%",
        "另有1个单位未评定等次，不计入。",
    ]


def test_numbers_of_units_by_band() -> None:
    assert text(annex(show="counts", bands=["70", "78.36"]))[:5] == [
        "得分 单位数 占比",
        "78.36分及以上 3 60.0%",
        "70分及以上、不足78.36分 0 0.0%",
        "不足70分 2 40.0%",
        "合计 5 100.0%",
    ]


def test_numbers_of_units_of_several_groups_stand_side_by_side_with_their_sum() -> None:
    department = replace(sample.group("department", "省政府部门", 4), grades=GRADES)
    made = text(annex(city(), department, groups=["city", "department"], show="counts"))
    assert made[0] == "等次 市州人民政府单位数 占比 省政府部门单位数 占比 合计单位数 占比"
    assert [line.split()[1::2] for line in made[1:6]] == [
        ["1", "1", "2"],
        ["0", "0", "0"],
        ["4", "2", "6"],
        ["0", "1", "1"],
        ["5", "4", "9"],
    ]


def test_grades_only_stand_grade_by_grade_in_the_order_of_the_list() -> None:
    made = text(annex(show="grades"))
    assert [line.split()[1] for line in made[1:6]] == ["南渡市", "青岚市", "白石市", "栖霞市", "望川市"]
    assert [line.split()[2] for line in made[1:6]] == ["优秀", "合格", "合格", "合格", "合格"]
    assert "同一等次内排名不分先后。" in made


def test_the_order_is_said_where_no_column_shows_it() -> None:
    assert "排名不分先后。" in text(annex(scores=False, ranks=False))
    assert "按得分由高到低排列。" in text(annex(scores=False, ranks=False, sort="score"))
    assert not any("先后" in line or "排列" in line for line in text(annex(scores=False)) + text(annex(ranks=False)))


def test_several_groups_stand_under_headings() -> None:
    made = annex(city(), sample.group("department", "省政府部门", 2), groups=["city", "department"], columns="total")
    rows = made.tables[0].rows
    assert (rows[0], rows[7]) == (("市州人民政府",), ("省政府部门",))
    assert rows[8] == ("1", "省发展改革委", "96.31", "优秀")


def test_several_groups_are_ranked_together_by_the_rank_over_all() -> None:
    def placed(group: GroupTable, ranks: Sequence[str]) -> GroupTable:
        return replace(group, rows=tuple(replace(row, rank_overall=rank) for row, rank in zip(group.rows, ranks, strict=True)))

    groups = placed(city(3), "134"), placed(sample.group("department", "省政府部门", 3), "114")
    made = annex(*groups, groups=["city", "department"], together="ranked", columns="total", ties=True, grades=False)
    assert [row[:2] for row in made.tables[0].rows] == [
        ("并列1", "南渡市"),
        ("并列1", "省发展改革委"),
        ("并列1", "省教育厅"),
        ("3", "望川市"),
        ("并列4", "栖霞市"),
        ("并列4", "省科技厅"),
    ]


def test_blocks_of_several_groups_are_joined_by_their_titles() -> None:
    other = sample.group("department", "省政府部门", 2)
    other = replace(
        other, blocks=(("主动公开", "30"), ("效果", "70")), rows=tuple(replace(r, blocks=("28.00", "60.00")) for r in other.rows)
    )
    made = annex(city(3), other, groups=["city", "department"], full_points="heads")
    lines = text(made)
    assert lines[0].startswith("名次 单位 主动公开 政策解读（15分） 回应关切（15分） 依申请公开（25分） 监督保障（20分） 效果（70分）")
    assert lines[6].split()[:8] == ["1", "省发展改革委", "28.00", "—", "—", "—", "—", "60.00"]
    assert any(line.startswith("市州人民政府满分为主动公开25分") for line in text(annex(city(3), other, groups=["city", "department"])))


@pytest.mark.parametrize(("size", "left"), [(2, 1), (3, 2), (44, 22), (45, 23), (46, 23)])
def test_two_units_per_row_are_read_down_in_even_halves(size: int, left: int) -> None:
    made = annex(replace(city(size), columns={}), columns="total", units_per_row=2, ranks=False, sort="order")
    table = made.tables[0]
    assert not table.breaks
    assert [row[0] for row in table.rows] == [str(i + 1) for i in range(left)]
    assert [row[4] for row in table.rows] == [str(i + 1) if i < size else "" for i in range(left, 2 * left)]
    assert [column.title for column in table.columns[:4]] == [column.title for column in table.columns[4:]]
    assert [column.half for column in table.columns] == [False] * 4 + [True] + [False] * 3


def test_each_page_of_two_units_per_row_is_read_by_itself() -> None:
    table = annex(replace(city(300), columns={}), columns="total", units_per_row=2, ranks=False, sort="order").tables[0]
    starts = [0, *sorted(table.breaks), len(table.rows)]
    numbers = [
        int(row[column]) for first, last in itertools.pairwise(starts) for column in (0, 4) for row in table.rows[first:last] if row[column]
    ]
    assert numbers == list(range(1, 301))


def test_two_units_per_row_that_find_no_room_are_refused() -> None:
    columns = {f"x{i}": NodeColumn(f"指标{i}", "5", {}) for i in range(20)}
    with pytest.raises(ProblemsFound) as error:
        annex(replace(city(), columns=columns), columns=list(columns), units_per_row=2)
    assert [(problem.code, problem.where) for problem in error.value.problems] == [("D057", "circular.annexes[1].units_per_row")]


def test_columns_that_no_page_holds_are_shared_out_with_rank_and_unit_in_each_table() -> None:
    group = city(45)
    columns = {f"x{i}": NodeColumn(f"指标{i}", "5", {row.unit_id: "3.50" for row in group.rows}) for i in range(60)}
    made = annex(replace(group, columns=columns), columns=list(columns))
    assert len(made.tables) > 2
    assert all(table.wide for table in made.tables)
    heads = [["".join(column.title) for column in table.columns] for table in made.tables]
    assert all(head[:2] == ["名次", "单位"] for head in heads)
    assert [title for head in heads for title in head[2:]] == [*(f"指标{i}" for i in range(60)), "总分", "等次"]
    assert max(map(len, heads)) - min(map(len, heads)) <= 1
    assert [bool(table.title_lines) for table in made.tables] == [True] + [False] * (len(heads) - 1)
    assert all(sum(float(column.width) for column in table.columns) <= 637.9 for table in made.tables)


def test_a_group_without_units_is_one_sentence_and_no_empty_table() -> None:
    for options in ({}, {"show": "grades"}, {"top": 3}, {"units_per_row": 2, "columns": "total"}):
        made = annex(replace(city(), rows=()), **options)
        assert (made.tables, made.notes, made.sentence) == ((), (), NOBODY)


@pytest.mark.parametrize("options", [{"scores": False}, {"show": "grades"}, {"show": "counts"}, {"scores": False, "ranks": False}])
def test_nothing_of_the_scores_is_kept_in_an_annex_without_scores(options: dict[str, Any]) -> None:
    group = city(15)
    told = repr(annex(group, **options))
    amounts = {row.total for row in group.rows} | {row.base for row in group.rows} | {b for row in group.rows for b in row.blocks}
    assert not [amount for amount in amounts if amount and amount in told]
    assert "折算" not in told
    assert not annex(group, **options).whole


def test_remarks_of_unknown_kind_are_dropped_where_scores_are() -> None:
    group = city(9)
    rows = (replace(group.rows[0], note="得分88.88", remarks=()), *group.rows[1:])
    assert "88.88" in repr(annex(replace(group, rows=rows)))
    assert "88.88" not in repr(annex(replace(group, rows=rows), scores=False))
