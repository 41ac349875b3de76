"""Printing one document for each of a thousand units: by several processes, all of them or none.

The costly parts (faces, style sheet, compiled template) are made once per process. Processes are started
afresh, never forked: the engine has threads by then. They are renewed after some hundred documents, as the
typesetter's memory grows a little with each (typography-facts, section 5).
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.kinds import Job
from scoring.documents.printing.files import write_whole
from scoring.documents.printing.html import lookup_folders
from scoring.machine.processes import batches, end_with_starter, in_order, may_start_afresh
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.documents.fonts.sets import FontSet
    from scoring.documents.printing.pdf import Printer

WORTH_A_PROCESS = 16  # documents below which a second process costs more than it saves
BATCH = 20  # documents after which cyclic garbage is collected, and progress is told
GENERATION = 200  # documents of a process until it is renewed

Press = Callable[["Printer", Any], "bytes | Mapping[str, bytes]"]
"""Makes one document with a printer that is named after it: its PDF, or all its forms by suffix (``pdf``, ``docx``)."""


@dataclass(frozen=True)
class Order:
    """What every process needs.

    Args:
        document: Name of the folder of the files, and of the document in problems.
        press: Makes what prints one item, from a printer and the settings; a function of a module.
        settings: Handed to ``press``, plain data.
        fonts: The faces.
        folders: Where templates are looked up.
        out: Folder for the files while they are made.
    """

    document: str
    press: Callable[[Printer, Any], Press]
    settings: Any
    fonts: FontSet
    folders: tuple[Path, ...]
    out: Path


Item = tuple[str, Any]
"""File name without suffix, and what the press prints."""


def print_many(
    job: Job,
    document: str,
    press: Callable[[Printer, Any], Press],
    settings: object,
    items: Sequence[Item],
    suffixes: Sequence[str] = ("pdf",),
) -> tuple[Path, ...]:
    """Write ``<document>/<name>.pdf`` (and other suffixes) for every item below ``job.out``.

    Returns:
        The files, in the order of the items, for each suffix.

    Raises:
        ProblemsFound: with the problems of the documents that failed before the work was stopped; each names its
            file. No file is written then, and none when the work is interrupted.
    """
    with _aside(job.out, document) as folder, _settled():
        order = Order(document, press, settings, job.faces(), lookup_folders(job.body, job.folders), folder)
        done = 0
        for printed in _batches(job, order, items):
            if printed.problems:
                raise ProblemsFound(printed.problems)
            done += printed.done
            job.say("documents", {"document": document, "done": done, "of": len(items)})
        return tuple(_moved(folder, job.out / document, f"{name}.{suffix}") for suffix in suffixes for name, _ in items)


@contextmanager
def _aside(out: Path, document: str) -> Iterator[Path]:
    """A folder beside the place of the files, gone at the end whatever happens; raises ProblemsFound D033."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{document}-", dir=out))
    except OSError as error:
        raise ProblemsFound([Problem("D033", str(out), found=error.strerror or "")]) from None
    try:
        yield folder
    except ProblemsFound as error:
        raise ProblemsFound([replace(p, file=p.file.replace(str(folder), str(out / document))) for p in error.problems]) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _settled() -> Iterator[None]:
    """Garbage is collected where the work says so, and the results that are there already are not looked through each time."""
    was_on = gc.isenabled()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


def _moved(folder: Path, target: Path, name: str) -> Path:
    try:
        target.mkdir(exist_ok=True)
        (folder / name).replace(target / name)
    except OSError as error:
        raise ProblemsFound([Problem("D033", str(target / name), found=error.strerror or "")]) from None
    return target / name


@dataclass(frozen=True)
class Printed:
    """How one batch went."""

    done: int
    problems: tuple[Problem, ...] = ()


def _batches(job: Job, order: Order, items: Sequence[Item]) -> Iterator[Printed]:
    jobs = job.jobs or (os.cpu_count() or 1 if may_start_afresh() else 1)
    if jobs == 1 or len(items) < WORTH_A_PROCESS:
        worker = _Worker(order, job.printer(order.document))
        yield from map(worker.batch, batches(list(items), 1, BATCH))
        return
    for start in range(0, len(items), GENERATION * jobs):
        generation = list(items[start : start + GENERATION * jobs])
        with _pool(jobs, order) as pool:
            yield from in_order(pool, _batch, batches(generation, jobs, BATCH), jobs)


@contextmanager
def _pool(jobs: int, order: Order) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (order,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """One process at work."""

    def __init__(self, order: Order, printer: Printer) -> None:
        self.order, self.printer = order, printer
        self.press: Press | None = None

    def batch(self, items: Sequence[Item]) -> Printed:
        """Print some documents; their problems are collected."""
        problems: list[Problem] = []
        for name, item in items:
            try:
                self._print(name, item)
            except ProblemsFound as found:
                problems += found.problems
        gc.collect()
        return Printed(len(items), tuple(problems))

    def _print(self, name: str, item: object) -> None:
        if self.press is None:
            self.press = self.order.press(self.printer, self.order.settings)
        made = self.press(self.printer.named(f"{self.order.document}/{name}.pdf"), item)
        for suffix, data in ({"pdf": made} if isinstance(made, bytes) else made).items():
            write_whole(self.order.out / f"{name}.{suffix}", data)


_workers: list[_Worker] = []  # the one of this process


def _start(order: Order) -> None:
    """Make what every document needs, once per process; an interrupt is the affair of the process that started this one."""
    from scoring.documents.printing.pdf import Printer

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_starter()
    _workers.append(_Worker(order, Printer(order.fonts, order.folders, order.document)))
    gc.collect()
    gc.freeze()
    gc.disable()


def _batch(items: Sequence[Item]) -> Printed:
    return _workers[0].batch(items)
