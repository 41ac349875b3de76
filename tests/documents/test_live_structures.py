"""Workbooks of real runs over trees that are more than sums: the formulas give what the engine computed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring.commands.running import Options, Run, run
from tests.documents.recalculated import OFFICE, differences
from tests.documents.spreadsheet import open_sheets
from tests.runs import mini

HEAD = """id: mini
title: 小考核
period: 2016
groups:
  county: {title: 县区}
policy:
  rounding: {digits: 3, mode: half_up, at: total, carry: CARRY}
  ranking: {on: ON, ties: TIES, best: BEST, break_ties: [a.x, b]}
  not_applicable: POLICY
  missing: not_assessable
indicators:
  - id: a
    title: 甲
    points: 60
    mean: MEAN
    not_applicable: INNER
    items:
      - {id: a.x, title: 子, points: 30, weight: 2, rule: {judgement: {from: 0, to: 30}}}
      - {id: a.y, title: 丑, points: 20, weight: 1, not_applicable: full_marks, rule: {judgement: {from: 0, to: 20}}}
      - id: a.z
        title: 寅
        points: 10
        weight: 0.5
        items:
          - {id: a.z.p, title: 卯, points: 4, rule: {judgement: {from: 0, to: 4}}}
          - {id: a.z.q, title: 辰, points: 6, rule: {judgement: {from: 0, to: 6}}}
  - id: b
    title: 乙
    points: 40
    items:
      - {id: b.x, title: 巳, points: 25, rule: {judgement: {from: 0, to: 25}}}
      - id: b.y
        title: 午
        points: 15
        mean: harmonic
        items:
          - {id: b.y.p, title: 未, points: 5, rule: {judgement: {from: 0, to: 5}}}
          - {id: b.y.q, title: 申, points: 10, rule: {judgement: {from: 0, to: 10}}}
"""
COMPONENTS = """components:
  - id: work
    title: 工作考核
    weight: 70%
    full: 90
    not_applicable: INNER
    indicators:
      - {id: a.x, title: 子, points: 30, rule: {judgement: {from: 0, to: 30}}}
      - {id: a.y, title: 丑, points: 20, rule: {judgement: {from: 0, to: 20}}}
      - id: block
        title: 块
        points: 40
        mean: geometric
        items:
          - {id: b.y.p, title: 未, points: 15, rule: {judgement: {from: 0, to: 5}}}
          - {id: b.x, title: 巳, points: 25, rule: {judgement: {from: 0, to: 25}}}
    bonus: [{id: more, title: 加分, cap: 9, gate: base > 40, rule: {add_events: {praise: 3}}}]
    deductions: [{id: less, title: 扣分, rule: {penalty_events: {blame: 5}}}]
    total: {floor: 0, ceiling: 85}
    gates: [{id: veto, title: 单项否决, when: leak > 0, then: {score: 12.5}}]
  - id: survey
    title: 满意度
    weight: 30%
    full: 10
    indicators: [{id: b.y.q, title: 评价, points: 10, rule: {judgement: {from: 0, to: 10}}}]
bonus: [{id: extra, title: 创新, cap: 2, rule: {add_events: {praise: 1}}}]
"""
EVENTS = "events:\n  praise: {title: 表扬}\n  blame: {title: 批评}\n  leak: {title: 泄密}\n"
FINDINGS = (("u0", "more", "praise"), ("u1", "less", "blame"), ("u2", "veto", "leak"), ("u3", "extra", "praise"), ("u6", "more", "praise"))
MOST = {"a.x": 30, "a.y": 20, "a.z.p": 4, "a.z.q": 6, "b.x": 25, "b.y.p": 5, "b.y.q": 10}
CASES = [
    {"MEAN": "geometric", "INNER": "rescale", "POLICY": "rescale", "CARRY": "4", "ON": "printed", "TIES": "competition", "BEST": "highest"},
    {"MEAN": "arithmetic", "INNER": "inherit", "POLICY": "rescale", "CARRY": "8", "ON": "exact", "TIES": "dense", "BEST": "highest"},
    {
        "MEAN": "{power: 2}",
        "INNER": "redistribute_equal",
        "POLICY": "redistribute_equal",
        "CARRY": "6",
        "ON": "printed",
        "TIES": "dense",
        "BEST": "lowest",
    },
    {
        "MEAN": "harmonic",
        "INNER": "full_marks",
        "POLICY": "no_rescale",
        "CARRY": "7",
        "ON": "exact",
        "TIES": "competition",
        "BEST": "lowest",
    },
    {
        "MEAN": "{power: -0.5}",
        "INNER": "zero",
        "POLICY": "full_marks",
        "CARRY": "4",
        "ON": "printed",
        "TIES": "competition",
        "BEST": "highest",
    },
    {"MEAN": "geometric", "INNER": "no_rescale", "POLICY": "zero", "CARRY": "5", "ON": "exact", "TIES": "competition", "BEST": "highest"},
]


COMPOSITES = [
    {"INNER": "rescale", "MISSING": "rescale", "CARRY": "4", "ON": "printed", "TIES": "competition", "BEST": "highest", "AT": "total"},
    {"INNER": "no_rescale", "MISSING": "zero", "CARRY": "7", "ON": "exact", "TIES": "dense", "BEST": "lowest", "AT": "component"},
    {
        "INNER": "redistribute_equal",
        "MISSING": "not_assessable",
        "CARRY": "6",
        "ON": "exact",
        "TIES": "competition",
        "BEST": "highest",
        "AT": "item",
    },
]


def make(folder: Path, changes: dict[str, str], text: str = HEAD) -> Path:
    """Nine units with marks, some missing, some zero, two alike."""
    mini.make(folder)
    for word, value in changes.items():
        text = text.replace(word, value)
    (folder / "criteria.yaml").write_text(text, "utf-8")
    units, marks = mini.TABLES["units"].splitlines()[:1], ["unit_id,indicator_id,marker,mark,remark"]
    draw = random.Random(7)  # noqa: S311 - figures of a test, the same every time
    given: dict[str, Any] = {}
    for number in range(9):
        units.append(f"u{number},单位{number},,county,{number},,,assessed,")
        if number != 4:
            given = {
                leaf: draw.choice([most, most / 2, round(most / 3, 3), round(draw.random() * most, 3), 0, ""])
                for leaf, most in MOST.items()
            }
        marks += [f"u{number},{leaf},一组,{value}," for leaf, value in given.items() if value != "" and f"id: {leaf}," in text]
    for report in (folder / "reports").iterdir():
        report.unlink()
    (folder / "units.csv").write_text("\n".join(units) + "\n", "utf-8")
    (folder / "marks.csv").write_text("\n".join(marks) + "\n", "utf-8")
    findings = [f"{unit},{indicator},{event},1,,通报,考核组" for unit, indicator, event in FINDINGS if event in text]
    for table, rows in (("findings", findings), ("reports", [])):
        (folder / f"{table}.csv").write_text("\n".join([mini.TABLES[table].splitlines()[0], *rows]) + "\n", "utf-8")
    return folder


@pytest.mark.parametrize("changes", CASES, ids=lambda case: f"{case['MEAN']}-{case['INNER']}")
def test_means_and_carried_digits_are_live(tmp_path: Path, changes: dict[str, str]) -> None:
    assert_live(tmp_path, run(make(tmp_path / "mini", changes), Options(out=tmp_path / "out")), "甲小计")


@pytest.mark.parametrize("changes", COMPOSITES, ids=lambda case: case["INNER"])
def test_components_are_live(tmp_path: Path, changes: dict[str, str]) -> None:
    head = HEAD.replace("at: total", "at: AT").partition("indicators:")[0].replace("[a.x, b]", "[block, work, survey]")
    head = head.replace("  not_applicable: POLICY\n", "  not_applicable: rescale\n  full: 100\n  component_missing: MISSING\n")
    finished = run(make(tmp_path / "mini", changes, head + EVENTS + COMPONENTS), Options(out=tmp_path / "out"))
    assert_live(tmp_path, finished, "工作考核小计")
    sheet = openpyxl.load_workbook(finished.folder / "results.xlsx")["指标得分 县区"]
    heads = {cell.value: cell.column_letter for cell in sheet[3]}
    kinds = {row[0].value: sheet[f"{heads['工作考核得分']}{row[0].row}"].data_type for row in sheet.iter_rows(min_row=5)}
    assert kinds["单位2"] == "n"  # its gate fired
    assert kinds["单位0"] == "f"


def assert_live(folder: Path, finished: Run, subtotal: str) -> None:
    """Total, rank and a subtotal are formulas that give what the run has, in our small program and in LibreOffice."""
    file = finished.folder / "results.xlsx"
    assert finished.results is not None
    sheet = next(sheet for name, sheet in open_sheets(file).items() if name.startswith("指标得分"))
    stored = next(sheet for sheet in openpyxl.load_workbook(file, data_only=True).worksheets if sheet.title.startswith("指标得分"))
    heads = {cell.value: cell.column_letter for cell in sheet.sheet[3]}
    units = {row[0].value: row[0].row for row in sheet.sheet.iter_rows(min_row=5)}
    for unit in finished.results.groups[0].rows:
        row = units[unit.name]
        for title, printed in (("总分", unit.total), ("名次", unit.rank), (subtotal, unit.blocks[0])):
            place = f"{heads[title]}{row}"
            if printed:
                assert sheet.sheet[place].data_type == "f", title
                assert round(sheet.value(place), 9) == round(float(stored[place].value), 9) == round(float(printed), 9), (unit.name, title)
    if OFFICE:
        assert differences(file, folder) == []
