"""The analysis of a finished run: sentences, tables, variants, problems."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import openpyxl
import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.commands.analysing import _check_base, sensitivity
from scoring.commands.running import Options, run
from scoring.finished.replaying import open_replay
from scoring.problems import Problem, ProblemsFound, sentence
from scoring.results.robustness.normalising import normalised
from scoring.results.robustness.pools import without
from scoring.results.robustness.reading import read_groups
from scoring.results.store import open_results
from scoring.verifying.annex import check_annex
from tests.runs import mini

if TYPE_CHECKING:
    from scoring.commands.analysing import Analysis

CIRCULAR = """circular:
  issuer: 临江省人民政府办公厅
  number: 临政办发〔2017〕1号
  title: 关于考核结果的通报
  addressees: [各县]
  date: 2017-05-03
  annexes: [{group: county, title: 名次稳健性分析, content: robustness}]
"""
QUICK = {"draws": 100, "sobol": 0, "variants": (), "distributions": ("uniform",)}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    return run(mini.make(folder / "mini"), Options(documents=False)).folder


@pytest.fixture(scope="module")
def close(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose second and third are near to each other."""
    folder = mini.make(tmp_path_factory.mktemp("close") / "mini")
    reports = folder / "reports.csv"
    reports.write_text(reports.read_text("utf-8").replace("bing.txt,", "bing.txt,2017-04-08"), "utf-8")
    return run(folder, Options(documents=False)).folder


@pytest.fixture(scope="module")
def made(close: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Analysis, Path]:
    out = tmp_path_factory.mktemp("firm")
    return sensitivity(close, out, {"draws": 200, "sobol": 8, "range": "0.9"}), out


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_ranked_unit_has_its_interval_and_its_sentence(made: tuple[Analysis, Path], close: Path) -> None:
    analysis, out = made
    with open_results(close) as session:
        ranks = dict(session.rows("select unit_id, rank from ranking where rank is not null"))
    units = [unit for group in analysis.robustness.groups for unit in group.units]
    assert {unit.unit_id: unit.rank for unit in units} == ranks
    for unit in units:
        assert unit.best <= unit.low <= unit.median <= unit.high <= unit.worst
        assert unit.sentence.startswith("在权重±90%的200次模拟中，")
        assert abs(sum(share for _, share in unit.shares) - 1000) <= len(unit.shares)
    counted = rows(out, "robust_acceptability")
    assert sum(int(row["draws"]) for row in counted if row["unit_id"] == "yi") == 2 * 200


def test_all_kinds_of_variants_are_there_and_leave_one_out_moves_ranks(made: tuple[Analysis, Path]) -> None:
    found = rows(made[1], "robust_variants")
    assert {row["kind"] for row in found} == {
        "normalisation", "aggregation", "rounding", "missing", "not_applicable", "indicators", "sources"
    }  # fmt: skip
    assert {row["variant"] for row in found if row["kind"] == "sources"} == {"findings", "marks", "report"}
    assert {row["variant"] for row in found if row["kind"] == "indicators" and int(row["shift"])} == {"support.plan"}


def test_charts_and_page_are_written_for_every_group(made: tuple[Analysis, Path]) -> None:
    out = made[1]
    assert len(list((out / "charts").glob("*.svg"))) == 2
    page = (out / "sensitivity.html").read_text("utf-8")
    assert page.count("<svg") == 2
    assert "难分先后的单位" in page


def test_a_seed_gives_the_same_bytes_and_another_does_not(small: Path, tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        sensitivity(small, tmp_path / name, {**QUICK, "seed": seed, "range": "0.9"})
    one, same, other = ({file.name: file.read_bytes() for file in sorted((tmp_path / name).glob("*.*"))} for name in "abc")
    assert one == same
    assert {name for name in one if one[name] != other[name]} <= {
        "robust_acceptability.csv", "robust_acceptability.parquet", "robust_ranks.csv", "robust_ranks.parquet", "sensitivity.html"
    }  # fmt: skip


def test_weights_that_do_not_move_leave_every_rank(small: Path) -> None:
    units = sensitivity(small, None, {**QUICK, "range": "0"}).robustness.groups[0].units
    assert [unit.sentence for unit in units] == [f"在权重±0%的100次模拟中，名次始终为第{unit.rank}位。" for unit in units]


def test_what_is_left_out_gives_its_weight_to_the_others(small: Path) -> None:
    with open_replay(small) as replay:
        replay.score()
        (group,) = read_groups(replay.session, replay.plan)
        field = group.field()
        assert field.columns == ("requests.on_time", "requests.lapses", "support.report", "support.plan")
        weights = without(replay.plan.criteria, field, {"support.report"})
        assert weights is not None
        assert np.allclose(weights, np.array([40, 20, 0, 10]) * 100 / 70)
        assert without(replay.plan.criteria, field, set(field.columns)) is None


def test_other_scales() -> None:
    shares = np.array([[0.2, 0.6, 1.0, np.nan], [0.5, 0.5, 0.5, 0.5]])
    assert normalised(shares, "min_max")[0, :3].tolist() == [0, pytest.approx(0.5), 1]
    assert normalised(shares, "ranks")[0, :3].tolist() == [0, 0.5, 1]
    scored = normalised(shares, "z_score")[0, :3]
    assert scored.std() == pytest.approx(shares[0, :3].std())
    assert scored.mean() == pytest.approx(np.nanmean(shares))
    for how in ("min_max", "ranks", "z_score"):
        found = normalised(shares, how)
        assert np.isnan(found[0, 3])
        assert found[1].tolist() == shares[1].tolist()  # nothing tells its units apart


def test_the_command_prints_sentences_or_one_object(small: Path) -> None:
    said = CliRunner().invoke(main, ["--lang", "zh", "sensitivity", str(small), "--draws", "100", "--sobol", "0"])
    assert said.exit_code == 0, said.output
    assert "    1  甲河县\n       在权重±25%的100次模拟中，名次始终为第1位。\n" in said.stdout
    printed = CliRunner().invoke(main, ["sensitivity", str(small), "--draws", "100", "--sobol", "8", "--format", "json"])
    found: dict[str, Any] = json.loads(printed.stdout)
    assert found["status"] == "ok"
    assert len(found["groups"][0]["units"]) == 3
    assert found["groups"][0]["inputs"]


def said(problem: Problem) -> str:
    return sentence(problem, "zh")


def test_problems_are_sentences(small: Path, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        sensitivity(small, None, {**QUICK, "ranges": {"nothing": "0.1"}})
    assert [problem.code for problem in found.value.problems] == ["S005"]
    assert "指标体系中没有这个指标或模块" in said(found.value.problems[0])
    alone = mini.make(tmp_path / "mini")
    units = (alone / "units.csv").read_text("utf-8")
    for number in ("2", "3"):
        units = units.replace(f"county,{number},,,assessed", f"county,{number},,,not_ranked")
    (alone / "units.csv").write_text(units, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        sensitivity(run(alone, Options(documents=False)).folder, None, QUICK)
    assert [problem.code for problem in found.value.problems] == ["S002"]


def test_draws_of_something_else_are_refused() -> None:
    with pytest.raises(ProblemsFound) as found:
        _check_base([[("jia", 9134.0, 9133.0)], []], "run")
    assert [(problem.code, problem.where, problem.found) for problem in found.value.problems] == [("S001", "jia", "9133")]
    assert "9134（以公布分的末位为单位），共1个单位不一致" in said(found.value.problems[0])
    assert "不作权重模拟" in said(Problem("S003", "run", where="town"))
    assert "该口径下无法评分" in said(Problem("S004", "run", where="missing.zero"))


def test_a_run_whose_settings_ask_for_it_has_the_analysis_in_its_results(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    settings = folder / "assessment.yaml"
    drawn = "draws: 100, seed: 4, range: 90%, ranges: {support: 20%}, level: blocks, sobol: 8"
    section = f"sensitivity: {{{drawn}, distributions: [dirichlet], variants: [missing]}}\n"
    settings.write_text(settings.read_text("utf-8") + section + CIRCULAR, "utf-8")
    (folder / "circular.html.j2").write_text("<p>考核结果见附件。</p>", "utf-8")
    finished = run(folder)
    assert finished.results is not None
    assert finished.results.robustness is not None
    again = sensitivity(finished.folder, tmp_path / "again")
    assert again.robustness == finished.results.robustness  # what is asked of a run later is what its settings asked for
    assert "一级指标的权重在规定幅度内变动，按狄利克雷分布模拟100次（随机数种子4）" in again.robustness.note
    weights = {row["node_id"]: (row["low"], row["high"]) for row in rows(tmp_path / "again", "robust_weights")}
    assert weights == {"requests": ("6.0000", "114.0000"), "support": ("32.0000", "48.0000")}
    with open_results(finished.folder) as session:
        assert session.rows("select count(*) from robust_ranks") == [(3,)]
    book = openpyxl.load_workbook(finished.folder / "results.xlsx")
    assert set(book.sheetnames) >= {"名次稳健性", "其他口径的名次", "名次影响因素"}
    assert again.robustness.note in [row[1].value for row in book["说明"].iter_rows()]
    page = (finished.folder / "sensitivity.html").read_text("utf-8")
    assert page.count("<svg") == 2
    assert finished.results.score_fingerprint in page
    assert (finished.folder / "charts" / "county-intervals.svg").is_file()
    check_printed_annex(finished.folder)


def check_printed_annex(folder: Path) -> None:
    """Every number of the printed annex is one of the stored analysis; of another analysis it is not."""
    circular = folder / "circular.pdf"
    stage = check_annex(folder, circular)
    assert (stage.problems, stage.checked) == ([], 15)  # rank, median, interval of three units; five in the notes, and the fingerprint
    with duckdb.connect(folder / "results.duckdb") as stored:
        stored.execute("update robust_ranks set median = 9, high = 9 where unit_id = 'jia'")
    problems = check_annex(folder, circular).problems
    assert [(problem.code, problem.where, problem.found, problem.args["derived"]["zh"]) for problem in problems] == [
        ("V025", "附件[甲河县].中位名次", "1", "9"),
        ("V025", "附件[甲河县].名次区间", "1", "1—9"),
    ]


def test_settings_that_cannot_be_are_told_with_their_place(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    settings = folder / "assessment.yaml"
    wrong = "sensitivity: {draws: 10, range: 300%, level: leaves, separable: 40%, ranges: {suport: 20%}, drows: 1}\n"
    settings.write_text(settings.read_text("utf-8") + wrong, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        run(folder)
    assert sorted((problem.code, problem.where) for problem in found.value.problems) == [
        ("C003", "sensitivity.drows"),
        ("C006", "sensitivity.draws"),
        ("C006", "sensitivity.range"),
        ("C006", "sensitivity.separable"),
        ("C007", "sensitivity.level"),
    ]
    settings.write_text(settings.read_text("utf-8").replace(wrong, "sensitivity: {ranges: {suport: 20%}}\n"), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        run(folder)
    assert [(problem.code, problem.found) for problem in found.value.problems] == [("D090", "suport")]
