"""Titles break at word boundaries into a trapezium or a rhombus."""

from __future__ import annotations

import itertools

import pytest

from scoring.documents.official.titleshape import break_heading, break_title, em_width

ISSUER = "沧澜省人民政府办公厅"
WIDTH = 442.2 / 22


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于2016年考核情况的通报", ("关于2016年考核情况的通报",)),
        (f"{ISSUER}关于2016年政务公开工作考核情况的通报", (ISSUER, "关于2016年政务公开工作考核情况的通报")),
        ("2016年各市州人民政府政务公开工作考核成绩表", ("2016年各市州人民政府", "政务公开工作考核成绩表")),
        (f"{ISSUER}\n关于考核情况的通报\n", (ISSUER, "关于考核情况的通报")),
    ],
)
def test_a_title_breaks_as_an_official_would(title: str, lines: tuple[str, ...]) -> None:
    assert break_title(title, WIDTH, (ISSUER,)) == lines


@pytest.mark.parametrize(
    "title",
    [
        f"{ISSUER}关于印发《沧澜省2017年政务公开工作要点》分工方案的通知",
        f"{ISSUER}关于2016年度全省政府网站建设管理和政务公开重点工作第三方评估情况以及整改落实意见的通报",
        f"{ISSUER}关于转发省发展改革委等部门沧澜省社会信用体系建设三年行动计划实施情况评估结果的通报",
    ],
)
def test_long_titles_keep_the_rules(title: str) -> None:
    lines = break_title(title, WIDTH, (ISSUER,))
    assert "".join(lines) == title
    assert all(em_width(line) <= WIDTH for line in lines)
    steps = [b - a for a, b in itertools.pairwise(map(em_width, lines))]
    assert not any(a < 0 < b for a, b in itertools.combinations(steps, 2)), f"an hourglass: {lines}"
    assert not any(line[0] in "》）〉，、的" or line[-1] in "《（〈" for line in lines), lines
    assert any(line.startswith(ISSUER) for line in lines)


def test_years_and_quoted_names_stay_whole() -> None:
    lines = break_title("关于落实《中华人民共和国政府信息公开条例》情况的2016年第二季度通报", WIDTH)
    assert any("《中华人民共和国政府信息公开条例》" in line for line in lines)
    assert any("2016年" in line for line in lines)


def test_a_title_without_any_known_word_is_still_a_trapezium() -> None:
    lines = break_title("龘" * 45, WIDTH)
    assert [len(line) for line in lines] == [14, 15, 16]


@pytest.mark.parametrize(
    ("head", "width", "lines"),
    [
        ("名次", 2, ("名次",)),
        ("主动公开", 2.5, ("主动", "公开")),
        ("依申请公开", 3.2, ("依申请", "公开")),
        ("第三方评估", 3, ("第三方", "评估")),
        ("解读与文件同步", 3.2, ("解读与", "文件", "同步")),
        ("主要负责同志参加新闻发布会", 4.2, ("主要", "负责同志", "参加新闻", "发布会")),
    ],
)
def test_column_heads_break_at_words(head: str, width: float, lines: tuple[str, ...]) -> None:
    assert break_heading(head, width) == lines
