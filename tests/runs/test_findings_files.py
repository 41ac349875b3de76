"""Findings in one file or in many: the same result, and problems with the file they stand in."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from scoring.commands.running import Options, Run, run
from scoring.explaining import explain
from scoring.folder.assessment import read_assessment
from scoring.problems import ProblemsFound, sentence
from scoring.results.sources import finding_entry, paper_place
from tests.runs.mini import TABLES, make

HEADER, LATE, PRAISE = TABLES["findings"].splitlines()
TURNED = "found_by,evidence,event,indicator_id,unit_id,quantity"  # another order, and no day
QUIET = Options(documents=False)


def delivered(folder: Path, files: dict[str, str | list[str]], inputs: str = "") -> Path:
    """The small assessment with its findings in these files: text of a CSV, or rows of a sheet."""
    made = make(folder)
    (made / "findings.csv").unlink()
    for name, content in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            (made / name).write_text(content, "utf-8")
            continue
        with xlsxwriter.Workbook(made / name) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(content):
                sheet.write_row(number, 0, row.split(","))
    with (made / "assessment.yaml").open("a", encoding="utf-8") as settings:
        settings.write(inputs)
    return made


def points(done: Run) -> list[tuple[object, ...]]:
    return [row for name in ("points", "totals") for row in pl.read_parquet(done.folder / "results" / f"{name}.parquet").rows()]


def told(folder: Path) -> list[str]:
    """Sentences of a run, with files by their place in the folder."""
    try:
        problems = run(folder, QUIET).problems
    except ProblemsFound as error:
        problems = error.problems
    return [sentence(problem).replace(f"{folder}/", "") for problem in problems]


LATE_AGAIN = "yi,requests.lapses,late_reply,1,2016-06-07,台账第4号,考核组"


@pytest.mark.parametrize("inputs", ["", "inputs: {findings: findings}\n", "inputs: {findings: 'findings/**/*.*'}\n"])
def test_files_in_a_folder_give_what_one_file_gives(tmp_path: Path, inputs: str) -> None:
    files: dict[str, str | list[str]] = {
        "findings/a.csv": f"{HEADER}\n{LATE}\n",
        "findings/b.csv": f"{TURNED}\n考核组,通报复印件,praise,bonus.praise,jia,1\n",
        "findings/市/c.xlsx": [HEADER, LATE_AGAIN],
    }
    many = run(delivered(tmp_path / "many", files, inputs), QUIET)
    one = run(delivered(tmp_path / "one", {"findings.csv": f"{HEADER}\n{LATE}\n{PRAISE}\n{LATE_AGAIN}"}), QUIET)
    assert points(many) == points(one)
    rows = pl.read_parquet(many.folder / "results" / "records_findings.parquet").sort("file")
    assert rows.select("file", "line", "event").rows() == [
        ("findings/a.csv", 2, "late_reply"),
        ("findings/b.csv", 2, "praise"),
        ("findings/市/c.xlsx", 2, "late_reply"),
    ]
    assert pl.read_parquet(one.folder / "results" / "records_findings.parquet")["file"].to_list() == [None] * 3
    named = [entry["path"] for entry in json.loads((many.folder / "manifest.json").read_text("utf-8"))["inputs"]]
    assert [path for path in named if path.startswith("findings")] == sorted(files)


def test_three_hundred_files(tmp_path: Path) -> None:
    files: dict[str, str | list[str]] = {
        f"findings/{number:03}.csv": f"{HEADER}\nyi,requests.lapses,late_reply,0.01,2016-05-06,第{number}号,考核组\n"
        for number in range(300)
    }
    done = run(delivered(tmp_path, files), QUIET)
    assert done.problems == ()
    # 300 times 0.01 late replies of 6 points each are 18 of 20 points lost.
    table = pl.read_parquet(done.folder / "results" / "points.parquet")
    lost = table.filter((pl.col("unit_id") == "yi") & (pl.col("indicator_id") == "requests.lapses"))
    assert [float(value) for value in lost["points"]] == [2.0]


def test_a_broken_cell_and_an_uneven_row_name_their_own_file(tmp_path: Path) -> None:
    broken = LATE.replace(",1,", ",一,")
    files: dict[str, str | list[str]] = {
        "findings/a.csv": f"{HEADER}\n{LATE}\n{LATE},\n{LATE},更多\n",
        "findings/b.csv": f"{HEADER}\n{LATE}\n{LATE}\n{broken}\n",
        "findings/c.xlsx": [HEADER, broken],
    }
    assert told(delivered(tmp_path, files)) == [
        "findings/a.csv:4: 该行的格数与表头不符：8；应为 7 格。含逗号的文字请用双引号括起。 [I029]",
        "findings/b.csv:4: quantity: 不是数：一；应为一个十进制数。请去掉单位、空格、千分位等，只留数字。 [I025]",
        "findings/c.xlsx:2: quantity: 不是数：一；应为一个十进制数。请去掉单位、空格、千分位等，只留数字。 [I025]",
    ]


def test_headers_of_all_files_are_checked(tmp_path: Path) -> None:
    files: dict[str, str | list[str]] = {"findings/a.csv": "unit_id,event\n", "findings/b.csv": f"{HEADER},note\n", "findings/c.pdf": "x"}
    said = told(delivered(tmp_path, files))
    assert [line.split(": ")[0] + line[-7:] for line in said] == [
        "findings/a.csv:1 [I021]",
        "findings/a.csv:1 [I021]",
        "findings/b.csv:1 [I022]",
        "findings/c.pdf [I070]",
    ]


def test_unknown_events_and_repeated_rows_name_their_files(tmp_path: Path) -> None:
    files: dict[str, str | list[str]] = {
        "findings/a.csv": f"{HEADER}\n{PRAISE}\n{LATE}\n{LATE}\n",
        "findings/b.csv": f"{HEADER}\n{LATE}\n{LATE_AGAIN.replace('late_reply', 'late_replies')}\n",
    }
    same = "event: 与另一行完全相同，已按两次计算：late_reply；应为每次事件一行（相同的一行在"
    assert told(delivered(tmp_path, files)) == [
        "findings/b.csv:3: event: 事件没有定义：late_replies；应为 criteria.yaml 中 events 的标识。是否想写 late_reply。 [R002]",
        f"findings/a.csv:4: {same}第 3 行）。如属重复登记请删去。 [R010]",
        f"findings/b.csv:2: {same} findings/a.csv 第 3 行）。如属重复登记请删去。 [R010]",
    ]


def test_explain_names_the_file_of_a_finding(tmp_path: Path) -> None:
    done = run(delivered(tmp_path, {"findings/a.csv": f"{HEADER}\n{LATE}\n", "findings/b.csv": f"{HEADER}\n{PRAISE}\n"}), QUIET)
    said = str(explain(done.folder, "yi", "requests.lapses"))
    assert "findings/a.csv" in said
    assert "findings/b.csv" not in said


@pytest.mark.parametrize(
    ("files", "inputs", "expected"),
    [
        (
            ["findings/a.csv"],
            "findings/*.xlsx",
            "找不到数据文件：findings/*.xlsx；应为 findings 数据表。请补上文件，或改正 inputs.findings。 [A004]",
        ),
        (
            ["findings/a.csv", "findings.csv"],
            "",
            "同一输入表有两个文件：findings/、findings.csv。请只留一个，或在 inputs 中写明用哪一个。 [A026]",
        ),
        (["findings/a.csv"], "../f/*.csv", "路径在考核目录之外：../f/*.csv；应为考核目录之内的路径。请把文件放进考核目录。 [A005]"),
    ],
)
def test_places_that_cannot_be_used_are_told(tmp_path: Path, files: list[str], inputs: str, expected: str) -> None:
    folder = delivered(tmp_path, dict.fromkeys(files, HEADER), f"inputs: {{findings: '{inputs}'}}\n" if inputs else "")
    with pytest.raises(ProblemsFound) as error:
        read_assessment(folder)
    assert [sentence(problem).partition("inputs.findings: ")[2] for problem in error.value.problems] == [expected]


@pytest.mark.parametrize("inputs", ["", "inputs: {findings: findings.csv}\n"])
def test_one_file_is_no_part(tmp_path: Path, inputs: str) -> None:
    assessment = read_assessment(delivered(tmp_path, {"findings.csv": HEADER}, inputs))
    assert assessment.parts == {}
    assert assessment.inputs["findings"] == tmp_path / "findings.csv"


@pytest.mark.parametrize(
    ("file", "expected"),
    [(None, ("检查发现记录", "line 2")), ("findings/a.csv", ("检查发现记录", "findings/a.csv line 2"))],
)
def test_documents_say_the_register_and_the_file(file: str | None, expected: tuple[str, str]) -> None:
    row = {"event": "late_reply", "quantity": Decimal(1), "file": file, "line": 2}
    assert paper_place(finding_entry(row), "event") == expected
