"""A veto that stops scoring (R24) ends the inspection: what was not looked at any more is not missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.results.store import open_results
from tests.runs import mini

STOP = "gates:\n  - {id: veto.leak, title: 失泄密, when: leak > 0, then: {grade: 不合格, stop: true}}\n"
OWN = "gates:\n  - {id: veto.low, title: 基础分过低, when: base < 99, then: {grade: 不合格, stop: true}}\n"
FACT = "gates:\n  - {id: veto.idle, title: 没有办结申请, when: requests_closed < 1, then: {grade: 不合格, stop: true}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small assessment, in which the mark of one unit is missing."""
    made = mini.make(tmp_path / "mini")
    marks = made / "marks.csv"
    marks.write_text(marks.read_text("utf-8").replace("bing,support.plan,一组,0,未见方案\n", ""), "utf-8")
    return made


def scored(folder: Path, gates: str, finding: str = "") -> Result:
    criteria, findings = folder / "criteria.yaml", folder / "findings.csv"
    events = "  leak: {title: 失泄密, uom: 起}\n" if "leak" in gates else ""
    criteria.write_text(criteria.read_text("utf-8").replace("events:\n", f"events:\n{events}") + gates, "utf-8")
    findings.write_text(findings.read_text("utf-8") + finding, "utf-8")
    return CliRunner().invoke(main, ["--lang", "zh", "run", str(folder), "--no-documents"])


def test_a_stopped_unit_needs_no_further_data(folder: Path) -> None:
    result = scored(folder, STOP, "bing,veto.leak,leak,1,2016-10-01,通报,考核组\n")
    assert result.exit_code == 0, result.output
    with open_results(next((folder / "out").iterdir())) as session:
        (row,) = session.rows("select total_printed, rank, grade from ranking where unit_id = 'bing'")
    assert row == (None, None, "不合格")


def test_a_gate_on_a_figure_stops_as_well(folder: Path) -> None:
    result = scored(folder, FACT)  # 丙桥县 closed no request
    assert result.exit_code == 0, result.output


def test_a_unit_that_is_not_stopped_still_needs_its_data(folder: Path) -> None:
    result = scored(folder, STOP)
    assert result.exit_code == 1
    assert "bing support.plan" in result.output
    assert "[M001]" in result.output


def test_a_gate_on_the_unit_s_own_score_excuses_nothing(folder: Path) -> None:
    result = scored(folder, OWN)
    assert result.exit_code == 1
    assert "[M001]" in result.output
