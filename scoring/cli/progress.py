"""A line that says how far long work has come: a bar and the time that is left, on a terminal and nowhere else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from scoring.problems import Language
from scoring.problems.controls import shown

CLEAR = "\r\x1b[K"
_BAR = 24  # places of the bar
_EVERY = 0.1  # seconds between two lines of the same work
_SURE = 1.0  # seconds after which the time that is left is told: before that it would jump
STAGES = {
    "waiting": ("等候另一个命令结束", "waiting for another command to end"),
    "assessment": ("读取考核设置", "reading the assessment"),
    "criteria": ("读取指标体系", "reading the criteria"),
    "reports": ("读取报告", "reading reports"),
    "workbooks": ("制发和收回工作簿", "fill-in workbooks"),
    "tables": ("装入数据", "loading tables"),
    "records": ("装入并检查台账", "loading record tables"),
    "checks": ("核对勾稽关系", "checking the figures"),
    "measures": ("计算测度", "computing measures"),
    "appeals": ("计算复核前的得分", "scoring without what appeals decided"),
    "points": ("计算得分", "computing points"),
    "scores": ("汇总排名", "rolling up and ranking"),
    "sensitivity": ("分析名次稳健性", "analysing how firm the ranking is"),
    "deciders": ("试算名次和等次取决于哪些单项", "finding what would decide ranks and grades"),
    "figures": ("计算通报数字", "computing figures"),
    "tables_out": ("写出结果", "writing results"),
    "superseded": ("查看是否已被取代", "looking whether another run took its place"),
    "documents": ("制作文件", "making documents"),
}


def is_live() -> bool:
    """Whether standard error is a terminal that can write over its own line."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Live:
    """A listener for stages that keeps one line of the terminal up to date.

    Args:
        language: Of the words.
        clock: Seconds that never go back.
    """

    def __init__(self, language: Language, clock: Callable[[], float] = time.monotonic) -> None:
        self.language, self.clock = language, clock
        self.work: tuple[str, str] | None = None
        self.begun = (0.0, 0)
        self.told = 0.0

    def __call__(self, stage: str, details: dict[str, Any]) -> None:
        """Write the line of a stage; of many steps of one stage only some."""
        if stage == "done":
            _write(CLEAR)
            return
        now, work = self.clock(), (stage, str(details.get("document", details.get("table", ""))))
        if work != self.work:
            self.work, self.begun = work, (now, max(int(details.get("done", 0)) - 1, 0))
        elif now - self.told < _EVERY and details.get("done") != details.get("of"):
            return
        self.told = now
        _write(CLEAR + shown(self.line(stage, details, now)))

    def line(self, stage: str, details: dict[str, Any], now: float) -> str:
        """What is done, a bar, how many of how many, and how long it will take."""
        import shutil  # with its archives it takes ten milliseconds, which an unchanged run does without

        from scoring.cli.tables import width

        words = f"{STAGES[stage][0 if self.language == 'zh' else 1]} {self.work[1] if self.work else ''}".rstrip()
        done, of = int(details.get("done", 0)), int(details.get("of", 0))
        if not of or (done, of) == (0, 1):  # not counted, or one thing of which nothing can be said before it is done
            return f"{words} …"
        filled = _BAR * done // of
        end = f"{done}/{of}{self._left(done, of, now)}"
        bar = f"[{'#' * filled}{'-' * (_BAR - filled)}]"
        room = shutil.get_terminal_size().columns - 1
        return f"{words}  {bar} {end}" if width(words) + len(bar) + width(end) + 3 <= room else f"{words} {end}"

    def _left(self, done: int, of: int, now: float) -> str:
        """How long the rest takes if it goes on as it went; nothing at the beginning and at the end."""
        began, at = self.begun
        passed = now - began
        if passed < _SURE or done >= of or done <= at:
            return ""
        seconds = max(round(passed / (done - at) * (of - done)), 1)
        minutes, rest = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        clock = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
        return f"  约剩 {clock}" if self.language == "zh" else f"  about {clock} left"


def clear() -> None:
    """Clear the line before other output."""
    if is_live():
        _write(CLEAR)


def _write(text: str) -> None:
    # Not by click, which takes what moves the cursor for a colour, and leaves it out where colours are not wanted.
    sys.stderr.write(text)
    sys.stderr.flush()
