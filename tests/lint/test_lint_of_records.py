"""Lint never calls a condition over rows impossible that some row fulfils."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from scoring.criteria.records import Deadline, Regime
from scoring.criteria.records.aggregating import parse_where
from scoring.criteria.records.tables import shipped_tables
from scoring.folder.planning import load_plan
from scoring.lint.feeding import carried
from scoring.lint.rowconditions import excluded_by
from tests.criteria.records_criteria import CRITERIA

if TYPE_CHECKING:
    from pathlib import Path

TABLE = shipped_tables()["requests"]
REPLY = Deadline("reply", "答复", "requests", (Regime(date.min, 20),), "working", "received_on", "replied_on", date.max, "late", ())
POSSIBLE = (
    "outcome == '撤回' or outcome == '予以公开'",
    "outcome != '撤回' and outcome != '予以公开'",
    "outcome == '撤回' and channel == '网络'",
    "outcome in ('撤回', '予以公开') and outcome in ('予以公开', '部分公开')",
    "late(reply) and unusable(reply)",  # cases that cannot be judged count as late here
    "on_time(reply) and not late(reply)",
    "on_time(reply) or late(reply)",
    "received_on >= '2023-12-31'",
    "received_on <= '2023-01-01'",
    "received_on > '2023-12-30' and replied_on > '2024-01-01'",
    "not given(replied_on)",
)
IMPOSSIBLE = (
    "outcome == '撤回' and (channel == '网络' and outcome == '予以公开')",
    "outcome in ('撤回', '予以公开') and outcome == '部分公开'",
    "pending(reply) and on_time(reply)",
    "given(channel) and not given(channel)",
    "received_on > '2023-12-31'",
    "received_on < '2023-01-01'",
    "received_on == '2022-05-01'",
)


@pytest.mark.parametrize("text", POSSIBLE)
def test_a_possible_condition_is_possible(text: str) -> None:
    assert excluded_by(parse_where(text, TABLE, {"reply": REPLY}), TABLE, 2023) == ""


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_an_impossible_condition_has_a_reason(text: str) -> None:
    assert excluded_by(parse_where(text, TABLE, {"reply": REPLY}), TABLE, 2023)


def test_a_measure_over_rows_may_be_called_like_a_figure_of_the_report(tmp_path: Path) -> None:
    file = tmp_path / "criteria.yaml"
    file.write_text(CRITERIA.replace("reply_on_time", "granted"), "utf-8")
    plan, problems = load_plan(file)
    assert plan is not None
    assert "granted__1" in plan.names.aggregates
    assert "granted" in carried()
    assert [problem.code for problem in problems if problem.code == "C140"] == []
