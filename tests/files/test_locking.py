"""Two commands never write into one folder, and nobody waits for the dead."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from scoring.commands.checking import check
from scoring.commands.running import Options, run
from scoring.files import locking
from scoring.files.locking import LOCK, holder_of, locked
from scoring.finished.rendering import render_run
from scoring.problems import ProblemsFound, sentence
from tests.repository import ROOT
from tests.runs.mini import make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from scoring.files.locking import locked
with locked(Path(sys.argv[1]), "run"):
    print("held", flush=True)
    time.sleep(60)
"""


@contextlib.contextmanager
def held_by_another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process holds the folder."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def refused(folder: Path, wait: float = 0) -> str:
    with pytest.raises(ProblemsFound) as found, locked(folder, "check", wait):
        pass
    return sentence(found.value.problems[0])


def test_the_second_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as process:
        holder = holder_of(tmp_path)
        assert (holder["pid"], holder["verb"]) == (process.pid, "run")
        assert refused(tmp_path) == (
            f"{tmp_path}: 另一个命令正在使用这个目录（进程号 {process.pid}，用户 {holder['user']}，主机 {holder['host']}，"
            f"始于 {holder['since']}）：scoring run。请等它结束后再做，或者加 --wait 600 等候（单位为秒）。 [A050]"
        )


def test_no_command_writes_into_a_folder_that_another_one_holds(tmp_path: Path) -> None:
    folder = make(tmp_path / "mini")
    finished = run(folder, Options(documents=False)).folder
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*")}
    with held_by_another(folder / "out"):
        for work in (
            lambda: run(folder, Options(documents=False)),
            lambda: check(folder, folder / "out"),
            lambda: render_run(finished, folder / "out"),
        ):
            with pytest.raises(ProblemsFound) as found:
                work()
            assert [problem.code for problem in found.value.problems] == ["A050"]
        assert {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*") if path.name != LOCK} == before


def test_the_lock_of_a_dead_holder_is_taken_over(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (tmp_path / LOCK).is_file()
        with locked(tmp_path, "check"):
            assert holder_of(tmp_path)["pid"] == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_who_waits_gets_the_folder_when_it_is_free(tmp_path: Path) -> None:
    told: list[tuple[str, dict[str, Any]]] = []
    with held_by_another(tmp_path) as process:
        threading.Timer(0.3, process.kill).start()
        begun = time.monotonic()
        with locked(tmp_path, "check", 30, lambda stage, details: told.append((stage, details))):
            assert 0.2 < time.monotonic() - begun < 20
    assert [(stage, details["holder"]["verb"]) for stage, details in told] == [("waiting", "run")]


def test_who_waits_too_short_is_refused(tmp_path: Path) -> None:
    with held_by_another(tmp_path):
        assert refused(tmp_path, 0.3).endswith("[A050]")


def test_a_full_disk_locks_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "pwrite", full)
    with locked(tmp_path, "run"):
        assert "持有者不详" in refused(tmp_path)


def test_two_threads_of_one_process_are_kept_apart_too(tmp_path: Path) -> None:
    with locked(tmp_path, "run"):
        assert f"进程号 {os.getpid()}" in refused(tmp_path)


def test_nothing_is_left_of_the_lock_and_of_folders_made_for_it(tmp_path: Path) -> None:
    with locked(tmp_path / "a" / "b", "run"):
        assert json.loads((tmp_path / "a" / "b" / LOCK).read_text("utf-8"))["pid"] == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_was_removed_while_it_was_opened_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The holder removes the file at its end: who had it open already holds a file that nobody else will ever see."""
    tries = iter([False, True])
    monkeypatch.setattr(locking, "_is_still_there", lambda *_: next(tries))
    with locked(tmp_path, "run", 5):
        assert next(tries, "none left") == "none left"


def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", none)
    assert refused(tmp_path) == (
        f"{tmp_path}: 这个目录所在的文件系统不支持加锁，不能保证没有另一个命令同时写入：Operation not supported；"
        "应为本机磁盘上的目录。请用 --out 另选目录。 [A051]"
    )
