"""The log of states, ``states.jsonl``: its whole lines, and what is wrong with the others."""

from __future__ import annotations

from dataclasses import replace

from scoring.states.log import NAME, Line, append, read_log
from scoring.states.showing import state
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.fuzz.machinery.trees import mutate_jsonl

LINE = Line(1, "mini", "mini-1a2b3c4d", "0" * 64, "draft", "feedback", "2017-08-14", "张三")


def check(data: bytes) -> None:
    """Read a log, show what it says, and write a line behind it that is read again as it was written."""
    with passing_folder() as folder:
        (folder / NAME).write_bytes(data)
        shown = state(folder)
        assert_told(shown.problems)
        log = read_log(folder)
        written = append(log, replace(LINE, assessment="other"))
        again = read_log(folder)
        assert again.lines[-1] == written
        assert len(again.lines) == len(log.lines) + 1


def _seeds() -> list[bytes]:
    with passing_folder() as folder:
        appealed = replace(LINE, before="feedback", state="appeals", reason="申诉")
        for line in (LINE, appealed, replace(LINE, before="appeals", state="final")):
            append(read_log(folder), line)
        return [(folder / NAME).read_bytes(), b""]


TARGET = Target(_seeds, check, mutate_jsonl, examples=120)
