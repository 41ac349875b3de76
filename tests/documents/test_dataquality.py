"""checks.csv, checks.html and figures.csv, read back."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lxml import html

from scoring.documents.printing.html import alone
from scoring.documents.quality.report import file_problems, write_checks_csv, write_checks_html, write_figures_csv
from scoring.documents.quality.unitfindings import MOST_PLACES, unit_findings
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
from tests.documents.scored import TREE, Unit, check, figure, run

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.results.model import CheckRow

EVIL = "<script>alert(1)</script>"
CHECKS = (
    check("甲县", "T3-identity", part="natural_person", caused_by="T3-sum", message="结转关系不成立", cause="各列之和"),
    check(
        "甲县",
        "T3-sum",
        part="natural_person",
        message="各项之和为10,填报为9",
        title="各列之和",
        part_title="自然人",
        quote="总计 | 自然人：9",
    ),
    check("甲县", "T3-sum", part="total"),
    check("乙县", "T3-sum", severity="warning", after="holds"),
    check("乙县", "growth", outcome="not_assessable", severity="info", message=f"{EVIL} & 无法判断", title="增长率"),
)
UNITS = (
    QualityUnit("甲县", "甲县", "县区", (SourceRow("甲县", "reports/甲县.html", "网页", "2021年格式", "2021"),)),
    QualityUnit("乙县", "乙县", "县区", (SourceRow("乙县", "reports/乙县.pdf", "PDF", "2021年格式", "2020", "没有文字层"),)),
    QualityUnit("b 3", EVIL, "部门", (SourceRow("b 3", "reports/丙.html", "网页", "2021年格式", "2021"),)),
)


def quality(checks: tuple[CheckRow, ...] = CHECKS, **changes: Any) -> Quality:
    settings: dict[str, Any] = {"title": "小考核", "period": "2021", "run_date": "2022-04-01", "criteria": "指标", "units": UNITS}
    return Quality(checks=checks, **(settings | changes))


def rows(file: Path) -> list[list[str]]:
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def page(found: Quality, folder: Path) -> html.HtmlElement:
    return html.fromstring(write_checks_html(found, folder / "checks.html").read_text("utf-8"))


def words(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def section(found: html.HtmlElement, anchor: str) -> html.HtmlElement:
    (element,) = found.xpath(f"//section[@id='{anchor}']")
    return element


def test_every_failing_check_is_a_row_with_stable_columns(tmp_path: Path) -> None:
    found = rows(write_checks_csv(quality(), tmp_path / "checks.csv"))
    assert found[0] == [
        *("单位标识", "单位", "组别", "年度", "检查编号", "检查", "程度", "结果", "分项", "分项代码", "应为", "实际", "差额"),
        *("起因编号", "起因", "说明", "原文", "文件", "位置", "更正后"),
    ]
    assert len(found) == 1 + len(CHECKS)
    assert found[1] == [
        *("甲县", "甲县", "", "", "T3-identity", "T3-identity", "错误", "不成立", "", "natural_person", "10", "9", "-1"),
        *("T3-sum", "各列之和", "结转关系不成立", "", "reports/甲县.html", "table 3 row 2", ""),
    ]
    assert found[2][5:9] == ["各列之和", "错误", "不成立", "自然人"]
    assert found[2][16] == "总计 | 自然人：9"
    assert found[4][-1] == "成立"


def test_every_figure_is_a_row(tmp_path: Path) -> None:
    empty = figure("no_plan", "多数", uom="", covered=0, of=0, sources=())
    figures = {"disclosed": figure("disclosed", "1563668", value=Decimal(1563668)), "no_plan": empty}
    results = run((Unit("甲县", dict.fromkeys(TREE.leaves(), "10")),), figures=figures)
    found = rows(write_figures_csv(results, tmp_path / "figures.csv"))
    head = [
        "名称",
        "文中数字",
        "准确值",
        "单位",
        "算法",
        "有数据单位",
        "涉及单位",
        "数据个数",
        "缺数据的单位",
        "来源文件数",
        "来源文件",
        "说明",
    ]
    lacking = "2个，见 results/units.parquet 和 results/facts.parquet"
    assert found[0] == head
    assert found[1] == [
        *("disclosed", "1563668", "1563668", "条", "sum(disclosed)", "13", "15", ""),
        *(lacking, "2", "reports/a.html、reports/b.txt", ""),
    ]
    assert found[2] == ["no_plan", "多数", "", "", "sum(no_plan)", *[""] * 7]


def test_thousands_of_sources_are_counted_and_the_rest_is_shown_where_it_stands(tmp_path: Path) -> None:
    many = figure("disclosed", "5", covered=2998, of=3000, sources=("reports/a.html",), source_count=2998, missing=("甲县", "乙县"))
    results = run((Unit("甲县", dict.fromkeys(TREE.leaves(), "10")),), figures={"disclosed": many})
    row = rows(write_figures_csv(results, tmp_path / "figures.csv"))[1]
    assert row[8:11] == ["甲县、乙县", "2998", "reports/a.html等2998份，见 results/sources.parquet"]


def test_a_consequence_is_folded_under_its_cause() -> None:
    first, second, clean = unit_findings(quality())
    assert [(finding.row.part, [row.check_id for row in finding.follows]) for finding in first.findings] == [
        ("natural_person", ["T3-identity"]),
        ("total", []),
    ]
    assert [(row.title, row.places) for row in second.open] == [("增长率", 1)]
    assert (first.counts, second.counts, clean.is_clean) == ((2, 0), (0, 1), True)


def test_a_consequence_whose_cause_is_not_listed_is_not_lost() -> None:
    orphans = (
        check("甲县", "b", caused_by="a"),
        check("甲县", "c", caused_by="c"),
        check("甲县", "d", caused_by="e"),
        check("甲县", "e", caused_by="d"),
    )
    assert [finding.row.check_id for finding in unit_findings(quality(orphans))[0].findings] == ["b", "c", "d", "e"]


def test_the_consequence_of_a_consequence_is_folded_under_the_first_cause() -> None:
    rows = (
        check("甲县", "T3-identity", part="natural_person", caused_by="T3-sum"),
        check("甲县", "T3-row", part="results_total"),
        check("甲县", "T3-sum", part="natural_person", caused_by="T3-row"),
    )
    (first, *_) = unit_findings(quality(rows))
    assert [(finding.row.check_id, [row.check_id for row in finding.follows]) for finding in first.findings] == [
        ("T3-row", ["T3-identity", "T3-sum"])
    ]
    assert first.counts == (1, 0)


def test_of_several_failures_that_may_explain_one_the_nearest_does() -> None:
    rows = (
        check("甲县", "T3-row", part="granted", difference="2"),
        check("甲县", "T3-row", part="results_total", difference="-1"),
        check("甲县", "T3-sum", part="total", difference="1", caused_by="T3-row", message="不等（由“各行之和”引起）"),
    )
    first, second = unit_findings(quality(rows))[0].findings
    assert (first.row.part, first.follows) == ("granted", ())
    assert [row.check_id for row in second.follows] == ["T3-sum"]
    assert alone(rows[2].message) == "不等"
    assert alone("合计（由下往上）") == "合计（由下往上）"


def test_many_contradictions_of_a_kind_do_not_flood_the_page(tmp_path: Path) -> None:
    many = tuple(check("甲县", "T3-row", part=f"row{i}", message=f"第{i}行", title="各行之和") for i in range(1000))
    (first, *_) = unit_findings(quality(many))
    assert (len(first.findings), first.findings[-1].more, first.counts) == (MOST_PLACES, 1000 - MOST_PLACES, (1000, 0))
    assert "“各行之和”还有 995 处不成立，见 checks.csv" in words(page(quality(many), tmp_path))
    assert len(rows(write_checks_csv(quality(many), tmp_path / "checks.csv"))) == 1001


def test_the_page_says_of_a_unit_what_fails_where_in_which_words(tmp_path: Path) -> None:
    found = section(page(quality(), tmp_path), "u-甲县")
    assert words(found.xpath(".//tr")[0]) == (
        "错误各项之和为10,填报为9总计 | 自然人：9各列之和 T3-sum · 自然人 · reports/甲县.html · 第3个表格第2行"
        "由此引起：结转关系不成立 T3-identity"
    )
    assert "已更正，更正后成立" in words(section(page(quality(), tmp_path), "u-乙县"))


def test_what_reports_say_is_text_and_never_markup(tmp_path: Path) -> None:
    trouble = Trouble("b 3", EVIL, f"reports/{EVIL}.html", "A015", EVIL)
    found = page(
        quality(
            troubles=(trouble,),
            unread=(UnreadRow("b 3", EVIL, EVIL, EVIL, EVIL, EVIL, EVIL),),
            repairs=(RepairRow("b 3", EVIL, EVIL, EVIL, EVIL, EVIL, EVIL),),
        ),
        tmp_path,
    )
    assert not found.xpath("//script")
    assert words(found).count("alert(1)") > 10
    assert section(found, "u-b-3") is not None


def test_every_link_of_the_page_leads_somewhere(tmp_path: Path) -> None:
    from urllib.parse import unquote

    found = page(quality(troubles=(Trouble("b 3", "丙", "", "A018", "没有报告"),)), tmp_path)
    anchors = set(found.xpath("//@id"))
    links = [unquote(link) for link in found.xpath("//a/@href")]
    assert links
    assert {link.removeprefix("#") for link in links} <= anchors


def test_the_page_counts_units_per_check(tmp_path: Path) -> None:
    counts = (CheckCount("T3-sum", "各列之和", "error", 40, 2, 1), CheckCount("S-title", "有标题", "warning", 43, 0, 0))
    table = page(quality(counts=counts), tmp_path).xpath("//table[@class='counts']")[0]
    assert [[words(cell) for cell in row.xpath("td")] for row in table.xpath("tbody/tr")] == [
        ["各列之和 T3-sum", "错误", "2", "1", "40"],
        ["有标题 S-title", "警告", "0", "0", "43"],
    ]


def test_the_page_lists_files_that_cannot_be_used_and_units_without_a_report(tmp_path: Path) -> None:
    trouble = Trouble("", "", "reports/x.html", "A013", "不知道这份报告属于哪个单位")
    found = quality(troubles=(trouble,), units=(*UNITS, QualityUnit("d", "丁局", "部门")))
    assert [(row.unit, row.file, row.sentence) for row in file_problems(found)] == [
        ("", "reports/x.html", "不知道这份报告属于哪个单位"),
        ("乙县", "reports/乙县.pdf", "没有文字层"),
        ("乙县", "", "没有2021年度的报告"),
        ("丁局", "", "没有2021年度的报告"),
    ]
    assert "报告文件的问题（4）" in words(page(found, tmp_path))


def test_where_criteria_read_no_reports_nobody_lacks_one(tmp_path: Path) -> None:
    units = (QualityUnit("d", "丁局", "部门"), QualityUnit("e", "戊局", "部门"))
    totals = dict.fromkeys(("reports", "refused", "facts", "holds", "fails", "not_assessable"), 0) | {"units": 2, "without": 2}
    without = replace(quality(units=units, totals=totals, checks=()), reads_reports=False)
    assert file_problems(without) == []
    text = words(page(without, tmp_path))
    assert "2 个单位。指标体系不用年度报告的数据，没有报告需要核对。" in text
    assert "本年度可读报告" not in text
    assert "检查都成立" not in text
    assert "没有本年度可读报告的单位 2 个" in words(page(replace(without, reads_reports=True), tmp_path))


def test_corrections_show_both_values_and_what_they_break(tmp_path: Path) -> None:
    corrected = CorrectedRow(
        *("乙县", "乙县", "2021", "申请办结数", "requests_closed", "6", "9", "2022-03-01", "监督办", "按台账", "台账", "corrections.csv:2"),
        *("reports/乙县.html", "line 3", "办结6件"),
    )
    broken = BrokenRow("乙县", "乙县", "各列之和", "合计9，报告为6")
    found = words(page(quality(corrections=(corrected,), broken=(broken,)), tmp_path))
    assert "申请办结数requests_closed69监督办，2022-03-01：按台账（佐证：台账）corrections.csv:2 · 原值见 reports/乙县.html 第3行" in found
    assert "下列原来成立的关系不再成立，请一并核对： 乙县：合计9，报告为6" in found
    assert "申请办结数由 6 更正为 9（监督办，2022-03-01：按台账）。" in found


def test_coverage_says_how_many_units_reported_a_figure(tmp_path: Path) -> None:
    table = Coverage("2021年格式", (("县区", 12), ("部门", 3)), 15, (CoverageRow("requests_new", "本年新收申请数", ("11", "3"), "14"),))
    found = page(quality(coverage=(table,)), tmp_path).xpath("//table[@class='coverage']")[0]
    assert [words(cell) for cell in found.xpath(".//th")] == ["统计指标", "县区12", "部门3", "合计15"]
    assert [words(cell) for cell in found.xpath(".//td")] == ["本年新收申请数 requests_new", "11", "3", "14"]


def test_the_page_needs_nothing_from_outside(tmp_path: Path) -> None:
    text = write_checks_html(quality(), tmp_path / "checks.html").read_text("utf-8")
    assert not re.search(r"https?:|src=|<script|<link|@import|url\(", text)


def test_without_failures_the_page_says_so(tmp_path: Path) -> None:
    found = page(quality((), units=()), tmp_path)
    assert "所有能够判断的检查都成立" in words(found)
    assert not found.xpath("//table")
