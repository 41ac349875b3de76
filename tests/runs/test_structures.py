"""Whole runs with components and means: tables, explanation and workbook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.results.store import open_results
from tests.runs import mini

HEAD, TREE = mini.CRITERIA.split("indicators:\n")
TREE, BONUS = TREE.split("bonus:\n")
COMPONENTS = (
    HEAD.replace("  missing: error\n", "  missing: error\n  full: 100\n  component_missing: rescale\n")
    + "components:\n  - id: reports\n    title: 公开工作\n    weight: 70%\n    full: 100\n    indicators:\n"
    + "".join(f"    {line}\n" for line in TREE.splitlines())
    + "    bonus:\n"
    + "".join(f"    {line}\n" for line in BONUS.splitlines())
    + """  - id: survey
    title: 社会评议
    weight: 30%
    full: 10
    indicators:
      - id: survey.both
        title: 评议
        points: 10
        mean: geometric
        items:
          - {id: survey.public, title: 公众评议, points: 10, weight: 1, rule: {judgement: {from: 0, to: 10}}}
          - {id: survey.expert, title: 专家评议, points: 10, weight: 1, rule: {judgement: {from: 0, to: 10}}}
"""
)
MARKS = "".join(f"{unit},survey.public,,{a},\n{unit},survey.expert,,{b},\n" for unit, a, b in (("jia", 4, 9), ("yi", 5, 5), ("bing", 0, 8)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = mini.make(tmp_path / "mini")
    (made / "criteria.yaml").write_text(COMPONENTS, "utf-8")
    with (made / "marks.csv").open("a", encoding="utf-8") as file:
        file.write(MARKS)
    return made


def scoring(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, args)])


def run(folder: Path) -> Path:
    result = scoring("run", folder, "--format", "json")
    assert result.exit_code == 0, result.output
    return Path(json.loads(result.stdout.splitlines()[-1])["run"])


def test_components_are_rows_of_the_totals(folder: Path) -> None:
    with open_results(run(folder)) as session:
        rows = session.rows("select component, base, bonus, total_exact from totals where unit_id = 'jia' order by component")
    assert [tuple(map(str, row)) for row in rows] == [
        ("reports", "100.0000", "2.0000", "102.0000"),
        ("survey", "6.0000", "0.0000", "6.0000"),
        ("total", "89.4000", "0.0000", "89.4000"),
    ]


def test_the_explanation_says_what_each_component_adds(folder: Path) -> None:
    text = scoring("explain", run(folder), "jia").output
    assert "总分 89.40 = 基础分 89.4 + 加分 0 - 扣分 0" in text
    assert "  公开工作 102 = 基础分 100 + 加分 2 - 扣分 0（满分 100），计入总分 71.4" in text
    assert "  社会评议 6 = 基础分 6 + 加分 0 - 扣分 0（满分 10），计入总分 18" in text


def test_the_workbook_computes_components_and_total(folder: Path) -> None:
    import openpyxl

    file = run(folder) / "results.xlsx"
    stored, live = (openpyxl.load_workbook(file, data_only=values)["指标得分 县区"] for values in (True, False))
    heads = {cell.value: cell.column_letter for cell in live[3]}
    row = next(cells[0].row for cells in live.iter_rows(min_row=5) if cells[0].value == "甲河县人民政府")
    for title, points in (("公开工作得分", 102), ("公开工作小计", 71.4), ("社会评议小计", 18), ("总分", 89.4)):
        assert stored[f"{heads[title]}{row}"].value == points
        assert str(live[f"{heads[title]}{row}"].value).startswith("=")


def test_the_criteria_are_shown_with_their_components(folder: Path) -> None:
    text = scoring("criteria", "show", folder / "criteria.yaml").output
    assert "公开工作" in text
    assert "部分，满分10" in text
