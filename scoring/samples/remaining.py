"""What of a folder is still invented, in the order in which an office replaces it."""

from __future__ import annotations

import csv
import functools
import importlib.resources
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.problems import Language, Problem
from scoring.samples.marks import BEGINNINGS, PREFIX, invented_settings, is_invented

if TYPE_CHECKING:
    import polars as pl

    from scoring.folder.assessment import Assessment
    from scoring.rules import Plan


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that is still invented.

    Args:
        name: Table, ``assessment`` for its settings, ``reports`` for the files of reports.
        count: How many rows, settings or files; 0 where they are not counted.
        title: Title of a record table.
    """

    name: str
    count: int = 0
    title: str = ""

    def told(self, language: Language) -> tuple[str, str]:
        """The file, and what to do with it."""
        known = _steps()
        step = known.get(self.name) or known["records"]
        return step["file"].format(name=self.name), step[language].format(title=self.title or self.name)


@functools.cache
def _steps() -> Mapping[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.safe_load((importlib.resources.files(__package__) / "steps.yaml").read_text("utf-8"))
    return found


def as_replaced(left: Iterable[Left]) -> tuple[Left, ...]:
    """The order in which they are replaced: what others refer to first."""
    order = list(_steps())
    return tuple(sorted(left, key=lambda item: order.index(item.name if item.name in order else "records")))


def still_invented(assessment: Assessment, plan: Plan | None, tables: Mapping[str, pl.DataFrame]) -> tuple[Left, ...]:
    """What is invented in a folder that was read.

    Args:
        assessment: The folder.
        plan: Its criteria. The record tables that they read, and ``data``, may be large: they are taken for invented as long as units are.
        tables: The other tables by name.
    """
    found = {name: _invented_rows(frame) for name, frame in tables.items()}
    found["assessment"] = len(list(invented_settings(assessment.documents)))
    found["reports"] = max(found.get("reports", 0), sum(1 for _ in assessment.reports.glob(f"{PREFIX}*")))
    left = [Left(name, count) for name, count in found.items() if count]
    if found["units"]:
        left += [Left(table.name, title=table.title) for table in plan.criteria.records.values()] if plan else []
        left += [Left("data")] if "data" in assessment.inputs else []
    return as_replaced(left)


def _invented_rows(frame: pl.DataFrame) -> int:
    """Rows in which some text is invented."""
    import polars as pl

    texts = [pl.col(name) for name, kind in frame.schema.items() if kind == pl.String]
    if not texts or frame.is_empty():
        return 0
    return frame.filter(pl.any_horizontal(text.str.starts_with(word) for text in texts for word in BEGINNINGS)).height


def invented_files(folder: Path, records: Mapping[str, str]) -> tuple[Left, ...]:
    """What is invented in a folder that was just made, without reading it as a run does."""
    reports = sum(1 for _ in (folder / "reports").glob(f"{PREFIX}*"))
    declared = list(records)  # tables of cases come as the criteria declare them, not as the disk lists them
    files = sorted(folder.glob("*.csv"), key=lambda file: (declared.index(file.stem) if file.stem in records else -1, file.stem))
    counts = {file.stem: sum(_invented_lines(file)) for file in files} | {"assessment": 1, "reports": reports}
    return as_replaced(Left(name, count, records.get(name, "")) for name, count in counts.items() if count)


def _invented_lines(file: Path) -> Iterator[bool]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        yield from (any(map(is_invented, row)) for row in csv.reader(handle))


def invented_problem(folder: Path, left: Iterable[Left]) -> list[Problem]:
    """The warning of a folder with invented data (A080); nothing where there are none."""
    files = "、".join(item.told("zh")[0] for item in left)
    return [Problem("A080", str(folder), args={"left": {"zh": files, "en": files.replace("、", ", ")}})] if files else []


def left_rows(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of a folder, those of rows and reports of invented units as one per file or folder (A082): nobody mends these one by one.

    Args:
        problems: What is wrong. Where a unit is unknown its id is what was found (I026; I038 and I071 where only some of many are listed),
            where a report is nobody's its name begins with that of an invented unit (A013).
    """
    listed = list(problems)
    counts: dict[str, int] = {}
    lines: dict[str, int | None] = {}
    for problem in filter(_is_left, listed):
        place = _place(problem)
        counts[place] = counts.get(place, 0) + 1
        lines.setdefault(place, problem.line)
    for problem in (problem for problem in listed if problem.file in counts):
        if problem.code == "I071" and problem.args.get("code") == "I026":
            counts[problem.file] = int(problem.found)
        elif problem.code == "I038" and problem.where == "I026":
            counts[problem.file] += int(problem.found)
    others = [problem for problem in listed if not _is_left(problem) and not (problem.file in counts and _is_rest(problem))]
    return others + [Problem("A082", place, lines[place], args={"rows": str(rows)}) for place, rows in counts.items()]


def _is_rest(problem: Problem) -> bool:
    """Whether it says how many more or how many in all there are of unknown units."""
    return (problem.code == "I071" and problem.args.get("code") == "I026") or (problem.code == "I038" and problem.where == "I026")


def _is_left(problem: Problem) -> bool:
    return (problem.code == "I026" and is_invented(problem.found)) or (problem.code == "A013" and is_invented(Path(problem.file).name))


def _place(problem: Problem) -> str:
    """The table, or the folder of the report."""
    return str(Path(problem.file).parent) if problem.code == "A013" else problem.file
