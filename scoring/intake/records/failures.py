"""What is wrong with the rows of a record table, before it becomes messages: which rule, which row, how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.intake.records.rules import Rule

MOST_SHOWN = 20
"""Problems of one rule and file that are shown one by one; the number of all of them is told."""
MOST_FILES = 20
"""Files of one rule whose problems are shown."""
DUPLICATE = Rule("I072", "")
UNKNOWN_UNIT = Rule("I026", "unit_id")


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that breaks a rule.

    Args:
        rule: The rule.
        file: Number of the file.
        row: Number of the row in the file, from 0, as the engine read it.
        first: (file, row) of the first row with the same key, for a key that stands twice.
    """

    rule: Rule
    file: int
    row: int
    first: tuple[int, int] | None = None


@dataclass
class Findings:
    """What one of the two ways of checking has found.

    Args:
        counts: Number of rows by rule and file.
        failures: The first rows of each rule and file, at most ``MOST_SHOWN``.
    """

    counts: Counter[tuple[Rule, int]] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def shown(self) -> Mapping[Rule, Sequence[int]]:
        """The files of each rule whose problems are shown."""
        return shown_files(self.counts)


def shown_files(counts: Iterable[tuple[Rule, int]]) -> dict[Rule, list[int]]:
    """The first files of each rule."""
    files: dict[Rule, list[int]] = {}
    for rule, file in sorted(counts, key=lambda found: found[1]):
        files.setdefault(rule, [])
        if len(files[rule]) < MOST_FILES:
            files[rule].append(file)
    return files
