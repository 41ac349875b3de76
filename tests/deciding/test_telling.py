"""What the command, the workbook and the page say of margins, and what they refuse."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.commands.running import Options, run
from scoring.deciding import making, margins
from scoring.deciding.ladders import limits
from scoring.documents.workbook.marginsheets import margin_tables
from scoring.engine.database import literal
from scoring.problems import ProblemsFound, sentence
from scoring.results.margins.model import DeciderRow, MarginRow, Margins, OrderPair
from tests.runs import mini

LATE = "如“年度报告公布日期”由2017-03-20改为"
ROW = MarginRow("县区", "jia", "甲河县", "2", "90.00", "优秀", "1", "0.40", "3", "0.00", "", "", "合格", "0.00")
DECIDER = DeciderRow("rank_up", "mark", "如“工作方案”评分由0改为1，总分由90.00变为95.00，由第2名变为第1名。", first=True)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = mini.make(tmp_path_factory.mktemp("mini"))
    with (folder / "assessment.yaml").open("a", encoding="utf-8") as file:
        file.write("margins: {deciders: true}\n")
    return run(folder, Options()).folder


def test_the_command_prints_distances_and_what_would_decide(finished: Path) -> None:
    said = CliRunner().invoke(main, ["--lang", "zh", "margins", str(finished)])
    assert said.exit_code == 0
    assert said.output.splitlines()[:6] == [
        "县区",
        "    1  甲河县  102.00  优秀",
        # Days after 31 March cost a point each: 24 put the unit behind 78.67, 13 below 90.
        f"       领先后一名23.33分，被超过即为第2名：{LATE}2017-04-24，总分由102.00变为78.00，由第1名变为第2名，等次由优秀变为合格。",
        f"       距降为合格还有12.00分：{LATE}2017-04-13，总分由102.00变为89.00，等次由优秀变为合格。",
        "    2  乙山县   78.67  合格",
        "       距第1名差23.33分",
    ]
    printed = CliRunner().invoke(main, ["margins", str(finished), "--format", "json", "--no-deciders"])
    found = json.loads(printed.output)
    assert [(row["unit_id"], row["rank_up"], row["to_rank_up"]) for row in found["units"]][:2] == [("jia", "", ""), ("yi", "1", "23.33")]


def test_a_run_keeps_tables_sheet_and_page(finished: Path) -> None:
    assert (finished / "results" / "margin_deciders.parquet").is_file()
    assert (finished / "results" / "rounding_pairs.parquet").is_file()
    page = (finished / "margins.html").read_text("utf-8")
    assert "足以改变的单项" in page
    for row in margins(finished).units:
        assert row.unit in page
        assert all(each.sentence in page for each in row.deciders if each.first)


def test_the_page_can_be_made_of_a_run_that_was_not_asked_for_it(finished: Path, tmp_path: Path) -> None:
    page = tmp_path / "核对单.html"
    said = CliRunner().invoke(main, ["margins", str(finished), "--no-deciders", "--page", str(page)])
    assert said.exit_code == 0
    assert "签发人" in page.read_text("utf-8")
    assert "足以改变的单项" not in page.read_text("utf-8")


def test_the_sheet_shows_what_would_decide_only_where_it_was_asked() -> None:
    pair = OrderPair("县区", "甲河县", "乙山县", ("at",), "甲河县与乙山县：现为甲河县在前；如改为总分取整，两者均为90.00，则两者并列。")
    asked = Margins((replace(ROW, deciders=(DECIDER,)),), (pair, replace(pair, choices=("on",))), searched=True)
    (name, columns, rows), (_, _, orders) = margin_tables(asked)
    assert (name, len(columns), len(rows[0])) == ("名次等次差距", 18, 18)
    assert rows[0][14] == DECIDER.sentence
    assert [row[3] for row in orders] == ["取整的环节"]
    ((_, columns, rows),) = margin_tables(Margins((ROW,)))
    assert (len(columns), rows[0][5:9]) == (14, ("1", "0.40", "3", "0.00"))
    assert margin_tables(Margins()) == []


def test_too_many_units_at_once_are_refused(finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(limits(), rows=100)
    monkeypatch.setattr(making, "limits", lambda: few)
    with pytest.raises(ProblemsFound) as error:
        margins(finished)
    (problem,) = error.value.problems
    changes = problem.args["changes"]
    assert sentence(problem, "zh") == (
        f"单位过多（3个），逐项试算共有{changes}种改动，一次算不完：3。请用 --unit 指定要看的单位，或用 --no-deciders 只看差距。 [S030]"
    )


def test_a_run_that_does_not_give_its_own_scores_is_not_spoken_of(finished: Path, tmp_path: Path) -> None:
    import shutil

    copy = shutil.copytree(finished, tmp_path / "mini")
    with duckdb.connect(str(copy / "results.duckdb")) as con:
        con.execute(f"update ranking set total_printed = 1 where unit_id = {literal('yi')}")
    with pytest.raises(ProblemsFound) as error:
        margins(copy)
    (problem,) = error.value.problems
    assert sentence(problem, "zh").endswith("用该次运行存下的数据重新计分，结果与该次运行不同：yi。请先用 scoring verify 查明原因。 [S031]")
