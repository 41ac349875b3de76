"""A whole run with imputed and treated values and a unit with too little data: tables, sentences, workbook, report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring.commands.running import Options, run
from scoring.results.store import open_results
from tests.runs import mini

CHANGES = {
    "show: percent}": "show: percent, zero_denominator: missing, impute: {by: mean}, treat: {bounds: {upper: 90%}}}",
    "  missing: error\n": "  missing: error\n  screening: {available: 75%, then: no_total}\n",
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = mini.make(tmp_path_factory.mktemp("prepared") / "mini")
    criteria = folder / "criteria.yaml"
    text = criteria.read_text("utf-8")
    for old, new in CHANGES.items():
        assert old in text
        text = text.replace(old, new)
    criteria.write_text(text, "utf-8")
    return run(folder, Options(threads=1)).folder


def rows(finished: Path, sql: str) -> list[tuple[Any, ...]]:
    with open_results(finished) as session:
        return session.rows(sql)


def test_every_changed_value_is_listed(finished: Path) -> None:
    # jia 12/12, yi 6/9, bing 0/0: the mean of 1 and 0.6666666667 (ten decimals) fills the gap, the bound takes 1 to 0.9.
    assert rows(finished, "select unit_id, measure, cast(value as varchar), how, units, year, was from imputed") == [
        ("bing", "on_time", "0.8333333334", "mean", 2, None, "missing")
    ]
    assert rows(finished, "select unit_id, cast(before as varchar), cast(after as varchar), how from treated") == [
        ("jia", "1.0000000000", "0.9000000000", "bounds")
    ]


def test_the_sentences_say_so(finished: Path) -> None:
    reasons = dict(rows(finished, "select unit_id, reason from points where indicator_id = 'requests.on_time'"))
    assert reasons["jia"] == "按时办结率（按规定以上下限截取：原值12÷12=100%，按90%计），目标100%，满分40分，得36分。"
    assert reasons["bing"] == "按时办结率无本年数据，以平均值83.33%代入，目标100%，满分40分，得33.3333分。"


def test_a_unit_with_too_little_data_has_no_total_and_no_rank(finished: Path) -> None:
    # Of four indicators one is imputed and one a blank that counts as zero.
    assert rows(finished, "select unit_id, cast(available as varchar), lacking from screened") == [("bing", "0.500000", True)]
    assert rows(finished, "select unit_id, rank from ranking order by unit_id") == [("bing", None), ("jia", 1), ("yi", 2)]
    assert rows(finished, "select total_exact from totals where unit_id = 'bing'") == [(None,)]


def test_workbook_and_report_show_the_same(finished: Path) -> None:
    book = openpyxl.load_workbook(finished / "results.xlsx")
    assert [cell.value for cell in book["代入的数据"][3]] == [
        "丙桥县人民政府",
        "按时办结率",
        "83.33%",
        "无本年数据，以平均值（2个单位）代入",
    ]
    assert [cell.value for cell in book["异常值处理"][3]][:5] == ["甲河县人民政府", "按时办结率", "100%", "90%", "以上下限截取"]
    reason = "有实际数据的指标占50.00%，低于规定的75%，不计总分"
    assert [cell.value for cell in book["数据不足的单位"][3]] == ["丙桥县人民政府", "50.00%", None, reason]
    assert any(reason in str(cell.value) for row in book["排名 县区"].iter_rows() for cell in row)
    page = (finished / "checks.html").read_text("utf-8")
    for text in (reason, "无本年数据，以平均值（2个单位）代入", "以上下限截取"):
        assert text in page
