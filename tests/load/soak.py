"""Hundreds of runs in one process, good and broken ones: what the process holds must not grow.

Usage: python -m tests.load.soak [--runs 300] [--out FOLDER]   (`make soak RUNS=300`)

Every turn changes the inputs and makes a whole run with circular, workbook, data-quality report and explorer; every fourth
also with sheets, notices, the analysis of firmness and what would decide. Every third turn runs with broken inputs besides,
every fifth verifies, explains, audits and prints again, every tenth has two processes for reports and sheets.
Ends with exit code 1 where something grew.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import os
import shutil
import statistics
import sys
import tempfile
import tracemalloc
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

import scoring
from tests.load.process import COUNTED, HERE, Held, held
from tests.repository import ROOT
from tests.runs import mini

FOLDER = ROOT / "build" / "soak"
WARM = 5  # one in so many turns is not counted: libraries load what they need when it is first needed
MOST_GROWTH = 40  # kilobytes a run; a frame of 3 units that is kept weighs more, and 10,000 runs would take 400 MB
FAULTS = (
    ("A010", "reports/jia.txt", b"\xff\xfe\x00"),
    ("I025", "marks.csv", f"{mini.TABLES['marks']}nobody,support.plan,x,much,\n".encode()),
    ("C003", "criteria.yaml", mini.CRITERIA.replace("policy:", "polcy:").encode()),
)
SECTIONS = """circular:
  issuer: 乌有省人民政府办公厅
  number: 乌政办发〔2017〕9号
  title: 关于考核情况的通报
  addressees: [各县人民政府]
  date: 2017-05-02
  annexes: [{group: county, title: 得分}]
"""
MORE = """feedback: {issuer: 乌有省人民政府办公厅, date: 2017-05-02}
rectification:
  issuer: 乌有省人民政府办公厅
  number: 乌整〔2017〕{n}号
  date: 2017-05-02
  due: 2017-06-02
  who: [{total_below: 80}]
sensitivity: {draws: 100, sobol: 8, variants: [rounding]}
margins: {deciders: true}
"""


def make(folder: Path, turn: int) -> Path:
    """The small assessment with the figures, marks and findings of a turn; other ones every turn."""
    mini.make(folder)
    (folder / "assessment.yaml").write_text(mini.SETTINGS + SECTIONS + (MORE if turn % 4 == 3 else ""), "utf-8")
    (folder / "circular.html.j2").write_text("<p>现将考核结果印发给你们。</p>", "utf-8")
    for number, (unit, name) in enumerate((("jia", "甲河县"), ("yi", "乙山县"), ("bing", "丙桥县"))):
        closed = 5 + (turn * 7 + number * 3) % 40
        (folder / "reports" / f"{unit}.txt").write_text(mini.report(name, str(closed), str(closed - (turn + number) % 5)), "utf-8")
    findings = mini.TABLES["findings"].replace("late_reply,1,", f"late_reply,{1 + turn % 3},")
    (folder / "findings.csv").write_text(findings, "utf-8")
    return folder


def turned(base: Path, turn: int) -> None:
    """One turn, and nothing of it left on the disk."""
    folder = make(base / "assessment", turn)
    finished = scoring.run(folder, scoring.Options(out=base / "out", jobs=2 if turn % 10 == 9 else 1))
    if turn % 5 == 4:
        scoring.verify(finished.folder)
        scoring.explain(finished.folder, "jia")
        scoring.check(folder, base / "checked", jobs=1)
        scoring.render(finished.folder, base / "printed", scoring.RenderOptions(("circular", "workbook"), jobs=1))
    if turn % 3 == 2:
        _refused(folder, base)
    for made in (folder, *(base / name for name in ("out", "checked", "printed"))):
        shutil.rmtree(made, ignore_errors=True)


def _refused(folder: Path, base: Path) -> None:
    """Runs that end in problems of a report, then of a table too, then of the criteria too."""
    for code, file, broken in FAULTS:
        (folder / file).write_bytes(broken)
        with pytest.raises(scoring.ProblemsFound) as found:
            scoring.run(folder, scoring.Options(out=base / "out", jobs=1))
        assert code in {problem.code for problem in found.value.problems}, found.value.problems


def grown(seen: Sequence[Held]) -> dict[str, float]:
    """By what one turn made the process larger after its first turns: kilobytes, and more of what is counted.

    Kilobytes: the slope of Theil and Sen (the median of the slopes of all pairs), which a single step does not move.
    Counts: the most of the last half against the most of the half before it.
    """
    later = seen[len(seen) // WARM :]
    slopes = [(b.kilobytes - a.kilobytes) / (j - i) for (i, a), (j, b) in itertools.combinations(enumerate(later), 2)]
    half = len(later) // 2
    counts = {
        name: float(max(getattr(one, name) for one in later[half:]) - max(getattr(one, name) for one in later[:half])) for name in COUNTED
    }
    return {"kilobytes": statistics.median(slopes), **counts}


def too_much(growth: dict[str, float]) -> list[str]:
    """What grew more than it may, in words."""
    found = [f"{name}: {growth[name]:+.0f}" for name in COUNTED if growth[name] > 0]
    return [*found, *([f"memory: {growth['kilobytes']:+.1f} KB a run"] if growth["kilobytes"] > MOST_GROWTH else [])]


def soak(runs: int, base: Path, *, trace: bool = False) -> list[Held]:
    """What the process held after every turn."""
    passing = base / "tmp"
    passing.mkdir(parents=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(passing)
    seen: list[Held] = []
    first: tracemalloc.Snapshot | None = None
    for turn in range(runs):
        turned(base, turn)
        seen.append(held(passing))
        (base / "seen.json").write_text(json.dumps([asdict(one) for one in seen]) + "\n", "utf-8")
        if trace and turn == runs // WARM:
            tracemalloc.start(12)
            first = tracemalloc.take_snapshot()
        print(f"{turn + 1}/{runs} " + ", ".join(f"{value} {name}" for name, value in asdict(seen[-1]).items()), flush=True)  # noqa: T201 - a campaign tells how far it is
    if first:
        gc.collect()
        for line in tracemalloc.take_snapshot().compare_to(first, "lineno")[:25]:
            print(line)  # noqa: T201 - as above
    return seen


def main() -> int:
    """Soak, keep what was seen, and say what grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--trace", action="store_true", help="also tell where memory that is kept was asked for (slower)")
    wanted = parser.parse_args()
    if not HERE:
        print("not measured: there is no /proc on this system")  # noqa: T201 - as above
        return 2
    shutil.rmtree(wanted.out, ignore_errors=True)
    seen = soak(wanted.runs, wanted.out, trace=wanted.trace)
    growth = grown(seen)
    first, last = seen[len(seen) // WARM], seen[-1]
    print(  # noqa: T201 - as above
        f"{len(seen)} runs: {first.kilobytes // 1024} MB after the first {len(seen) // WARM + 1}, {last.kilobytes // 1024} MB at the end, "
        f"{growth['kilobytes']:+.1f} KB a run (limit {MOST_GROWTH}); "
        + ", ".join(f"{name} {getattr(first, name)} and {getattr(last, name)}" for name in COUNTED)
    )
    for line in (faults := too_much(growth)):
        print(f"grew: {line}")  # noqa: T201 - as above
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
