"""Texts and tables of 情况反馈: what is said, what is left out, what the settings hide."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from scoring.documents.units.feedback_model import Feedback
from scoring.documents.units.feedback_view import feedback_view
from scoring.documents.units.grids import WIDTH, grid
from scoring.documents.units.sheetwords import closing, data_words, evidence_words, sources_words
from scoring.documents.units.shown import sheet_settings
from scoring.results.material import GateWords, SourceEntry
from scoring.results.sheets.building import unit_sheets
from scoring.results.sheets.model import CorrectionLine, DoubtLine
from tests.documents.units import tried
from tests.documents.units.test_sheets import UNITS


def made(name: str, settings: dict[str, Any] | None = None, **changes: Any) -> Feedback:
    sheet = next(sheet for sheet in unit_sheets(tried.run(UNITS, **changes)) if sheet.name == name)
    return feedback_view(sheet, settings or {})


def test_the_first_paragraph_says_score_rank_grade_and_distances() -> None:
    assert made("甲").overview == (
        "你单位在考核中总分93.50分（满分100分），在市州3个参加排名的单位中列第1名，等次为良好。本组参加排名的单位平均73.23分，最高93.50分。",
    )


def test_equal_ranks_and_distances_are_said() -> None:
    sheet = next(iter(unit_sheets(tried.run(UNITS))))
    assert sheet.standing
    standing = replace(sheet.standing, tied=("丙", "丁", "戊", "己"), to_next_rank="0.64", next_grade="优秀", to_next_grade="6.44")
    text = feedback_view(replace(sheet, standing=standing), {}).overview[0]
    assert "列第1名（与丙、丁、戊等4个单位并列）" in text
    assert "距上一名0.64分，距“优秀”等次6.44分。" in text
    broken = replace(standing, tie_broken_by="主动公开", to_next_rank="0", next_grade="")
    assert "总分与相邻单位相同，以主动公开定先后。" in feedback_view(replace(sheet, standing=broken), {}).overview[0]


def test_bonus_gate_and_remarks_have_paragraphs_of_their_own() -> None:
    sheet = next(iter(unit_sheets(tried.run(UNITS))))
    assert sheet.standing
    gate = GateWords("leak", "失泄密一票否决", "失泄密大于0", "等次定为不合格", "《条例》")
    changed = replace(
        sheet,
        note="失泄密一票否决；总分相同，以主动公开定先后；适用指标95分，得分按100分折算",
        gates=(gate,),
        standing=replace(sheet.standing, bonus="2.00"),
    )
    assert feedback_view(changed, {}).overview[1:] == (
        "总分中，基础分93.50分，加分2.00分。",
        "触发“失泄密一票否决”：失泄密大于0，等次定为不合格（依据：《条例》）。",
        "说明：适用指标95分，得分按100分折算。",
    )


def test_an_exempt_unit_reads_why_and_nothing_else() -> None:
    sheet = next(iter(unit_sheets(tried.run(UNITS))))
    nothing: dict[str, Any] = {"standing": None, "blocks": (), "losses": (), "gains": (), "opens": ()}
    exempt = replace(sheet, status="exempt", note="免予考核（机构撤销）", **nothing)
    view = feedback_view(exempt, {"issuer": "办公厅", "date": dt.date(2017, 8, 18)})
    assert view.overview == ("你单位在考核中免予考核（机构撤销），本次不计分。",)
    assert view.headings == {}
    assert (view.scores, view.gains, view.losses, view.charts.bars, view.charts.strip) == (None, None, None, "", "")
    assert (view.issuer, view.date) == ("办公厅", "2017年8月18日")


def test_parts_are_numbered_as_they_are_there() -> None:
    assert made("甲").headings == {"scores": "一、各方面得分", "gains": "二、提升重点", "losses": "三、失分情况"}
    assert made("丙").headings["opens"] == "四、不计分的指标"


def test_tables_have_only_columns_with_something_in_them() -> None:
    view = made("乙")
    assert view.scores
    assert view.gains
    assert view.losses
    assert view.scores.heads == ("考核方面", "满分", "得分", "得分率", "本组平均分", "本组平均得分率", "本组最高分")
    assert view.gains.heads == ("序号", "指标", "考核方面", "失分", "总分可达", "名次可达")
    assert view.gains.rows[0] == ("1", "标题b.x", "标题b", "10.00", "95.00", "1")
    assert view.losses.rows[0] == ("1", "标题a.x", "25", "20.00", "5.00", "21.67", "2/3")
    rescaled = made("丙")
    assert rescaled.scores
    assert rescaled.gains
    assert "适用分值" in rescaled.scores.heads
    assert "总分可提高" in rescaled.gains.heads
    assert rescaled.losses_note == "共3项失分，合计50.00分。“失分单位”为本组参加排名、有该项得分的单位中失分的个数。"


def test_settings_hide_what_the_office_does_not_show() -> None:
    hidden = {"rank": False, "grade": False, "mean": False, "best": False, "others": False, "sources": False, "standard": False}
    view = made("乙", {"show": hidden})
    assert view.overview == ("你单位在考核中总分85.00分（满分100分）。",)
    assert view.charts.strip == ""
    assert "平均" not in view.charts.bars
    assert view.scores
    assert view.scores.heads == ("考核方面", "满分", "得分", "得分率")
    assert view.gains
    assert "名次可达" not in view.gains.heads
    assert view.losses
    assert view.losses.heads == ("序号", "指标", "满分", "得分", "失分")
    assert view.details[0] == (("情况", "乙的a.x得20。"),)
    said = str(view)
    assert not any(word in said for word in ("第2名", "良好", "93.50", "73.23", "21.67"))


@pytest.mark.parametrize(("annex", "kept"), [({}, True), ({"scores": False}, False), ({"top": 1}, False), ({"show": "counts"}, False)])
def test_what_an_annex_keeps_back_is_not_in_the_sheets_of_others(annex: dict[str, Any], *, kept: bool) -> None:
    circular = {"annexes": [{"group": "city", "title": "成绩表", **annex}]}
    run = tried.run(UNITS, documents={"circular": circular, "feedback": {"show": {"others": True}}})
    assert run.document == circular
    sheet = next(sheet for sheet in unit_sheets(run) if sheet.name == "乙")
    assert sheet.standing
    sheet = replace(sheet, standing=replace(sheet.standing, tied=("丁",), to_next_rank="8.50"))
    said = str(feedback_view(sheet, sheet_settings(run)))
    assert [words in said for words in ("与丁并列", "距上一名8.50分", "93.50", "本组最高分")] == [kept] * 4
    assert "平均73.23分" in said
    wanted = replace(run, documents={**run.documents, "feedback": {"show": {"best": True}}})
    assert "93.50" in str(feedback_view(sheet, sheet_settings(wanted)))


def test_a_mean_over_two_units_tells_the_score_of_the_other() -> None:
    sheet = next(sheet for sheet in unit_sheets(tried.run(UNITS)) if sheet.name == "乙")
    assert sheet.standing
    two = replace(
        sheet,
        standing=replace(sheet.standing, of="2"),
        blocks=tuple(replace(line, counted="2") for line in sheet.blocks),
        losses=tuple(replace(line, judged="2") for line in sheet.losses),
    )
    assert "平均" in str(feedback_view(two, {}).overview)
    view = feedback_view(two, {"show": {"best": False, "others": False}})
    assert view.scores
    assert view.losses
    assert "平均" not in "".join((*view.overview, *view.scores.heads, *view.losses.heads))


def test_order_and_number_of_lines_follow_the_settings() -> None:
    view = made("乙", {"order": "lost", "gains": 1})
    assert view.losses
    assert [row[1] for row in view.losses.rows] == ["标题b.x", "标题a.x"]
    assert view.details[0][0] == ("情况", "乙的b.x得10。")
    assert view.gains
    assert len(view.gains.rows) == 1
    assert made("乙", {"gains": 0}).gains is None


def test_sources_say_number_file_and_place() -> None:
    fact = SourceEntry("办结数", "17", "reports/a.html", "table 1 row 4 column 3", "（二）办结数", "fact")
    yes, no = (SourceEntry(f"要素{value}", value, "评分记录", f"line {value}", "二组 未见", "mark") for value in "10")
    event = SourceEntry("超期", "1", "检查发现记录", "line 9", "2016-01-02 台账第3号 考核组", "event")
    date = SourceEntry("发布日期", "2017-03-01", "报告登记表", "a.html", "", "date")
    assert sources_words([fact]) == "办结数17（a.html第1个表格第4行第3列）"
    assert sources_words([yes, no]) == "要素00（评分记录第0行，二组，未见）"
    assert sources_words([yes]) == "要素11（评分记录第1行，二组，未见）"
    assert sources_words([event]) == "超期1（检查发现记录第9行，2016年1月2日，台账第3号，考核组）"
    assert sources_words([date, SourceEntry("没有出处", "1")]) == "发布日期2017年3月1日（报告登记表，a.html）"
    assert sources_words([fact] * 8).endswith("；等8处")


def test_evidence_is_not_said_twice() -> None:
    assert evidence_words("台账第3号;截图", "超期1（台账第3号）") == "截图"


def test_doubts_say_whether_they_are_answered_and_are_not_endless() -> None:
    open_, answered = (DoubtLine("合计", "合计不符。", "error", "reports/a.html", "line 3", "", answered=done) for done in (False, True))
    assert list(data_words([open_, answered], (), "2016")) == [
        "合计不符（a.html第3行）。请核实。",
        "合计不符（a.html第3行）。已按更正值计算，更正后成立。",
    ]
    assert list(data_words([open_] * 11, (), "2016"))[-1] == "同类情况还有3处，见数据质量报告。"
    corrected = CorrectionLine("公开数", "2015", "9", "10", "2017-05-03", "公开办", "笔误", "来函")
    assert list(data_words((), [corrected], "2016")) == ["更正：公开数（2015年）由9更正为10（公开办，2017年5月3日，笔误，佐证：来函）。"]


def test_how_to_object_is_said_only_as_far_as_the_settings_do() -> None:
    assert closing({}) == ()
    assert closing({"contact": "公开办"}) == ("联系方式：公开办。",)
    assert closing({"appeal_by": dt.date(2017, 8, 31)}) == ("对本反馈有异议的，请于2017年8月31日前提出复核申请。",)
    assert closing({"note": "甲。\n\n乙。", "contact": "公开办", "appeal_by": dt.date(2017, 8, 31)}) == (
        "甲。",
        "乙。",
        "对本反馈有异议的，请于2017年8月31日前提出复核申请。联系方式：公开办。",
    )


@pytest.mark.parametrize("names", [["短"], ["很长的指标名称" * 12], ["短", "很长的指标名称" * 3]])
def test_widths_fill_the_page_and_numbers_never_turn(names: list[str]) -> None:
    made_ = grid([("指标", "left", names), *[(f"本组平均得分率{i}", "right", ["100.00%"] * len(names)) for i in range(5)]])
    assert made_
    assert sum(made_.widths) == pytest.approx(WIDTH, abs=0.5)
    assert all(width >= 38.5 for width in made_.widths[1:])


def test_the_golden_text_of_two_units() -> None:
    view = made("乙", {"issuer": "省政府办公厅", "date": dt.date(2017, 8, 18), "mark": "内部资料"})
    assert (view.title, view.salutation, view.mark, view.head) == ("考核情况反馈", "乙：", "内部资料", "乙　考核情况反馈")
    assert view.overview == (
        "你单位在考核中总分85.00分（满分100分），在市州3个参加排名的单位中列第2名，等次为良好。本组参加排名的单位平均73.23分，最高93.50分。",
    )
    assert view.details == (
        (("情况", "乙的a.x得20。"), ("标准", "标准a.x。依据：依据a.x。")),
        (("情况", "乙的b.x得10。"), ("标准", "标准b.x。依据：依据b.x。")),
    )
    assert view.source_note == "评分标准：《指标》，校验码0123456789ab。"
    other = made("丙")
    assert other.opens == ("标题a.y（不适用）：丙的a.y得N。",)
    assert other.gains_note == "按补齐后提高的分数排列；“可达”是只补齐该项、其他单位得分不变时的情形。"
