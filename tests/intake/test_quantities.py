"""Numbers in Chinese text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.intake.quantities import chinese_number, find_quantities, fold, parse_quantity

WHOLE = [
    ("41288条", "41288", "exact", "条"),
    ("7000余条", "7000", "about", "条"),
    ("9.8万条", "98000", "about", "条"),
    ("6万户", "60000", "exact", "户"),
    ("476万余人次", "4760000", "about", "人次"),
    ("30余万人次", "300000", "about", "人次"),
    ("5亿余人次", "500000000", "about", "人次"),
    ("40多家", "40", "about", "家"),
    ("11 个", "11", "exact", "个"),
    ("不低于4%", "4", "at_least", "%"),
    ("至少3次", "3", "at_least", "次"),
    ("不超过20个工作日", "20", "at_most", "工作日"),
    ("超1000件", "1000", "at_least", "件"),
    ("近100", "100", "about", ""),
    ("约50件", "50", "about", "件"),
    ("100条以上", "100", "at_least", "条"),
    ("12.5（万元）", "12.5", "exact", "万元"),
    ("5万元", "5", "exact", "万元"),
    ("251000元", "251000", "exact", "元"),
    ("１，２３４件", "1234", "exact", "件"),
    ("1,563,668条", "1563668", "exact", "条"),
    ("三十五件", "35", "exact", "件"),
    ("一百零二次", "102", "exact", "次"),
    ("两百余条", "200", "about", "条"),
]


@pytest.mark.parametrize(("text", "value", "qualifier", "uom"), WHOLE)
def test_a_whole_phrase_is_one_quantity(text: str, value: str, qualifier: str, uom: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.qualifier, quantity.uom) == (Decimal(value), qualifier, uom)


@pytest.mark.parametrize("text", ["", "无", "/", "——", "2 0", "一个月", "略", "0558-1234567", "12,34", "第三"])
def test_anything_else_is_no_quantity(text: str) -> None:
    assert parse_quantity(text) is None


def test_numbers_are_found_with_their_places() -> None:
    text = fold("召开新闻发布会３３场，答复率100%")
    assert [(q.raw, q.uom, text[q.start : q.start + len(q.raw)]) for q in find_quantities(text)] == [
        ("33", "场", "33"),
        ("100", "%", "100"),
    ]


def test_folding_keeps_every_position() -> None:
    text = "共（１２）件，　约５０％"
    assert len(fold(text)) == len(text)


@given(st.integers(0, 9999))
def test_chinese_numerals_round_trip(number: int) -> None:
    digits = "零一二三四五六七八九"
    words = "".join(digits[int(d)] + p for d, p in zip(f"{number:04}", ["千", "百", "十", ""], strict=True) if d != "0" or not p)
    words = words.lstrip("零") if number else "零"
    assert chinese_number(words.rstrip("零") if number % 10 == 0 and number else words) == number


@given(st.integers(0, 10**9), st.sampled_from(["条", "件", "人次"]))
def test_separators_do_not_change_the_value(number: int, uom: str) -> None:
    quantity = parse_quantity(f"{number:,}{uom}")
    assert quantity is not None
    assert (quantity.value, quantity.uom) == (Decimal(number), uom)


def test_a_run_of_digits_too_long_for_a_figure_is_none() -> None:
    assert find_quantities("账号12345678901234567890123456789012345件") == []
    assert find_quantities("共" + "9" * 5000 + "条") == []


def test_digits_of_other_scripts_are_no_digits() -> None:
    assert find_quantities("公开٣٤٥条") == []
