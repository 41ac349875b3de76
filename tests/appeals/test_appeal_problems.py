"""Appeals that cannot be: each with its message, in the working days of the window, all in one pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.appeals.checking import load, wrong_indicators
from scoring.appeals.loading import load_appeals
from scoring.appeals.model import appeal
from scoring.commands.running import Options, run
from scoring.engine.database import Session
from scoring.files import yamlfile
from scoring.folder.assessment import read_assessment
from scoring.folder.planning import load_plan
from scoring.intake.inputs.reading import read_inputs
from scoring.problems import ProblemsFound, sentence
from tests.appeals import folder
from tests.appeals.folder import DISMISSED, FIGURE, LAPSE, LESS, MORE, PENDING, PLAN, SECTION, UPHELD

MESSAGES = yamlfile.shipped("tests.appeals", "messages.yaml")
Check = Callable[..., list[str]]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """What is said of rows of appeals, without the place of the folder; nothing is scored."""
    place = tmp_path_factory.mktemp("appeals") / "mini"
    plan, _ = load_plan(folder.make(place) / "criteria.yaml")
    assert plan is not None

    def said(*rows: dict[str, str], section: str = SECTION, **more: str) -> list[str]:
        folder.make(place, *rows, section=section)
        for name, text in more.items():
            with (place / f"{name}.csv").open("a", encoding="utf-8") as file:
                file.write(text)
        assessment = read_assessment(place)
        tables = read_inputs(place, assessment.places)
        with Session() as session:
            for name in ("units", "corrections"):
                session.load(name, tables[name])
            for name in ("findings", "marks", "exemptions"):
                load(session, f"records_{name}", tables[name])
            try:
                problems = load_appeals(session, plan, assessment, tables)[2]
            except ProblemsFound as found:
                problems = list(found.problems)
        return [sentence(problem).replace(f"{place}/", "") for problem in problems]

    return said


def test_appeals_in_order_are_not_spoken_of(check: Check) -> None:
    decided = {"unit_id": "yi", "received_on": "2017-04-12", "claim": "要求复核总分"}
    assert check(LAPSE, PLAN, FIGURE, LESS, MORE, DISMISSED, decided, section=SECTION.replace(", decide_within: 10", "")) == []


CASES = {
    "decided by nobody": LAPSE | {"decided_by": ""},
    "decided before it came": LAPSE | {"decided_on": "2017-04-11"},
    "decided after the run": LAPSE | {"decided_on": "2017-05-03"},
    "late and upheld": LAPSE | {"received_on": "2017-04-17"},
    "late and open": PENDING | {"received_on": "2017-04-17"},
    "before the feedback": LAPSE | {"received_on": "2017-04-06"},
    "no day of receipt": LAPSE | {"received_on": ""},
    "no effect": LAPSE | {"effect": ""},
    "an adjustment that edits a mark": PLAN | {"kind": "adjustment"},
    "an event is lacking": LAPSE | {"event": ""},
    "another old value": PLAN | {"old": "1"},
    "no such row": LAPSE | {"unit_id": "bing"},
    "nothing changes": LAPSE | {"new": "1"},
    "an unknown indicator": PLAN | {"indicator_id": "support.plans"},
    "no number": MORE | {"new": "两分"},
    "a mark beyond its limits": PLAN | {"new": "7"},
}


@pytest.mark.parametrize("name", CASES)
def test_a_row_that_cannot_be_is_told(check: Check, name: str) -> None:
    assert check(CASES[name], section=SECTION.replace(", decide_within: 10", "")) == [MESSAGES[name]]


def test_a_late_appeal_may_be_let_in(check: Check) -> None:
    assert check(LAPSE | {"received_on": "2017-04-17", "late_admitted": "是"}) == []


def test_a_late_appeal_that_was_dismissed_is_in_order(check: Check) -> None:
    assert check(DISMISSED | {"received_on": "2017-04-17"}) == []


def test_days_off_do_not_count(check: Check) -> None:
    # 2, 3 and 4 April 2017 were days off and 1 April was worked: from 31 March five working days end on 10 April.
    section = "appeals: {opened: 2017-03-31, workdays: 5}\n"
    on_time = LAPSE | {"received_on": "2017-04-10"}
    assert check(on_time, section=section) == []
    assert [said[-6:] for said in check(on_time | {"received_on": "2017-04-11"}, section=section)] == ["[P004]"]


def test_the_window_opens_with_the_feedback_where_nothing_else_is_said(check: Check) -> None:
    feedback = "feedback: {issuer: 考核办, date: 2017-04-07}\nappeals: {workdays: 5}\n"
    assert [said[-6:] for said in check(LAPSE | {"received_on": "2017-04-17"}, section=feedback)] == ["[P004]"]


def test_sheets_that_tell_another_last_day_than_the_window_are_told(check: Check) -> None:
    feedback = "feedback: {issuer: 考核办, date: 2017-04-07, appeal_by: 2017-04-DD}\nappeals: {workdays: 5}\n"
    assert check(LAPSE, section=feedback.replace("DD", "14")) == []
    assert check(LAPSE, section=feedback.replace("DD", "21")) == [MESSAGES["told otherwise"]]


def test_a_calendar_that_ends_before_the_window_does_is_told(check: Check) -> None:
    (said,) = check(DISMISSED, section="appeals: {opened: 2003-12-30, workdays: 5}\n")
    assert said.startswith("assessment.yaml: appeals.workdays: 工作日历不包括复核申请的期限：2003-12-30；应为 2004 年至 ")
    assert said.endswith("请在 calendar.csv 中登记当年的节假日和调休，或核对日期。 [P007]")


def test_appeals_without_a_window_are_told(check: Check) -> None:
    assert check(LAPSE, section="") == [MESSAGES["no window"]]


def test_a_decision_that_took_too_long_is_told(check: Check) -> None:
    # Ten working days after 12 April end on 26 April 2017.
    assert check(PENDING | {"received_on": "2017-04-12"}) == [MESSAGES["decided too late"]]


def test_an_indicator_of_another_group_is_told(tmp_path: Path) -> None:
    plan, _ = load_plan(folder.make(tmp_path / "mini") / "criteria.yaml")
    assert plan is not None
    row = dict.fromkeys(folder.COLUMNS) | PLAN | {"line": 2, "appeal_id": "A-1"}
    assert [sentence(problem) for problem in wrong_indicators([appeal(row)], plan, {"bing": "department"}, "appeals.csv")] == [
        MESSAGES["another group"]
    ]


def test_two_decisions_about_one_matter_are_told(check: Check) -> None:
    assert check(PLAN, PLAN) == [MESSAGES["twice"]]


def test_one_finding_of_several_is_named_by_its_evidence(check: Check) -> None:
    second = "yi,requests.lapses,late_reply,1,2016-05-06,台账第9号,考核组\n"
    assert [said[-6:] for said in check(LAPSE, findings=second)] == ["[P013]"]
    assert check(LAPSE | {"entry": "台账第9号"}, findings=second) == []


def test_an_exemption_stands_once(check: Check) -> None:
    exempt = {"unit_id": "bing", "indicator_id": "support.report", **UPHELD, "effect": "exemption"}
    assert check(exempt, exemptions="bing,support.report,未成立\n") == [MESSAGES["exempt already"]]


def stopped(place: Path, *rows: dict[str, str]) -> list[str]:
    """The problems that stop a run."""
    with pytest.raises(ProblemsFound) as found:
        folder.scored(place, *rows)
    return [sentence(problem).replace(f"{place}/", "") for problem in found.value.problems]


def test_points_stay_within_what_an_indicator_can_give(tmp_path: Path) -> None:
    assert stopped(tmp_path / "mini", MORE | {"unit_id": "yi"}, MORE | {"indicator_id": "requests.on_time"}) == [
        MESSAGES["too many points"],
        MESSAGES["no points"],
    ]


@pytest.mark.parametrize("day", ["", "2017-05-03"])
def test_a_corrected_figure_whose_decision_has_no_day_yet_is_told_as_any_other(tmp_path: Path, day: str) -> None:
    said = stopped(tmp_path / "mini", FIGURE | {"decided_on": day}, LAPSE | {"decided_on": day})
    code = "[P003]" if day else "[P001]"
    assert [line[:26] for line in said if line.endswith(code)] == ["appeals.csv:2: decided_on:", "appeals.csv:3: decided_on:"]


def test_a_correction_of_another_version_of_the_report_is_told(tmp_path: Path) -> None:
    (said,) = stopped(tmp_path / "mini", FIGURE | {"old": "5"})
    assert said.startswith("appeals.csv:2: old: 更正所据的原值与从报告读出的不一致：5；")
    assert said.endswith("[I060]")


def test_what_only_an_appeal_brought_has_no_score_before(tmp_path: Path) -> None:
    place = folder.make(tmp_path / "mini", FIGURE | {"old": "", "new": "8"})
    report = place / "reports" / "yi.txt"
    report.write_text("\n".join(line for line in report.read_text("utf-8").splitlines() if "按时办结数" not in line), "utf-8")
    made = run(place, Options(documents=False))
    assert [sentence(problem).replace(f"{place}/", "") for problem in made.problems] == [MESSAGES["no score before"]]
