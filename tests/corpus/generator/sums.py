"""Which statutory sums of a report hold, fail or cannot be judged: computed from the printed cells, not by the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tests.corpus.generator.cells import Printed
from tests.corpus.generator.making import result_rows
from tests.corpus.generator.model import Model
from tests.corpus.generator.statutory import DISPUTES, PARTS, REQUESTS
from tests.corpus.generator.values import Place

Verdict = tuple[str, str, str]
"""(check, part, outcome)."""

_FLAT_SUMS = {
    "A1": (["requests_in_person", "requests_fax", "requests_online", "requests_letter"], "requests_received"),
    "A2": (["requests_closed_on_time", "requests_closed_extended"], "requests_closed"),
    "A5": (["reviews_upheld", "reviews_corrected", "reviews_other"], "reviews_total"),
    "A6": (["litigation_upheld", "litigation_corrected", "litigation_other"], "litigation_total"),
    "A7": (["staff_full_time", "staff_part_time"], "staff_total"),
}


def verdicts(model: Model) -> set[Verdict]:
    """Every sum of the report's tables that fails or cannot be judged; what is not in the set holds."""
    found = set(_requests(model)) if "3" in model.forms else set()
    found |= set(_disputes(model.cells)) if "4" in model.forms else set()
    found |= set(_flat(model.cells)) if "1" in model.forms else set()
    return found


def _compared(check: str, part: str, left: Sequence[Printed], right: Sequence[Printed]) -> Iterator[Verdict]:
    numbers = [_number(cell) for cell in (*left, *right)]
    if any(number is None for number in numbers):
        yield check, part, "not_assessable"
    elif sum((_number(cell) or 0) for cell in left) != sum((_number(cell) or 0) for cell in right):
        yield check, part, "fails"


def _number(cell: Printed) -> Decimal | None:
    """What the cell adds to a sum: nothing where it does not apply, unknown where it is blank."""
    return Decimal(0) if cell.semantic == "not_applicable" else cell.value


def _requests(model: Model) -> Iterator[Verdict]:
    form, cells = model.forms["3"], model.cells
    for line in REQUESTS[form]:
        yield from _compared("T3-row", line.metric, [cells[line.metric, part] for part in PARTS[:-1]], [cells[line.metric, "total"]])
    for part in PARTS:
        results = [cells[metric, part] for metric in result_rows(form)]
        yield from _compared("T3-sum", part, results, [cells["results_total", part]])
        received = [cells["requests_new", part], cells["requests_carried_in", part]]
        yield from _compared("T3-identity", part, received, [cells["results_total", part], cells["requests_carried_out", part]])


def _disputes(cells: Mapping[Place, Printed]) -> Iterator[Verdict]:
    for start in range(0, len(DISPUTES), 5):
        five = [cells[metric, "total"] for metric in DISPUTES[start : start + 5]]
        yield from _compared("T4-sum", DISPUTES[start].removesuffix("_upheld"), five[:4], five[4:])


def _flat(cells: Mapping[Place, Printed]) -> Iterator[Verdict]:
    for check, (parts, whole) in _FLAT_SUMS.items():
        yield from _compared(check, "total", [cells[metric, "total"] for metric in parts], [cells[whole, "total"]])
