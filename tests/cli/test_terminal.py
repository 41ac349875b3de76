"""What people read on a terminal: columns, folding, colours, progress, and what comes next."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from scoring.cli.colours import wanted
from scoring.cli.progress import CLEAR, Live
from scoring.cli.tables import folded, table, width
from tests.repository import ROOT
from tests.runs import mini

if TYPE_CHECKING:
    from pathlib import Path


def on_terminal(*words: object, **variables: str) -> str:
    """What a command writes on a pseudo-terminal of 80 columns unless COLUMNS says otherwise, lines as they come out of it."""
    ours, theirs = pty.openpty()
    names = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "TERM"}}
    names |= {"TERM": "xterm", "COLUMNS": "80", "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"} | variables
    command = [sys.executable, "-m", "scoring", *map(str, words)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=names, cwd=ROOT) as process:
        os.close(theirs)
        said = b""
        while part := _read(ours):
            said += part
    os.close(ours)
    assert process.returncode == 0, said.decode()
    return said.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def test_columns_are_as_wide_as_a_terminal_shows_them() -> None:
    rows = [("单位", "总分"), ("乙县", "9.5"), ("Ａ区", "100.00"), (click.style("丙市", bold=True), "8")]
    assert [width(text) for text in ("乙县", "Ａ区", "ab", click.style("丙", fg="red"), "e\u0301")] == [4, 4, 2, 2, 1]
    lines = [click.unstyle(line) for line in table(rows, right=(1,)).split("\n")]
    assert lines == ["单位    总分", "乙县     9.5", "Ａ区  100.00", "丙市       8"]


def test_what_is_too_wide_is_folded_below_itself_and_sentences_stand_below_the_row() -> None:
    rows = [("a", "按时办结率达到百分之九十五的得满分。", "b")]
    assert table(rows, within=26).split("\n") == ["a  按时办结率达到百分之  b", "   九十五的得满分。"]
    assert max(map(width, table([("编号" * 8, "甲" * 90)], within=40).split("\n"))) <= 40
    assert table([("甲", "乙" * 90)], within=40).split("\n")[1:] == ["      " + "乙" * 17] * 5 + ["      " + "乙" * 5]
    assert folded("核对二十项，不符三项。", 10) == ["核对二十项，", "不符三项。"]  # no line begins with a comma
    assert folded("见 out/a-very-long-path/circular.pdf", 10) == ["见", "out/a-very-long-path/circular.pdf"]


@pytest.mark.parametrize(
    ("variables", "colour"),
    [
        ({}, None),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, None),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": "0"}, None),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colours_follow_the_wishes_of_the_user(variables: dict[str, str], colour: bool | None) -> None:  # noqa: FBT001 - an expectation
    assert wanted(variables) is colour


def test_a_bar_says_how_long_the_rest_will_take(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    now = [0.0]
    live = Live("zh", lambda: now[0])
    for seconds, details in ((0, {"done": 1}), (0.05, {"done": 2}), (10, {"done": 11}), (4000, {"done": 21}), (4001, {"done": 30})):
        now[0] = seconds
        live("reports", {**details, "of": 30})
    live("sensitivity", {"done": 0, "of": 1})
    live("documents", {"document": "circular"})
    assert capsys.readouterr().err.split(CLEAR)[1:] == [
        f"读取报告  [{'-' * 24}] 1/30",  # the second comes too soon after it
        f"读取报告  [{'#' * 8}{'-' * 16}] 11/30  约剩 0:17",
        f"读取报告  [{'#' * 16}{'-' * 8}] 21/30  约剩 28:34",
        f"读取报告  [{'#' * 24}] 30/30",
        "分析名次稳健性 …",
        "制作文件 circular …",
    ]


def test_a_run_on_a_terminal_ends_with_what_was_written_what_needs_attention_and_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = mini.make(tmp_path / "mini")
    with (folder / "assessment.yaml").open("a", encoding="utf-8") as settings:
        settings.write("feedback: {issuer: 样例省办公厅, date: 2017-08-14}\n")
    monkeypatch.setenv("SCORING_CACHE", str(tmp_path / "cache"))
    moved = on_terminal("run", folder, "--no-documents")
    assert ("读取报告  [" in moved, "没有变化：" in moved) == (True, False)
    shown = on_terminal("run", folder, "--no-documents", COLUMNS="60")
    assert ("\x1b[32m结果" in shown, "\x1b[33m需要留意：" in shown, "没有变化：" in shown) == (True, True, True)
    sentences = [line for line in click.unstyle(shown).split("\n") if str(folder) not in line]
    assert max(map(width, sentences)) <= 60
    run = re.search("结果：(.*)\n", click.unstyle(shown))
    assert run is not None
    assert f"\n下一步：\n  各项得分的理由和出处：\n    scoring explain {run[1]} " in click.unstyle(shown)
    assert re.search("\n需要留意：\n(?:  .*\n)*?  以上结果出自样例数据", click.unstyle(shown))
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        bare = on_terminal("--lang", "en", "run", folder, "--no-documents", **variables)
        assert ("\x1b" in bare, "Needs attention:" in bare, "Next:" in bare) == (False, True, True)
