"""Numbers that a page or an office program split over two cells, or by a blank inside one cell.

A joining is proposed only when it is the only one with which every sum holds that it enters (the row, its columns,
the identity), and at least one such sum can be computed. It is shown as a repair; otherwise the row stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from scoring.intake.cells import CellValue, read_cell
from scoring.intake.document import Cell, Repair
from scoring.intake.forms import Value
from scoring.intake.quantities import fold
from scoring.intake.relations import LinearRelation
from scoring.intake.report import Fact, Unread
from scoring.intake.statutory.table_values import make_fact

Figure = tuple[str, str]
"""(metric, part)."""

_BROKEN = re.compile(r"[1-9]\d{0,6}(?:\s+\d{1,6}){1,2}")
_DIGITS = re.compile(r"\d{1,7}")
_MOST_EXTRA = 2  # joints in one row
_KIND = "split_number"


@dataclass(frozen=True)
class Split:
    """A row or cell with a number that may be split.

    Args:
        values: The figures it should give, in order.
        cells: The cells as printed; more than figures, or one cell with a blank in its number.
        quotes: The quote of each figure.
        unread: What it is when no joining is certain.
        printed: Unit of a bare number.
    """

    values: tuple[Value, ...]
    cells: tuple[Cell, ...]
    quotes: tuple[str, ...]
    unread: Unread
    printed: str = ""


def broken_number(text: str) -> bool:
    """Whether the text is digits with blanks between them."""
    return _BROKEN.fullmatch(fold(text).strip()) is not None


def may_be_split(cells: Sequence[Cell], count: int) -> bool:
    """Whether joining one or two neighbours would give so many numbers."""
    return count < len(cells) <= count + _MOST_EXTRA and all(_DIGITS.fullmatch(fold(cell.text).strip()) for cell in cells)


@dataclass(frozen=True)
class _Joined:
    """One way to join the cells of a split: the groups of cells, one per figure."""

    split: Split
    groups: tuple[tuple[Cell, ...], ...]

    def facts(self) -> list[Fact]:
        places = zip(self.split.values, self.groups, self.split.quotes, strict=True)
        return [_fact(value, group, quote, self.split.printed or value.printed_uom) for value, group, quote in places]

    def repairs(self) -> list[Repair]:
        return [Repair(_KIND, _shown(group), _number(group), group[0].locator) for group in self.groups if _is_joint(group)]


def join_splits(
    splits: Iterable[Split], facts: Sequence[Fact], relations: Sequence[LinearRelation]
) -> tuple[list[Fact], list[Unread], list[Repair]]:
    """Join what can only be joined in one way.

    Args:
        splits: Rows and cells to decide.
        facts: The figures that were read, each once.
        relations: Sums of the form.

    Returns:
        The facts of the joined rows, what stays unread, and the repairs.
    """
    sums = [relation for relation in relations if relation.op == "=" and not relation.tolerance]
    known: dict[Figure, Decimal | None] = {(fact.metric, fact.part): fact.value for fact in facts if not fact.scope}
    pending = list(splits)
    joined: list[_Joined] = []
    while found := [only for split in pending if (only := _only(split, known, sums))]:
        for one in found:
            known |= {(fact.metric, fact.part): fact.value for fact in one.facts()}
        joined += found
        pending = [split for split in pending if all(one.split is not split for one in found)]
    kept = [one for one in joined if _holds(one, known, sums)]
    left = [split.unread for split in pending] + [one.split.unread for one in joined if one not in kept]
    return [fact for one in kept for fact in one.facts()], left, [repair for one in kept for repair in one.repairs()]


def _only(split: Split, known: Mapping[Figure, Decimal | None], sums: Sequence[LinearRelation]) -> _Joined | None:
    """The only joining with which all its sums hold."""
    if any((value.metric, value.part) in known for value in split.values):
        return None  # the figure is printed a second time: a conflict, not a split
    holding = [one for one in _joinings(split) if _holds(one, known, sums)]
    return holding[0] if len(holding) == 1 else None


def _joinings(split: Split) -> Iterator[_Joined]:
    cells, count = split.cells, len(split.values)
    for places in combinations(range(1, len(cells)), count - 1):
        groups = tuple(cells[start:end] for start, end in pairwise((0, *places, len(cells))))
        if all(len(group) == 1 or not _number(group).startswith("0") for group in groups):
            yield _Joined(split, groups)


def _holds(one: _Joined, known: Mapping[Figure, Decimal | None], sums: Sequence[LinearRelation]) -> bool:
    """Whether every joint enters a sum that can be computed, and all sums hold that the row enters."""
    facts = one.facts()
    values = {**known, **{(fact.metric, fact.part): fact.value for fact in facts}}
    touched = {(fact.metric, fact.part) for fact in facts}
    joints = {(fact.metric, fact.part) for fact, group in zip(facts, one.groups, strict=True) if _is_joint(group)}
    tested: set[Figure] = set()
    for relation in sums:
        names = {(metric, part) for _, _, metric, part in relation.terms}
        if not names & touched or any(values.get(name) is None for name in names):
            continue
        if _difference(relation, values):
            return False
        tested |= names
    return joints <= tested


def _difference(relation: LinearRelation, values: Mapping[Figure, Decimal | None]) -> Decimal:
    """Left side minus right side; all terms are known."""
    signed = ((coefficient if side == "left" else -coefficient, values[metric, part]) for side, coefficient, metric, part in relation.terms)
    return sum((coefficient * (value or 0) for coefficient, value in signed), Decimal(0))


def _fact(value: Value, group: Sequence[Cell], quote: str, printed: str) -> Fact:
    if not _is_joint(group):
        read = read_cell(group[0].text, value.number)
        return make_fact(value, read or CellValue(None, "text"), group[0], quote, printed)
    number = _number(group)
    read = CellValue(Decimal(number), "numeric")
    return make_fact(value, read, Cell(_shown(group), group[0].locator), f"{quote}（断开的“{_shown(group)}”合为{number}）", printed)


def _is_joint(group: Sequence[Cell]) -> bool:
    return len(group) > 1 or broken_number(group[0].text)


def _number(group: Sequence[Cell]) -> str:
    return "".join("".join(fold(cell.text).split()) for cell in group)


def _shown(group: Sequence[Cell]) -> str:
    return " | ".join(" ".join(cell.text.split()) for cell in group)
