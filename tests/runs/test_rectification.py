"""整改: who gets a notice, what stands in it, and what is refused in the settings."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile
from pathlib import Path

import openpyxl
import pytest

from scoring.cli.runend import run_summary
from scoring.commands.running import Options, run
from scoring.finished import rendering
from scoring.folder.assessment import read_assessment
from scoring.problems import ProblemsFound, sentence
from scoring.results.collect import collect_results
from scoring.results.rectification.building import Notice
from scoring.results.store import open_results
from scoring.starting.making import start_assessment
from tests.runs import mini

HEAD = """
rectification:
  issuer: 云岭市人民政府办公室
  number: 云政公开整〔2017〕{n}号
  date: 2017-05-02
  due: 2017-06-30
"""


def notices(folder: Path, who: str, more: str = "", head: str = HEAD) -> tuple[Notice, ...]:
    """The notices of the small assessment under a condition.

    By hand: 甲河 on time 12÷12 and no lapse, 100 points and a bonus of 2; 乙山 on time 6÷9 (26.67 of 40), one late
    reply (14 of 20), report two days late (28 of 30), plan (10): 78.67; 丙桥 closed nothing (not applicable), report
    without a date (0 of 30), no plan (0 of 10): 20 of 60 points, 33.33.
    """
    mini.make(folder)
    settings = folder / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + head + f"  who: {who}\n" + more, "utf-8")
    finished = run(folder, Options(documents=False))
    with open_results(finished.folder) as session:
        found = collect_results(session).rectification
    assert found is not None
    return found.notices


def told(found: tuple[Notice, ...]) -> list[tuple[str, tuple[str, ...], list[str]]]:
    return [(notice.unit, notice.why, [row.item_id for row in notice.rows]) for notice in found]


YI, BING = "乙山县人民政府", "丙桥县人民政府"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("[{total_below: 60}]", [(BING, ("考核总分33.33分，低于60分",), ["support.report", "support.plan"])]),
        ("[{total_below: 33.33}]", []),
        ("[{total_above: 78.67}]", []),
        ("[{grades: [不合格]}]", [(BING, ("考核等次为不合格",), ["support.report", "support.plan"])]),
        ("[{last: 1}]", [(BING, ("在县区3个参加排名的单位中列第3位",), ["support.report", "support.plan"])]),
        ("[{last: 1, groups: [county]}]", [(BING, ("在县区3个参加排名的单位中列第3位",), ["support.report", "support.plan"])]),
        ("[{lost: {indicator: requests.lapses, points: 6}}]", [(YI, ("办理差错失6分（满分20分）",), ["requests.lapses"])]),
        ("[{lost: {indicator: requests.lapses, points: 6.01}}]", []),
        (
            "[{lost: {indicator: requests, share: 30%}}]",
            [(YI, ("依申请公开失19.3333分（适用指标共60分）",), ["requests.on_time", "requests.lapses"])],
        ),
        ("[{lost: {indicator: bonus.praise, points: 1}}]", []),
        ("[{findings: [late_reply]}]", [(YI, ("经查有超期答复1件",), ["requests.lapses"])]),
        ("[{checks: [warning]}]", []),
    ],
)
def test_a_condition_chooses_units_and_problems(tmp_path: Path, who: str, expected: object) -> None:
    assert told(notices(tmp_path / "a", who)) == expected


def test_several_conditions_are_all_named_and_a_problem_stands_once(tmp_path: Path) -> None:
    found = notices(tmp_path / "a", "[{grades: [不合格]}, {last: 2}, {findings: [late_reply]}]")
    assert [(notice.number, notice.unit, len(notice.why)) for notice in found] == [
        ("云政公开整〔2017〕1号", YI, 2),
        ("云政公开整〔2017〕2号", BING, 2),
    ]
    items = [row.item_id for row in found[0].rows]
    assert items == ["requests.on_time", "requests.lapses", "support.report"]


def test_a_row_holds_exact_numbers_rule_evidence_and_date(tmp_path: Path) -> None:
    more = "  first: 7\n  dues: {requests: 2017-05-31}\n  measures: {requests.lapses: 倒查责任}\n"
    (notice,) = notices(tmp_path / "a", "[{findings: [late_reply]}]", more)
    (row,) = notice.rows
    assert (notice.number, notice.group) == ("云政公开整〔2017〕7号", "县区")
    assert row.found == "超期答复1件×6分=6分，共扣6分，满分20分，得14分。"
    assert (row.lost, row.due, row.measure) == ("6", "2017-05-31", "倒查责任")
    assert row.rule == "超期答复每件扣6分，扣完为止。"
    (source,) = row.sources
    assert (source.title, source.value, source.file, source.locator) == ("超期答复", "1", "检查发现记录", "line 2")
    assert source.quote == "2016-05-06 台账第3号 考核组"


def test_small_losses_are_left_out_of_what_is_chosen_as_a_whole(tmp_path: Path) -> None:
    (notice,) = notices(tmp_path / "a", "[{total_below: 80, groups: [county]}]", "  list: {points: 6.5}\n  first: 1\n")[:1]
    assert [row.item_id for row in notice.rows] == ["requests.on_time"]
    by_share = notices(tmp_path / "b", "[{total_below: 80}]", "  list: {share: 40%}\n")
    assert told(by_share) == [(BING, ("考核总分33.33分，低于80分",), ["support.report", "support.plan"])]


def refused(folder: Path, who: str, more: str = "", head: str = HEAD) -> list[str]:
    """The sentences about faulty settings, without the name of the file."""
    with pytest.raises(ProblemsFound) as found:
        notices(folder, who, more, head)
    assert not (folder / "out").exists()
    return [sentence(problem).removeprefix(f"{folder / 'assessment.yaml'}:") for problem in found.value.problems]


def unknown(place: str, kind: str, found: str, nearest: str) -> str:
    return f"11: rectification.who[1].{place}: 考核指标中没有这个{kind}：{found}；应为{nearest}。请改正写法，或删去。 [D090]"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("[{grades: [不及格]}]", unknown("grades[1]", "等次", "不及格", "不合格")),
        ("[{findings: [late_replies]}]", unknown("findings[1]", "事项", "late_replies", " late_reply")),
        ("[{lost: {indicator: request, points: 1}}]", unknown("lost.indicator", "指标", "request", " requests")),
        ("[{last: 1, groups: [countys]}]", unknown("groups[1]", "组", "countys", " county")),
        ("[{gates: [leak]}]", unknown("gates[1]", "否决项", "leak", "—")),
        ("[{checks: [errors]}]", unknown("checks[1]", "检查", "errors", " error")),
    ],
)
def test_a_name_that_the_criteria_lack_stops_before_scoring(tmp_path: Path, who: str, expected: str) -> None:
    assert refused(tmp_path / "a", who) == [expected]


@pytest.mark.parametrize(("who", "place", "found"), [("[{total_below: 60, last: 3}]", "who[1]", "total_below、last"), ("[]", "who", "[]")])
def test_an_entry_has_exactly_one_condition(tmp_path: Path, who: str, place: str, found: str) -> None:
    allowed = "total_below、total_above、grades、last、lost、findings、gates、checks、report"
    mend = "不同的条件请分列为几项，符合一项即发通知单。 [D091]"
    assert refused(tmp_path / "a", who) == [f"11: rectification.{place}: 一项条件要写且只写一种：{found}；应为 {allowed} 之一。{mend}"]


@pytest.mark.parametrize(("limits", "found"), [("", ""), (", points: 1, share: 0.5", "：points、share")])
def test_a_loss_has_exactly_one_limit(tmp_path: Path, limits: str, found: str) -> None:
    like = "如 {indicator: disclosure, points: 5}，或 {indicator: disclosure, share: 50%}。 [D094]"
    (told,) = refused(tmp_path / "a", f"[{{lost: {{indicator: requests{limits}}}}}]")
    assert told == f"11: rectification.who[1].lost: 失分的界限要写且只写一种{found}；应为 points 或 share。{like}"


def test_a_number_without_a_place_for_the_running_number_is_refused(tmp_path: Path) -> None:
    head = HEAD.replace("{n}", "1")
    assert refused(tmp_path / "a", "[{last: 1}]", head=head) == [
        "8: rectification.number: 编号中没有流水号的位置：云政公开整〔2017〕1号；应为如 政公开整〔2017〕{n}号。请在流水号处写 {n}。 [D092]"
    ]


def test_a_date_that_cannot_be_read_is_not_compared(tmp_path: Path) -> None:
    (told,) = refused(tmp_path / "a", "[{last: 1}]", head=HEAD.replace("2017-06-30", "30"))
    assert told.endswith("[C037]")


def test_a_date_before_the_notice_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    wrong = refused(tmp_path / "a", "[{last: 1}]", "  dues: {requests: 2017-04-30}\n", HEAD.replace("2017-06-30", "2017-05-01"))
    assert wrong == [
        "10: rectification.due: 整改期限早于成文日期：2017-05-01；应为不早于 2017-05-02。请核对两个日期。 [D093]",
        "12: rectification.dues.requests: 整改期限早于成文日期：2017-04-30；应为不早于 2017-05-02。请核对两个日期。 [D093]",
    ]


def test_an_earlier_ledger_hands_on_what_was_filled_in(tmp_path: Path) -> None:
    """丙桥 keeps its problem, 乙山 has none any more under the new condition."""
    first = mini.make(tmp_path / "a")
    settings = first / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + HEAD + "  who: [{last: 2}]\n", "utf-8")
    finished = run(first, Options(documents=False))
    rendering.render_run(finished.folder, first / "old", rendering.Wanted(("ledger",)))
    fill_in(first / "old" / "ledger.xlsx", "bing", {"状态": "整改中", "完成日期": dt.date(2017, 5, 20), "责任人": 7})
    fill_in(first / "old" / "ledger.xlsx", "yi", {"备注": "已电话通知"})
    text = settings.read_text("utf-8").replace("{last: 2}", "{last: 1}") + "  carry_from: old/ledger.xlsx\n"
    settings.write_text(text, "utf-8")
    again = run(first, Options(documents=False))
    assert again.folder != finished.folder
    with open_results(again.folder) as session:
        found = collect_results(session).rectification
    assert found is not None
    assert found.carried["bing", "support.report"] == {"状态": "整改中", "完成日期": dt.date(2017, 5, 20), "责任人": "7"}
    assert {row.unit_id for row in found.gone} == {"yi"}
    assert [(row.item_id, row.filled) for row in found.gone][:1] == [("requests.on_time", {"状态": "未整改", "备注": "已电话通知"})]


def carried(folder: Path, values: dict[str, object]) -> list[str]:
    """What is said of an earlier ledger that was filled in so, without the folder."""
    first = mini.make(folder)
    settings = first / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + HEAD + "  who: [{last: 1}]\n", "utf-8")
    finished = run(first, Options(documents=False))
    rendering.render_run(finished.folder, first / "old", rendering.Wanted(("ledger",)))
    fill_in(first / "old" / "ledger.xlsx", "bing", values)
    settings.write_text(settings.read_text("utf-8") + "  carry_from: old/ledger.xlsx\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_assessment(first)
    return [sentence(problem).removeprefix(f"{first}/") for problem in found.value.problems]


def test_a_status_and_a_day_that_are_none_are_told_with_the_cell(tmp_path: Path) -> None:
    assert carried(tmp_path / "a", {"状态": "办结", "完成日期": "2017年5月20日"}) == [
        (
            "old/ledger.xlsx: 整改台账!Q4: 以前的台账中完成日期不是日期：2017年5月20日；应为如 2017-05-20 的日期。"
            "请在台账中改正或清空，保存后再运行。 [D098]"
        ),
        (
            "old/ledger.xlsx: 整改台账!R4: 以前的台账中状态不在下拉列表中：办结；应为未整改、整改中、已完成、已销号之一。"
            "请在台账中从下拉列表改选，保存后再运行。 [D097]"
        ),
    ]
    (number,) = carried(tmp_path / "b", {"完成日期": 20170520, "状态": None})
    assert "完成日期不是日期：20170520；" in number


def test_other_conditions_are_tried_without_scoring_again(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "a")
    settings = folder / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + HEAD + "  who: [{last: 1}]\n", "utf-8")
    finished = run(folder, Options(documents=False))
    other = tmp_path / "other.yaml"
    other.write_text(HEAD + "  who: [{last: 3}]\n", "utf-8")
    (made,) = rendering.render_run(finished.folder, tmp_path / "x", rendering.Wanted(("ledger",), settings=other))
    sheet = openpyxl.load_workbook(made)["整改台账"]
    assert {sheet.cell(row, 1).value for row in range(4, sheet.max_row + 1)} == {"jia", "yi", "bing"} - {"jia"}
    other.write_text(HEAD + "  who: [{findings: [late]}]\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        rendering.render_run(finished.folder, tmp_path / "y", rendering.Wanted(("ledger",), settings=other))
    assert [(problem.code, problem.line) for problem in found.value.problems] == [("D090", 7)]


def fill_in(file: Path, unit: str, values: dict[str, object]) -> None:
    """Fill in the first row of a unit as a spreadsheet program would."""
    book = openpyxl.load_workbook(file)
    sheet = book["整改台账"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    line = next(row[0].row for row in sheet.iter_rows(min_row=4) if row[0].value == unit)
    for title, value in values.items():
        sheet.cell(line, columns[title]).value = value
    book.save(file)


def test_a_ledger_that_is_none_or_has_a_row_twice_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    wrong = refused(folder, "[{last: 1}]", "  carry_from: units.csv\n")
    mend = "请核对路径；没有以前台账的，删去 carry_from。 [D095]"
    assert wrong == [f"12: rectification.carry_from: 没有这个文件，或它不是整改台账：units.csv；应为以前运行得到的 ledger.xlsx。{mend}"]
    book = openpyxl.Workbook()
    for row in (("unit_id", "item_id", "单位", "事项"), ("yi", "x", "乙山县", "差错"), ("yi", "x", "乙山县", "差错")):
        book.active.append(row)
    (tmp_path / "c").mkdir()
    book.save(tmp_path / "c" / "ledger.xlsx")
    mend = "请在 ledger.xlsx 中删去重复的行。 [D096]"
    assert refused(tmp_path / "c", "[{last: 1}]", "  carry_from: ledger.xlsx\n") == [
        f"12: rectification.carry_from: 以前的台账中同一单位的同一事项出现了两次：乙山县 差错；应为各一行。{mend}"
    ]


@pytest.mark.parametrize(
    ("who", "said"),
    [("[{total_below: 10}]", "整改通知单：没有单位符合发通知单的条件"), ("[{last: 1}]", "整改通知单：1 份，2 个问题")],
)
def test_the_summary_says_how_many_units_get_a_notice(tmp_path: Path, who: str, said: str) -> None:
    folder = mini.make(tmp_path / "a")
    settings = folder / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + HEAD + f"  who: {who}\n", "utf-8")
    finished = run(folder)
    assert said in run_summary(finished, "zh")
    assert (finished.folder / "notices").is_dir() == ("没有" not in said)
    assert (finished.folder / "ledger.xlsx").is_file() == ("没有" not in said)


def test_dates_and_measures_are_declared_for_names_that_exist(tmp_path: Path) -> None:
    wrong = refused(tmp_path / "a", "[{last: 1}]", "  dues: {request: 2017-05-30}\n  measures: {suport.plan: 补齐}\n")
    assert [line.partition("；")[0] for line in wrong] == [
        "12: rectification.dues.request: 考核指标中没有这个指标、事项、否决项或检查：request",
        "13: rectification.measures.suport.plan: 考核指标中没有这个指标、事项、否决项或检查：suport.plan",
    ]


def test_the_commented_section_of_a_new_assessment_can_be_used(tmp_path: Path) -> None:
    start_assessment(tmp_path / "new", "openness-2016", empty=True)
    file = tmp_path / "new" / "assessment.yaml"
    head, _, section = file.read_text("utf-8").partition("# rectification:")
    own = ["# rectification:", *takewhile(lambda line: line.startswith("#   "), section.splitlines()[1:])]
    used = "".join(line.removeprefix("# ").replace("×", "临") + "\n" for line in own)
    file.write_text(head + used, "utf-8")
    found = read_assessment(tmp_path / "new").documents["rectification"]
    assert [condition["condition"] for condition in found["who"]] == ["total_below", "checks"]
