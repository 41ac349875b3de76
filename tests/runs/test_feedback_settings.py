"""Section ``feedback`` of assessment.yaml: what it may say, and problems before anything is scored."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from scoring.commands.running import Options, run
from scoring.finished.rendering import Wanted, render_run
from scoring.folder.assessment import read_assessment
from scoring.problems import ProblemsFound, sentence
from tests.runs import mini

HEAD = "feedback:\n  issuer: 县政府办公室\n  date: 2017-05-10\n"


def make(folder: Path, more: str = "") -> Path:
    mini.make(folder)
    file = folder / "assessment.yaml"
    file.write_text(file.read_text("utf-8") + HEAD + more, "utf-8")
    return folder


def test_settings_arrive_as_plain_values(tmp_path: Path) -> None:
    folder = make(tmp_path / "a", "  appeal_by: 2017-05-20\n  show: {best: false}\n  order: lost\n  gains: 3\n")
    assert read_assessment(folder).documents["feedback"] == {
        "issuer": "县政府办公室",
        "date": dt.date(2017, 5, 10),
        "appeal_by": dt.date(2017, 5, 20),
        "show": {"best": False},
        "order": "lost",
        "gains": 3,
    }


def refused(folder: Path, more: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_assessment(make(folder, more))
    return [sentence(problem).removeprefix(f"{folder / 'assessment.yaml'}:") for problem in found.value.problems]


def test_objections_cannot_end_before_the_sheet_is_dated(tmp_path: Path) -> None:
    assert refused(tmp_path / "a", "  appeal_by: 2017-05-09\n") == [
        "8: feedback.appeal_by: 复核申请截止日期早于成文日期：2017-05-09；应为 2017-05-10 或以后。请改正其中一个日期。 [D080]"
    ]


def test_all_mistakes_are_told_with_their_lines(tmp_path: Path) -> None:
    told = refused(tmp_path / "a", "  order: points\n  gains: 99\n  show: {rang: true}\n  appeal_by: soon\n")
    assert [line.split(":")[0] for line in told] == ["8", "9", "10", "11"]


def test_a_run_writes_the_sheets_and_render_makes_them_again(tmp_path: Path) -> None:
    made = run(make(tmp_path / "a"), Options(out=tmp_path / "out", jobs=1))
    files = sorted(file.name for file in (made.folder / "feedback").iterdir())
    assert files == ["bing.docx", "bing.pdf", "index.csv", "jia.docx", "jia.pdf", "yi.docx", "yi.pdf"]
    again = render_run(made.folder, tmp_path / "again", Wanted(("feedback",), jobs=1))
    assert [(file.name, file.read_bytes()) for file in again] == [
        (file.name, (made.folder / "feedback" / file.name).read_bytes()) for file in again
    ]


def test_sheets_can_be_made_where_the_settings_do_not_ask_for_them(tmp_path: Path) -> None:
    made = run(mini.make(tmp_path / "a"), Options(out=tmp_path / "out", jobs=1))
    assert not (made.folder / "feedback").exists()
    assert len(render_run(made.folder, tmp_path / "again", Wanted(("feedback",), jobs=1))) == 7
