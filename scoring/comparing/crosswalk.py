"""The crosswalk of two runs: which units, indicators and groups of the old one became which of the new one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from scoring.problems import Problem, ProblemsFound
from scoring.problems.nearest import nearest

KINDS = ("unit", "indicator", "group")
COLUMNS = ("kind", "old_id", "new_id", "weight", "remark")
_NEEDED = COLUMNS[:3]
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file: what became of what, and with which weight an old unit counts among those that became one."""

    line: int
    kind: str
    old_id: str
    new_id: str
    weight: Decimal


@dataclass(frozen=True)
class Crosswalk:
    """What continues under another id. Ids that both runs have and that no row names continue themselves.

    Args:
        file: The file as the user would name it; empty where there is none.
        rows: Its rows.
    """

    file: str = ""
    rows: tuple[Row, ...] = ()

    def of(self, kind: str) -> tuple[Row, ...]:
        """The rows on units, on indicators or on groups."""
        return tuple(row for row in self.rows if row.kind == kind)

    def without(self, kind: str) -> Crosswalk:
        """The crosswalk without its rows on something: the units of one run are the same."""
        return Crosswalk(self.file, tuple(row for row in self.rows if row.kind != kind))

    def new_ids(self, kind: str) -> dict[str, str]:
        """New id by old id."""
        return {row.old_id: row.new_id for row in self.of(kind)}

    def old_ids(self, kind: str) -> dict[str, str]:
        """Old id by new id; of several the first."""
        found: dict[str, str] = {}
        for row in self.of(kind):
            found.setdefault(row.new_id, row.old_id)
        return found


def read_crosswalk(path: Path | None, name: str | None = None) -> Crosswalk:
    """Read the file: columns kind, old_id, new_id, and if wanted weight and remark; CSV, a workbook or Parquet.

    Args:
        path: The file; an empty crosswalk where there is none.
        name: How problems call it.

    Raises:
        ProblemsFound: K001 (columns), K002 (kind), K003 (a weight that is none), K004 (twice), K005 (an indicator that would be split
            or merged), I002-I009, I029, I031, I033.
    """
    from scoring.intake.inputs.files import read_raw

    if path is None:
        return Crosswalk()
    shown = name or str(path)
    raw = read_raw(path, shown, "、".join(COLUMNS))
    wrong = [name for name in raw.header if name not in COLUMNS] + [name for name in _NEEDED if name not in raw.header]
    if wrong:
        raise ProblemsFound([Problem("K001", shown, 1, found="、".join(wrong), args={"columns": "、".join(COLUMNS)})])
    problems = [*raw.problems]
    cells = [dict(zip(raw.header, row, strict=True)) for row in raw.rows]
    rows = tuple(filter(None, (_row(shown, line, row, problems) for line, row in zip(raw.numbers, cells, strict=True))))
    problems += _repeated(shown, rows)
    if problems:
        raise ProblemsFound(problems)
    return Crosswalk(shown, rows)


def _row(file: str, line: int, cells: Mapping[str, str | None], problems: list[Problem]) -> Row | None:
    kind, weight = cells["kind"] or "", _weight(cells.get("weight"))
    if kind not in KINDS:
        problems.append(Problem("K002", file, line, "kind", kind, {"allowed": "、".join(KINDS)}))
    if weight is None:
        problems.append(Problem("K003", file, line, "weight", str(cells.get("weight"))))
    blank = [name for name in ("old_id", "new_id") if not cells[name]]
    problems += (Problem("I028", file, line, name, args={"column": name}) for name in blank)
    if kind not in KINDS or weight is None or blank:
        return None
    return Row(line, kind, str(cells["old_id"]), str(cells["new_id"]), weight)


def _weight(text: str | None) -> Decimal | None:
    """A positive number with up to four decimals; 1 where the cell is blank."""
    if not text:
        return _ONE
    try:
        weight = Decimal(text)
    except InvalidOperation:
        return None
    fits = weight.is_finite() and 0 < weight < Decimal(10) ** 9 and weight == weight.quantize(Decimal("0.0001"))
    return weight if fits else None


def _repeated(file: str, rows: Collection[Row]) -> Iterator[Problem]:
    pairs: set[tuple[str, str, str]] = set()
    once: set[tuple[str, str, str]] = set()
    for row in rows:
        if (row.kind, row.old_id, row.new_id) in pairs:
            yield Problem("K004", file, row.line, row.kind, f"{row.old_id} {row.new_id}")
            continue
        pairs.add((row.kind, row.old_id, row.new_id))
        ends = {("old_id", row.kind, row.old_id), *({("new_id", row.kind, row.new_id)} if row.kind == "indicator" else ())}
        if row.kind != "unit" and ends & once:
            yield Problem("K005", file, row.line, row.kind, f"{row.old_id} {row.new_id}")
        once |= ends


def unknown(crosswalk: Crosswalk, old: Mapping[str, Collection[str]], new: Mapping[str, Collection[str]]) -> list[Problem]:
    """Ids that the runs do not have (K006).

    Args:
        crosswalk: The rows.
        old: Ids of the old run by kind.
        new: Ids of the new run by kind.
    """
    found = []
    for row in crosswalk.rows:
        for column, wanted, known in (("old_id", row.old_id, old[row.kind]), ("new_id", row.new_id, new[row.kind])):
            if wanted not in known:
                found.append(Problem("K006", crosswalk.file, row.line, column, wanted, {"nearest": nearest(wanted, known)}))
    return found
