"""The table ``data`` in a run: long and wide, in every format, down to the row in the explanation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import Workbook

import scoring
from scoring.explaining import explain
from scoring.intake.inputs import data_table
from scoring.problems import ProblemsFound, sentence, sort_problems
from scoring.results.store import open_results
from scoring.starting.making import start_assessment

CRITERIA = """id: index
title: 发展指数
period: 2021
groups:
  country: {title: 国家, grades: standard}
policy:
  rounding: {digits: 2, mode: half_up, at: total}
  ranking: {on: printed, ties: competition}
  not_applicable: rescale
  missing: not_assessable
grades:
  standard: [{grade: 高, from: 60}, {grade: 低, from: 0}]
metrics:
  life: {title: 出生时预期寿命, uom: 岁}
  deaths: {title: 死亡数, uom: 人, number: count}
measures:
  longer: {title: 寿命延长, value: "life - prev(life, 2)", uom: 岁}
indicators:
  - id: health
    title: 健康
    points: 100
    items:
      - {id: health.life, title: 寿命, points: 50, measure: life, rule: {ratio: {target: 80}}}
      - {id: health.longer, title: 延长, points: 30, measure: longer, rule: {ratio: {target: 2}}}
      - {id: health.deaths, title: 死亡, points: 10, measure: deaths, rule: {band: [{from: 5, points: 0}, {from: 0, points: 10}]}}
      - {id: health.asked, title: 申请, points: 10, measure: requests_received, rule: {quota: {target: 3}}}
"""
UNITS = "unit_id,name,grp\na,甲国,country\nb,乙国,country\nc,丙国,country\n"
LONG = """unit_id,metric,value,period,part,qualifier,source
a,life,76.5,,,,统计年鉴第3页
a,life,75,2019,,,
a,deaths,4,2021,,,
a,requests_received,3,,,,
b,life,/,,,,
b,life,70,2019,,,
b,deaths,,,,,
b,requests_received,2,,,,
c,life,80.1,,,about,
"""
WIDE = "unit_id,period,life,deaths,requests_received\na,,76.5,4,3\nb,,/,,2\nc,,80.1,0,0\na,2019,75,,\nb,2019,70,,\n"


def make(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "assessment.yaml").write_text("id: index\ntitle: 指数\ncriteria: criteria.yaml\ndate: 2022-05-02\n", "utf-8")
    (folder / "criteria.yaml").write_text(CRITERIA, "utf-8")
    (folder / "units.csv").write_text(UNITS, "utf-8")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def parquet(folder: Path, select: str) -> Path:
    duckdb.sql(f"copy ({select}) to '{folder / 'data.parquet'}' (format parquet)")
    return folder


def points(folder: Path) -> dict[tuple[str, str], tuple[str, Any]]:
    run = scoring.run(folder, scoring.Options(documents=False))
    with open_results(run.folder) as session:
        return {(row[0], row[1]): (row[2], row[3]) for row in session.rows("select unit_id, indicator_id, outcome, points from points")}


def refused(folder: Path) -> list[str]:
    (folder / "criteria.yaml").write_text(CRITERIA.replace("measure: requests_received", "measure: deaths"), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        scoring.check(folder)
    return [sentence(problem).removeprefix(f"{folder}/") for problem in sort_problems(found.value.problems)]


def test_a_long_table_is_scored_and_explained(tmp_path: Path) -> None:
    folder = make(tmp_path / "x", data=LONG)
    found = points(folder)
    assert [str(found["a", f"health.{key}"][1]) for key in ("life", "longer", "deaths", "asked")] == [
        "47.8125",
        "22.5000",
        "10.0000",
        "10.0000",
    ]
    assert [found["b", f"health.{key}"][0] for key in ("life", "longer", "deaths", "asked")] == [
        "not_applicable",
        "not_applicable",
        "missing",
        "measured",
    ]
    assert found["c", "health.life"][0] == "not_assessable"
    assert found["c", "health.asked"][0] == "missing"
    run = next(path for path in (folder / "out").iterdir())
    life, earlier = explain(run, "a", "health.longer")["indicators"][0]["sources"]
    assert life == {"what": "life", "value": "76.5", "file": "data.csv", "locator": "row 2, life", "quote": "76.5（统计年鉴第3页）"}
    assert (earlier["what"], earlier["value"], earlier["locator"]) == ("life@prev2", "75", "row 3, life")


def test_a_wide_table_gives_the_same_in_every_format(tmp_path: Path) -> None:
    want = points(make(tmp_path / "csv", data=WIDE))
    assert want["a", "health.longer"][1] == points(make(tmp_path / "long", data=LONG))["a", "health.longer"][1]
    folder = make(tmp_path / "xlsx")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in WIDE.splitlines():
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell or None for cell in row.split(",")])
    book.save(folder / "data.xlsx")
    assert points(folder) == want
    folder = make(tmp_path / "parquet")
    parquet(
        folder, f"select * replace (cast(deaths as integer) as deaths) from read_csv('{tmp_path / 'csv' / 'data.csv'}', all_varchar = true)"
    )
    assert points(folder) == want


def test_a_large_table_of_numbers_goes_straight_into_the_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path / "x")
    (folder / "criteria.yaml").write_text(CRITERIA.replace("measure: requests_received", "measure: deaths"), "utf-8")
    parquet(
        folder,
        "select * from (values ('a', null, 0.1::double + 0.2, 4), ('b', 2021, null, 7), ('a', 2019, 0.3, 1))"
        " as t (unit_id, period, life, deaths)",
    )
    slow = points(folder)
    monkeypatch.setattr(data_table, "WIDE_FROM", 1)
    run = scoring.run(folder, scoring.Options(documents=False))
    with open_results(run.folder) as session:
        assert session.rows("select count(*) from facts") == [(0,)]
        assert session.rows("select unit_id, period, line from data_rows order by line") == [("a", 2021, 1), ("b", 2021, 2), ("a", 2019, 3)]
    assert points(folder) == slow
    assert slow["a", "health.longer"] == ("measured", 0)
    source = explain(run.folder, "b", "health.deaths")["indicators"][0]["sources"][0]
    assert source == {"what": "deaths", "value": "7", "file": "data.parquet", "locator": "row 2, deaths", "quote": "7"}


def test_a_figure_that_contradicts_the_report_is_not_assessable(tmp_path: Path) -> None:
    from tests.runs.mini import make as make_mini

    folder = make_mini(tmp_path / "x")
    (folder / "data.csv").write_text("unit_id,metric,value\nyi,requests_closed,10\njia,requests_closed,12\n", "utf-8")
    found = points(folder)
    assert found["yi", "requests.on_time"][0] == "not_assessable"
    assert found["jia", "requests.on_time"][0] == "measured"


BROKEN = {
    "unknown names": (
        "unit_id,metric,value\nx,life,1\na,lif,1\n,life,1\nb,,3\n",
        [
            "data.csv:2: unit_id: 单位名册中没有该单位：x",
            "data.csv:3: metric: 没有这个统计指标：lif",
            "data.csv:4: unit_id: 必填单元格为空",
            "data.csv:5: metric: 必填单元格为空",
        ],
    ),
    "values": (
        "unit_id,metric,value\na,life,76岁\na,deaths,1.5\nb,deaths,-1\nc,life,1e3\n",
        [
            "data.csv:2: life: 不是数：76岁",
            "data.csv:3: deaths: 件数不能是负数或小数：1.5",
            "data.csv:4: deaths: 件数不能是负数或小数：-1",
            "data.csv:5: life: 不是数：1e3",
        ],
    ),
    "columns": (
        "unit_id,metric,value,period,part,qualifier\na,life,1,16年,,\na,life,2,,nobody,\na,life,3,,,circa\n",
        [
            "data.csv:2: period: 不是年度：16年",
            "data.csv:3: part: 没有这个分项：nobody",
            "data.csv:4: qualifier: 取值不在允许范围内：circa",
            "data.csv:4: unit_id: 同一项目出现两次：a 2021 life total",
        ],
    ),
    "duplicates": (
        "unit_id,metric,value,period\na,life,1,\na,life,2,2021\n",
        ["data.csv:3: unit_id: 同一项目出现两次：a 2021 life total；应为 unit_id、period、metric、part 的组合只出现一次（首次在第 2 行）"],
    ),
    "header": ("unit_id,lifee,GDP\na,1,2\n", ["data.csv:1: lifee: 不认识的列：lifee；应为 life", "data.csv:1: GDP: 不认识的列：GDP"]),
    "no column": ("unit,life\na,1\n", ["data.csv:1: 缺少列 unit_id", "data.csv:1: unit: 不认识的列：unit；应为 unit_id"]),
    "no figures": ("unit_id,period\na,2021\n", ["data.csv:1: 缺少列 metric"]),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=list(BROKEN))
def test_what_is_wrong_is_told_with_its_row(text: str, expected: list[str], tmp_path: Path) -> None:
    told = refused(make(tmp_path / "x", data=text))
    told = [line for line in told if line.startswith("data")]
    assert len(told) == len(expected), told
    assert all(any(line.startswith(start) for line in told) for start in expected), told


def test_many_problems_of_one_kind_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"x{k},life,1\n" for k in range(100))
    told = refused(make(tmp_path / "x", data=f"unit_id,metric,value\n{rows}"))
    assert len([line for line in told if "[I026]" in line]) == data_table.MOST_SHOWN
    assert next(line for line in told if "[I038]" in line).startswith("data.csv: I026: 另有这么多处同类问题没有列出：80")


def test_a_parquet_file_is_checked_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = parquet(
        make(tmp_path / "x"),
        "select * from (values ('a', 'nan'::double, 1.5::double), ('x', 1, 2), ('a', 2, 3)) as t (unit_id, life, deaths)",
    )
    slow = refused(folder)
    assert [line.split("：")[0] for line in slow] == [
        "data.parquet:1: deaths: 件数不能是负数或小数",
        "data.parquet:1: life: 不是数",
        "data.parquet:2: unit_id: 单位名册中没有该单位",
        "data.parquet:3: unit_id: 同一项目出现两次",
    ]
    monkeypatch.setattr(data_table, "WIDE_FROM", 1)
    assert [line.split("；")[0] for line in refused(folder)] == [line.split("；")[0] for line in slow]
    (folder / "data.parquet").write_bytes(b"PAR1 nothing")
    assert refused(folder)[0].startswith("data.parquet: 不是可以读取的 Parquet 文件")


def test_a_new_folder_has_the_table_that_the_criteria_declare(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text(CRITERIA, "utf-8")
    folder = tmp_path / "new"
    made = start_assessment(folder, str(tmp_path / "criteria.yaml"), empty=True)
    files = {file.name: file.read_text("utf-8-sig") for file in made}
    assert files["data.csv"].strip() == "unit_id,metric,value,period,part,qualifier,source"
    assert "- `life` 出生时预期寿命（岁）" in files["填写说明.md"]
    assert "- `deaths` 死亡数（人），0 或正整数" in files["填写说明.md"]


def test_a_table_that_the_criteria_need_must_be_there(tmp_path: Path) -> None:
    assert any("[A019]" in line and "data.csv" in line for line in refused(make(tmp_path / "x")))
