"""Criteria over records in Chinese words: the table that is shown, and the one that leaders approve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scoring.approval.building import build_standard
from scoring.authoring.showing import show_criteria
from scoring.folder.planning import load_plan
from scoring.starting.making import start_assessment
from tests.criteria.records_criteria import CRITERIA

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    "reply_on_time": "依申请公开台账（办理结果不为“撤回”的）中，"
    "依申请公开答复按期的件数÷能判断是否依申请公开答复按期的件数，并按申请方式分列。",
    "late_replies": "依申请公开台账中，依申请公开答复逾期的件数。",
    "reply_median": "依申请公开台账中，依申请公开答复用时的中位数。",
    "closing_share": "热线工单（含下级单位）中，热线办结按期的件数÷能判断是否热线办结按期的件数。",
    "urgent_fees": "热线工单（是否紧急为是且类别为“投诉”的）中，费用的合计。",
    "reply": "答复日期：自登记收到日期的次日起15个工作日（2019年5月15日起发生的20个工作日）内；"
    "延长答复期限的，期限另加15个工作日（2019年5月15日起发生的20个工作日）；有补正通知日期的，自收到补正日期起重新计算，没有收到补正日期的暂停计算；"
    "征求第三方意见日期至收到第三方意见日期的时间不计入；按2019年12月31日的情况判断，此后发生的不计；无法判断的记录不计。",
    "notices": "依申请公开台账中，补正告知按期的件数÷能判断是否补正告知按期的件数。",
    "notice": "补正通知日期：自登记收到日期的次日起7个工作日（2019年5月15日起施行）内；只适用于补正通知日期已填的记录；"
    "申请方式为当面的自当面提交日期起算、为签收邮寄的自邮件签收日期起算、为普通邮寄或网络或电子邮件或传真的自与申请人确认收到日期起算；"
    "按2019年12月31日的情况判断，此后发生的不计；无法判断的记录不计。",
    "closing": "办结日期：自受理日期的次日起5日内；最后一日不是工作日的，顺延至其后第一个工作日；"
    "按2020年1月31日的情况判断，此后发生的不计；无法判断的记录按逾期计。",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("criteria") / "criteria.yaml"
    path.write_text(CRITERIA, "utf-8")
    return path


def test_measures_and_deadlines_are_shown_in_words(file: Path) -> None:
    _, rows, counted = show_criteria(str(file))
    assert {identity: words.partition("依据：")[0] for identity, _, words in counted} == SAID
    assert ("reply", "依申请公开答复") in [(identity, title) for identity, title, _ in counted]
    assert ("late", "逾期答复", "20", "deduct_per", "逾期答复每件扣6分，扣完为止。", "") in rows


def test_the_table_for_approval_says_tables_and_deadlines(file: Path) -> None:
    plan, _ = load_plan(file)
    assert plan is not None
    standard = build_standard(plan)
    extras = {extra.title: extra for extra in standard.extras}
    hotline = ("热线工单", "工单编号、受理日期、办结日期、类别、费用、是否紧急；按受理日期归入年度", "视为没有发生，按0计")
    assert extras["逐件登记的台账"].rows[1] == hotline
    assert extras["逐件登记的台账"].rows[0][2] == "视为没有提供数据"
    assert extras["办理期限"].rows[0] == ("依申请公开答复", "依申请公开台账", SAID["reply"][:-1], "《政府信息公开条例》第三十三条")
    assert [row[-1] for row in (standard_row.cells for standard_row in standard.rows)] == [
        *["依申请公开台账"] * 3,
        "热线工单",
        "依申请公开台账",
        "热线工单",
    ]


def test_a_new_folder_has_the_tables_of_cases_and_says_how_to_fill_them_in(file: Path, tmp_path: Path) -> None:
    start_assessment(tmp_path / "new", str(file), empty=True)
    assert (tmp_path / "new" / "hotline.csv").read_bytes() == "\ufeffunit_id,case_id,opened_on,closed_on,kind,fee,urgent\r\n".encode()
    assert (tmp_path / "new" / "requests.csv").read_text("utf-8-sig").startswith("unit_id,request_id,applicant,channel,received_on,")
    guide = (tmp_path / "new" / "填写说明.md").read_text("utf-8")
    for line in (
        "- `case_id` 工单编号（文字，必填）",
        "- `closed_on` 办结日期（日期）；不得早于受理日期；空为尚未办结",
        "- `correction_asked_on` 补正通知日期（日期）；空为没有补正",
        "- `kind` 类别（文字）；只能填咨询、投诉",
        "- `fee` 费用（数）；不小于0",
        "- `urgent` 是否紧急（是或否）；空为未知",
        "- `extended` 是否延长答复期限（是或否）；空为没有延期",
        "按受理日期归入年度；受理日期为空的归入2019年。",
        "没有任何记录的单位，视为没有发生，按0计。",
        f"依申请公开答复：{SAID['reply']}",
    ):
        assert f"\n{line}\n" in guide
    assert "# requests.csv、hotline.csv 逐件登记" in (tmp_path / "new" / "assessment.yaml").read_text("utf-8")
