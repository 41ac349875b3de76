"""What decided appeals change, for whom, and what stays as it came in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.commands.running import Run
from scoring.engine.database import Session
from scoring.explaining import explain
from scoring.finished.replaying import open_replay
from scoring.results.store import open_results
from tests.appeals import folder
from tests.appeals.folder import DISMISSED, FIGURE, LAPSE, LESS, MORE, PENDING, PLAN, UPHELD

ALL = (LAPSE, PLAN, FIGURE, LESS, MORE, DISMISSED, PENDING)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return folder.scored(tmp_path_factory.mktemp("appeals") / "mini", *ALL)


@pytest.fixture
def session(made: Run) -> Iterator[Session]:
    with open_results(made.folder) as opened:
        yield opened


def points(session: Session, unit: str, indicator: str) -> tuple[Any, ...]:
    ((found, reason),) = session.rows(f"select points, reason from points where unit_id = '{unit}' and indicator_id = '{indicator}'")
    return found, reason


def test_every_effect_is_scored_and_said(session: Session) -> None:
    # By hand: no lapse is left of one (20); the plan is there (10); 8 of 9 on time (35.5556); report 0 + 2.5; 1.5 off the total.
    end = "2017-04-20，领导小组：核实属实）。"
    assert points(session, "yi", "requests.lapses")[0] == Decimal(20)
    assert points(session, "yi", "requests.lapses")[1].endswith(f"超期答复经复核由1改为0（A-1，{end}")
    assert points(session, "bing", "support.plan")[0] == Decimal(10)
    assert points(session, "bing", "support.plan")[1].endswith(f"评分经复核由0改为1（A-2，{end}")
    assert points(session, "yi", "requests.on_time")[0] == Decimal("35.5556")
    assert points(session, "yi", "requests.on_time")[1].endswith("其中按时办结数由6更正为8（2017-04-20，领导小组：核实属实，复核A-3）。")
    assert points(session, "bing", "support.report")[0] == Decimal("2.5")
    assert points(session, "bing", "support.report")[1].endswith(f"得0分。另加2.5分（A-5，{end}共计2.5分。")
    assert points(session, "jia", "adjustment.down")[0] == Decimal("1.5")


def test_printed_terms_of_an_adjusted_total_add_up(session: Session) -> None:
    # 100 points of the tree, a bonus of 2 and 1.5 off by decision.
    ((base, bonus, penalty, total),) = session.rows("select base, bonus, penalty, total_exact from totals where unit_id = 'jia'")
    assert (base, bonus, penalty, total) == (Decimal(100), Decimal(2), Decimal("1.5"), Decimal("100.5"))


def test_the_effects_show_every_unit_before_and_after(session: Session) -> None:
    columns = "unit_id, total_before, total_after, rank_before, rank_after, grade_before, grade_after, moved_by"
    # bing: 20 of 60 applicable points before (33.33), 32.5 after (54.17); yi: 26.6667 + 14 + 28 + 10, then 35.5556 + 20 + 28 + 10.
    assert session.rows(f"select {columns} from appeal_effects order by ord") == [
        ("jia", Decimal(102), Decimal("100.5"), 1, 1, "优秀", "优秀", "own"),
        ("yi", Decimal("78.67"), Decimal("93.56"), 2, 2, "合格", "优秀", "own"),
        ("bing", Decimal("33.33"), Decimal("54.17"), 3, 3, "不合格", "不合格", "own"),
    ]


def test_before_and_after_are_the_runs_without_and_with_appeals(made: Run, unappealed: Run) -> None:
    with open_results(unappealed.folder) as session:
        plain = session.rows("select unit_id, total_exact, rank, grade from ranking order by unit_id")
    with open_results(made.folder) as session:
        before = session.rows("select unit_id, exact_before, rank_before, grade_before from appeal_effects order by unit_id")
        after = session.rows("select unit_id, exact_after, rank_after, grade_after from appeal_effects order by unit_id")
        ranking = session.rows("select unit_id, total_exact, rank, grade from ranking order by unit_id")
    assert (before, after) == (plain, ranking)


def test_what_came_in_is_not_edited(made: Run, session: Session) -> None:
    inputs = made.folder.parents[1]
    assert "yi,requests.lapses,late_reply,1" in (inputs / "findings.csv").read_text("utf-8")
    assert session.rows("select distinct value from facts where unit_id = 'yi' and metric = 'requests_closed_on_time'") == [(Decimal(6),)]
    changed = session.rows("select unit_id, mark, remark, file, line from records_marks where file is not null")
    assert changed == [("bing", Decimal(1), "经复核由0改评为1：核实属实", "appeals.csv", 3)]
    assert session.rows("select count(*) from appeals where not applied") == [(2,)]


def test_a_run_with_appeals_is_scored_again_from_its_own_tables(made: Run, session: Session) -> None:
    expected = session.rows("select unit_id, total_exact, rank from ranking order by unit_id")
    with open_replay(made.folder) as replay:
        replay.score()
        assert replay.session.rows("select unit_id, total_exact, rank from ranking order by unit_id") == expected


def test_units_below_are_pushed_by_the_appeal_of_another(tmp_path: Path) -> None:
    # bing is exempt from the report: its 10 of 30 points that apply become 30 of 30, above yi.
    exempt = {"unit_id": "bing", "indicator_id": "support.report", **UPHELD, "effect": "exemption"}
    made = folder.scored(tmp_path / "mini", PLAN, exempt)
    with open_results(made.folder) as session:
        rows = session.rows("select unit_id, rank_before, rank_after, decisions, moved, moved_by from appeal_effects order by ord")
        reason = points(session, "bing", "support.report")[1]
    assert rows == [("jia", 1, 1, 0, False, ""), ("yi", 2, 3, 0, True, "others"), ("bing", 3, 2, 2, True, "own")]
    assert reason == "合理缺项：核实属实（复核A-2），满分30分，不计入总分基数。"


def test_a_finding_that_nobody_had_registered_counts_from_its_appeal(tmp_path: Path) -> None:
    praise = {"unit_id": "yi", "indicator_id": "bonus.praise", **UPHELD, "effect": "finding", "event": "praise", "new": "2"}
    made = folder.scored(tmp_path / "mini", praise | {"evidence": "通报原件", "happened_on": "2016-11-02"})
    with open_results(made.folder) as session:
        assert points(session, "yi", "bonus.praise")[0] == Decimal(4)
        (row,) = session.records("select * from records_findings where unit_id = 'yi' and event = 'praise'")
    assert (row["evidence"], row["found_by"], row["file"]) == ("通报原件，经复核由0改为2：核实属实", "领导小组", "appeals.csv")


def test_undecided_and_dismissed_appeals_change_nothing(tmp_path: Path) -> None:
    made = folder.scored(tmp_path / "mini", DISMISSED, PENDING | {"effect": "points", "new": "50"})
    with open_results(made.folder) as session:
        tables = {name for (name,) in session.rows("select table_name from information_schema.tables")}
        assert session.rows("select total_printed from ranking where unit_id = 'jia'") == [(Decimal(102),)]
        assert session.rows("select appeal_id, decision, applied from appeals") == [("A-1", "dismissed", False), ("A-2", "pending", False)]
    assert not {"appeal_effects", "appeal_points"} & tables


def test_an_explanation_names_the_row_of_the_appeal(made: Run) -> None:
    found = explain(made.folder, "bing", "support.plan")
    assert found["indicators"][0]["sources"] == [
        {"what": "support.plan", "value": "1", "file": "appeals.csv", "locator": "line 3", "quote": "一组 经复核由0改评为1：核实属实"}
    ]


def test_what_a_decision_may_give_at_most_is_not_told_as_full_points(made: Run) -> None:
    from scoring.explaining.text import explanation_text

    found = explain(made.folder, "bing", "support.report")
    full = f"/{found['indicators'][0]['full']}"
    assert full in explanation_text(found)
    found["indicators"][0]["id"] = "adjustment.up"
    assert full not in explanation_text(found)


def test_sentences_of_a_large_run_speak_of_appeals_too(tmp_path: Path) -> None:
    from scoring.commands.running import Options, run

    made = run(folder.make(tmp_path / "mini", MORE, LESS), Options(documents=False, reasons="never"))
    (more,) = explain(made.folder, "bing", "support.report")["indicators"]
    (less,) = explain(made.folder, "jia", "adjustment.down")["indicators"]
    assert more["reason"].endswith("另加2.5分（A-1，2017-04-20，领导小组：核实属实）。共计2.5分。")
    assert less["reason"] == "裁量扣分1.5分，从总分中扣1.5分。"


def test_two_runs_give_the_same_bytes(made: Run, tmp_path: Path) -> None:
    again = folder.scored(tmp_path / "mini", *ALL)
    for name in ("appeals", "appeal_effects", "ranking"):
        assert (again.folder / "results" / f"{name}.parquet").read_bytes() == (made.folder / "results" / f"{name}.parquet").read_bytes()
    assert again.folder.name == made.folder.name
