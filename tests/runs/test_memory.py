"""A memory limit is obeyed; what memory does not take goes to a folder of choice; what is not enough is said; the peak is reported."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.engine.database import Session
from scoring.machine import limits
from scoring.machine.limits import in_bytes
from scoring.problems import ProblemsFound, sentence
from scoring.results.store import write_tables
from tests.repository import ROOT
from tests.runs import mini

ROWS, SORTED = 1_000_000, "select i, hash(i) as h from range({rows}) as t(i) order by h"


def scoring(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, args)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return mini.make(tmp_path / "mini")


@pytest.mark.parametrize(
    ("size", "count"),
    [("2GB", 2_000_000_000), ("500 mb", 500_000_000), ("1.5GiB", 1_610_612_736), ("2G", None), ("50%", None), ("-1", None), ("", None)],
)
def test_a_size_is_a_number_and_a_unit(size: str, count: int | None) -> None:
    assert in_bytes(size) == count


def test_wrong_sizes_and_folders_are_refused_together_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = scoring("run", tmp_path / "no such assessment", "--memory", "1MB", "--spill", tmp_path / "file")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:2] == [
        "--memory: 内存上限写法不对或太小：1MB；应为如 2GB、500MB。请改写 --memory。 [A023]",
        f"{tmp_path / 'file'}: --spill: 暂存文件夹不能使用：Not a directory；应为已有的、可写的文件夹。请改写 --spill。 [A032]",
    ]


def test_what_memory_does_not_take_goes_to_the_folder_of_choice_and_is_gone_afterwards(tmp_path: Path) -> None:
    with Session(threads=1, memory="64MB", spill=tmp_path) as session:
        assert session.scratch.parent == tmp_path
        session.step("large", SORTED.format(rows=8 * ROWS))
        assert session.rows("select count(*) from large") == [(8 * ROWS,)]
        assert session.observed.spilled is not None
        assert session.observed.spilled > 20_000_000
        assert 0 < (session.observed.engine or 0) < 80_000_000
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_below_the_passing_files_is_said_and_they_are_removed(tmp_path: Path) -> None:
    with Session(threads=1, memory="64MB", spill=tmp_path) as session:
        session.con.execute("set max_temp_directory_size = '1MB'")
        with pytest.raises(ProblemsFound) as found:
            session.step("large", SORTED.format(rows=8 * ROWS))
    (problem,) = found.value.problems
    assert sentence(problem) == (
        f"{tmp_path}: large: 内存放不下的部分要暂存到磁盘，但这个文件夹所在的磁盘已满；应为足够的磁盘空间。"
        "请腾出空间，用 --spill 另选文件夹，或加大 --memory。 [A030]"
    )
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_said_with_the_step(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found, Session(threads=1, memory="64MB", spill=tmp_path) as session:
        session.step("wide", f"select list(hash(i)) as all_of_them from range({20 * ROWS}) as t(i)")
    assert [(problem.code, problem.where, problem.found) for problem in found.value.problems] == [("A043", "wide", "64MB")]
    assert list(tmp_path.iterdir()) == []


SMALL_DISK = """
mount -t tmpfs -o size=300k tmpfs "$1" || exit 77
"$2" -m scoring --lang zh run "$3" --no-documents --out "$1/out"
code=$?
ls -A "$1/out"
exit $code
"""


def test_a_full_disk_below_the_results_is_said_and_nothing_half_written_stays(folder: Path, tmp_path: Path) -> None:
    if not shutil.which("unshare"):
        pytest.skip("no unshare")
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, "sh", str(disk), sys.executable, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 77 or "unshare:" in done.stderr:
        pytest.skip("no small disk can be mounted here")
    assert done.returncode == 1
    assert f"{disk / 'out'}: 磁盘已满，写不下结果；应为足够的磁盘空间。请腾出空间，或用 --out 另选文件夹。 [A031]" in done.stderr
    assert done.stdout == ""


def test_the_peak_is_printed_and_stands_in_the_manifest_where_a_limit_was_set(folder: Path, tmp_path: Path) -> None:
    result = scoring("run", folder, "--no-documents", "--memory", "500MB", "--spill", tmp_path)
    assert result.exit_code == 0, result.output
    (run,) = (path for path in (folder / "out").iterdir() if path.is_dir())
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    observed = manifest.pop("observed")
    assert observed["memory_limit"] == "500MB"
    assert observed["peak_memory_bytes"] > 50_000_000
    assert 0 < observed["peak_memory_of_engine_bytes"] < 500_000_000
    assert observed["peak_spilled_bytes"] == 0
    assert result.stdout.splitlines()[-1].startswith(f"内存峰值：{observed['peak_memory_bytes'] // 1_000_000} MB")
    assert "（上限 500MB），暂存磁盘 0 MB" in result.stdout
    shutil.rmtree(folder / "out")
    unlimited = scoring("--lang", "en", "run", folder, "--no-documents", "--format", "json")
    done = json.loads(unlimited.stdout.splitlines()[-1])
    assert set(done["observed"]) == {"peak_memory_bytes", "peak_memory_of_helpers_bytes"}
    # Without a limit nothing of it is written: the same inputs give the same bytes, and the same name either way.
    assert json.loads((run / "manifest.json").read_text("utf-8")) == manifest


def test_large_tables_of_records_are_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring.results import store

    monkeypatch.setattr(store, "TABLES", ("units",))
    monkeypatch.setattr(store, "MOST_RECORDS", 2)
    with Session() as session:
        session.step("units", "select 'a' as unit_id")
        session.step("records_hotline", "select * from range(3)")
        session.step("records_few", "select * from range(2)")
        write_tables(session, tmp_path, keep_steps=True)
    with Session(database=tmp_path / "results.duckdb") as saved:
        kept = saved.rows("select table_name from information_schema.tables where table_schema = 'steps' order by 1")
    assert kept == [("records_few",), ("units",)]
    assert [file.name for file in (tmp_path / "results").iterdir()] == ["units.parquet"]


def test_a_peak_is_the_largest_of_all_steps() -> None:
    seen = limits.Observed("1GB")
    for profile in ("", '{"system": {"peak_buffer_memory": 7, "peak_temp_dir_size": 1}}', '{"system": {"peak_buffer_memory": 5}}'):
        seen.see(profile)
    assert (seen.engine, seen.spilled) == (7, 1)


def test_a_session_apart_leaves_no_table_behind_also_after_an_error() -> None:
    with Session(threads=1) as session:
        session.step("one", "select 1 as a")
        for number in (2, 3):
            with pytest.raises(ZeroDivisionError), session.apart():  # noqa: PT012 - the error ends the block that is tested
                session.step("other", f"select {number} as a")
                assert session.rows("select a from other") == [(number,)]
                assert [step.name for step in session.steps] == ["other"]
                raise ZeroDivisionError
        assert session.rows("select table_name from information_schema.tables") == [("one",)]
        assert [step.name for step in session.steps] == ["one"]


def test_a_query_over_hundreds_of_columns_of_nested_views_is_planned_at_once() -> None:
    columns = [f"c{number}" for number in range(300)]
    with Session(threads=1) as session:
        session.step(
            "base",
            "select cast(i as varchar) as k, " + ", ".join(f"i + {n} as {c}" for n, c in enumerate(columns)) + " from range(9) as t(i)",
        )
        session.step("half", "select k, " + ", ".join(f"greatest({c}, {c} / 2) as {c}" for c in columns) + " from base", kind="view")
        session.con.execute("set enable_profiling = 'no_output'")
        session.con.execute("set profiling_mode = 'detailed'")
        session.rows("select h.*, b.* from half as h inner join base as b on h.k = b.k order by h.k")
        passes = json.loads(session.con.get_profiling_information(format="json"))["optimizer"]
    assert "unused_columns" in passes
    assert "projection_placement" not in passes
