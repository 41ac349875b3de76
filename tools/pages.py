"""The pages of the guide as what they ask a reader to type: every ``sh`` and ``console`` block, with what stands before it.

A block is a fence of three backticks. ``sh`` is run, ``console`` is run too and says after ``$ command`` what it prints,
of ``cron`` what stands behind the five fields.
A comment in the lines before a fence speaks of that block:

- ``<!-- prepare: COMMAND -->`` is run first, what a reader would have done before;
- ``<!-- file: PATH -->`` and ``<!-- appended to: PATH -->`` make a file of the block, or a part of one;
- ``<!-- exits: 1 -->`` says that the command ends so;
- ``<!-- not run: REASON -->`` says why nobody can run it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_MARKS = re.compile(r"<!-- (?P<key>prepare|file|appended to|exits|not run): (?P<value>.*?) -->")
_BEFORE = re.compile(r"(?:^ *<!-- [^\n]* -->\n+)+\Z", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced block of a page: where its text stands, in what language, and the comments before it as (key, value)."""

    page: Path
    line: int
    start: int
    language: str
    text: str
    marks: tuple[tuple[str, str], ...]

    @property
    def place(self) -> str:
        """Page and line, as an editor opens it."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def is_run(self) -> bool:
        """Whether there is something to type in it that can be run here."""
        return self.language in {"sh", "console", "cron"} and self.value("not run") is None

    @property
    def exits(self) -> int:
        """The exit code that the page expects of every command of the block."""
        return int(self.value("exits") or 0)

    def value(self, key: str) -> str | None:
        """What the last comment of this kind says; None without one."""
        return dict(self.marks).get(key)


def pages() -> list[Path]:
    """Every page that a user reads: README in both languages, and all below docs."""
    return [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path, text: str | None = None) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    text = page.read_text("utf-8") if text is None else text
    for found in _FENCE.finditer(text):
        before = _BEFORE.search(text[: found.start()])
        marks = tuple((mark["key"], mark["value"]) for mark in _MARKS.finditer(before[0])) if before else ()
        yield Block(page, text.count("\n", 0, found.start()) + 1, found.start("text"), found["language"], found["text"], marks)


def told(text: str) -> list[str]:
    """Command lines of a text that names commands of this program, or ways to set it up, at the start of a line."""
    return re.findall(r"^ *(?:\$ )?((?:scoring|make|pip|systemctl) [^\n]*)$", text, re.MULTILINE)


def unmarked(page: Path) -> list[str]:
    """Places of blocks that hold commands without being fenced as ``sh`` or ``console``, which nothing would run."""
    return [block.place for block in blocks(page) if block.language in {"", "text"} and told(block.text)]


def is_chinese(page: Path) -> bool:
    """Whether a page is written in Chinese, and its reader's machine speaks Chinese."""
    return page.name.endswith(".zh-CN.md")
