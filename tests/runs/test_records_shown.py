"""What people see of cases: sentences, explanation, tables, workbook, data-quality report; expected numbers counted by hand."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from scoring.commands.running import Options, run
from scoring.explaining import explain
from scoring.explaining.text import explanation_text
from scoring.problems import ProblemsFound, sentence
from tests.criteria.records_criteria import CRITERIA

if TYPE_CHECKING:
    from pathlib import Path

REQUESTS = """unit_id,request_id,channel,received_on,replied_on,outcome,confirmed_on,correction_asked_on
a,R-1,网络,2019-03-01,2019-03-22,予以公开,,
a,R-2,网络,2019-06-03,2019-07-09,予以公开,,
a,R-3,当面,2019-06-03,2019-06-05,部分公开,,
a,R-4,当面,,2019-06-05,部分公开,,
a,R-5,,2019-12-20,,,,
a,R-6,网络,2019-06-10,2019-06-01,撤回,2019-06-10,2019-06-12
a,R-7,网络,2019-02-01,,撤回,2019-02-01,2019-03-05
"""
HOTLINE = """unit_id,case_id,opened_on,closed_on,kind,fee,urgent
a,H-1,2019-05-01,2019-05-04,投诉,300,是
a,H-2,,2019-05-04,咨询,,
"""
UNITS = "unit_id,name,short_name,grp,ord,parent_id,region_code,status,status_reason\na,甲镇,,town,1,,,,\nb,乙镇,,town,2,,,,\n"
REPLIES = (
    "依申请公开答复：5件中按期2件、逾期1件（R-2：期限至2019年7月2日，2019年7月9日办结，逾期5个工作日）、未到期1件；"
    "另有1件无法判断（没有起算日期1件：R-4），按规定不计。"
)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linxi")
    (folder / "reports").mkdir()
    settings = "id: linxi\ntitle: 林溪县考核\ncriteria: criteria.yaml\ndate: 2020-04-30\n"
    files = {"criteria.yaml": CRITERIA, "assessment.yaml": settings, "units.csv": UNITS, "requests.csv": REQUESTS, "hotline.csv": HOTLINE}
    files["figures.yaml"] = "figures: {days: {mean: reply_median}, less: {growth: late_replies, against: late_before}}\n"
    files["criteria.yaml"] = CRITERIA.replace("measures:\n", "measures:\n  late_before: {title: 上年逾期, value: prev(late_replies)}\n", 1)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return run(folder, Options(reasons="always")).folder


def reasons(finished: Path, unit: str) -> dict[str, str]:
    return {item["id"]: item["reason"] for item in explain(finished, unit)["indicators"]}


def table(finished: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(finished / "results.duckdb"), read_only=True) as con:
        return con.sql(sql).fetchall()


def test_a_share_names_its_terms_and_what_became_of_the_cases(finished: Path) -> None:
    assert reasons(finished, "a")["reply"] == f"按期答复率=按期2件÷可判断3件=66.67%，目标100%，满分40分，得26.6667分。{REPLIES}"


def test_a_loss_per_late_case_names_the_cases(finished: Path) -> None:
    reason = reasons(finished, "a")["late"]
    assert reason.startswith(
        "逾期答复2件×6分=12分，共扣12分，满分20分，得8分。依申请公开答复：7件中按期2件、逾期2件（R-7：期限至2019年2月27日，"
    )
    assert reason.endswith("另有2件无法判断（没有起算日期1件：R-4、办结日期早于起算日期1件：R-6），按规定不计。")


def test_cases_that_cannot_be_judged_and_count_as_late_are_told_apart(finished: Path) -> None:
    reason = reasons(finished, "a")["hotline"]
    assert reason.startswith("热线按期办结率=按期1件÷可判断2件=50%，")
    assert reason.endswith("热线办结：2件中按期1件；另有1件无法判断（没有起算日期1件：H-2），按规定计为逾期。")


def test_a_deadline_speaks_only_of_the_cases_it_applies_to(finished: Path) -> None:
    said = "补正告知：2件中按期1件；另有1件无法判断（起算时尚无此项期限1件：R-7），按规定不计。"
    assert reasons(finished, "a")["notice"] == f"补正告知按期率=按期1件÷可判断1件=100%，目标100%，满分5分，得5分。{said}"
    assert table(finished, "select * exclude unit_id from record_states where measure = 'notices'") == [
        ("notices", "notice", 2, 1, 0, 0, 1)
    ]
    counted = table(finished, "select state, cases from record_outcomes where deadline = 'notice' order by state")
    assert counted == [(0, 1), (12, 1)]
    assert table(finished, "select case_key, state from record_cases where deadline = 'notice'") == [("R-7", 12)]


def test_a_table_that_was_not_delivered_is_named(finished: Path) -> None:
    assert reasons(finished, "b")["reply"] == "未提供依申请公开台账数据，本项不作评价，满分40分，不计入总分基数。"


def test_the_explanation_lists_numbers_and_cases_with_their_files(finished: Path) -> None:
    text = explanation_text(explain(finished, "甲镇", "reply"))
    assert "← 依申请公开台账中办理结果不为“撤回”且依申请公开答复按期的件数 = 2\n" in text
    assert "← 依申请公开答复 R-2 = 逾期办结  requests.csv  “期限至2019年7月2日，2019年7月9日办结，逾期5个工作日”\n" in text
    assert "← 依申请公开答复 R-4 = 没有起算日期  requests.csv\n" in text
    assert "R-7" not in text  # withdrawn: the measure is not taken over it


def test_breakdowns_stand_in_the_tables(finished: Path) -> None:
    found = table(finished, "select * from record_measures where unit_id = 'a' and measure = 'reply_on_time' order by dimension, member")
    shown = [
        (dimension, member, None if value is None else float(value), outcome, cases)
        for _, _, dimension, member, value, outcome, cases in found
    ]
    assert shown == [
        ("", "", 0.666667, "measured", 5),
        ("channel", "", None, "not_applicable", 1),
        ("channel", "当面", 1.0, "measured", 2),
        ("channel", "网络", 0.5, "measured", 2),
    ]


def test_states_are_counted_per_measure(finished: Path) -> None:
    rows = table(
        finished, "select * exclude unit_id from record_states where measure in ('reply_on_time', 'late_replies') order by measure"
    )
    assert rows == [("late_replies", "reply", 7, 2, 2, 1, 2), ("reply_on_time", "reply", 5, 2, 1, 1, 1)]


def test_the_workbook_has_sheets_on_deadlines_and_breakdowns(finished: Path) -> None:
    import fastexcel

    book = fastexcel.read_excel(finished / "results.xlsx")
    rows = book.load_sheet("办件时限", header_row=1).to_polars().rows()
    assert ("乡镇", "甲镇", "按期答复率", "依申请公开答复", 5, 2, 1, 1, 1, "没有起算日期1件") in rows
    assert ("乡镇", "甲镇", "热线按期办结率", "热线办结", 2, 1, 0, 0, 1, "没有起算日期1件") in rows
    assert "数据检查" not in book.sheet_names  # nothing is read from annual reports, and none was delivered
    broken_down = book.load_sheet("办件分列", header_row=1).to_polars().rows()
    assert ("乡镇", "甲镇", "按期答复率", "申请方式", "网络", "50%", None, 2) in broken_down
    assert ("乡镇", "甲镇", "按期答复率", "申请方式", "（空）", None, "不适用", 1) in broken_down


def test_cases_that_cannot_be_judged_stand_in_the_data_quality_report(finished: Path) -> None:
    with (finished / "checks.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["检查编号"] == "records.reply"]
    assert [(row["单位"], row["分项"], row["实际"], row["说明"], row["文件"]) for row in rows] == [
        ("甲镇", "没有起算日期", "1", "没有起算日期1件（R-4），无法判断，按规定不计", "requests.csv"),
        ("甲镇", "办结日期早于起算日期", "1", "办结日期早于起算日期1件（R-6），无法判断，按规定不计", "requests.csv"),
    ]
    page = (finished / "checks.html").read_text("utf-8")
    assert "<td>热线工单：热线办结</td><td>没有起算日期</td><td>按规定计为逾期</td>" in page


def test_a_figure_over_cases_names_the_register(finished: Path) -> None:
    with (finished / "figures.csv").open(encoding="utf-8-sig", newline="") as handle:
        row, less = csv.DictReader(handle)
    assert (row["准确值"], row["有数据单位"], row["来源文件"]) == ("15", "1", "requests.csv")  # the median of 2, 15 and 25
    # A measure that no rule judges may be cited; no case of 2018 was delivered, so nothing is claimed.
    assert (less["准确值"], less["说明"]) == ("", "没有2018年的数据")


def test_sentences_made_later_are_those_that_would_have_been_stored(finished: Path, tmp_path: Path) -> None:
    later = run(finished.parents[1], Options(out=tmp_path, reasons="never", documents=False)).folder
    assert reasons(later, "a") == reasons(finished, "a")


@pytest.mark.parametrize("above", [{"a": "b", "b": "a"}, {f"u{n}": f"u{n - 1}" for n in range(1, 67)}])
def test_a_hierarchy_without_an_end_stops_the_run(tmp_path: Path, above: dict[str, str]) -> None:
    (tmp_path / "reports").mkdir()
    units = sorted({*above, *above.values()} | {"a", "b"})
    rows = "".join(f"{unit},{unit}镇,,town,{order},{above.get(unit, '')},,,\n" for order, unit in enumerate(units, 1))
    settings = "id: linxi\ntitle: 林溪县考核\ncriteria: criteria.yaml\ndate: 2020-04-30\n"
    files = {"criteria.yaml": CRITERIA, "assessment.yaml": settings, "units.csv": UNITS.partition("\n")[0] + f"\n{rows}"}
    for name, text in {**files, "requests.csv": REQUESTS, "hotline.csv": HOTLINE}.items():
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as error:
        run(tmp_path, Options())
    names, number = ("a、b", 2) if "a" in above else ("u65、u66", 2)
    said = [sentence(problem) for problem in error.value.problems if problem.code == "R023"]
    told = f"上级单位循环，或者层级超过64级（{number}个单位）：{names}；应为由下而上有尽头的隶属关系。请改正这些单位的 parent_id。"
    assert [text.partition("units.csv: ")[2] for text in said] == [f"parent_id: {told} [R023]"]
