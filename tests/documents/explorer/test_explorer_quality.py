"""The file of the data-quality page holds what checks.html says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import html

from scoring.documents.explorer.data import quality as page
from scoring.documents.quality.report import write_checks_html
from scoring.results.anomalies.model import AnomalyRow, Screened, ScreenRule
from scoring.results.pairs import PolicyPair
from scoring.results.prepared import ImputedRow, Prepared
from scoring.results.quality.model import (
    BrokenRow,
    CheckCount,
    CorrectedRow,
    Coverage,
    CoverageRow,
    Quality,
    QualityUnit,
    RepairRow,
    SourceRow,
    Trouble,
    UnreadRow,
)
from scoring.results.records.model import UnusableCount, UnusableRow
from tests.documents.scored import TREE, Unit, check, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scoring.results.model import Results

GLUE = (
    "由此引起：",
    "更正后仍不成立",
    "已更正，更正后成立",
    "（佐证：",
    "原值见",
    "错误",
    "警告",
    "提示",
    "合计",
    "年）",
    "12年",
    "无法判断",
    "处",
)
_NUMBERS = ("units", "reports", "refused", "without", "facts", "holds", "fails", "not_assessable", "error", "warning", "info")
TOTALS = {name: 70 + place for place, name in enumerate((*_NUMBERS, "consequences", "units_failing"))}
CHECKS = (
    check("甲县", "T3-sum", part="natural_person", message="各项之和为10", title="各列之和", part_title="自然人", quote="总计｜自然人：9"),
    check("甲县", "T3-identity", part="natural_person", caused_by="T3-sum", message="结转不成立", cause="各列之和"),
    check("乙县", "T3-sum", severity="warning", after="fails"),
    check("乙县", "growth", outcome="not_assessable", severity="info", message="没有上年数", title="增长率"),
)


def told() -> Results:
    """Results with something in every list."""
    unit = SourceRow("甲县", "reports/甲县.html", "网页", "新格式", "2021")
    refused = SourceRow("乙县", "reports/乙县.pdf", "扫描件", "旧格式", "2020", "没有文字层")
    corrected = CorrectedRow(
        *("甲县", "甲县", "2012", "受理数", "accepted", "219", "218", "2022-02-03", "李办", "来函更正", "函件第12号"),
        *("corrections.csv:2", "reports/甲县.xlsx", "附表!C61", "受理总数为219"),
    )
    anomaly = AnomalyRow(
        *("copied", "与上年相同", "乙县", "乙县", "县区", "2021", "a;b", "", "3个", "21个", "千次中不到1次", "35个数中21个相同"),
        *("reports/丙.txt", "line 20", "请说明口径"),
    )
    quality = Quality(
        title="小考核",
        period="2021",
        run_date="2022-04-01",
        units=(QualityUnit("甲县", "甲县", "县区", (unit,)), QualityUnit("乙县", "乙县", "县区", (refused,))),
        checks=CHECKS,
        counts=(CheckCount("T3-sum", "各列之和", "error", 41, 31, 17),),
        totals=TOTALS,
        troubles=(Trouble("甲县", "甲县", "reports/别的.html", "I003", "没有登记的文件"),),
        unread=(UnreadRow("甲县", "甲县", "第3行", "数字有歧义", "1，0O3件", "reports/甲县.doc", "table 2 row 7"),),
        repairs=(RepairRow("乙县", "乙县", "全角数字", "１２", "十二", "reports/乙县.doc", "line 8", 14),),
        corrections=(corrected,),
        broken=(BrokenRow("甲县", "甲县", "另一项", "甲数大于乙数"),),
        coverage=(Coverage("新格式", (("县区", 61), ("部门", 62)), 123, (CoverageRow("accepted", "受理数", ("47", "48"), "95"),)),),
        unusable_counts=(UnusableCount("申请台账", "答复期限", "没有收到日期", "不计入", "73", "29"),),
        unusable=(
            UnusableRow("乙县", "乙县", "县区", "申请台账", "答复期限", "reply", "没有收到日期", "72", "A-1、A-7", "cases.csv", "不计入"),
        ),
        screened=Screened((anomaly,), (ScreenRule("copied", "与上年相同", "screened", 45, 1, 1, "", "0.3%"),)),
    )
    pair = PolicyPair("县区", "甲县", "乙县", "9.1", "9.1", "9.12", "9.11", ("on",), "甲县在前只因取整")
    imputed = ImputedRow("甲县", "甲县", "办结率", "0.83", "同组平均值")
    return replace(run((Unit("甲县", dict.fromkeys(TREE.leaves(), "10")),)), quality=quality, prepared=Prepared((imputed,)), pairs=(pair,))


def value_of(results: Results) -> dict[str, Any]:
    ((name, value),) = page.files(results)
    assert name == "quality"
    written: dict[str, Any] = json.loads(json.dumps(value, ensure_ascii=False))
    return written


def strings(value: Any) -> Iterator[str]:
    """All texts of a value, also those that are in lists."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


def missing(element: html.HtmlElement, known: list[str]) -> str:
    """What of the words of an element is in no text of the file."""
    left = " ".join(element.itertext())
    for text in known:
        left = left.replace(text, " ")
    return re.sub(r"[\s，。：；、（）“”()·→…—]+", "", left)


def test_everything_in_the_tables_of_the_report_is_in_the_file(tmp_path: Path) -> None:
    results = told()
    assert results.quality is not None
    report = html.fromstring(write_checks_html(results.quality, tmp_path / "checks.html", results).read_text("utf-8"))
    known = sorted({*filter(None, strings(value_of(results))), *GLUE}, key=len, reverse=True)
    cells = [*report.iterfind(".//tbody//td"), *report.iterfind(".//li"), *report.iterfind(".//p[@class='open']")]
    cells = [cell for cell in cells if not cell.xpath("ancestor::nav | ancestor::ul[@class='index']")]
    assert len(cells) > 40
    assert {missing(cell, known) for cell in cells} == {""}


def test_a_consequence_stands_below_its_cause_and_a_place_in_words() -> None:
    first, second = value_of(told())["findings"]
    assert [row["message"] for row in first["follows"]] == ["结转不成立"]
    assert (first["unit"], second["unit"], second["after"]) == (0, 1, "fails")
    assert first["place"] == "第3个表格第2行"


def test_a_unit_says_how_much_there_is_to_tell_of_it() -> None:
    first, second = value_of(told())["units"]
    assert (first["errors"], first["warnings"], first["unread"], first["open"], first["clean"]) == ("1", "0", "1", "0", False)
    assert (second["errors"], second["warnings"], second["open"], second["files"][0]["refusal"]) == ("0", "1", "1", "没有文字层")
    assert (first["place"], second["place"]) == (0, -1)  # only the first is ranked


def test_the_numbers_of_the_summary_are_finished() -> None:
    assert value_of(told())["totals"] == {**{name: str(number) for name, number in TOTALS.items()}, "checked": "228"}  # 75 + 76 + 77


def test_rows_beyond_the_limit_are_counted(monkeypatch: Any) -> None:
    monkeypatch.setattr(page, "MOST_ROWS", 1)
    value = value_of(told())
    assert (len(value["findings"]), len(value["unread"]), value["left_out"]) == (1, 1, {"findings": "1", "troubles": "2"})


def test_criteria_that_read_no_reports_have_no_page_unless_there_is_something_to_tell() -> None:
    results = told()
    silent = Quality("小考核", "2021", "2022-04-01", reads_reports=False)
    assert list(page.files(replace(results, quality=silent, prepared=Prepared(), pairs=()))) == []
    assert list(page.files(replace(results, quality=None))) == []
    assert [name for name, _ in page.files(replace(results, quality=silent))] == ["quality"]
