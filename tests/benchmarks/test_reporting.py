"""The reporter of the benchmarks: Markdown from what was kept, the same each time, and limits that are held."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import reporting
from tests.benchmarks.measured import Took, Variant
from tests.benchmarks.reporting import Most, Report

FAST, SLOW = Variant("fast", "none"), Variant("slow", "none")
TIMES = {"fast": Took(1.0, 50.0), "slow": Took(2.0, 100.0)}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.setattr(Variant, "run", lambda self: TIMES[self.name])
    return Report("cases", "Cases", "What was measured.", tmp_path)


def test_a_section_has_its_note_its_lines_and_its_tables(report: Report, tmp_path: Path) -> None:
    report.line("a", "first")
    report.line("a", "second")
    report.compare("both", FAST, SLOW, Most(0.6, 0.5), rounds=1)
    expected = (
        "## Cases\n\nWhat was measured.\n\n- second\n\n**Side by side**\n\n"
        "|  | s | MB | against | s | MB | ratio | limit | of its memory |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| both | 1.00 | 50 | slow | 2.00 | 100 | 0.50 | 0.6 | 0.500 (limit 0.5) |\n"
    )
    assert reporting.page(tmp_path).endswith(expected)
    assert reporting.page(tmp_path).startswith(f"{reporting.TITLE}\n\n{reporting.INTRODUCTION}\n\nMachine: {reporting.machine()}\n\n")


@pytest.mark.parametrize("most", [Most(0.4), Most(0.6, 0.4)])
def test_a_limit_that_is_passed_fails_unless_the_size_is_too_small(report: Report, most: Most) -> None:
    with pytest.raises(AssertionError, match="slow"):
        report.compare("both", FAST, SLOW, most, rounds=1)
    report.compare("both", FAST, SLOW, Most(most.times, most.memory, held=False), rounds=1)


def test_what_another_machine_measured_is_left_out(report: Report, tmp_path: Path) -> None:
    report.line("a", "first")
    kept = json.loads(report.file.read_text("utf-8"))
    report.file.write_text(json.dumps(kept | {"machine": "another"}), "utf-8")
    assert "first" not in reporting.page(tmp_path)


def test_a_process_tells_its_own_peak() -> None:
    took = Variant("empty", "nation_units").run()
    assert 5 < took.megabytes < 100
    assert took.seconds > 0
