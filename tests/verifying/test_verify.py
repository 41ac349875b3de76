"""``scoring verify``: what is the same is said to be the same, and what is not is named by its place."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from click.testing import CliRunner

import scoring
from scoring.cli import main
from scoring.files.output import digest
from scoring.finished.locating import read_manifest
from scoring.problems import sentence
from scoring.states.finalising import finalise
from scoring.states.moves import Decision
from scoring.verifying import Wanted, verify
from scoring.verifying.tables import compare_tables

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.verifying.model import Verified

QUICK = Wanted(recompute=False)


def command(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--lang", "zh", "verify", *map(str, words)])
    return done.exit_code, done.output


def codes(verified: Verified) -> list[str]:
    return [problem.code for problem in verified.problems]


def said(verified: Verified, code: str) -> str:
    return next(sentence(problem) for problem in verified.problems if problem.code == code)


def edit_database(run: Path, sql: str) -> None:
    with duckdb.connect(str(run / "results.duckdb")) as con:
        con.execute(sql)


def edit_parquet(run: Path, table: str, select: str) -> None:
    file = run / "results" / f"{table}.parquet"
    with duckdb.connect() as con:
        con.execute(f"create table changed as {select.format(table=f'read_parquet({str(file)!r})')}")
        con.execute(f"copy changed to {str(file)!r} (format parquet)")


def test_an_untouched_run_is_identical(mini_run: Path) -> None:
    before = {path: digest(path) for path in mini_run.rglob("*") if path.is_file()}
    code, text = command(mini_run)
    assert code == 0, text
    assert text.splitlines()[0] == f"核验 {mini_run}"
    assert text.splitlines()[-1] == "结论：一致"
    assert "逐字节核对" in text
    assert {path: digest(path) for path in mini_run.rglob("*") if path.is_file()} == before
    assert scoring.verify(mini_run, QUICK).status == "identical"


def test_a_changed_input_is_named_and_so_is_what_it_does(mini_run: Path) -> None:
    marks = mini_run.parent.parent / "marks.csv"
    was = digest(marks)
    marks.write_text(marks.read_text("utf-8").replace("bing,support.plan,一组,0", "bing,support.plan,一组,1"), "utf-8")
    verified = verify(mini_run)
    assert verified.status == "different"
    assert codes(verified)[0] == "V020"
    expected = (
        f"{marks}: 输入文件与运行时不同：{digest(marks)[:12]}；应为清单所记的 {was[:12]}…。请从备份中取回运行时的文件，或重新运行。 [V020]"
    )
    assert said(verified, "V020") == expected
    tables = [problem for problem in verified.problems if problem.code == "V010"]
    assert (tables[0].where, tables[0].found, tables[0].args["recomputed"]) == (
        "records_marks[line=4].mark",
        "0.0000000000",
        "1.0000000000",
    )
    points = next(problem for problem in tables if problem.where.startswith("points["))
    assert points.where == "points[unit_id=bing, indicator_id=support.plan].value"


def test_missing_and_new_inputs_are_named(mini_run: Path) -> None:
    folder = mini_run.parent.parent
    (folder / "exemptions.csv").rename(folder / "updates.csv")
    verified = verify(mini_run, QUICK)
    sha = digest(folder / "updates.csv")[:12]
    missing = f"{folder / 'exemptions.csv'}: 运行时的输入文件不见了；应为清单所记的 {sha}…。请从备份中取回。 [V021]"
    assert said(verified, "V021") == missing
    new = f"{folder / 'updates.csv'}: 有运行时没有的输入文件：{sha}。请移到别处，或重新运行。 [V022]"
    assert said(verified, "V022") == new


def test_inputs_that_score_no_more_end_in_their_own_problems(mini_run: Path) -> None:
    (mini_run.parent.parent / "units.csv").unlink()
    verified = verify(mini_run)
    assert [stage.name for stage in verified.stages if not stage.is_fine] == ["inputs", "recomputed"]
    assert "A004" in codes(verified)


def test_a_number_changed_in_the_database_is_found_by_its_row_and_column(mini_run: Path) -> None:
    edit_database(mini_run, "update ranking set total_printed = 99.99 where unit_id = 'yi'")
    verified = verify(mini_run)
    assert codes(verified)[0] == "V002"
    (found,) = (problem for problem in verified.problems if problem.code == "V010")
    assert found.file == str(mini_run / "results.duckdb")
    assert (found.where, found.found, found.args["rows"]) == ("ranking[unit_id=yi].total_printed", "99.9900", 1)
    said = f"结果表与重算不同（这张表共 1 行不同），此处是第一处：99.9900；应为重算所得的 {found.args['recomputed']}。 [V010]"
    assert sentence(found) == f"{found.file}: {found.where}: {said}"


def test_a_row_taken_out_of_a_table_is_missed(mini_run: Path) -> None:
    edit_parquet(mini_run, "points", "select * from {table} where unit_id <> 'jia'")
    found = next(problem for problem in verify(mini_run).problems if problem.code == "V010")
    assert (found.where, found.found) == ("points[unit_id=jia, indicator_id=bonus.praise]", "（没有这一行）")
    assert found.args["rows"] > 1


def test_a_column_of_another_type_is_told(mini_run: Path) -> None:
    edit_parquet(mini_run, "ranking", "select * replace (cast(rank as varchar) as rank) from {table}")
    found = next(problem for problem in verify(mini_run).problems if problem.code == "V010")
    assert (found.where, found.found, found.args["recomputed"]) == ("ranking.rank", "VARCHAR", "BIGINT")


def test_equal_rows_are_counted(tmp_path: Path) -> None:
    for name, values in (("a", "('x', 1), ('x', 1), ('y', null)"), ("b", "('x', 1), ('y', null)")):
        (tmp_path / name / "results").mkdir(parents=True)
        with duckdb.connect() as con:
            con.execute(f"copy (select * from (values {values}) as t(k, v)) to {str(tmp_path / name / 'results' / 'own.parquet')!r}")
    (found,), _ = compare_tables(tmp_path / "a", tmp_path / "b")
    assert (found.table, found.row, found.recorded, found.recomputed, found.rows) == ("own", "k=x, v=1", "", "（没有这一行）", 1)


def test_changed_missing_and_strange_files_are_three_findings(mini_run: Path) -> None:
    step = next((mini_run / "steps").iterdir())
    step.write_text("select 1", "utf-8")
    (mini_run / "criteria.yaml").unlink()
    (mini_run / "draft.txt").write_text("x", "utf-8")
    verified = verify(mini_run, QUICK)
    assert codes(verified) == ["V003", "V002", "V004"]
    assert said(verified, "V003") == f"{mini_run / 'criteria.yaml'}: 清单所记的输出文件不见了。请从备份中取回，或重新运行。 [V003]"
    assert said(verified, "V004") == f"{mini_run / 'draft.txt'}: 运行目录中有清单之外的文件。请移到别处。 [V004]"
    sha = next(entry["sha256"] for entry in read_manifest(mini_run)["outputs"] if entry["path"] == f"steps/{step.name}")
    changed = f"{step}: 输出文件在运行之后被改动：{digest(step)[:12]}；应为清单所记的 {sha[:12]}…。"
    assert said(verified, "V002") == f"{changed}请勿改动运行目录中的文件；要另行修改，请先复制到别处。 [V002]"


def edit_manifest(run: Path, change: dict[str, Any]) -> None:
    manifest = read_manifest(run)
    for key, value in change.items():
        manifest[key] = manifest[key] | value if isinstance(value, dict) else value
    (run / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_a_manifest_made_to_fit_is_not_the_one_of_the_runs_name(mini_run: Path) -> None:
    edit_manifest(mini_run, {"criteria": {"score_fingerprint": "0" * 64}})
    verified = verify(mini_run, QUICK)
    assert codes(verified) == ["V005", "V006"]
    assert said(verified, "V005").startswith(
        f"{mini_run / 'manifest.json'}: 清单与运行目录名中的校验码不符，清单可能被改动：{mini_run.name[-8:]}；应为 "
    )
    assert "criteria.score_fingerprint: 指标体系与运行时不同" in said(verified, "V006")
    assert said(verified, "V006").endswith("；应为 000000000000。 [V006]")


def test_other_versions_are_told_and_the_tables_compared_all_the_same(mini_run: Path) -> None:
    edit_manifest(mini_run, {"versions": {"duckdb": "1.9.9"}})
    run = mini_run.rename(mini_run.with_name("kept"))  # a name without a hash says nothing of the manifest
    verified = verify(run)
    assert verified.status == "same_results"
    now = scoring_version("duckdb")
    place = f"{run / 'manifest.json'}: versions.duckdb"
    assert [sentence(problem) for problem in verified.problems] == [
        f"{place}: 程序、版本、日历、字体或参数与运行时不同：{now}；应为 1.9.9。 [V007]"
    ]
    assert command(run)[0] == 0


def scoring_version(name: str) -> str:
    from importlib.metadata import version

    return version(name)


def test_bytes_that_differ_are_an_error_under_the_same_versions_only(mini_run: Path) -> None:
    manifest = read_manifest(mini_run)
    log = next(entry for entry in manifest["outputs"] if entry["path"] == "run.jsonl")
    (mini_run / "run.jsonl").write_text("{}\n", "utf-8")
    log["sha256"] = digest(mini_run / "run.jsonl")
    (mini_run / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    verified = verify(mini_run)
    assert codes(verified) == ["V011"]
    assert "文件的字节与重算不同" in said(verified, "V011")
    edit_manifest(mini_run, {"versions": {"duckdb": "1.9.9"}})
    verified = verify(mini_run.rename(mini_run.with_name("kept")))
    assert codes(verified) == ["V007", "V012"]
    assert "结果表相同，文件的字节与重算不同，因程序、版本或计算引擎已不是运行时的" in said(verified, "V012")


def test_without_inputs_the_outputs_are_verified_all_the_same(mini_run: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / mini_run.name
    shutil.copytree(mini_run, alone)
    (alone / "run.jsonl").unlink()
    assert codes(verify(alone)) == ["V003", "V001"]
    assert verify(alone, Wanted(inputs=mini_run.parent.parent, recompute=False)).stages[1].is_fine


def test_as_data(mini_run: Path) -> None:
    (mini_run / "run.jsonl").unlink()
    code, text = command(mini_run, "--quick", "--format", "json")
    data = json.loads(text)
    assert (code, data["status"]) == (1, "different")
    assert [stage["stage"] for stage in data["stages"]] == ["outputs", "inputs", "environment", "recomputed", "annex"]
    assert [stage["skipped"] for stage in data["stages"]] == [None, None, None, "quick", "no_circular"]
    assert data["stages"][0]["problems"][0]["code"] == "V003"


def test_what_is_no_run_is_a_problem(tmp_path: Path) -> None:
    code, text = command(tmp_path)
    assert code == 1
    assert "[A007]" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_long_lists_of_findings_are_cut_on_a_terminal(mini_run: Path, lang: str) -> None:
    shutil.rmtree(mini_run / "steps")
    text = CliRunner().invoke(main, ["--lang", lang, "verify", str(mini_run), "--quick"]).output
    assert text.count("[V003]") == 10
    assert (" 处" if lang == "zh" else "more") in text


def test_a_final_run_is_verified_from_its_own_archive(mini_run: Path) -> None:
    finalise(mini_run, Decision(dt.date(2017, 6, 1), "省政府办公厅", "未收到申诉"))
    shutil.rmtree(mini_run.parent.parent / "reports")
    verified = verify(mini_run)
    assert (verified.status, verified.inputs) == ("identical", mini_run / "inputs")
    marks = mini_run / "inputs" / "marks.csv"
    marks.chmod(0o644)
    marks.write_text(marks.read_text("utf-8").replace("未见方案", "没有方案"), "utf-8")
    assert said(verify(mini_run, QUICK), "V020").startswith(f"{marks}: 输入文件与运行时不同")
