"""Thousands of reports, one in a hundred of them broken: each broken one is listed once, and no text stays in memory.

Usage: python -m tests.load.many [--reports 10000] [--every 100] [--out FOLDER]   (`make load REPORTS=10000`)

Reports come from the generator of tests/corpus: another unit and other figures in each, as web page, text, workbook and
Word document. Of every hundred one is broken, each in another way. ``scoring check`` and ``scoring run`` read them all, as
processes of their own; then the broken ones are mended and the run is made.
Ends with exit code 1 where anything else was said than one problem per broken report.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.corpus.cases import FORMS
from tests.corpus.generator.files import SUFFIXES, content
from tests.corpus.generator.making import made
from tests.repository import ROOT

FOLDER = ROOT / "build" / "load"
SETTINGS = "id: load\ntitle: 年度报告数据评价\ncriteria: openness-tables-2021\ndate: 2022-04-15\n"
HEAD = "unit_id,name,short_name,grp,ord,parent_id,region_code,status,status_reason\n"
# Most offices publish web pages; every tenth report is a workbook, every tenth a Word document.
FORMATS = (*["html"] * 6, "text", "text", "xlsx", "docx")
STYLES = {"html": ("clean", "word", "centred"), "text": ("markdown", "tabs"), "xlsx": ("sheets",), "docx": ("plain",)}
# What may befall a file on its way: name, the code of its refusal, and what becomes of the bytes.
BREAKS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("empty", lambda _data: b""),
    ("cut", lambda data: data[: len(data) // 8] if data[:2] == b"PK" else b"PK\x03\x04" + data[:200]),
    ("picture", lambda _data: b"\x89PNG\r\n\x1a\n" + bytes(200)),
    ("old-word", lambda _data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)),
    ("pdf-cut", lambda _data: b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog"),
    ("noise", lambda data: bytes((7 * place + 129) % 256 for place in range(len(data) or 1))),
    ("archive", lambda _data: b"Rar!\x1a\x07\x00" + bytes(200)),
    ("error-page", lambda _data: "<html><title>404 Not Found</title><body>您访问的页面不存在</body></html>".encode()),
)


@dataclass(frozen=True)
class Made:
    """A folder of reports: the files that are broken, with the bytes that they should have."""

    folder: Path
    broken: dict[str, bytes]


def report(number: int) -> tuple[str, str, bytes]:
    """Name of the unit, format and bytes of a report."""
    forms, _ = FORMS["2021"]
    kind = FORMATS[number % len(FORMATS)]
    styles = STYLES[kind]
    unit = f"望川县第{number}局"
    model = replace(made(forms, number, 2021, dense=bool(number % 3)), unit=unit)
    return unit, kind, content(model, kind, styles[number // len(FORMATS) % len(styles)])


def make(folder: Path, reports: int, every: int) -> Made:
    """An assessment of so many units with a report each; the last of every ``every`` reports is broken."""
    (folder / "reports").mkdir(parents=True)
    (folder / "assessment.yaml").write_text(SETTINGS, "utf-8")
    broken: dict[str, bytes] = {}
    with (folder / "units.csv").open("w", encoding="utf-8") as units:
        units.write(HEAD)
        for number in range(reports):
            unit, kind, data = report(number)
            units.write(f"u{number:05d},{unit},,{('department', 'county')[number % 2]},{number + 1},,,assessed,\n")
            file = f"reports/u{number:05d}{SUFFIXES[kind]}"
            if number % every == every - 1:
                broken[file] = data
                data = BREAKS[len(broken) % len(BREAKS)][1](data)
            (folder / file).write_bytes(data)
    return Made(folder, broken)


@dataclass(frozen=True)
class Ended:
    """A command that ended: exit code, what it printed as JSON lines, seconds, and megabytes of it and of its largest helper."""

    code: int
    said: list[dict[str, Any]]
    seconds: float
    megabytes: int

    @property
    def problems(self) -> list[dict[str, Any]]:
        """Every problem that was printed."""
        return [problem for line in self.said for problem in line.get("problems", [])]


MEASURE = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], check=False);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=sys.stderr); sys.exit(done.returncode)"
)


def ended(*arguments: str | Path) -> Ended:
    """Run a command of the program to its end."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", MEASURE, sys.executable, "-m", "scoring", "--lang", "zh", *map(str, arguments), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)
    told = done.stdout + "\n".join(done.stderr.splitlines()[:-1])
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    return Ended(done.returncode, lines, time.perf_counter() - begin, int(done.stderr.splitlines()[-1]))


def campaign(out: Path, reports: int, every: int) -> Iterator[tuple[str, Ended, list[str]]]:
    """Each step with what it came to and what is wrong with that, in words."""
    made = make(out / "assessment", reports, every)
    wanted = sorted(made.broken)
    os.environ["SCORING_CACHE"] = str(out / "cache")  # readings of the first command are taken by the next ones, as in an office
    yield "scoring check", (checked := ended("check", made.folder, "--out", out / "checked")), faults(checked, wanted)
    yield "scoring run", (refused := ended("run", made.folder, "--out", out / "runs")), faults(refused, wanted)
    for file, data in made.broken.items():
        (made.folder / file).write_bytes(data)
    mended = ended("run", made.folder, "--out", out / "runs", "--no-documents")
    yield "scoring run --no-documents, mended", mended, [] if mended.code == 0 else [f"exit code {mended.code}: {mended.problems[:3]}"]


def faults(found: Ended, wanted: list[str]) -> list[str]:
    """What differs from one problem per broken report, exit code 1."""
    named = sorted("reports/" + Path(problem["file"]).name for problem in found.problems)
    differing = sorted(set(named) ^ set(wanted)) or [name for name in wanted if named.count(name) != 1]
    told = [f"{len(named)} problems, {len(wanted)} broken reports; not one each: {differing[:5]}"] if differing else []
    return [*told, *([f"exit code {found.code}"] if found.code != 1 else [])]


def main() -> int:
    """Make the reports, read them, say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("--out", type=Path, default=FOLDER)
    wanted = parser.parse_args()
    shutil.rmtree(wanted.out, ignore_errors=True)
    failed = False
    for name, found, wrong in campaign(wanted.out, wanted.reports, wanted.every):
        failed = failed or bool(wrong)
        print(  # noqa: T201 - a campaign tells what it found
            f"{name}: {len(found.problems)} problems, exit code {found.code}, {found.seconds:.0f} s, {found.megabytes} MB"
            + "".join(f"\n  WRONG {line}" for line in wrong),
            flush=True,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
