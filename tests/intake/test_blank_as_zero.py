"""By convention many units leave the zeros of their tables blank; an office may say so, file by file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scoring.checks import run_checks
from scoring.commands.running import Options, run
from scoring.engine.database import Session
from scoring.intake.frames import Source, blanks_as_zero, report_frames
from scoring.intake.inputs.reading import read_inputs
from scoring.intake.reading import read_report
from scoring.problems import ProblemsFound, sentence
from scoring.results.store import open_results
from tests.intake.grids import footing
from tests.intake.six_sections import page, table_3
from tests.runs import mini


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """A report whose sums hold when its blanks are zeros."""
    values = {metric: ["" if value == 0 else str(value) for value in row] for metric, row in footing("2021").items()}
    path = tmp_path / "报告.html"
    path.write_text(page(table_3("2021", values)), "utf-8")
    return Source("U1", read_report(path, path.name))


def outcomes(source: Source, declared: list[str]) -> dict[str, int]:
    frames = report_frames([source], 2022)
    with Session() as session:
        for name, frame in frames.items():
            session.load(name, blanks_as_zero(frame, declared) if name == "facts" else frame)
        run_checks(session)
        return dict(session.rows("select outcome, count(*) from checks where check_id like 'T3%' group by outcome"))


def test_blanks_forbid_a_verdict_unless_the_office_says_that_they_are_zeros(source: Source) -> None:
    assert outcomes(source, [])["not_assessable"] > 0
    assert outcomes(source, ["S0001"]) == {"holds": 39}


def test_the_fact_stays_blank_and_says_what_was_done(source: Source) -> None:
    facts = blanks_as_zero(report_frames([source], 2022)["facts"], ["S0001"])
    blanks = facts.filter(facts["semantic"] == "blank")
    assert set(blanks["value"].to_list()) == {Decimal(0)}
    assert set(blanks["raw"].to_list()) == {""}
    assert all(quote.endswith("（空格按0计）") for quote in blanks["quote"])
    others = facts.filter(facts["semantic"] != "blank")
    assert not any(quote.endswith("（空格按0计）") for quote in others["quote"])


def test_the_declaration_is_yes_or_no(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit_id,name,grp\na,甲县,county\n", "utf-8")
    (tmp_path / "reports.csv").write_text("unit_id,file,blank_as_zero\na,a.html,也许\n", "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read_inputs(tmp_path)
    (problem,) = caught.value.problems
    assert sentence(problem) == "reports.csv:2: blank_as_zero: 取值不在允许范围内：也许；应为是、否。请改为其中之一。 [I027]"


def test_a_run_counts_the_blanks_of_declared_reports_only(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    for unit in ("jia", "yi"):
        path = folder / "reports" / f"{unit}.txt"
        path.write_text(path.read_text("utf-8").replace("传真申请数 | 件 | 0 |", "传真申请数 | 件 |  |"), "utf-8")
    (folder / "reports.csv").write_text(
        "unit_id,file,published_on,blank_as_zero\njia,jia.txt,2017-03-20,是\nyi,yi.txt,2017-04-02,\n", "utf-8"
    )
    with open_results(run(folder, Options(threads=1)).folder) as session:
        stated = session.rows("select unit_id, cast(value as integer), semantic from facts where metric = 'requests_fax' order by unit_id")
        checked = session.rows("select unit_id, outcome from checks where check_id = 'A1' order by unit_id")
    assert stated == [("bing", 0, "zero"), ("jia", 0, "blank"), ("yi", None, "blank")]
    assert checked == [("bing", "holds"), ("jia", "holds"), ("yi", "not_assessable")]
