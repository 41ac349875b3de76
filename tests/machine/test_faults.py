"""What the machine could not do is told in one sentence; what is a mistake of the program stays one."""

from __future__ import annotations

import errno
import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from scoring.files.passing import place
from scoring.machine.faults import fault, faults_told
from scoring.problems import ProblemsFound, sentence

if TYPE_CHECKING:
    from pathlib import Path

TOLD = f"""
A006 {errno.EROFS} 目录不能写入：Read-only file system；应为可写的目录。请检查权限和磁盘空间，或用 --out 另选目录。
A031 {errno.ENOSPC} 磁盘已满，写不下结果：No space left on device；应为足够的磁盘空间。请腾出空间，或用 --out 另选文件夹。
A057 {errno.ENOMEM} 内存不足，没有做完：Cannot allocate memory。请关闭其他程序，或加上 --memory 和 --jobs 1 再试。
A058 {errno.EMFILE} 打开的文件过多，没有做完：Too many open files。请用 ulimit -n 4096 放宽限制后再试。
A059 {errno.EAGAIN} 系统不能再启动进程或线程，没有做完：Resource temporarily unavailable。请关闭其他程序、用 ulimit -u 放宽限制，或加上 --jobs 1 --threads 1 再试。
A060 {errno.EIO} 磁盘或网络存储读写失败，没有做完：Input/output error。请检查磁盘和网络连接，恢复后再做一次。
A061 {errno.ENOENT} 处理过程中这个文件不见了或不能读写，没有做完：No such file or directory。请确认文件和权限都在，并且处理期间没有人移动或改名，然后再做一次。
"""  # noqa: E501 - a sentence is one line


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_what_the_system_refused_is_one_sentence_with_its_file(line: str) -> None:
    code, number, words = line.split(" ", 2)
    with pytest.raises(ProblemsFound) as found, faults_told():
        raise OSError(int(number), os.strerror(int(number)), "x/y.csv")
    (problem,) = found.value.problems
    assert sentence(problem, "zh") == f"x/y.csv: {words} [{code}]"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuntimeError("can't start new thread"), "A059"),
        (RuntimeError("Out of Memory Error: could not allocate block"), "A057"),
        (MemoryError(), "A057"),
        (RuntimeError("IO Error: Too many open files"), "A058"),
    ],
)
def test_what_a_library_says_in_words_of_its_own_is_told_too(error: Exception, code: str) -> None:
    problem = fault(error)
    assert problem is not None
    assert problem.code == code


def test_a_mistake_of_the_program_stays_what_it_is() -> None:
    with pytest.raises(ZeroDivisionError), faults_told():
        raise ZeroDivisionError
    assert fault(ValueError("invalid literal")) is None


def test_without_a_folder_for_passing_files_it_is_said_where_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found", str(tmp_path))

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    with pytest.raises(ProblemsFound) as found:
        place()
    (problem,) = found.value.problems
    assert sentence(problem, "zh") == (
        "没有可以存放临时文件的文件夹：No usable temporary directory found；应为有空间的、可写的文件夹。"
        "请腾出 /tmp 的空间，或用环境变量 TMPDIR 另指一个文件夹。 [A056]"
    )
