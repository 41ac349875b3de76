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


TOWNS = "town,甲镇人民政府,甲镇,town,4,jia,,assessed,\nbridge,桥头镇人民政府,桥头镇,town,5,jia,,assessed,\n"
RULE = "members: {share: 50%, of: [town], combine: mean, on: exact, missing: skip, alone: own}"


def with_towns(tmp_path: Path, rule: str = RULE, towns: str = TOWNS) -> Path:
    """The small assessment with two towns below a county; towns have one indicator of their own."""
    made = mini.make(tmp_path / "mini")
    groups = f"  county: {{title: 县区, grades: standard, {rule}}}\n  town: {{title: 乡镇, grades: standard}}\n"
    text = mini.CRITERIA.replace("  county: {title: 县区, grades: standard}\n", groups)
    text = text.replace("points: 60\n", "points: {county: 60}\n").replace("points: 40\n", "points: {county: 40}\n")
    text = text.replace("bonus:\n", "  - {id: duty, title: 职责, points: {town: 100}, rule: {judgement: {from: 0, to: 100}}}\nbonus:\n")
    (made / "criteria.yaml").write_text(text, "utf-8")
    for name, rows in (("units.csv", towns), ("marks.csv", "town,duty,,90,\nbridge,duty,,85.5,\n")):
        with (made / name).open("a", encoding="utf-8") as file:
            file.write(rows)
    for town in ("town", "bridge"):
        (made / "reports" / f"{town}.txt").write_text(mini.report("甲镇" if town == "town" else "桥头镇", "1", "1"), "utf-8")
    with (made / "reports.csv").open("a", encoding="utf-8") as file:
        file.write("town,town.txt,\nbridge,bridge.txt,\n")
    return made


def test_a_county_is_in_part_its_towns(tmp_path: Path) -> None:
    made = run(with_towns(tmp_path))
    with open_results(made) as session:
        rows = session.rows("select component, total_exact from totals where unit_id = 'jia' order by component")
        counted = session.rows("select unit_id, member_id, counted from members order by member_id")
    assert [(name, str(total)) for name, total in rows] == [("own", "102.0000"), ("total", "94.8750")]
    assert [(*row[:2], str(row[2])) for row in counted] == [("jia", "bridge", "85.5000"), ("jia", "town", "90.0000")]
    text = scoring("explain", made, "jia").output
    assert "总分 94.88 = 本级102×50%＋下级单位（2个）平均87.75×50%" in text
    assert "  甲镇人民政府 90\n" in text
    assert "本级 102 = 基础分 100 + 加分 2 - 扣分 0" in text


@pytest.mark.parametrize(
    ("rule", "towns", "said"),
    [
        (
            RULE,
            TOWNS.replace("5,jia", "5,town"),
            "units.csv:6: bridge.parent_id: 上级单位不计town组的得分：town；应为上级单位属于 county 组。",
        ),
        (RULE.replace("alone: own", "alone: error"), TOWNS, "units.csv:3: yi: 该单位没有得分可计的下级单位"),
        (RULE, TOWNS.replace("5,jia", "5,nobody"), "units.csv:6: parent_id"),
    ],
)
def test_wrong_places_of_units_are_told_with_their_line(tmp_path: Path, rule: str, towns: str, said: str) -> None:
    result = scoring("check", with_towns(tmp_path, rule, towns))
    assert result.exit_code == 1
    assert said in result.output


def test_a_member_without_a_total_stops_the_run_where_the_criteria_say_so(tmp_path: Path) -> None:
    folder = with_towns(tmp_path, RULE.replace("missing: skip", "missing: error"))
    (folder / "exemptions.csv").write_text("unit_id,indicator_id,reason\nbridge,duty,新设单位\n", "utf-8")
    result = scoring("run", folder, "--no-documents")
    assert result.exit_code == 1
    assert "jia bridge: 下级单位没有总分，按规定不能计算上级单位的总分" in result.output


def test_the_workbook_prints_numbers_where_totals_are_no_sums(tmp_path: Path) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(run(with_towns(tmp_path)) / "results.xlsx")["指标得分 县区"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any(94.88 in row for row in values)
    assert not [value for row in values for value in row if str(value).startswith("=")]
    assert any("本级102×50%＋下级单位（2个）平均87.75×50%" in str(value) for row in values for value in row)
