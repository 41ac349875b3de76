"""Which test runs which lines of the files under test, and how long each takes."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from types import FrameType
from typing import Any

from tests.mutation.mutants import files
from tests.repository import ROOT


@dataclass(frozen=True)
class Covered:
    """What one test ran.

    Args:
        name: Its id.
        seconds: Processor time.
        lines: Lines by file.
    """

    name: str
    seconds: float
    lines: dict[str, list[int]]

    def runs(self, file: str, lines: tuple[int, int]) -> bool:
        """Whether it ran one of the lines from the first to the last."""
        return any(lines[0] <= line <= lines[1] for line in self.lines.get(file, ()))


class Watch:
    """Notes the lines of the files under test that run between ``begin`` and ``end``."""

    def __init__(self) -> None:
        self._paths = {str(file): file.relative_to(ROOT).as_posix() for file in files() if file.suffix == ".py"}
        self.lines: dict[str, set[int]] = {}
        self.seconds = 0.0

    def begin(self) -> None:
        """From now on."""
        self.seconds = time.process_time()
        sys.settrace(self._called)

    def end(self) -> None:
        """Until now."""
        sys.settrace(None)
        self.seconds = round(time.process_time() - self.seconds, 3)

    def told(self) -> dict[str, list[int]]:
        """The lines by file, in order."""
        return {file: sorted(lines) for file, lines in sorted(self.lines.items())}

    def _called(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        file = self._paths.get(frame.f_code.co_filename)
        if file is None:
            return None
        self.lines.setdefault(file, set()).add(frame.f_lineno)
        return self._ran

    def _ran(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            self.lines[self._paths[frame.f_code.co_filename]].add(frame.f_lineno)
        return self._ran
