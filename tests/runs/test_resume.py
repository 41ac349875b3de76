"""What has not changed is not done again, and what has changed always is."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.commands import resuming, running
from scoring.commands.options import Options
from scoring.commands.resuming import Found, unchanged
from scoring.files.caching import VARIABLE, kept_for, make_kept
from scoring.folder.report_files import readings_of, report_files
from scoring.intake.kept import Readings
from scoring.intake.reading import read_report
from scoring.problems import ProblemsFound, sentence
from tests.repository import ROOT
from tests.runs.mini import make, report
from tests.test_layers import HEAVY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ONLY_TABLES = Options(documents=False)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv(VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """An assessment with a finished run, made a while ago."""
    assert cache.is_dir()
    made = make(tmp_path_factory.mktemp("resume") / "mini")
    running.run(made, ONLY_TABLES)
    return made


def called(*words: object) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, words)])


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_an_unchanged_run_is_found(folder: Path) -> None:
    found = unchanged(folder, ONLY_TABLES).run
    assert found is not None
    manifest = json.loads((found.folder / "manifest.json").read_text("utf-8"))
    assert (found.inputs, found.outputs) == (len(manifest["inputs"]), len(manifest["outputs"]))


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "reports/jia.txt": append,
    "units.csv": append,
    "criteria.yaml": append,
    "assessment.yaml": append,
    "figures.yaml": lambda path: path.write_text("", "utf-8"),
    "reports/new.txt": lambda path: path.write_text("new", "utf-8"),
    "templates/official.css": lambda path: path.write_text("", "utf-8"),
    "exemptions.csv": Path.unlink,
    "reports/yi.txt": Path.unlink,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_is_seen(folder: Path, name: str) -> None:
    path = folder / name
    before = (path.read_bytes(), path.stat()) if path.is_file() else None
    path.parent.mkdir(exist_ok=True)
    CHANGES[name](path)
    found = unchanged(folder, ONLY_TABLES)
    path.unlink(missing_ok=True)
    if before:
        path.write_bytes(before[0])
    assert found.run is None
    assert found.changed == (str(path),) if before else found.changed == (str(folder),)
    assert unchanged(folder, ONLY_TABLES).run is not None


def test_the_time_of_an_input_is_not_what_counts(folder: Path) -> None:
    os.utime(folder / "units.csv")
    assert unchanged(folder, ONLY_TABLES).run is not None


@pytest.mark.parametrize(
    "options",
    [Options(), Options(documents=False, strict=True), Options(documents=False, keep_steps=True), Options(documents=False, memory="2GB")],
    ids=["documents", "strict", "steps", "memory"],
)
def test_other_options_ask_for_a_run_of_their_own(folder: Path, options: Options) -> None:
    assert unchanged(folder, options).run is None


def test_threads_and_processes_do_not(folder: Path) -> None:
    assert unchanged(folder, Options(documents=False, threads=1, jobs=2)).run is not None


def test_another_program_runs_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "libraries", lambda: ["duckdb-0.0.dist-info"])
    assert unchanged(folder, ONLY_TABLES).changed == ("scoring",)


def the_run(folder: Path) -> Path:
    found = unchanged(folder, ONLY_TABLES).run
    assert found is not None
    return found.folder


@pytest.mark.parametrize("name", ["run.jsonl", "manifest.json", "results/ranking.parquet"])
def test_a_result_that_was_touched_up_is_seen(folder: Path, name: str) -> None:
    path = the_run(folder) / name
    before = path.read_bytes()
    append(path)
    found = unchanged(folder, ONLY_TABLES)
    path.write_bytes(before)
    assert (found.run, found.damaged) == (None, (str(path),))


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: data.replace(b"mini", b"mina"), lambda _: b"{}", lambda _: b"[" * 99_999]
)
def test_a_note_that_was_damaged_is_none(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    the_run(folder)
    kept = kept_for(folder)
    assert kept is not None
    notes = {note: note.read_bytes() for note in kept.glob("*.json")}
    for note, data in notes.items():
        note.write_bytes(damage(data))
    found = unchanged(folder, ONLY_TABLES)
    for note, data in notes.items():
        note.write_bytes(data)
    assert found == Found()


def test_a_touched_up_run_is_made_again(folder: Path) -> None:
    run = the_run(folder)
    before = contents(run)
    append(run / "run.jsonl")
    result = called("run", folder, "--no-documents")
    said = "结果目录中的文件与清单 manifest.json 不符，已重新计算。结果文件请勿改动；需要改动的，请复制到别处。 [A052]"
    assert result.stderr == f"{run / 'run.jsonl'}: {said}\n"
    assert "没有变化" not in result.stdout
    assert contents(run) == before


def test_the_command_says_that_nothing_changed_and_loads_nothing_heavy(folder: Path, cache: Path) -> None:
    first = called("run", folder, "--no-documents", "--fresh")
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*")}
    script = (
        "import sys; from scoring.cli import main\ntry: main(sys.argv[1:])\nfinally: print(*{n.partition('.')[0] for n in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--lang", "zh", "run", str(folder), "--no-documents"],
        cwd=ROOT,
        env={**os.environ, VARIABLE: str(cache)},
        capture_output=True,
        check=True,
        text=True,
    )
    *said, last, modules = done.stdout.splitlines()
    assert said == first.stdout.splitlines()[:-1]  # all but the peak of memory
    assert last.startswith("没有变化：10 个输入文件、指标体系和程序都与上次相同，")
    assert set(modules.split()) & (HEAVY | {"numpy", "yaml"}) == set()
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*")} == before


def test_only_the_changed_report_is_read_again_and_says_so(folder: Path) -> None:
    (folder / "reports" / "yi.txt").write_text(report("乙山县", "9", "9"), "utf-8")
    result = called("run", folder, "--no-documents")
    assert "读取报告 3 份，其中 2 份内容未变，沿用以前的读取结果（--fresh 全部重读）" in result.stdout
    warm = contents(the_run(folder))
    fresh = running.run(folder, Options(documents=False, fresh=True))
    assert fresh.readings == (3, 0)
    assert contents(fresh.folder) == warm


def test_an_interrupted_run_need_not_read_again(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.is_dir()
    folder = make(tmp_path / "mini")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(running, "_write_log", fail)
        with pytest.raises(KeyboardInterrupt):
            running.run(folder, ONLY_TABLES)
    assert unchanged(folder, ONLY_TABLES).run is None
    assert running.run(folder, ONLY_TABLES).readings == (3, 3)


def test_an_input_that_changes_during_a_run_is_not_taken_for_unchanged(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.is_dir()
    folder = make(tmp_path / "mini")
    real: Callable[..., Any] = resuming.keep

    def meanwhile(*given: Any) -> None:
        append(folder / "marks.csv")
        real(*given)

    monkeypatch.setattr(resuming, "keep", meanwhile)
    running.run(folder, ONLY_TABLES)
    assert unchanged(folder, ONLY_TABLES).run is None


def test_inputs_that_change_while_they_are_scored_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path / "mini")
    real: Callable[..., Any] = running._write_log

    def meanwhile(*given: Any) -> None:
        append(folder / "marks.csv")
        (folder / "reports" / "jia.txt").unlink()
        real(*given)

    monkeypatch.setattr(running, "_write_log", meanwhile)
    with pytest.raises(ProblemsFound) as found:
        running.run(folder, ONLY_TABLES)
    words = "，为免结果与所记输入不符，没有计分。请等改动结束后再运行。 [A062]"
    assert [sentence(problem) for problem in found.value.problems] == [
        f"{folder}/marks.csv: 处理过程中输入文件有变动（内容已改）{words}",
        f"{folder}/reports/jia.txt: 处理过程中输入文件有变动（文件已不在）{words}",
    ]
    assert list((folder / "out").glob("*")) == []


def test_nothing_is_kept_where_that_is_not_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    folder = make(tmp_path / "mini")
    assert make_kept(folder) is None
    assert readings_of(folder) is None
    resuming.keep(resuming.watch(folder, ONLY_TABLES), folder, [])
    assert unchanged(folder, ONLY_TABLES) == Found()


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    folder = make(tmp_path / "mini")
    assert make_kept(folder) is None
    assert readings_of(folder) is None


def test_what_is_kept_of_assessments_that_are_gone_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    (tmp_path / "a").mkdir()
    kept = make_kept(tmp_path / "a")
    (tmp_path / "a").rmdir()
    (tmp_path / "b").mkdir()
    other = make_kept(tmp_path / "b")
    assert kept is not None
    assert other is not None
    assert (kept.is_dir(), other.is_dir()) == (False, True)
    assert other.stat().st_mode & 0o077 == 0


REPORTS = report_files(ROOT / "data" / "linjiang-2016" / "reports")[:8]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_a_kept_reading_is_the_reading(tmp_path: Path, path: Path) -> None:
    readings = Readings(tmp_path)
    first = read_report(path, "old name", readings=readings)
    again = read_report(path, "new name", readings=readings)
    assert (first.kept, again.kept, again.file) == (False, True, "new name")
    assert read_report(path, "new name") == again
    assert [type(fact.value) for fact in again.facts] == [type(fact.value) for fact in first.facts]


def test_a_torn_reading_is_read_again(tmp_path: Path) -> None:
    readings = Readings(tmp_path)
    read_report(REPORTS[0], "name", readings=readings)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:50])
    assert not read_report(REPORTS[0], "name", readings=readings).kept
    assert read_report(REPORTS[0], "name", readings=readings).kept


def test_a_reading_under_the_name_of_another_is_none(tmp_path: Path) -> None:
    readings = Readings(tmp_path / "kept")
    readings.folder.mkdir()
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for number, file in enumerate(files):
        file.write_text(report("甲河县", "12", str(12 - number)), "utf-8")
        read_report(file, file.name, readings=readings)
    one, other = sorted(readings.folder.iterdir())
    one.write_bytes(other.read_bytes())
    facts = [{fact.metric: fact.value for fact in read_report(file, file.name, readings=readings).facts} for file in files]
    assert [found["requests_closed_on_time"] for found in facts] == [12, 11]


def test_a_file_that_is_refused_is_looked_at_each_time(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    readings = Readings(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    assert read_report(tmp_path / "empty.html", "empty.html", readings=readings).refusal
    assert list((tmp_path / "kept").iterdir()) == []


def test_readings_of_reports_that_are_gone_go(tmp_path: Path) -> None:
    readings = Readings(tmp_path)
    for path in REPORTS[:2]:
        read_report(path, "name", readings=readings)
    (tmp_path / ".torn.123").write_bytes(b"")
    kept = hashlib.sha256(REPORTS[0].read_bytes()).hexdigest()
    readings.forget_all_but({kept})
    assert [path.name for path in tmp_path.iterdir()] == [f"{kept}-auto"]
