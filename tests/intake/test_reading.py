from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from scoring.intake.reading import read_report
from scoring.intake.report import Fact, Report
from tests.intake.test_repair import CLEAN, damaged

REPORTS = Path(__file__).parent / "reports"
# Report-formats 1.3: the figures of tables 2 to 4 that are not 0 in the report of Daying on 2020.
NOT_ZERO = {
    ("normative_docs_made", "total"): 1,
    ("normative_docs_disclosed", "total"): 1,
    ("normative_docs_public_total", "total"): 11,
    ("requests_new", "natural_person"): 8,
    ("requests_new", "total"): 8,
    ("granted", "natural_person"): 4,
    ("granted", "total"): 4,
    ("unable_not_held", "natural_person"): 2,
    ("unable_not_held", "total"): 2,
    ("unable_still_unclear", "natural_person"): 2,
    ("unable_still_unclear", "total"): 2,
    ("review_corrected", "total"): 1,
}


def by_metric(report: Report) -> dict[str, Fact]:
    return {fact.metric: fact for fact in report.facts if fact.from_table}


def check_daying(report: Report) -> None:
    tables = [fact for fact in report.facts if fact.from_table]
    assert report.form == "2019"
    assert not report.unread
    assert len(tables) == 22 + 23 * 7 + 15
    assert {(f.metric, f.part): f.value for f in tables if f.semantic == "numeric"} == NOT_ZERO
    assert {f.semantic for f in tables} == {"zero", "numeric"}


def test_the_broken_pipes_of_a_2019_report_are_read_cell_by_cell() -> None:
    report = read_report(REPORTS / "2019-pipes.txt", "2019-pipes.txt")
    check_daying(report)
    assert report.year == 2020


def test_a_saved_page_with_the_flat_form_is_read_with_the_semantic_of_every_cell() -> None:
    path = REPORTS / "2014-page.html"
    report = read_report(path, "云溪.html")
    facts = by_metric(report)
    assert (report.form, report.year, report.kind) == ("2014", 2017, "html")
    assert report.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert len(facts) == 58
    assert not report.unread
    read = {name: (facts[name].value, facts[name].semantic, facts[name].qualifier, facts[name].uom) for name in facts}
    assert read["proactive_disclosed_total"] == (Decimal(41288), "numeric", "exact", "条")
    assert read["disclosed_via_website"] == (Decimal(23156), "numeric", "exact", "条")
    assert read["online_interviews"] == (Decimal(0), "zero", "exact", "次")
    assert read["online_interviews_by_principal"] == (None, "blank", "exact", "次")
    assert read["policy_interpretations_published"] == (Decimal(1240), "numeric", "about", "篇")
    assert read["answered_via_weibo_wechat"] == (None, "not_applicable", "exact", "次")
    assert read["requests_online"] == (Decimal(18), "numeric", "exact", "件")
    assert read["complaints_total"] == (Decimal(0), "zero", "exact", "件")
    assert read["special_funds_wan_yuan"] == (Decimal("25.1"), "numeric", "exact", "万元")
    assert read["training_attendees"] == (None, "text", "exact", "人次")
    assert facts["special_funds_wan_yuan"].raw == "251000元"


def test_hidden_text_and_the_menu_state_no_figures() -> None:
    report = read_report(REPORTS / "2014-page.html", "云溪.html")
    assert not [fact for fact in report.facts if fact.value in {99999, 412, 163}]


def test_a_workbook_with_the_flat_form_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [["统计指标", "单位", "统计数"], ["三、依申请公开情况", "——", "——"], ["（一）收到申请数", "件", 12], ["1.当面申请数", "件", 5]]
    rows += [
        ["2.传真申请数", "件", None],
        ["3.网络申请数", "件", 7],
        ["4.信函申请数", "件", "/"],
        ["（四）政府信息公开专项经费", "万元", 2.5],
    ]
    for row in rows:
        sheet.append(row)
    path = tmp_path / "附表.xlsx"
    book.save(path)
    report = read_report(path, path.name)
    facts = by_metric(report)
    assert report.form == "2014"
    assert (facts["requests_received"].raw, facts["requests_received"].locator) == ("12", "Sheet!C3")
    assert facts["requests_fax"].semantic == "blank"
    assert facts["requests_letter"].semantic == "not_applicable"
    assert facts["special_funds_wan_yuan"].value == Decimal("2.5")


def test_damaged_text_is_repaired_before_it_is_read_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "通報.txt"
    path.write_text(damaged(CLEAN), "utf-8")
    report = read_report(path, path.name)
    assert {repair.kind for repair in report.repairs} == {"lost_byte", "pinyin", "traditional"}


@pytest.mark.parametrize(("name", "code"), [("shell.html", "I006"), ("missing.html", "I002")])
def test_a_refusal_is_a_value_with_code_and_sentence(name: str, code: str) -> None:
    report = read_report(REPORTS / name, name)
    assert report.refusal is not None
    assert report.refusal[0] == code
    assert report.refusal[1].startswith(f"{name}: ")
    assert (report.form, report.facts) == ("none", ())


def test_only_the_named_form_is_looked_for() -> None:
    assert read_report(REPORTS / "2019-pipes.txt", "x", form="2014").form == "narrative"


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.62, 0.8, 0.95])
def test_an_excerpt_never_turns_what_is_missing_into_a_figure(cut: float, tmp_path: Path) -> None:
    whole = (REPORTS / "2019-pipes.txt").read_bytes()
    path = tmp_path / "摘录.txt"
    path.write_bytes(whole[: int(len(whole) * cut)])
    full = {(f.metric, f.part): f.value for f in read_report(REPORTS / "2019-pipes.txt", "x").facts if f.from_table}
    part = {(f.metric, f.part): f.value for f in read_report(path, path.name).facts if f.from_table}
    assert part.items() <= full.items()
