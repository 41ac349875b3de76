"""The log of states: every line vouches for those before it."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
from typing import TYPE_CHECKING

import pytest

from scoring.problems import ProblemsFound, sentence
from scoring.states.log import NAME, Line, append, read_log

if TYPE_CHECKING:
    from pathlib import Path

FIRST = Line(0, "mini", "mini-1", "a" * 64, "draft", "feedback", "2017-05-03", "张三")
SECOND = dataclasses.replace(FIRST, before="feedback", state="appeals", date="2017-05-20")
THIRD = dataclasses.replace(FIRST, before="appeals", state="final", date="2017-06-01", final="b" * 64)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    for line in (FIRST, SECOND, THIRD):
        append(read_log(tmp_path), line)
    return tmp_path / NAME


def found(file: Path) -> list[str]:
    return [sentence(problem).replace(f"{file.parent}/", "") for problem in read_log(file.parent).problems]


def rewrite(file: Path, lines: list[str]) -> None:
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def test_a_log_is_read_as_it_was_written(written: Path) -> None:
    log = read_log(written.parent)
    assert [(line.number, line.state) for line in log.lines] == [(1, "feedback"), (2, "appeals"), (3, "final")]
    assert [line.previous for line in log.lines] == ["", log.lines[0].sha256, log.lines[1].sha256]
    assert (log.state("mini"), log.state("another"), len(log.finals()), log.problems) == ("final", "draft", 1, ())


@pytest.mark.parametrize("lines", [0, 3])
def test_a_full_disk_leaves_the_log_as_it_was(written: Path, monkeypatch: pytest.MonkeyPatch, lines: int) -> None:
    if not lines:
        written.unlink()
    before = written.read_bytes() if lines else b""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProblemsFound) as caught:
        append(read_log(written.parent), FIRST)
    assert caught.value.problems[0].code == "A031"
    assert (written.read_bytes() if written.exists() else b"", written.exists()) == (before, bool(lines))


def test_a_hash_is_over_the_line_without_it(written: Path) -> None:
    import hashlib

    line = json.loads(written.read_text("utf-8").splitlines()[1])
    own = line.pop("sha256")
    assert own == hashlib.sha256(json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@pytest.mark.parametrize(("old", "new"), [("张三", "李四"), ("2017-05-20", "2017-05-02"), ("mini-1", "mini-2")])
def test_a_line_that_was_altered_is_found(written: Path, old: str, new: str) -> None:
    lines = written.read_text("utf-8").splitlines()
    sha256 = json.loads(lines[1])["sha256"][:16]
    rewrite(written, [lines[0], lines[1].replace(old, new), lines[2]])
    assert found(written) == [
        f"states.jsonl:2: 状态记录中这一行写入后被改动，与自身的校验码不符：{sha256}。请从备份恢复这个文件，并查明何人何时改动。 [V032]"
    ]


def test_a_line_that_was_altered_with_its_hash_breaks_the_chain_behind_it(written: Path) -> None:
    lines = written.read_text("utf-8").splitlines()
    forged = dataclasses.replace(FIRST, by="李四")
    written.unlink()
    append(read_log(written.parent), forged)
    rewrite(written, [written.read_text("utf-8").rstrip("\n"), *lines[1:]])
    previous = json.loads(lines[1])["previous"][:16]
    assert found(written) == [
        f"states.jsonl:2: 状态记录在这一行前断开，有行被删去、插入或调换：{previous}；应为上一行的校验码。请从备份恢复这个文件，并查明何人何时改动。 [V033]"  # noqa: E501 - the whole sentence
    ]


@pytest.mark.parametrize("order", [[1, 2], [0, 2], [1, 0, 2], [0, 1, 1, 2]])
def test_a_line_taken_out_moved_or_doubled_is_found(written: Path, order: list[int]) -> None:
    lines = written.read_text("utf-8").splitlines()
    rewrite(written, [lines[i] for i in order])
    assert {problem.code for problem in read_log(written.parent).problems} == {"V033"}


def test_a_torn_last_line_is_said_and_does_not_count(written: Path) -> None:
    whole = written.read_bytes()
    written.write_bytes(whole[:-40])
    assert [line.state for line in read_log(written.parent).lines] == ["feedback", "appeals"]
    (problem,) = read_log(written.parent).problems
    assert sentence(problem).startswith(f"{written}:3: 状态记录的最后一行不完整，写入时曾经中断，这一行不作数：{{")
    assert sentence(problem).endswith("。请重新执行当时的命令，残缺的一行届时自动去掉。 [V030]")


def test_the_next_line_takes_the_place_of_a_torn_one_however_long(written: Path) -> None:
    whole = written.read_bytes()
    written.write_bytes(whole[:-40] + b"x" * 500)
    append(read_log(written.parent), THIRD)
    assert written.read_bytes() == whole


@pytest.mark.parametrize("text", ["定稿", "{}", "[]", '{"line": 2}'])
def test_what_is_no_line_is_told(written: Path, text: str) -> None:
    lines = written.read_text("utf-8").splitlines()
    rewrite(written, [*lines[:2], text])
    assert found(written) == [
        (
            f"states.jsonl:3: 状态记录中这一行不能读取：{text}；应为 scoring advance 或 scoring finalise 写入的一行。"
            "记录只能由命令续写，请从备份恢复这个文件。 [V031]"
        )
    ]
