"""Every annex of a circular, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path

from scoring.problems import Problem, ProblemsFound
from scoring.verifying.annex.counts import check_counts
from scoring.verifying.annex.firmness import Firm, check_firmness, is_firmness, read_firm
from scoring.verifying.annex.notes import Notes
from scoring.verifying.annex.reading import Printed, read_annexes, unit_rows
from scoring.verifying.annex.units import MARKS, Listed, UnitRows, Wrong
from scoring.verifying.derived import Derived, derive_scores
from scoring.verifying.model import Stage

_TOP = re.compile(r"前\d+名")
_REST = "其他单位从略"
NOTHING = {"zh": "可由结果推得的内容", "en": "something that follows from the results"}


def check_annex(run: Path, circular: Path) -> Stage:
    """V025 a printed number is not what is derived; V026 the file is no PDF; V027 it has no annex that could be read.

    Args:
        run: Folder of the run.
        circular: The printed circular.

    Returns:
        The stage ``annex``; ``checked`` is the number of printed numbers.
    """
    from scoring.results.store import open_results
    from scoring.verifying.derived.stored import read_stored

    try:
        annexes = read_annexes(circular)
        with open_results(run) as session:
            derived = derive_scores(read_stored(run, session))
            firm = read_firm(session, derived.stored.settings)
    except ProblemsFound as error:
        return Stage("annex", problems=[*error.problems])
    if not any(annex.tables for annex in annexes):
        return Stage("annex", problems=[Problem("V027", str(circular))])
    found = [(annex, *_check(derived, annex, firm)) for annex in annexes]
    problems = [_problem(circular, annex.label, wrong) for annex, wrongs, _ in found for wrong in wrongs]
    return Stage("annex", sum(numbers for _, _, numbers in found), problems)


def _problem(circular: Path, label: str, wrong: Wrong) -> Problem:
    where = f"{label}[{wrong.row}].{wrong.column}"
    return Problem(
        "V025",
        str(circular),
        wrong.page,
        where,
        wrong.printed,
        {"derived": {"zh": wrong.derived or NOTHING["zh"], "en": wrong.derived or NOTHING["en"]}},
    )


def _check(derived: Derived, annex: Printed, firm: Firm | None) -> tuple[list[Wrong], int]:
    """Wrong cells of an annex, and how many numbers it holds."""
    rows = UnitRows(derived, together=_is_together(derived, annex))
    wrong: list[Wrong] = []
    numbers = 0
    for heads, body in annex.tables:
        if "单位" not in heads:
            found, count = check_counts(derived, heads, body)
            wrong, numbers = wrong + found, numbers + count
    wrong += _units(rows, annex)
    page = next((body[-1].page for _, body in reversed(annex.tables) if body), 0)
    notes = Notes(derived, rows.listed, page, firm.note if firm else "")
    if is_firmness(annex):
        wrong += check_firmness(firm, rows.listed, annex)
    wrong += [*notes.check(annex.notes), *_remarks(notes, rows, annex)]
    if rows.listed.rows and _REST not in annex.notes and not _TOP.search(annex.notes):
        drawn = firm.ranks if firm and is_firmness(annex) else None
        wrong += _missing(derived, rows.listed, page, drawn)
    return wrong, numbers + rows.listed.numbers + notes.numbers


def _units(rows: UnitRows, annex: Printed) -> Iterator[Wrong]:
    places: Counter[tuple[tuple[str, ...], str]] = Counter()  # a table that goes on beside the first one counts anew
    for heads, row in unit_rows(annex):
        places[heads, row.section] += 1
        yield from rows.check(heads, row, places[heads, row.section])


def _remarks(notes: Notes, rows: UnitRows, annex: Printed) -> Iterator[Wrong]:
    for heads, row in unit_rows(annex):
        name = row.cells[heads.index("单位")].rstrip(MARKS)
        if "备注" in heads:
            units = [unit.unit_id for unit in rows.by_name.get(name, ())]
            yield from notes.remark(row.cells[heads.index("备注")], units, name)


def _missing(derived: Derived, listed: Listed, page: int, drawn: Container[str] | None) -> Iterator[Wrong]:
    """Units of the groups that are listed, but not themselves; of an annex on firmness those that were drawn."""
    units = {unit.unit_id: unit for unit in derived.stored.units}
    groups = {units[unit].group for unit in listed.rows}
    for unit in derived.stored.units:
        if unit.group in groups and unit.unit_id not in listed.rows and (drawn is None or unit.unit_id in drawn):
            yield Wrong(page, unit.short_name, "单位", "", unit.short_name)


def _is_together(derived: Derived, annex: Printed) -> bool:
    """Whether units of several groups stand in one table without headings."""
    groups: dict[str, set[str]] = {}
    for unit in derived.stored.units:
        groups.setdefault(unit.short_name, set()).add(unit.group)
    found = [(row.section, groups.get(row.cells[heads.index("单位")].rstrip(MARKS), set())) for heads, row in unit_rows(annex)]
    named = [some for section, some in found if not section and some]
    return bool(named) and not set.intersection(*named)
