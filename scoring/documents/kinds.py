"""The documents there are: an explicit list, one line each."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.documents.fonts.sets import FontSet
    from scoring.documents.printing.pdf import Printer
    from scoring.results.model import Results


def _nobody(_stage: str, _details: dict[str, Any]) -> None:
    """Nobody is told of progress."""


@dataclass
class Job:
    """Documents to make of one run.

    Args:
        results: The run.
        out: Folder for the files.
        body: The pack's text of the circular (``circular.html.j2``); None where there is none.
        folders: Folders whose templates and images win over the shipped ones.
        fonts: The faces; by default those in the cache, with the user's own ``fonts.yaml``.
        jobs: Processes for documents per unit; as many as cores when None.
        say: Told of progress: ``say("documents", {"document": "feedback", "done": 3, "of": 45})``.
        units: Ids of the units whose own documents are wanted (sheets, notices); of all where none is named.
    """

    results: Results
    out: Path
    body: Path | None = None
    folders: tuple[Path, ...] = ()
    fonts: FontSet | None = None
    jobs: int | None = None
    say: Callable[[str, dict[str, Any]], None] = _nobody
    units: frozenset[str] = frozenset()
    _printer: Printer | None = None

    def wants(self, unit_id: str) -> bool:
        """Whether a unit's own documents are wanted."""
        return not self.units or unit_id in self.units

    def faces(self) -> FontSet:
        """The faces; raises ProblemsFound D001-D015."""
        if self.fonts is None:
            from scoring.documents.fonts.building import load_fonts
            from scoring.documents.fonts.settings import find_settings

            self.fonts = load_fonts(settings=find_settings())
        return self.fonts

    def printer(self, name: str) -> Printer:
        """A printer whose problems name the document; the costly parts are made once per job."""
        from scoring.documents.printing.html import lookup_folders
        from scoring.documents.printing.pdf import Printer

        if self._printer is None:
            self._printer = Printer(self.faces(), lookup_folders(self.body, self.folders), name)
        return self._printer.named(name)


@dataclass(frozen=True, slots=True)
class Kind:
    """One document.

    Args:
        name: Its name on the command line.
        make: What makes it, ``module:function``; takes a :class:`Job` and returns the files it wrote below ``job.out``.
        title: What it is, in Chinese.
        section: Section of assessment.yaml without which a run does not make it; None where it is always made.
        printed: Whether it needs typefaces.
        marks: Marks of section ``states`` that it shows besides that of its own section, until the run is final.
    """

    name: str
    make: str
    title: str
    section: str | None = None
    printed: bool = False
    marks: tuple[str, ...] = ()

    def write(self, job: Job) -> tuple[Path, ...]:
        """Make it; raises ProblemsFound."""
        module, _, function = self.make.partition(":")
        made: tuple[Path, ...] = getattr(importlib.import_module(module), function)(job)
        return made


_HOME = "scoring.documents"
KINDS: tuple[Kind, ...] = (
    Kind("workbook", f"{_HOME}.workbook.results:make", "结果工作簿"),
    Kind("quality", f"{_HOME}.quality.report:make", "数据质量报告"),
    Kind("explorer", f"{_HOME}.explorer.writing:make", "结果浏览网页", marks=("explorer", "circular", "feedback")),
    Kind("figures", f"{_HOME}.quality.report:make_figures", "通报所用数字的出处"),
    Kind("sensitivity", f"{_HOME}.robustness.page:make", "名次稳健性分析", "sensitivity"),
    Kind("circular", f"{_HOME}.official.circular:make", "通报", "circular", printed=True),
    Kind("correction", f"{_HOME}.official.correction:make", "更正通报", "correction", printed=True),
    Kind("notices", f"{_HOME}.units.notices:make", "整改通知单", "rectification", printed=True),
    Kind("ledger", f"{_HOME}.units.ledger:make", "整改台账", "rectification"),
    Kind("requests", f"{_HOME}.units.requests:make", "数据核实函", "requests", printed=True),
    Kind("feedback", f"{_HOME}.units.feedback:make", "情况反馈", "feedback", printed=True),
    Kind("margins", f"{_HOME}.quality.margins:make", "签发前核对单", "margins"),
    Kind("annex", f"{_HOME}.official.webpage:make", "附件的网页片段", "circular"),
)


def configured(results: Results) -> Iterator[Kind]:
    """The documents that the settings of an assessment ask for."""
    return (kind for kind in KINDS if kind.section is None or kind.section in results.documents)


def named(names: Collection[str]) -> tuple[Kind, ...]:
    """Documents by name, in the order of the list; raises ProblemsFound A027 for a name that no document has."""
    known = {kind.name for kind in KINDS}
    if wrong := [
        Problem("A027", found=name, args={"allowed": "、".join(kind.name for kind in KINDS)}) for name in names if name not in known
    ]:
        raise ProblemsFound(wrong)
    return tuple(kind for kind in KINDS if kind.name in names)


def write_documents(kinds: Collection[Kind], job: Job) -> list[Path]:
    """Make documents one after the other; raises ProblemsFound, D033 where the disk does not take one.

    Returns:
        The files written, in the order of the list.
    """
    written: list[Path] = []
    for kind in kinds:
        job.say("documents", {"document": kind.name})
        try:
            written += kind.write(job)
        except OSError as error:
            raise ProblemsFound([Problem("D033", str(error.filename or job.out), found=error.strerror or str(error))]) from None
    return written
