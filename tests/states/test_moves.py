"""From state to state: in order, by somebody, on a day, and with a reason where it is not the next step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from scoring.problems import ProblemsFound, sentence
from scoring.states.log import NAME, State, read_log
from scoring.states.moves import Decision, advance

if TYPE_CHECKING:
    from pathlib import Path


def decide(day: str = "2017-05-03", by: str = "张三", reason: str = "") -> Decision:
    return Decision(dt.date.fromisoformat(day), by, reason)


def refusal(run: Path, to: State, decision: Decision) -> list[str]:
    with pytest.raises(ProblemsFound) as error:
        advance(run, to, decision)
    return [sentence(problem).replace(f"{run.parent}/", "") for problem in error.value.problems if problem.severity == "error"]


def test_states_follow_one_another(draft: Path) -> None:
    advance(draft, "feedback", decide())
    advance(draft, "appeals", decide("2017-05-20"))
    log = read_log(draft.parent)
    assert [(line.before, line.state, line.date) for line in log.lines] == [
        ("draft", "feedback", "2017-05-03"),
        ("feedback", "appeals", "2017-05-20"),
    ]
    assert {line.run for line in log.lines} == {draft.name}


def test_units_that_were_told_nothing_are_noticed(draft: Path) -> None:
    (problem,) = advance(draft, "feedback", decide()).problems
    assert sentence(problem) == (
        f"{draft}: 本次运行没有给各单位的情况反馈；应为 feedback/ 中的文件。"
        "请在 assessment.yaml 中写明 feedback 部分后重新计分，或确认已用其他方式反馈。 [V046]"
    )


def test_a_step_passed_over_needs_a_reason(draft: Path) -> None:
    assert refusal(draft, "appeals", decide()) == [
        (
            "reason: 这一步不是依次进行（初评 → 复核），须写明理由；应为初评、反馈、复核、定稿依次进行。"
            "请用 --reason 写明退回、越过或者换用另一次运行的理由。 [V035]"
        )
    ]
    assert not (draft.parent / NAME).exists()
    assert advance(draft, "appeals", decide(reason="已当面反馈")).line.reason == "已当面反馈"


def test_a_state_is_taken_back_by_a_further_line(draft: Path) -> None:
    advance(draft, "feedback", decide())
    assert [problem[-6:] for problem in refusal(draft, "draft", decide())] == ["[V035]"]
    advance(draft, "draft", decide("2017-05-04", reason="附件有误"))
    log = read_log(draft.parent)
    assert (log.state("mini"), len(log.lines), log.lines[-1].reason) == ("draft", 2, "附件有误")


def test_the_same_step_twice_is_none(draft: Path) -> None:
    advance(draft, "feedback", decide())
    assert refusal(draft, "feedback", decide()) == [f"{draft.name}: 考核已经处于反馈状态。不需要再次执行。 [V037]"]


def test_another_run_takes_the_place_of_one_only_with_a_reason(draft: Path) -> None:
    advance(draft, "feedback", decide())
    again = draft.rename(draft.with_name("mini-ffffffff"))
    assert [problem[-6:] for problem in refusal(again, "feedback", decide())] == ["[V035]"]
    assert advance(again, "feedback", decide(reason="更换情况反馈")).line.run == "mini-ffffffff"


@pytest.mark.parametrize(("day", "latest"), [("2017-05-01", "2017-05-02"), ("2017-05-19", "2017-05-20")])
def test_days_do_not_go_back(draft: Path, day: str, latest: str) -> None:
    # The run is of 2 May; feedback went out on the 20th.
    if latest > "2017-05-02":
        advance(draft, "feedback", decide(latest))
    assert refusal(draft, "appeals", decide(day, reason="补记")) == [
        f"date: 日期早于上一次变更状态的日期或运行日期：{day}；应为 {latest} 或以后。请核对日期。 [V034]"
    ]


def test_somebody_decides(draft: Path) -> None:
    assert refusal(draft, "feedback", decide(by=" ")) == ["by: 没有写明经办人；应为姓名或处室。请用 --by 写明。 [V048]"]


def test_a_broken_log_is_not_continued(draft: Path) -> None:
    advance(draft, "feedback", decide())
    log = draft.parent / NAME
    before = log.read_text("utf-8").replace("张三", "李四")
    log.write_text(before, "utf-8")
    assert [problem[-6:] for problem in refusal(draft, "appeals", decide())] == ["[V032]"]
    assert log.read_text("utf-8") == before


def test_a_folder_that_is_no_run_has_no_state(tmp_path: Path) -> None:
    assert [problem[-6:] for problem in refusal(tmp_path, "feedback", decide())] == ["[A007]"]
