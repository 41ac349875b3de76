from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.intake.cells import in_unit, read_cell


@pytest.mark.parametrize("text", ["0", "００", "0.0", "0件", "零", "无", "没有", "未收到申请", "未收取", " 0\xa0"])
def test_zero_in_digits_or_words_is_zero(text: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.semantic) == (Decimal(0), "zero")


@pytest.mark.parametrize("text", ["", " ", "\xa0", "\u3000", "\n", "\u200b"])
def test_nothing_printed_is_blank_and_not_zero(text: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.semantic) == (None, "blank")


@pytest.mark.parametrize("text", ["/", "／", "-", "－", "—", "——", "———", "─", "━", "不适用", "不涉及"])
def test_a_stroke_is_not_applicable(text: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.semantic) == (None, "not_applicable")


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "uom"),
    [
        ("1,234", "1234", "exact", ""),
        ("１２３", "123", "exact", ""),
        ("12 ", "12", "exact", ""),
        ("3.0", "3", "exact", ""),
        ("251000元", "251000", "exact", "元"),
        ("5万", "50000", "exact", ""),
        ("12.5（万元）", "12.5", "exact", "万元"),
        ("100余", "100", "about", ""),
        ("30余万", "300000", "about", ""),
        ("近100", "100", "about", ""),
        ("超5", "5", "at_least", ""),
        ("不低于4", "4", "at_least", ""),
        ("-3", "-3", "exact", ""),
        ("12（含上年结转2件）", "12", "exact", ""),
        ("8 件", "8", "exact", "件"),
        ("1，234", "1234", "exact", ""),
        ("12①", "12", "exact", ""),
        ("12*", "12", "exact", ""),
        ("12[1]", "12", "exact", ""),
        ("12【含上年结转2件】", "12", "exact", ""),
        ("三件", "3", "exact", "件"),
        ("十二", "12", "exact", ""),
        ("一件", "1", "exact", "件"),
        ("3.5", "3.5", "exact", ""),
    ],
)
def test_a_number_in_whole_is_numeric_with_unit_scale_and_qualifier(text: str, value: str, qualifier: str, uom: str) -> None:
    cell = read_cell(text, "money" if uom.endswith("元") else "count")
    assert cell is not None
    assert (str(cell.value), cell.semantic, cell.qualifier, cell.uom) == (value, "numeric", qualifier, uom)


@pytest.mark.parametrize(("text", "value"), [("持平", 0), ("+2", 2), ("增2", 2), ("减3", -3), ("减少3项", -3), ("↓3", -3), ("－3", -3)])
def test_changes_are_signed(text: str, value: int) -> None:
    cell = read_cell(text, "change")
    assert cell is not None
    assert cell.value == value


@pytest.mark.parametrize("text", ["略", "详见附件", "见说明"])
def test_words_are_text(text: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.semantic) == (None, "text")


AMBIGUOUS = [
    *("一", "一一", "O", "l", "1O", "l2", "12(13)", "12(万)", "12%", "5万元", "3-5", "3~5", "3至5", "1.234", "1 234", "2021年", "1、2"),
    *("12,34,567", "—3", "12件8人", "1234567890123456789", "12?3", "3天", "12(1)", "2021.3.1", "0/0", "1\ufffd"),
]
"""One or a dash, letters for digits, ranges, shares and money among counts, separators that may be points."""


@pytest.mark.parametrize("text", ["1 2", "1\n2", "12,34", "10(5)", "增2减1", "2017-03-01", "减3", "1/2", *AMBIGUOUS])
def test_digits_that_make_no_single_number_are_not_read(text: str) -> None:
    assert read_cell(text) is None


def test_money_changes_unit_and_counts_do_not() -> None:
    assert in_unit(Decimal(251000), "元", "万元") == (Decimal("25.1"), "万元")
    assert in_unit(Decimal("25.1"), "万元", "元") == (Decimal(251000), "元")
    assert in_unit(Decimal(5), "条", "件") == (Decimal(5), "条")


def test_the_unit_in_a_note_counts_and_money_columns_take_money() -> None:
    noted = read_cell("12.5(单位:万元)", "money")
    assert noted is not None
    assert (noted.value, noted.uom) == (Decimal("12.5"), "万元")
    assert read_cell("12%", "money") is None
    grouped = read_cell("1.234", "money")
    assert grouped is not None
    assert grouped.value == Decimal("1.234")
