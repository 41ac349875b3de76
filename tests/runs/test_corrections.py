"""Corrections of what reports say: what they change, what stays, and which of them are refused."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.engine.database import Session
from scoring.intake.corrections import Assessed, load_corrections
from scoring.intake.dictionary import metrics
from scoring.problems import sentence
from scoring.results.store import open_results
from tests.runs import mini

HEAD = "unit_id,period,metric,part,old,new,corrected_on,corrected_by,reason,evidence\n"
ROW = "yi,,requests_closed_on_time,,6,9,2017-04-20,监督办,台账核实均按期,台账第7页\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return mini.make(tmp_path / "mini")


def scoring(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, args)])


def corrected(folder: Path, *rows: str) -> Path:
    (folder / "corrections.csv").write_text(HEAD + "".join(rows), "utf-8")
    return folder


def run(folder: Path) -> Path:
    result = scoring("run", folder, "--no-documents", "--format", "json")
    assert result.exit_code == 0, result.output
    return Path(json.loads(result.stdout.splitlines()[-1])["run"])


def said(folder: Path, *rows: str) -> list[str]:
    """The problems that stop the run, without the place of the folder."""
    result = scoring("run", corrected(folder, *rows), "--no-documents")
    assert result.exit_code == 1, result.output
    return [line.replace(f"{folder}/", "") for line in result.stderr.splitlines()[:-1]]


def test_the_corrected_value_is_scored_and_the_read_one_stays(folder: Path) -> None:
    with open_results(run(corrected(folder, ROW))) as session:
        (points,) = session.rows("select points from points where unit_id = 'yi' and indicator_id = 'requests.on_time'")
        read = session.rows("select distinct value from facts where unit_id = 'yi' and metric = 'requests_closed_on_time'")
        listed = session.records("select * from corrections")
    assert points == (Decimal(40),)
    assert read == [(Decimal(6),)]
    (row,) = listed
    assert (row["old"], row["new"], row["old_value"], row["new_value"]) == ("6", "9", Decimal(6), Decimal(9))
    assert (row["unit_id"], row["period"], row["metric"], row["part"]) == ("yi", 2016, "requests_closed_on_time", "total")
    assert (row["corrected_on"], row["corrected_by"], row["reason"]) == (date(2017, 4, 20), "监督办", "台账核实均按期")
    assert (row["file"], row["line"], row["evidence"]) == ("corrections.csv", 2, "台账第7页")
    assert row["locator"]


def test_both_values_are_explained(folder: Path) -> None:
    finished = run(corrected(folder, ROW))
    text = scoring("explain", finished, "乙山县", "requests.on_time").stdout
    assert "按时办结率9÷9=100%，目标100%，满分40分，得40分。其中按时办结数由6更正为9（2017-04-20，监督办：台账核实均按期）。" in text
    assert "← requests_closed_on_time（更正值） = 9  corrections.csv  line 2  “2017-04-20 监督办 台账核实均按期 台账第7页”" in text
    assert "← requests_closed_on_time（读出的原值） = 6  reports/yi.txt" in text
    sources = json.loads(scoring("explain", finished, "yi", "requests.on_time", "--format", "json").stdout)["indicators"][0]["sources"]
    assert [(source["what"], source["value"]) for source in sources[:2]] == [
        ("requests_closed_on_time（更正值）", "9"),
        ("requests_closed_on_time（读出的原值）", "6"),
    ]


def test_a_run_without_stored_sentences_explains_corrections_too(folder: Path) -> None:
    result = scoring("run", corrected(folder, ROW), "--no-documents", "--reasons", "never", "--format", "json")
    finished = json.loads(result.stdout.splitlines()[-1])["run"]
    assert (
        "其中按时办结数由6更正为9（2017-04-20，监督办：台账核实均按期）。" in scoring("explain", finished, "yi", "requests.on_time").stdout
    )


def test_what_does_not_apply_is_no_number(folder: Path) -> None:
    row = "yi,2016,requests_closed,total,9,不适用,2017/4/20,监督办,该县无办结事项,\n"
    data = json.loads(scoring("explain", run(corrected(folder, row)), "yi", "requests.on_time", "--format", "json").stdout)
    (indicator,) = data["indicators"]
    assert indicator["outcome"] == "not_applicable"
    assert indicator["reason"].endswith("其中申请办结数由9更正为不适用（2017-04-20，监督办：该县无办结事项）。")


def test_what_was_not_read_can_be_supplied(folder: Path) -> None:
    report = folder / "reports" / "yi.txt"
    report.write_text("\n".join(line for line in report.read_text("utf-8").splitlines() if "按时办结数" not in line), "utf-8")
    row = "yi,,requests_closed_on_time,,unread,9,2017-04-20,监督办,网页缺行，按纸质报告,\n"
    text = scoring("explain", run(corrected(folder, row)), "yi", "requests.on_time").stdout
    assert "其中按时办结数由未读出更正为9（2017-04-20，监督办：网页缺行，按纸质报告）。" in text
    assert "← requests_closed_on_time（读出的原值） = 未读出\n" in text


def test_the_file_is_an_input_of_the_run(folder: Path) -> None:
    first = run(folder)
    second = run(corrected(folder, ROW))
    assert first != second
    paths = [entry["path"] for entry in json.loads((second / "manifest.json").read_text("utf-8"))["inputs"]]
    assert "corrections.csv" in paths


PROBLEMS = [
    (
        ROW.replace(",6,9,", ",7,9,"),
        (
            "corrections.csv:2: old: 更正所据的原值与从报告读出的不一致：7；应为 6（reports/yi.txt {place}）。"
            "更正是按报告的另一版本作出的，请核对报告后改正 old，或删去这一行。 [I060]"
        ),
    ),
    (
        ROW.replace(",6,9,", ",,9,"),
        (
            "corrections.csv:2: old: 更正所据的原值与从报告读出的不一致：(空)；应为 6（reports/yi.txt {place}）。"
            "更正是按报告的另一版本作出的，请核对报告后改正 old，或删去这一行。 [I060]"
        ),
    ),
    (
        "yi,,reviews_quashed,,3,4,2017-04-20,监督办,笔误,\n",
        (
            "corrections.csv:2: old: 更正所据的原值与从报告读出的不一致：3；应为没有读出。"
            "更正是按报告的另一版本作出的，请核对报告后改正 old，或删去这一行。 [I060]"
        ),
    ),
    (ROW.replace(",6,9,", ",6,6.0,"), "corrections.csv:2: new: 更正后的值与原值相同：6.0；应为另一个值。请删去这一行。 [I061]"),
    (
        ROW.replace("2017-04-20", "2017-05-03"),
        (
            "corrections.csv:2: corrected_on: 更正日期在运行日期之后：2017-05-03；应为不晚于 2017-05-02 的日期。"
            "请更正日期，或改 assessment.yaml 的 date。 [I062]"
        ),
    ),
    (
        ROW.replace(",6,9,", ",6,9件,"),
        "corrections.csv:2: new: 不能用作更正后的值：9件；应为一个十进制数、不适用或空白。请去掉单位、空格、千分位等，只留数字。 [I063]",
    ),
    (
        ROW.replace(",6,9,", ",6,-1,"),
        (
            "corrections.csv:2: new: 件数不能是负数或小数：-1；应为 0 或正整数。"
            "请更正，或在指标体系中改 requests_closed_on_time 的 number。 [I036]"
        ),
    ),
    (
        ROW.replace("on_time,,", "on_tim,,"),
        (
            "corrections.csv:2: metric: 没有这个统计指标：requests_closed_on_tim；"
            "应为指标体系中声明的统计指标，或报告表式中的统计指标代码。是否想写 requests_closed_on_time。 [I035]"
        ),
    ),
    (
        ROW.replace("on_time,,", "on_time,natural_person,"),
        "corrections.csv:2: part: 没有这个分项：natural_person；应为 total 或表式中的分项代码。是否想写 total。 [I037]",
    ),
    (
        ROW.replace("yi,,", "yi,去年,"),
        "corrections.csv:2: period: 不是年度：去年；应为四位数的年度，如 2016。请改写，或留空表示考核年度。 [I034]",
    ),
    (
        ROW + ROW.replace("yi,,requests_closed_on_time,", "yi,2016,requests_closed_on_time,total"),
        (
            "corrections.csv:3: metric: 同一项目出现两次：yi 2016 requests_closed_on_time total；"
            "应为 unit_id、period、metric、part 的组合只出现一次（首次在第 2 行）。请删去其中一行。 [I030]"
        ),
    ),
    (ROW.replace("监督办", ""), "corrections.csv:2: corrected_by: 必填单元格为空；应为 corrected_by 的值。请填写。 [I028]"),
]


@pytest.mark.parametrize(("rows", "message"), PROBLEMS, ids=[message[-5:-1] + str(i) for i, (_, message) in enumerate(PROBLEMS)])
def test_a_faulty_correction_is_told_with_its_line(mini_run: Path, rows: str, message: str) -> None:
    folder = mini_run.parents[1]
    with open_results(mini_run) as session:
        ((place,),) = session.rows(
            "select locator from facts where unit_id = 'yi' and metric = 'requests_closed_on_time' and locator not like 'line %'"
        )
    assert said(folder, rows) == [message.replace("{place}", place)]


def test_figures_of_the_table_data_are_corrected_there() -> None:
    row = dict(
        zip(HEAD.strip().split(","), ["u", None, "requests_closed", None, "1", "2", date(2017, 1, 1), "甲", "乙", None], strict=True)
    )
    with Session() as session:
        assessed = Assessed(metrics(), 2016, date(2017, 5, 2), large=frozenset({"requests_closed"}))
        session.step(
            "facts",
            "select '' as unit_id, 0 as period, '' as metric, '' as part, 0.0 as value, '' as semantic, '' as qualifier, '' as raw, "
            "'' as source_id, '' as locator, '' as quote where 1 = 0",
        )
        session.step("sources", "select '' as source_id, '' as path where 1 = 0")
        problems = load_corrections(session, pl.DataFrame([row | {"line": 2}]), assessed)
        assert session.rows("select count(*) from corrections") == [(0,)]
    (problem,) = problems
    assert sentence(problem) == (
        "corrections.csv:2: metric: 这个统计指标来自数据表 data，不是从报告读出的：requests_closed；应为报告中的统计指标。"
        "请直接在 data 表中改正。 [I064]"
    )


def test_the_workbook_and_the_page_of_a_run_list_corrections(folder: Path) -> None:
    import openpyxl

    result = scoring("run", corrected(folder, ROW), "--format", "json")
    assert result.exit_code == 0, result.output
    finished = Path(json.loads(result.stdout.splitlines()[-1])["run"])
    head, row = (
        [cell.value for cell in cells] for cells in openpyxl.load_workbook(finished / "results.xlsx")["更正的数据"].iter_rows(2, 3)
    )
    found = dict(zip(head, row, strict=True))
    assert (found["单位"], found["统计指标"], found["原值"], found["更正值"]) == ("乙山县人民政府", "按时办结数", 6, 9)
    assert (found["更正人"], found["更正日期"], found["理由"], found["更正表"]) == (
        "监督办",
        datetime(2017, 4, 20),  # noqa: DTZ001 - a day of a workbook has no zone
        "台账核实均按期",
        "corrections.csv:2",
    )
    page = (finished / "checks.html").read_text("utf-8")
    assert "监督办，2017-04-20：台账核实均按期（佐证：台账第7页）" in page
    assert "申请办结数等于按时办结数与延期办结数之和" in page


@pytest.mark.parametrize(("old", "accepted"), [("", True), ("空白", True), ("0", True), ("1", False)])
def test_a_blank_that_is_declared_a_zero_is_both(folder: Path, old: str, *, accepted: bool) -> None:
    report = folder / "reports" / "yi.txt"
    report.write_text(report.read_text("utf-8").replace("| 2.延期办结数 | 件 | 3 |", "| 2.延期办结数 | 件 |  |"), "utf-8")
    register = folder / "reports.csv"
    lines = register.read_text("utf-8").splitlines()
    register.write_text("\n".join([f"{lines[0]},blank_as_zero", *(f"{line},是" for line in lines[1:])]) + "\n", "utf-8")
    row = f"yi,,requests_closed_extended,,{old},3,2017-04-20,监督办,按台账,\n"
    result = scoring("run", corrected(folder, row), "--no-documents")
    assert (result.exit_code == 0) is accepted, result.output
