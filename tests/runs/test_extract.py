"""``scoring extract`` over files and folders: one answer per file, whatever is read beside it and by how many processes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from tests.repository import ROOT

REPORTS = ROOT / "tests" / "reports"
NAMES = ["circular_2016", "city_2015", "county_2017", "office_2017", "office_2020"]


def extracted(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", "extract", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / "deeper").mkdir(exist_ok=True)
        shutil.copy(REPORTS / f"{name}.txt", tmp_path / "deeper")
    (tmp_path / "Thumbs.db").write_bytes(b"\x00")
    return tmp_path


def test_a_folder_stands_for_its_files(folder: Path) -> None:
    result = extracted(folder, "--format", "json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(report["file"]).stem for report in found] == NAMES
    assert result.exit_code == 0
    assert result.stderr.startswith("5 个文件：读取 5，拒绝 0；")


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    file = folder / "deeper" / "city_2015.txt"
    assert len(extracted(file, folder, "--format", "json").stdout.splitlines()) == len(NAMES)


def test_processes_change_nothing(folder: Path) -> None:
    for number in range(12):  # enough for a second process to be worth its start
        shutil.copy(REPORTS / "office_2020.txt", folder / f"copy-{number}.txt")
    command = [sys.executable, "-m", "scoring", "extract", str(folder), "--format", "json", "--jobs"]
    one, two = (subprocess.run([*command, jobs], cwd=ROOT, capture_output=True, check=True).stdout for jobs in ("1", "2"))
    assert one == two
    assert one.count(b"\n") == len(NAMES) + 12


def test_csv_has_one_row_per_fact_under_one_head(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(extracted(folder, "--format", "csv").stdout)))
    facts = sum(len(json.loads(line)["facts"]) for line in extracted(folder, "--format", "json").stdout.splitlines())
    assert len(rows) == facts
    assert {"主动公开政府信息数"} == {row["title"] for row in rows if row["metric"] == "proactive_disclosed_total"}


def test_a_refused_file_is_counted_and_ends_with_1(folder: Path) -> None:
    (folder / "empty.html").write_bytes(b"")
    result = extracted(folder)
    assert result.exit_code == 1
    assert "6 个文件：读取 5，拒绝 1；" in result.stdout


def test_a_refusal_names_its_code_once(folder: Path) -> None:
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert extracted(folder / "scan.png").stdout.count("[I017]") == 1


def test_a_file_without_figures_is_said(folder: Path) -> None:
    (folder / "notice.txt").write_text("关于召开会议的通知\n各县区人民政府：请派人准时参加会议。\n", "utf-8")
    said = "  没有读出数据：文件中没有统计表，也没有可识别的正文数据；0 个数据；核对 0 项：相符 0，不符 0，不能判定 0\n"
    assert said in extracted(folder / "notice.txt").stdout


def test_an_empty_folder_has_nothing_to_say(tmp_path: Path) -> None:
    result = extracted(tmp_path)
    assert (result.exit_code, result.stdout) == (
        1,
        "0 个文件：读取 0，拒绝 0；0 个数据，0 行未能读取；核对 0 项：相符 0，不符 0，不能判定 0。\n",
    )


@pytest.mark.parametrize("command", ["check", "run"])
def test_files_are_read_by_forks_before_an_engine_is_loaded(command: str) -> None:
    script = (
        "import sys, scoring.folder.report_files as files\n"
        "def stop(*_):\n"
        "    print(sorted({'duckdb', 'polars'} & set(sys.modules)))\n"
        "    raise SystemExit(0)\n"
        "files.processes = stop\n"
        "from scoring.cli import main\n"
        f"main(['{command}', 'data/qingping-2021'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
