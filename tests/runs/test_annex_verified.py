"""The printed annex is read off the PDF and every number of it derived again; what was changed is found where it stands."""

from __future__ import annotations

import functools
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pytest
import yaml

from scoring.finished.rendering import Wanted as Rendered
from scoring.finished.rendering import render_run
from scoring.problems import sentence
from scoring.results.store import open_results
from scoring.verifying import Wanted, verify
from scoring.verifying.annex import checking
from scoring.verifying.annex.reading import read_annexes, unit_rows
from scoring.verifying.derived import derive_scores
from scoring.verifying.derived.stored import read_stored
from tests.runs.conftest import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scoring.commands.running import Run
    from scoring.verifying.model import Stage

# One circular with an annex of every shape: ties and full points in heads, first ranks, grades and bands counted, two
# halves, terms, grade by grade, single indicators.
SHAPES = [
    {"group": "city", "title": "甲", "ties": True, "full_points": "heads"},
    {"group": "department", "title": "乙", "show": "top", "top": 10, "columns": "total"},
    {"groups": ["city", "department"], "title": "丙", "show": "counts"},
    {"groups": ["city", "department"], "title": "丁", "show": "counts", "bands": [90, 80, 70]},
    {"group": "city", "title": "戊", "show": "counts"},
    {"groups": ["city", "department"], "title": "己", "units_per_row": 2, "columns": "total", "remarks": False},
    {"groups": ["city", "department"], "title": "庚", "columns": "components"},
    {"group": "department", "title": "辛", "show": "grades", "units_per_row": 2},
    {"group": "city", "title": "壬", "columns": ["disclosure", "disclosure.guide"], "sort": "order"},
]
UNITS_LISTED = [15, 10, 0, 0, 0, 45, 45, 30, 15]


def annex(run: Path, circular: Path | None = None) -> Stage:
    (stage,) = verify(run, Wanted(annex_only=True, circular=circular)).stages
    return stage


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    """Every PDF is taken apart once for all tests of this file, which takes longer than everything else in them."""
    once = functools.cache(read_annexes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "read_annexes", lambda file: once(file.resolve()))
        yield


@pytest.fixture(scope="module")
def shapes(example_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A circular of the example with an annex of every shape."""
    folder = tmp_path_factory.mktemp("shapes")
    settings = yaml.safe_load((EXAMPLE / "assessment.yaml").read_text("utf-8"))
    settings["circular"]["annexes"] = SHAPES
    (folder / "assessment.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    render_run(example_run.folder, folder / "drafts", Rendered(("circular",), settings=folder / "assessment.yaml"))
    return folder / "drafts" / "circular.pdf"


@pytest.fixture
def changed(example_run: Run, tmp_path: Path) -> Path:
    """The results of the example, without its documents, in which the points of an indicator are changed."""
    run = tmp_path / "changed"
    run.mkdir()
    for name in ("manifest.json", "results.duckdb", "criteria.yaml"):
        shutil.copy(example_run.folder / name, run / name)
    (run / "circular.pdf").symlink_to(example_run.folder / "circular.pdf")
    with duckdb.connect(str(run / "results.duckdb")) as con:
        con.execute("update points set points = points + 1 where unit_id = 'keji' and indicator_id = 'disclosure.guide'")
    return run


def test_every_number_of_the_annexes_follows_from_the_points(example_run: Run) -> None:
    stage = annex(example_run.folder)
    assert [sentence(problem) for problem in stage.problems] == []
    # 15 cities and 30 departments with rank, five blocks, bonus and total; one department has none of bonus and rank; then notes.
    assert stage.checked > 45 * 8


def test_scores_ranks_and_grades_are_derived_without_the_engine(example_run: Run) -> None:
    with open_results(example_run.folder) as session:
        derived = derive_scores(read_stored(example_run.folder, session))
        rows = session.rows("select unit_id, total_exact, total_printed, rank, tied_with, grade from ranking order by unit_id")
        nodes = session.rows("select unit_id, node_id, points from node_scores where depth > 0 order by unit_id, ord")
    found = {
        unit: (score.exact, score.printed, score.place.rank, score.place.sharing, score.place.grade)
        for unit, score in derived.scores.items()
    }
    assert found == {unit: tuple(rest) for unit, *rest in rows}
    assert len(found) == 45
    assert [(unit, node, derived.scores[unit].points[node]) for unit, node, _ in nodes] == nodes


def test_an_annex_of_every_shape_is_read_and_derived(example_run: Run, shapes: Path) -> None:
    printed = checking.read_annexes(shapes)  # type: ignore[attr-defined]  # the one that takes a PDF apart once
    assert [len([*unit_rows(found)]) for found in printed] == UNITS_LISTED
    stage = annex(example_run.folder, shapes)
    assert [sentence(problem) for problem in stage.problems] == []
    assert stage.checked > 500


def test_points_that_were_changed_show_in_every_number_that_hangs_on_them(changed: Path) -> None:
    found = {(problem.where, problem.found): problem for problem in annex(changed).problems}
    own = {where.rpartition(".")[2] for where, _ in found if where.startswith("附件2[省科技厅]")}
    assert own == {"名次", "主动公开", "总分"}
    assert {where for where, _ in found if "省审计厅" in where} == {"附件2[省审计厅].名次"}
    problem = next(problem for (where, _), problem in found.items() if where == "附件2[省科技厅].主动公开")
    raised = str(Decimal(problem.found) + 1)
    words = f"通报附件中的这一处与由各指标得分推得的不符：{problem.found}；应为 {raised}。请核对这份通报是否由这次运行制成。 [V025]"
    assert sentence(problem) == f"{changed / 'circular.pdf'}:{problem.line}: 附件2[省科技厅].主动公开: {words}"


def test_counts_shares_and_lists_of_the_first_follow_too(changed: Path, shapes: Path) -> None:
    with duckdb.connect(str(changed / "results.duckdb")) as con:
        con.execute("update points set points = 0 where unit_id = 'minzheng'")
    problems = annex(changed, shapes).problems
    assert {"附件3[优秀].单位数", "附件3[优秀].占比", "附件4[90分及以上].单位数", "附件2[省民政厅].名次"} <= {
        problem.where for problem in problems
    }
    # It is no longer among the first ten, and yet it is listed.
    assert any(problem.where == "附件2[省民政厅].名次" and problem.found == "10" for problem in problems)


def test_a_note_with_another_number_is_found(changed: Path) -> None:
    with duckdb.connect(str(changed / "results.duckdb")) as con:
        con.execute("update run set value = '\"' || repeat('0', 64) || '\"' where key = 'score_fingerprint'")
        con.execute("update points set points = 1 where unit_id = 'lanshan' and indicator_id = 'disclosure.gazette'")
    found = {(problem.where, problem.found) for problem in annex(changed).problems}
    assert {"附件1[①].注", "附件2[注].校验码"} <= {where for where, _ in found}


def test_a_unit_that_the_annex_leaves_out_is_missed(changed: Path) -> None:
    with duckdb.connect(str(changed / "results.duckdb")) as con:
        con.execute("create table added as select * from units where unit_id = 'keji'")
        con.execute("update added set unit_id = 'neu', name = '临江省新设局', short_name = '省新设局'")
        con.execute("insert into units select * from added")
    assert "附件2[省新设局].单位" in {problem.where for problem in annex(changed).problems}


def test_a_column_that_nothing_derives_is_told(changed: Path) -> None:
    criteria = (changed / "criteria.yaml").read_text("utf-8")
    (changed / "criteria.yaml").write_text(criteria.replace("title: 政策解读", "title: 政策说明"), "utf-8")
    problem = next(problem for problem in annex(changed).problems if problem.where == "附件1[青屏市].政策解读")
    words = "通报附件中的这一处与由各指标得分推得的不符：14.78；应为可由结果推得的内容。请核对这份通报是否由这次运行制成。 [V025]"
    assert sentence(problem) == f"{changed / 'circular.pdf'}:6: 附件1[青屏市].政策解读: {words}"


def test_a_run_of_another_version_is_told(changed: Path) -> None:
    with duckdb.connect(str(changed / "results.duckdb")) as con:
        con.execute("drop table screened")
    assert [problem.code for problem in annex(changed).problems] == ["A028"]


def test_what_is_no_pdf_and_what_has_no_annex_are_told(example_run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("not a PDF", "utf-8")
    (problem,) = annex(example_run.folder, tmp_path / "text.pdf").problems
    assert problem.code == "V026"
    sheet = next((example_run.folder / "feedback").glob("*.pdf"))
    (problem,) = annex(example_run.folder, sheet).problems
    words = "通报中没有读到附件的表格；应为至少一个附件，其表格有“单位”或“等次”“得分”一栏。请确认文件是本系统制作的通报。 [V027]"
    assert sentence(problem) == f"{sheet}: {words}"
