"""What was read, held against what was printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scoring.intake.cells import read_cell
from scoring.intake.reading import read_report
from scoring.intake.report import Report


@dataclass(frozen=True)
class Verdict:
    """Facts that are right, wrong or missing, as (metric, part)."""

    right: set[tuple[str, str]]
    wrong: list[str]
    missing: set[tuple[str, str]]
    report: Report


def read_bytes(data: bytes, name: str = "report.txt") -> Report:
    """The report of a file with these bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_report(path, name)


def judge(data: bytes, truth: dict[tuple[str, str], str]) -> Verdict:
    """Read and compare: a figure that is not printed at its place is wrong."""
    report = read_bytes(data)
    right, wrong = set(), []
    for fact in report.facts:
        place = (fact.metric, fact.part)
        expected = read_cell(truth[place], "change") if place in truth else None
        same = expected is not None and (fact.value, fact.semantic) == (expected.value, expected.semantic)
        if same:
            right.add(place)
        else:
            wrong.append(f"{place} = {fact.value} ({fact.semantic}, {fact.raw!r}) at {fact.locator}; printed {truth.get(place)!r}")
    return Verdict(right, wrong, set(truth) - right, report)
