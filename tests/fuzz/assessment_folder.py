"""A whole assessment folder: settings, criteria, tables, corrections, appeals and reports, gathered and checked together."""

from __future__ import annotations

import shutil

from scoring.commands.checking import check as check_folder
from scoring.problems import ProblemsFound
from tests.appeals import folder as appeals
from tests.fuzz.input_tables import FURTHER
from tests.fuzz.machinery.folders import of_folder, write_folder
from tests.fuzz.machinery.packages import mutate_package
from tests.fuzz.machinery.target import Target, assert_told, passing_folder


def check(data: bytes) -> None:
    """What ``scoring check`` does, in one process and without writing its report."""
    with passing_folder() as folder:
        if not write_folder(data, folder):
            return
        try:
            found = check_folder(folder, jobs=1)
        except ProblemsFound as error:
            assert_told(error.problems)
            return
    assert_told(found.problems)


def _seeds() -> list[bytes]:
    seeds = []
    with passing_folder() as folder:
        made = appeals.make(folder / "a", appeals.LAPSE, appeals.PLAN, appeals.FIGURE, appeals.LESS, appeals.PENDING)
        seeds.append(of_folder(made))
        for name in ("corrections", "calendar"):
            (made / f"{name}.csv").write_text(FURTHER[name], "utf-8")
        (made / "appeals.csv").unlink()
        (made / "assessment.yaml").write_text(SETTINGS, "utf-8")
        shutil.rmtree(made / "reports")
        seeds.append(of_folder(made))
    return seeds


SETTINGS = """id: mini
title: 小考核
criteria: criteria.yaml
date: 2017-05-02
inputs: {units: units.csv, findings: findings.csv}
circular: {issuer: 某省人民政府办公厅, number: 某政办函〔2017〕5号, dated: 2017-05-10, recipients: [各县人民政府]}
feedback: {appeal_by: 2017-05-20}
appeals: {opened: 2017-04-07, workdays: 5, decide_within: 10}
"""
TARGET = Target(_seeds, check, mutate_package, examples=6)
