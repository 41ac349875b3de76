"""Work on many files by several processes: started early, results in order, never more of them waiting than needed."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import TypeVar

from scoring.machine.interrupts import end_quietly
from scoring.problems import Problem, ProblemsFound

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_PROCESS = 8  # below this many files a second process costs more than it saves
WAITING = 2  # batches that each process may be ahead of the reader of the results
_ENGINES = {"duckdb", "polars"}


def processes(jobs: int | None, files: int) -> ProcessPoolExecutor | None:
    """Processes for so many files; None where one does as well.

    A fork shares what is imported and starts at once, but only a process without threads may fork. Where a caller has
    loaded an engine, processes must be asked for: starting afresh needs a main module that allows it.

    Args:
        jobs: How many; as many as cores when None and a fork is possible.
        files: Number of files to read.
    """
    threaded = not _ENGINES.isdisjoint(sys.modules)
    jobs = jobs or (1 if threaded else os.cpu_count() or 1)
    if jobs == 1 or files < WORTH_A_PROCESS:
        return None
    return ProcessPoolExecutor(jobs, get_context("spawn" if threaded else "fork"), end_with_starter)


def end_with_starter() -> None:
    """End this process as soon as the one that started it is gone: killed, that one cannot end it, and it would wait for work for ever."""
    end_quietly()
    starter = parent_process()
    if starter is not None:
        Thread(target=_follow, args=(starter,), daemon=True).start()


def _follow(starter: BaseProcess) -> None:
    starter.join()
    os._exit(1)


def may_start_afresh() -> bool:
    """Whether a new process may load the main module again: where the command runs, and not some script without a guard."""
    main = sys.modules["__main__"]
    spec = getattr(main, "__spec__", None)
    name = spec.name.partition(".")[0] if spec else Path(getattr(main, "__file__", None) or "").stem
    return name == "scoring"


def batches(items: list[Item], jobs: int, most: int) -> list[list[Item]]:
    """The items in order in batches of at most ``most``, enough of them to keep all processes busy to the end."""
    size = max(1, min(most, len(items) // (jobs * 4)))
    return [items[start : start + size] for start in range(0, len(items), size)]


def outcome(future: Future[Result]) -> Result:
    """What a process made; raises ProblemsFound A055 where the system ended the process (mostly for want of memory)."""
    try:
        return future.result()
    except BrokenProcessPool:
        raise ProblemsFound([Problem("A055")]) from None


def in_order(pool: ProcessPoolExecutor | None, work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """What ``work`` makes of every item, in their order; at most a few results wait, so memory does not grow with the items."""
    if pool is None:
        yield from map(work, items)
        return
    remaining = iter(items)
    waiting: deque[Future[Result]] = deque(pool.submit(work, item) for item in islice(remaining, jobs * WAITING))
    while waiting:
        result = outcome(waiting.popleft())
        waiting.extend(pool.submit(work, item) for item in islice(remaining, 1))
        yield result
