"""The small assessment with appeals: what is written into ``appeals.csv``, and runs of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from scoring.commands.running import Options, Run, run
from scoring.intake.inputs.tables import TABLES
from tests.runs import mini

COLUMNS = next(each for each in TABLES if each.name == "appeals").names
SECTION = "appeals: {opened: 2017-04-07, workdays: 5, decide_within: 10}\n"
SIGNED = {"decided_by": "领导小组", "decided_on": "2017-04-20", "reason": "核实属实"}
UPHELD = {"received_on": "2017-04-12", "decision": "upheld", **SIGNED}
# Decided: a lapse struck, a mark judged again, a figure corrected, points added and taken, an exemption; and two that change nothing.
LAPSE = {"unit_id": "yi", "indicator_id": "requests.lapses", **UPHELD, "effect": "finding", "event": "late_reply", "old": "1", "new": "0"}
PLAN = {"unit_id": "bing", "indicator_id": "support.plan", **UPHELD, "effect": "mark", "old": "0", "new": "1"}
FIGURE = {
    "unit_id": "yi",
    **UPHELD,
    "decision": "partly",
    "effect": "correction",
    "metric": "requests_closed_on_time",
    "old": "6",
    "new": "8",
}
LESS = {"unit_id": "jia", "kind": "adjustment", **UPHELD, "effect": "points", "new": "-1.5", "evidence": "会议纪要"}
MORE = {"unit_id": "bing", "indicator_id": "support.report", "kind": "adjustment", **UPHELD, "effect": "points", "new": "2.5"}
DISMISSED = {
    "unit_id": "jia",
    "indicator_id": "support.plan",
    "claim": "方案应计双倍",
    **UPHELD,
    "decision": "dismissed",
    "reason": "没有依据",
}
PENDING = {"unit_id": "jia", "claim": "要求复核总分", "received_on": "2017-04-14"}


def table(*rows: dict[str, str]) -> str:
    """``appeals.csv`` with numbers A-1, A-2 ... where rows have none."""
    filled = [{"appeal_id": f"A-{number}", **row} for number, row in enumerate(rows, 1)]
    return "\n".join([",".join(COLUMNS), *(",".join(row.get(name, "") for name in COLUMNS) for row in filled)]) + "\n"


def make(folder: Path, *rows: dict[str, str], section: str = SECTION) -> Path:
    """The small assessment with appeals."""
    mini.make(folder)
    (folder / "appeals.csv").write_text(table(*rows), "utf-8")
    (folder / "assessment.yaml").write_text(mini.SETTINGS + section, "utf-8")
    return folder


def scored(folder: Path, *rows: dict[str, str], section: str = SECTION) -> Run:
    """A run of it without documents."""
    return run(make(folder, *rows, section=section), Options(documents=False))


def copied(made: Run, place: Path) -> Run:
    """A run inside a copy of its assessment folder that a test may change."""
    shutil.copytree(made.folder.parents[1], place)
    return replace(made, folder=place / "out" / made.folder.name)
