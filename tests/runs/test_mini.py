"""Whole runs of a small assessment: what comes out, what stops it, and that earlier output stays."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.files import passing
from scoring.results.store import open_results
from tests.runs import mini


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return mini.make(tmp_path / "mini")


def scoring(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, args)])


def run(folder: Path, *args: str) -> Path:
    """Run without documents; the run's folder."""
    result = scoring("run", folder, "--no-documents", "--format", "json", *args)
    assert result.exit_code == 0, result.output
    return Path(json.loads(result.stdout.splitlines()[-1])["run"])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_scores_add_up(mini_scored: Path) -> None:
    with open_results(next((mini_scored / "out").iterdir())) as session:
        rows = {row["unit_id"]: row for row in session.records("select * from ranking inner join totals using (unit_id)")}
    # jia: 40 + 20 + 30 + 10, bonus 2; yi: 40*6/9 + 14 + 28 + 10; bing: 0/0 does not apply: (20 + 0 + 0) * 100/60.
    assert [(rows[unit]["base"], rows[unit]["bonus"]) for unit in ("jia", "yi", "bing")] == [
        (Decimal(100), Decimal(2)),
        (Decimal("78.6667"), Decimal(0)),
        (Decimal("33.3333"), Decimal(0)),
    ]
    assert [(rows[unit]["rank"], rows[unit]["grade"]) for unit in ("jia", "yi", "bing")] == [(1, "优秀"), (2, "合格"), (3, "不合格")]
    assert rows["yi"]["margin_to_next_rank"] == Decimal("23.33")


def test_a_run_has_the_declared_files(folder: Path) -> None:
    found = contents(run(folder))
    assert {"manifest.json", "results.duckdb", "run.jsonl", "criteria.yaml", "results/points.parquet", "results/ranking.parquet"} <= set(
        found
    )
    manifest = json.loads(found["manifest.json"])
    assert {item["path"] for item in manifest["outputs"]} == set(found) - {"manifest.json"}
    assert {item["path"] for item in manifest["inputs"]} >= {"units.csv", "reports/jia.txt", "assessment.yaml"}


def test_same_inputs_give_same_bytes(folder: Path) -> None:
    first = contents(run(folder, "--out", str(folder / "one"), "--threads", "1"))
    second = contents(run(folder, "--out", str(folder / "two"), "--threads", "2", "--jobs", "2"))
    assert first == second


def test_a_changed_input_gives_another_run(folder: Path) -> None:
    first = run(folder)
    marks = folder / "marks.csv"
    marks.write_text(marks.read_text("utf-8").replace("一组,0", "一组,1"), "utf-8")
    assert run(folder) != first
    assert first.is_dir()


def test_explain_goes_down_to_the_quote(mini_run: Path) -> None:
    finished = mini_run
    text = scoring("explain", finished, "乙山县", "requests").stdout
    assert "按时办结率6÷9=66.67%，目标100%，满分40分，得26.6667分。" in text
    assert "requests_closed_on_time = 6  reports/yi.txt" in text
    assert "late_reply = 1  findings.csv  line 2  “2016-05-06 台账第3号 考核组”" in text
    data = json.loads(scoring("explain", finished, "bing", "--format", "json").stdout)
    assert data["indicators"][0]["outcome"] == "not_applicable"
    assert "申请办结数为0" in data["indicators"][0]["reason"]


def test_explain_names_the_nearest_unit(mini_run: Path) -> None:
    result = scoring("explain", mini_run, "甲河")
    assert result.exit_code == 1
    assert "甲河县" in result.stderr
    assert "[A008]" in result.stderr


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return change


def write(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda folder: void((folder / name).write_bytes(data))


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def void(_value: Any) -> None:
    """A change returns nothing."""


BROKEN: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "no criteria": (remove("criteria.yaml"), ["assessment.yaml:3: criteria", "criteria.yaml", "[A003]"]),
    "no assessment.yaml": (remove("assessment.yaml"), ["[A002]", "scoring init"]),
    "no units": (remove("units.csv"), ["[A004]", "units"]),
    "unknown unit in a table": (edit("findings.csv", "yi,requests", "ji,requests"), ["findings.csv:2", "ji", "[I026]"]),
    "unit without a report's owner": (write("reports/丁沟县.txt", "丁沟县".encode()), ["丁沟县.txt", "[A013]"]),
    "registered report missing": (remove("reports/yi.txt"), ["reports.csv:3: file", "yi.txt", "[A011]"]),
    "a report for two units": (edit("reports.csv", "yi.txt", "jia.txt"), ["reports.csv:3: file", "jia.txt", "[A012]"]),
    "a report that cannot be read": (write("reports/yi.txt", b"\x00\x01\x02" * 50), ["reports/yi.txt", "[A010]"]),
    "an empty report": (write("reports/yi.txt", b""), ["reports/yi.txt", "[A010]"]),
    "duplicate unit": (edit("units.csv", "yi,乙山县人民政府", "jia,乙山县人民政府"), ["units.csv:3", "jia", "[I"]),
    "impossible date": (edit("reports.csv", "2017-04-02", "2017-02-30"), ["reports.csv:3", "published_on", "2017-02-30", "[I"]),
    "missing column": (
        edit("marks.csv", "unit_id,indicator_id,marker,mark,remark", "unit_id,indicator_id,marker,points,remark"),
        ["marks.csv", "mark", "[I"],
    ),
    "unknown group": (edit("units.csv", "甲河县,county", "甲河县,city"), ["units.csv:2", "city", "[M003]"]),
    "unknown indicator": (edit("marks.csv", "jia,support.plan", "jia,support.plam"), ["marks.csv:2", "support.plan", "[R001]"]),
    "unknown event": (edit("findings.csv", "late_reply", "late_replies"), ["findings.csv:2", "late_reply", "[R002]"]),
    "event of another indicator": (
        edit("findings.csv", "requests.lapses,late_reply", "requests.lapses,praise"),
        ["findings.csv:2", "[R003]"],
    ),
    "nothing happened": (edit("findings.csv", "late_reply,1", "late_reply,0"), ["findings.csv:2", "[R004]"]),
    "mark out of range": (edit("marks.csv", "一组,0", "一组,3"), ["marks.csv:4: mark", "1（有）", "[R005]"]),
    "two marks": (edit("marks.csv", "bing,support.plan,一组", "yi,support.plan,二组"), ["marks.csv:4", "[R006]"]),
    "bonus without evidence": (edit("findings.csv", "通报复印件", ""), ["findings.csv:3: evidence", "[R009]"]),
    "blank mark": (edit("marks.csv", "一组,0", "一组,"), ["marks.csv:4: mark", "[I028]"]),
    "missing mark": (edit("marks.csv", "bing,support.plan,一组,0,未见方案\n", ""), ["bing support.plan", "工作方案", "[M001]"]),
    "broken criteria": (edit("criteria.yaml", "points: 60", "points: 61"), ["criteria.yaml:21", "[C021]"]),
    "input outside the folder": (edit("assessment.yaml", "id: mini", "id: mini\ninputs: {units: ../units.csv}"), ["[A005]"]),
    "id that is a path": (edit("assessment.yaml", "id: mini", "id: ../../evil"), ["assessment.yaml:1: id", "../../evil", "[A014]"]),
    "the report of another unit": (edit("reports/yi.txt", "乙山县", "甲河县"), ["reports/yi.txt", "甲河县", "[A015]"]),
    "two reports of one unit": (
        lambda folder: void((folder / "reports" / "乙山县.txt").write_bytes((folder / "reports" / "yi.txt").read_bytes())),
        ["yi", "乙山县.txt", "[A016]"],
    ),
    "a report of another year": (edit("reports/yi.txt", "2016年", "2015年"), ["reports/yi.txt", "2015", "[A017]"]),
    "no report": (
        lambda folder: void((remove("reports/yi.txt")(folder), edit("reports.csv", "yi,yi.txt,2017-04-02\n", "")(folder))),
        ["units.csv:3: yi", "乙山县", "[A018]"],
    ),
    "no table of findings": (remove("findings.csv"), ["findings.csv", "只有表头", "[A019]"]),
    "unknown key in assessment.yaml": (edit("assessment.yaml", "date:", "dates:"), ["assessment.yaml:4", "date", "[C003]"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_bad_input_stops_and_leaves_earlier_output(mini_run: Path, name: str) -> None:
    change, words = BROKEN[name]
    out = mini_run.parent
    folder = out.parent
    before = contents(out)
    change(folder)
    result = scoring("run", folder, "--no-documents")
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    for word in words:
        assert word in result.stderr
    assert "没有计分" in result.stderr
    assert contents(out) == before


def test_many_problems_are_shown_at_once(folder: Path) -> None:
    edit("criteria.yaml", "points: 60", "points: 61")(folder)
    edit("units.csv", "assessed,\nyi", "asessed,\nyi")(folder)
    result = scoring("run", folder, "--no-documents", "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout.splitlines()[-1])["problems"]
    assert len({problem["file"] for problem in problems}) == 2
    assert all(problem["message"] and problem["code"] for problem in problems)


def test_check_scores_nothing(folder: Path) -> None:
    result = scoring("check", folder)
    assert result.exit_code == 0, result.output
    assert "没有计分" in result.stdout
    assert sorted(path.name for path in (folder / "out").rglob("*")) == ["checks.csv", "checks.html", "mini-check"]


def test_an_interrupted_run_leaves_nothing_half_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring.commands import running

    run(folder)
    before = contents(folder / "out")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "_write_log", fail)
    with pytest.raises(KeyboardInterrupt):
        running.run(folder, running.Options(documents=False))
    assert contents(folder / "out") == before


def test_a_later_run_clears_up_after_a_killed_one(folder: Path) -> None:
    finished = run(folder)
    before = contents(finished)
    out = folder / "out"
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True, text=True
    ).stdout.strip()
    (out / f".{finished.name}.{dead}.part" / "results").mkdir(parents=True)
    living = out / f".another-run.{os.getpid()}.part"
    living.mkdir()
    lock = passing.hold(living)  # a process that still runs holds what it makes
    finished.rename(out / f".{finished.name}.old")  # killed between the two renames
    assert run(folder) == finished
    assert contents(finished) == before
    assert sorted(path.name for path in out.iterdir()) == sorted([finished.name, living.name])
    passing.let_go(lock)


def test_a_killed_run_leaves_the_earlier_one_whole(folder: Path) -> None:
    """The process is killed at moments all over a run; afterwards there is the old run or the new one, complete."""
    finished = run(folder)
    before = contents(finished)
    command = [sys.executable, "-m", "scoring", "run", str(folder), "--no-documents"]
    for wait in (0.2, 0.5, 0.7, 0.9, 1.1):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(wait)
        process.kill()
        process.wait()
        survivors = [path for path in (folder / "out").iterdir() if not path.name.endswith((".part", ".lock"))]
        assert {contents(path) == before for path in survivors} == {True}
    assert contents(run(folder)) == before
    assert [path.name for path in (folder / "out").iterdir()] == [finished.name]


def test_a_place_that_cannot_be_written_is_said(folder: Path) -> None:
    (folder / "blocked").write_text("a file, not a folder", "utf-8")
    result = scoring("run", folder, "--no-documents", "--out", folder / "blocked")
    assert result.exit_code == 1
    assert "[A006]" in result.stderr


def test_init_makes_a_folder_that_can_be_filled(tmp_path: Path) -> None:
    made = scoring("init", tmp_path / "new", "--criteria", "openness-2016")
    assert made.exit_code == 0, made.output
    assert (tmp_path / "new" / "assessment.yaml").is_file()
    again = scoring("init", tmp_path / "new", "--criteria", "openness-2016")
    assert again.exit_code == 1
    assert "[A009]" in again.stderr
    checked = scoring("run", tmp_path / "new", "--no-documents")
    assert "Traceback" not in checked.output


def test_the_guide_says_which_tables_these_criteria_do_not_use(tmp_path: Path) -> None:
    unused = "每个单位每项一行：\n（本指标体系没有这类内容，表中只留表头。）"
    for pack, expected in (("openness-tables-2021", True), ("openness-2016", False)):
        scoring("init", tmp_path / pack, "--criteria", pack)
        page = (tmp_path / pack / "填写说明.md").read_text("utf-8")
        assert (unused in page) is expected
        assert "## updates 栏目更新\n\n（本指标体系没有这类内容，表中只留表头。）" in page
        assert ("有的指标要与2015年比较：各单位2015年的报告也放入并登记" in page) is (pack == "openness-2016")


def test_nobody_to_assess_is_said_once(folder: Path) -> None:
    for name, text in mini.TABLES.items():
        (folder / f"{name}.csv").write_text(text.splitlines()[0] + "\n", "utf-8")
    for report in (folder / "reports").iterdir():
        report.unlink()
    result = scoring("run", folder, "--no-documents")
    assert result.exit_code == 1
    assert "[A020]" in result.stderr


def test_a_finding_entered_twice_is_warned_about(folder: Path) -> None:
    edit("findings.csv", "考核组\njia", "考核组\nyi,requests.lapses,late_reply,1,2016-05-06,台账第3号,考核组\njia")(folder)
    result = scoring("run", folder, "--no-documents")
    assert result.exit_code == 0
    assert "findings.csv:3: event" in result.stderr
    assert "[R010]" in result.stderr
    assert scoring("run", folder, "--no-documents", "--strict").exit_code == 1


def test_a_finished_run_is_not_rendered_over(folder: Path) -> None:
    finished = run(folder)
    before = contents(finished)
    result = scoring("render", finished, "--out", finished)
    assert (result.exit_code, "[A022]" in result.stderr) == (1, True)
    assert contents(finished) == before


@pytest.mark.parametrize("memory", ["foo", "1KB"])
def test_a_memory_limit_that_cannot_be_is_said(folder: Path, memory: str) -> None:
    result = scoring("run", folder, "--no-documents", "--memory", memory)
    assert result.exit_code == 1
    assert "[A023]" in result.stderr
    assert "Traceback" not in result.output


def test_a_damaged_run_is_said(folder: Path) -> None:
    finished = run(folder)
    (finished / "results.duckdb").write_bytes(b"no database")
    result = scoring("explain", finished, "jia")
    assert (result.exit_code, "[A007]" in result.stderr) == (1, True)


def test_wrong_usage_exits_with_two(folder: Path) -> None:
    assert scoring("run").exit_code == 2
    assert scoring("run", folder, "--format", "xml").exit_code == 2
