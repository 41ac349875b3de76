"""What is wrong in figures.yaml is said all at once, each thing once."""

from __future__ import annotations

import csv
from contextlib import chdir
from pathlib import Path

import duckdb
from click.testing import CliRunner

from scoring.cli import main
from scoring.commands.running import Run
from scoring.results.figures import KINDS
from tests.repository import ROOT
from tests.runs import mini

FIGURES = """figures:
  average: {mean: county, digits: 1.5}
  first: {rank_list: county, first: 2.5}
  last: {rank_list: county, last: 0}
  lost: {count: requests.laps, when: lost}
  unclear: {digits: 2}
"""
UNCLEAR = (
    f"6: figures.unclear: 数字的种类不明：digits；应为 {'、'.join(KINDS)} 中恰好一个。"
    "请写成如 disclosed: {sum: proactive_disclosed_total}。 [F001]"
)


def test_every_fault_is_said_once(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    (folder / "figures.yaml").write_text(FIGURES, "utf-8")
    result = CliRunner().invoke(main, ["--lang", "zh", "run", str(folder), "--no-documents"])
    assert result.exit_code == 1
    said = [line.partition("figures.yaml:")[2] for line in result.output.splitlines() if "figures.yaml:" in line]
    assert said == [
        "2: figures.average.digits: 不是整数：1.5；应为整数。请写成整数，如 1。 [C015]",
        "3: figures.first.first: 不是整数：2.5；应为整数。请写成整数，如 2。 [C015]",
        "4: figures.last.last: 数值超出允许范围：0；应为≥1。请改为范围内的数。 [C006]",
        "5: figures.lost.count: 指标体系中没有这个指标：requests.laps。是否想写 requests.lapses。 [F002]",
        UNCLEAR,
    ]


def test_the_query_of_the_page_lists_the_addends_of_a_sum(example_run: Run) -> None:
    page = (ROOT / "docs" / "figures.md").read_text("utf-8")
    query = page.partition('duckdb.sql("""')[2].partition('""")')[0]
    with chdir(example_run.folder):
        rows = duckdb.execute(query).fetchall()
    with (example_run.folder / "figures.csv").open(encoding="utf-8-sig") as file:
        (told,) = [row for row in csv.DictReader(file) if row["名称"] == "disclosed"]
    assert (str(int(sum(row[1] for row in rows))), str(len(rows))) == (told["准确值"], told["有数据单位"])
    assert sorted(row[3] for row in rows) == told["来源文件"].split("、")
