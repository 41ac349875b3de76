"""Processes that help: none outlives the command that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from scoring.machine.processes import in_order
from scoring.problems import ProblemsFound, sentence
from tests.repository import ROOT

STARTER = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from scoring.machine.processes import end_with_starter

if __name__ == "__main__":
    pool = ProcessPoolExecutor(2, get_context(sys.argv[1]), end_with_starter)
    futures = [pool.submit(time.sleep, 0.5) for _ in range(2)]
    [future.result() for future in futures]
    print(*pool._processes, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_helpers_end_when_their_starter_is_killed(tmp_path: Path, method: str) -> None:
    script = tmp_path / "starter.py"
    script.write_text(STARTER, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script), method], stdout=subprocess.PIPE, text=True, env=environment) as starter:
        assert starter.stdout is not None
        helpers = [int(number) for number in starter.stdout.readline().split()]
        assert len(helpers) == 2
        starter.kill()
    deadline = time.monotonic() + 20
    while any(_runs(helper) for helper in helpers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [helper for helper in helpers if _runs(helper)] == []


def test_a_helper_that_the_system_ends_is_told_in_one_sentence() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool, pytest.raises(ProblemsFound) as found:
        list(in_order(pool, os._exit, [9], 1))
    assert [sentence(problem) for problem in found.value.problems] == [
        "一个辅助进程被系统中止，多半是因为内存不足。请关闭其他程序，或加上 --jobs 1 再试。 [A055]"
    ]


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


STOPPED = """
import sys
from pathlib import Path
from scoring.cli.ending import Commands
from scoring.engine.database import Session
from scoring.files.output import new_folder

main, folder = Commands("main"), Path(sys.argv[1])

@main.command()
def work():
    with new_folder(folder / "run"), Session(threads=1, spill=folder) as session:
        print("begun", flush=True)
        session.rows("select sum(hash(i)) from range(1000000000000) as t(i)")

main(["work"])
"""

SAID = {signal.SIGTERM: "已被终止（SIGTERM）", signal.SIGINT: "已中断（Ctrl-C）", signal.SIGHUP: "终端已断开（SIGHUP）"}


@pytest.mark.parametrize("number", SAID)
def test_a_run_that_is_stopped_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    script, folder = tmp_path / "stopped.py", tmp_path / "folder"
    script.write_text(STOPPED, "utf-8")
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, str(script), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        assert len(list(folder.iterdir())) == 2
        time.sleep(0.2)
        process.send_signal(number)
        try:
            _, told = process.communicate(timeout=20)
        finally:
            process.kill()  # else a process that does not end would never let this test end
    assert told == f"{SAID[number]}：没有做完，没有留下写了一半的文件。\n"
    assert process.returncode == 128 + number
    assert list(folder.iterdir()) == []


IN_EXEC = """
import signal
from scoring.cli.ending import Commands

main = Commands("main")

@main.command()
def work():
    exec("signal.raise_signal(signal.SIGINT)")

main(["work"])
"""


def test_a_signal_in_the_making_of_a_class_has_the_exit_code_too() -> None:
    done = subprocess.run([sys.executable, "-c", IN_EXEC], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 130
