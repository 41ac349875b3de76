"""What counts as a number of a Chinese text, and what explains one."""

from __future__ import annotations

import pytest

from scoring.documents.accounts.numerals import numerals
from scoring.documents.accounts.text import Printed, accounts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公开1563668条，增长8.91%", ["1563668", "8.91"]),
        ("全角２０１６件，12,345.60元", ["２０１６", "12,345.60"]),
        ("居前三位，后五名，有三个单位", ["三", "五", "三"]),
        ("第三名的单位", ["三"]),
        ("超过一半、半数以上、百分之四、三分之一", ["一半", "半数", "百分之四", "三分之一"]),
        ("培训二十三人次，共三百二十家", ["二十三", "三百二十"]),
        ("几十个、数百条", ["几十", "数百"]),
        ("根据第二十九条，第一平台，第三方评估，进一步统一，逐一核对，同一个单位", []),
        ("一、总体情况；（二）主要特点；一是；十分重要，千方百计，万众一心", []),
        ("下一年度、上一年，“十三五”规划，党的十九大", []),
        ("在线访谈①", []),
        ("有一个单位，共一件，仅一次", ["一", "一", "一"]),
        ("整改一项、核销一项，一年来，一次说清，三位一体", []),
    ],
)
def test_numbers_are_found_and_ordinals_are_not(text: str, found: list[str]) -> None:
    assert [numeral.text for numeral in numerals(text)] == found


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("于2017年9月30日前", ["日期", "日期", "日期"]),
        ("2016—2018年", ["日期", "日期"]),
        ("（国办发〔2016〕19号）", ["文号", "文号"]),
        ("按照《2016要点》第3条", ["引文", "引文"]),
        ("1.严格时限", ["序号"]),
        ("附件1", ["序号"]),
        ("附件：1. 2016年成绩表", ["序号", "日期"]),
        ("自形成之日起20个工作日内", ["固定用语"]),
        ("有20个单位", [""]),
        ("按时率为1.5", [""]),
        ("公开2016条", [""]),
        ("在9月有13件", ["日期", ""]),
    ],
)
def test_dates_citations_and_declared_wording_explain_a_number(text: str, origins: list[str]) -> None:
    found = list(accounts(Printed(text, ()), ["20个工作日"]))
    assert [account.origin for account in found] == origins
    assert all(account.origin or account.number in account.around for account in found)


def test_a_digit_typed_beside_a_figure_is_no_figure() -> None:
    spans = ((2, 4, "disclosed"),)
    assert [account.origin for account in accounts(Printed("公开15条", spans))] == ["disclosed"]
    assert [account.origin for account in accounts(Printed("公开150条", spans))] == [""]
