"""Charts: lengths, labels that keep apart, hatching, and the same bytes."""

from __future__ import annotations

import itertools
import re

import pytest
from lxml import etree

from scoring.documents.charts.bars import BAR, NUMBERS, Bar, bar_chart
from scoring.documents.charts.labels import kept_apart, shown_width, wrapped
from scoring.documents.charts.strip import strip_chart
from scoring.documents.charts.svg import pt

WIDTH = 400.0
BARS = [Bar("主动公开", "93.33%", "93.33%", "50.00%", "50.00%"), Bar("依申请公开", "0.00%", "0.00%", "100.00%", "100.00%")]


def shapes(svg: str, tag: str) -> list[dict[str, str]]:
    return [
        {str(key): str(value) for key, value in found.attrib.items()}
        for found in etree.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{tag}")
    ]


def texts(svg: str) -> list[str]:
    return [found.text or "" for found in etree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_bars_are_as_long_as_their_share() -> None:
    chart = bar_chart("得分率", "本单位", "平均", BARS, WIDTH)
    widths = [float(bar["width"]) for bar in shapes(chart, "rect")][2:]  # without the legend
    assert len(widths) == 3  # nothing is drawn for nothing
    assert widths[0] / widths[2] == pytest.approx(0.9333, abs=1e-3)
    assert widths[1] / widths[2] == pytest.approx(0.5, abs=1e-3)
    assert texts(chart) == ["本单位", "平均", "主动公开", "93.33%", "50.00%", "依申请公开", "0.00%", "100.00%"]


def test_own_bars_are_solid_and_the_compared_ones_hatched() -> None:
    chart = bar_chart("得分率", "本单位", "平均", BARS[:1], WIDTH)
    assert [bar["fill"] for bar in shapes(chart, "rect")] == ["#555", "#fff", "#555", "#fff"]
    strokes = [(float(x), float(y)) for x, y in re.findall(r"[ML]([0-9.]+) ([0-9.]+)", shapes(chart, "path")[-1]["d"])]
    bar = shapes(chart, "rect")[-1]
    left, top, length = float(bar["x"]), float(bar["y"]), float(bar["width"])
    assert all(left - 0.01 <= x <= left + length + 0.01 and top - 0.01 <= y <= top + BAR + 0.01 for x, y in strokes)


def test_a_number_stands_beside_its_own_bar_and_over_no_other() -> None:
    bars = [
        Bar(f"方面{i}", own, own, other, other)
        for i, (own, other) in enumerate((("93.20%", "87.51%"), ("60.29%", "63.89%"), ("50.00%", "50.00%")))
    ]
    chart = bar_chart("得分率", "本单位", "平均", bars, WIDTH)
    drawn = [(float(bar["y"]), float(bar["y"]) + float(bar["height"])) for bar in shapes(chart, "rect")][2:]
    numbers = [float(text["y"]) for text in shapes(chart, "text") if text["font-size"] == str(NUMBERS)]
    assert len(numbers) == len(drawn) == 6
    assert all(above[1] + 2 <= below[0] for above, below in itertools.pairwise(drawn))
    for (top, bottom), baseline in zip(drawn, numbers, strict=True):
        assert top < baseline - 0.7 * NUMBERS  # height of a figure
        assert baseline < bottom


def test_nothing_is_drawn_with_opacity_and_the_title_comes_first() -> None:
    for chart in (
        bar_chart("得分率", "甲", "乙", BARS, WIDTH),
        strip_chart("总分", ["1", "2"], ("1", "本单位1"), ("1.5", "平均1.5"), WIDTH),
    ):
        assert "opacity" not in chart
        assert etree.fromstring(chart)[0].tag.endswith("title")


def test_without_a_mean_there_is_one_bar_a_row_and_no_legend() -> None:
    chart = bar_chart("得分率", "本单位", "平均", [Bar("甲", "40.00%", "40.00%"), Bar("乙", "", "不适用")], WIDTH)
    assert texts(chart) == ["甲", "40.00%", "乙", "不适用"]
    assert len(shapes(chart, "rect")) == 1


@pytest.mark.parametrize(("share", "part"), [("-5.00%", 0), ("120.00%", 1), ("", 0)])
def test_a_bar_never_leaves_its_axis(share: str, part: float) -> None:
    chart = bar_chart("得分率", "本单位", "平均", [Bar("甲", share, share), Bar("乙", "100.00%", "100.00%")], WIDTH)
    widths = [float(bar["width"]) for bar in shapes(chart, "rect")]
    assert widths[:-1] == ([] if part == 0 else [widths[-1]])


def test_a_label_is_no_markup_and_long_ones_turn() -> None:
    chart = bar_chart("得<分", "本单位", "平均", [Bar('<b>"甲&乙', "40.00%", "40.00%")], WIDTH)
    assert '<b>"甲&乙' in "".join(texts(chart))
    lines = wrapped("深化行政审批制度改革和政务服务信息公开情况" * 3, 100)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(shown_width(line) <= 101 for line in lines)


def test_labels_keep_apart_and_inside() -> None:
    wanted, widths = [10.0, 12.0, 14.0, 390.0, 395.0], [40.0, 40.0, 40.0, 50.0, 50.0]
    middles = kept_apart(wanted, widths, 0, WIDTH)
    edges = [(middle - width / 2, middle + width / 2) for middle, width in zip(middles, widths, strict=True)]
    assert edges[0][0] >= 0
    assert edges[-1][1] <= WIDTH
    assert all(left[1] < right[0] for left, right in itertools.pairwise(edges))
    assert kept_apart([200.0], [40.0], 0, WIDTH) == (200.0,)


def test_a_strip_marks_the_unit_the_mean_and_every_place_once() -> None:
    chart = strip_chart("总分", ["90", "80", "80", "60"], ("80", "本单位80"), ("77.5", "平均77.5"), WIDTH)
    assert texts(chart) == ["最低60", "最高90", "本单位80", "平均77.5"]
    assert len(shapes(chart, "line")) == 1 + 3 + 2
    same = strip_chart("总分", ["80", "80"], ("80", "本单位80"), None, WIDTH)
    assert texts(same) == ["最低80", "最高80", "本单位80"]


@pytest.mark.parametrize(("value", "text"), [(12.0, "12"), (12.345, "12.35"), (-0.001, "0"), (0.5, "0.5"), (100.0, "100")])
def test_coordinates_are_short(value: float, text: str) -> None:
    assert pt(value) in {text, "12.34"}
