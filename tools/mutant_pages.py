"""Writes docs/mutants.md from what the last `make mutants` counted and from the explained survivors.

`make mutants` runs it at its end; tests/mutation/test_survivors.py says when it is due.
"""

from __future__ import annotations

import collections
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FOLDER = ROOT / "tests" / "mutation"
PAGE = ROOT / "docs" / "mutants.md"
COUNTED = ("made", "tried", "killed", "timed out", "survived", "not covered")
Figures = Mapping[str, Mapping[str, int]]
HEAD = """# Mutants

Written by `tools/mutant_pages.py` from `tests/mutation/figures.yaml` and `tests/mutation/survivors.yaml`; do not edit.

A test is worth what it notices. `make mutants` changes one place of the program at a time and runs the tests that come by there: \
if one of them fails, the mutant is killed; if none does, it has survived, and either a case is missing or the change makes no \
difference. What is changed: the rule kinds, the roll-up of scores, the ranking (Python, files of SQL, and the SQL that Python writes) \
and the one module that rounds.

- *Mutants*: in Python the operators of mutmut (comparisons, arithmetic, `and`/`or`, arguments left out or `None`, constants, conditions \
forced either way ...); in SQL, in files and in strings alike, those of `tests/mutation/operators.yaml` (`<` for `<=`, `min` for `max`, \
a condition, a branch, a key of a window left out ...). Types, documentation, decorators and imports are left as they are.
- *Tests*: those that `tests/mutation/tests.yaml` names for the file, all of them fast, and of these the ones that run the changed \
statement: first the cases of the rule kind, then the tests that were seen to come by, the quickest of each table of cases, then the \
next, and before all of them those that told of the mutants next to it. What stands outside of functions meets also the tests that read \
it, and a process that imports it anew. A mutant meets tests of three seconds at most, one that lives and has no reason yet of twelve \
(measured while lines are noted, which takes longer than the test). So a survivor may be noticed by the rest of the suite, which is larger \
by far; it is the fast tests beside the engine that are measured here.
- *Samples*: `make mutants ONLY=scoring/ranking SAMPLE=25` takes 25 mutants of each file, drawn by a hash of their names: the same ones \
everywhere. Results are kept in `build/mutants`; what was killed is not tried again until its file changes, so that a larger sample \
goes on where a smaller one ended.
- *Survivors*: each has its reason in `tests/mutation/survivors.yaml`. One without a reason, and one that no test comes by, makes the \
command fail.

The figures below are of one campaign by this driver (the order of the tests and their seconds were tuned while it ran): \
of each file a sample drawn by a hash of the mutants' names, at \
least six of `numbers.py` and of each file of rules and scores and ten of ranking, or all where there are fewer; the column says how many. \
What lived at first and got a case was tried again with it. So the figures say something of the rest only within what a sample of this \
size can say, and the share of those killed is that after the missing cases were written.
"""


def page(figures: Figures, survivors: Mapping[str, list[str]]) -> str:
    """The whole page."""
    return HEAD + _overview(figures) + "".join(_area(area, figures) for area in _areas(figures)) + _survivors(survivors)


def _areas(figures: Figures) -> list[str]:
    return sorted({_area_of(file) for file in figures})


def _area_of(file: str) -> str:
    return file if file.count("/") == 1 else file.rpartition("/")[0]


def _overview(figures: Figures) -> str:
    rows = [(f"`{area}`", _sum(figures, area)) for area in _areas(figures)]
    return "\n## Figures\n\n" + _table("part", [*rows, ("all", _sum(figures, ""))])


def _area(area: str, figures: Figures) -> str:
    rows = [(f"`{file.rpartition('/')[2]}`", counts) for file, counts in figures.items() if _area_of(file) == area and counts["made"]]
    return f"\n### {area}\n\n" + _table("file", rows) if len(rows) > 1 else ""


def _sum(figures: Figures, area: str) -> Mapping[str, int]:
    total: collections.Counter[str] = collections.Counter()
    for file, counts in figures.items():
        if area in {"", _area_of(file)}:
            total.update(counts)
    return total


def _table(first: str, rows: list[tuple[str, Mapping[str, int]]]) -> str:
    head = f"| {first} | {' | '.join(COUNTED)} |\n|---|{'---:|' * len(COUNTED)}\n"
    return head + "".join(f"| {name} | {' | '.join(str(counts[key]) for key in COUNTED)} |\n" for name, counts in rows)


def _survivors(survivors: Mapping[str, list[str]]) -> str:
    return "\n## Survivors\n\n" + "".join(_reason(reason, names) for reason, names in survivors.items())


def _reason(reason: str, names: list[str]) -> str:
    return f"{reason}\n\n" + "".join(f"- {line}\n" for line in _lines(names)) + "\n"


def _lines(names: list[str]) -> Iterator[str]:
    for name in sorted(names):
        place, _, change = name.rpartition(" #")[0].partition(": ")
        was, _, now = change.partition(" => ")
        file, _, within = place.partition(" ")
        where = f"`{file}`" + (f" `{within}`" if within != "-" else "")
        yield f"{where}: {_code(was)} → {_code(now)}"


def _code(text: str) -> str:
    """A text between marks of code that it does not hold itself."""
    return f"`` {text} ``" if "`" in text else f"`{text}`" if text else "nothing"


if __name__ == "__main__":
    read = [yaml.safe_load((FOLDER / name).read_text("utf-8")) for name in ("figures.yaml", "survivors.yaml")]
    PAGE.write_text(page(read[0], read[1]["survivors"]).rstrip() + "\n", "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
