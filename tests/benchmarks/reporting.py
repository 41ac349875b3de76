"""The one reporter of all benchmarks: every line is printed, kept in build/bench, and becomes Markdown.

Usage: python -m tests.benchmarks.reporting [FILE.md]   writes what was measured, by default build/bench/benchmarks.md

The page names machine and versions and no date: the same figures give the same bytes.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import statistics
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.measured import Took, Variant, in_turn, median
from tests.repository import ROOT

FOLDER = ROOT / "build" / "bench"
LIBRARIES = ("duckdb", "polars", "pandas", "pyarrow", "numpy", "pandera", "weasyprint", "lxml")
TITLE = "# Benchmarks"
INTRODUCTION = (
    "Written by `make bench`; how to measure again, and with which sizes, is in CONTRIBUTING, “Speed”. "
    "Seconds are wall time of whole processes from start to exit, imports included, unless a line says otherwise; variants run in turn, "
    "the ratio is the median of the ratios of pairs. Memory is the peak resident set. Files are in the page cache."
)


@dataclass(frozen=True, slots=True)
class Most:
    """What a variant may take.

    Args:
        times: Seconds, as a multiple of the other's; 0 says nothing of it.
        memory: Memory, as a multiple of the other's; 0 says nothing of it.
        held: Whether that is asserted; a size below the stated one is only told.
    """

    times: float
    memory: float = 0
    held: bool = True


class Report:
    """What one benchmark has to say.

    Args:
        name: Name of its file in build/bench.
        title: Heading of its section.
        note: What was measured, as one paragraph.
        folder: Where it is kept.
    """

    def __init__(self, name: str, title: str, note: str = "", folder: Path = FOLDER) -> None:
        self.file, self.title, self.note = folder / f"{name}.json", title, note

    def line(self, key: str, text: str) -> None:
        """Print a sentence and keep it; one of the same key is replaced."""
        print(f"\n{text}")  # noqa: T201 - the report is the purpose
        self._keep("lines", key, text)

    def row(self, table: str, cells: Mapping[str, str]) -> None:
        """Print a row and keep it in the table of a title; one with the same first cell is replaced."""
        print("\n" + ", ".join([table, *(f"{name.strip()} {cell}".strip() for name, cell in cells.items())]))  # noqa: T201 - as above
        self._keep(table, next(iter(cells.values())), dict(cells))

    def compare(self, what: str, ours: Variant, theirs: Variant, most: Most, *, rounds: int = 5) -> list[Took]:
        """Measure two variants in pairs, tell, and hold the ratio against its limit.

        Args:
            what: What is compared, the first cell of the row.
            ours: The variant that must not be slow.
            theirs: What it is held against.
            most: What ours may take.
            rounds: Number of pairs.

        Returns:
            Medians of both.
        """
        pairs = in_turn(ours, theirs, rounds=rounds)
        first, second = (median(list(took)) for took in zip(*pairs, strict=True))
        ratio = statistics.median(pair[0].seconds / pair[1].seconds for pair in pairs)
        share = first.megabytes / second.megabytes
        cells = {"": what, "s": f"{first.seconds:.2f}", "MB": f"{first.megabytes:.0f}"}
        cells |= {"against": theirs.name, "s ": f"{second.seconds:.2f}", "MB ": f"{second.megabytes:.0f}"}
        cells |= {"ratio": f"{ratio:.2f}", "limit": f"{most.times:.3g}" if most.times else "—"}
        cells |= {"of its memory": f"{share:.3f} (limit {most.memory:.3g})" if most.memory else f"{share:.2f}"}
        self.row("Side by side", cells)
        if most.held:
            assert not most.times or ratio <= most.times, f"{what}: {ratio:.2f} times {theirs.name}"
            assert not most.memory or share <= most.memory, f"{what}: {share:.3f} of the memory of {theirs.name}"
        return [first, second]

    def _keep(self, table: str, key: str, value: Any) -> None:
        kept = json.loads(self.file.read_text("utf-8")) if self.file.exists() else {}
        if kept.get("machine") != machine():
            kept = {"machine": machine()}
        kept |= {"title": self.title, "note": self.note}
        kept.setdefault("tables", {}).setdefault(table, {})[key] = value
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")


def machine() -> str:
    """Processor, cores, memory, system and versions, as one paragraph."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        model = next((line.split(":", 1)[1].strip() for line in info.read_text("utf-8").splitlines() if "model name" in line), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()}; "
        f"Python {platform.python_version()}, {', '.join(_versions())}."
    )


def _versions() -> list[str]:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def page(folder: Path = FOLDER) -> str:
    """Everything measured on this machine with these versions, as Markdown."""
    kept = [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))]
    sections = [_section(one) for one in kept if one["machine"] == machine()]
    return "\n\n".join([TITLE, INTRODUCTION, f"Machine: {machine()}", *sections]) + "\n"


def _section(kept: Mapping[str, Any]) -> str:
    parts = [f"## {kept['title']}", *([kept["note"]] if kept["note"] else [])]
    for title, rows in kept["tables"].items():
        if title == "lines":
            parts.append("\n".join(f"- {text}" for text in rows.values()))
        else:
            parts += [f"**{title}**", _table(list(rows.values()))]
    return "\n\n".join(parts)


def _table(rows: list[Mapping[str, str]]) -> str:
    head = list(dict.fromkeys(name for row in rows for name in row))
    lines = [[name.strip() for name in head], ["---", *["---:"] * (len(head) - 1)], *([row.get(name, "") for name in head] for row in rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |" for cells in lines)


def main(file: str = "") -> None:
    """Write the page."""
    path = Path(file) if file else FOLDER / "benchmarks.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), "utf-8")
    print(path)  # noqa: T201 - where it went


if __name__ == "__main__":
    main(*sys.argv[1:])
