"""整改: who gets a notice, what stands in it, and what is refused in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.problems import ProblemsFound, sentence
from scoring.results.collect import collect_results
from scoring.results.rectification import Notice
from scoring.results.store import open_results
from scoring.running import Options, run
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


def test_a_date_before_the_notice_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    wrong = refused(tmp_path / "a", "[{last: 1}]", "  dues: {requests: 2017-04-30}\n", HEAD.replace("2017-06-30", "2017-05-01"))
    assert wrong == [
        "10: rectification.due: 整改期限早于成文日期：2017-05-01；应为不早于 2017-05-02。请核对两个日期。 [D093]",
        "12: rectification.dues.requests: 整改期限早于成文日期：2017-04-30；应为不早于 2017-05-02。请核对两个日期。 [D093]",
    ]


def test_dates_and_measures_are_declared_for_names_that_exist(tmp_path: Path) -> None:
    wrong = refused(tmp_path / "a", "[{last: 1}]", "  dues: {request: 2017-05-30}\n  measures: {suport.plan: 补齐}\n")
    assert [line.partition("；")[0] for line in wrong] == [
        "12: rectification.dues.request: 考核指标中没有这个指标、事项、否决项或检查：request",
        "13: rectification.measures.suport.plan: 考核指标中没有这个指标、事项、否决项或检查：suport.plan",
    ]
