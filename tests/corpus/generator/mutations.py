"""Changes of one place of a correct table, each with what may be read of the table afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.corpus.generator.cells import Printed, plain
from tests.corpus.generator.grids import Row, Slot, Table
from tests.corpus.generator.values import Place

Cells = Mapping[Place, Printed]
Reading = tuple[Decimal | None, str]
"""(value, semantic)."""


@dataclass(frozen=True)
class Mutation:
    """A changed table.

    Args:
        kind: Which change.
        where: Row and cell of the table.
        table: The table after the change.
        allowed: What may be stated of every place; a place that is not in it must not be stated.
        printed: Whether the table still has every figure in a place of its own, so that all of it can be read.
    """

    kind: str
    where: str
    table: Table
    allowed: dict[Place, Reading]
    printed: bool


def _reading(cell: Printed) -> Reading:
    return cell.value, cell.semantic


def _original(table: Table, cells: Cells) -> dict[Place, Reading]:
    return {slot.place: _reading(cells[slot.place]) for row in table.rows for slot in row if slot.place}


def mutations(table: Table, cells: Cells) -> Iterator[Mutation]:
    """Every change at every place of the table, in a fixed order."""
    for y, row in enumerate(table.rows):
        if y < table.heads:
            yield Mutation("header row lost", f"{y}", _with(table, {y: None}), _original(table, cells), printed=True)
        for x, slot in enumerate(row):
            if slot.place:
                yield from _of_cell(table, cells, y, x)
        if any(slot.place for slot in row):
            yield from _of_row(table, cells, y)


def _with(table: Table, rows: Mapping[int, tuple[Row, ...] | None]) -> Table:
    """The table with some rows replaced by others, or left out."""
    changed = [new for y, row in enumerate(table.rows) for new in (rows[y] or () if y in rows else (row,))]
    return replace(table, rows=tuple(changed), heads=table.heads - sum(y < table.heads and new is None for y, new in rows.items()))


def _of_cell(table: Table, cells: Cells, y: int, x: int) -> Iterator[Mutation]:
    row, slot = table.rows[y], table.rows[y][x]
    where, text, same = f"{y}/{x}", slot.text, _original(table, cells)
    yield from _swaps(table, cells, y, x)
    yield _printed("blanked", table, y, x, "", cells)
    if len(text) > 1 and text.isdigit():
        if text[::-1] != text and text[-1] != "0":
            yield _printed("digits transposed", table, y, x, text[::-1], cells)
        halves = (replace(slot, text=text[:1], place=None), replace(slot, text=text[1:], place=None))
        yield Mutation("split in two", where, _with(table, {y: ((*row[:x], *halves, *row[x + 1 :]),)}), same, printed=False)
    yield Mutation("cell deleted", where, _with(table, {y: ((*row[:x], *row[x + 1 :]),)}), same, printed=False)
    yield Mutation("cell doubled", where, _with(table, {y: ((*row[: x + 1], *row[x:]),)}), same, printed=False)


def _printed(kind: str, table: Table, y: int, x: int, text: str, cells: Cells) -> Mutation:
    """Another text in the cell."""
    row, slot = table.rows[y], table.rows[y][x]
    assert slot.place
    now = _reading(plain(int(text))) if text else (None, "blank")
    changed = _with(table, {y: ((*row[:x], replace(slot, text=text), *row[x + 1 :]),)})
    return Mutation(kind, f"{y}/{x}", changed, {**_original(table, cells), slot.place: now}, printed=True)


def _swaps(table: Table, cells: Cells, y: int, x: int) -> Iterator[Mutation]:
    """The cell against its right neighbour, and against the one under it."""
    row, same = table.rows[y], _original(table, cells)
    slot = row[x]
    if x + 1 < len(row):
        other = row[x + 1]
        changed = (*row[:x], replace(slot, text=other.text), replace(other, text=slot.text), *row[x + 2 :])
        yield _exchanged("swapped with neighbour", table, {y: (changed,)}, same, slot, other)
    under = table.rows[y + 1] if y + 1 < len(table.rows) else ()
    back = len(row) - x
    if len(under) >= back and (other := under[-back]).place:
        first = (*row[:x], replace(slot, text=other.text), *row[x + 1 :])
        second = tuple(replace(s, text=slot.text) if s is other else s for s in under)
        yield _exchanged("swapped with the cell below", table, {y: (first,), y + 1: (second,)}, same, slot, other)


def _exchanged(
    kind: str, table: Table, rows: Mapping[int, tuple[Row, ...] | None], same: dict[Place, Reading], one: Slot, other: Slot
) -> Mutation:
    assert one.place
    assert other.place
    allowed = {**same, one.place: same[other.place], other.place: same[one.place]}
    return Mutation(kind, f"{one.place}", _with(table, rows), allowed, printed=True)


def _of_row(table: Table, cells: Cells, y: int) -> Iterator[Mutation]:
    row, same = table.rows[y], _original(table, cells)
    places = [slot.place for slot in row if slot.place]
    first = next(x for x, slot in enumerate(row) if slot.place)
    labels, figures = row[:first], row[first:]
    rest = {place: reading for place, reading in same.items() if place not in places}
    yield Mutation("row lost", f"{y}", _with(table, {y: None}), rest, printed=True)
    start = _label(table, first)
    yield Mutation("row doubled", f"{y}", _with(table, {y: (row, row[start:])}), same, printed=True)
    if len(figures) > 1:
        texts = ["", *(slot.text for slot in figures[:-1])]
        moved = dict(zip(places, [(None, "blank"), *(same[p] for p in places[:-1])], strict=True))
        shifted = tuple(replace(slot, text=text) for slot, text in zip(figures, texts, strict=True))
        yield Mutation("row shifted by one", f"{y}", _with(table, {y: ((*labels, *shifted),)}), {**same, **moved}, printed=True)
    if labels:
        yield from _of_label(table, same, rest, y, start)


def _label(table: Table, first: int) -> int:
    """Where the label of a row stands: directly before its figures, in the flat form before the unit."""
    return 0 if table.id == "1" else max(first - 1, 0)


def _of_label(table: Table, same: dict[Place, Reading], rest: dict[Place, Reading], y: int, at: int) -> Iterator[Mutation]:
    row = table.rows[y]
    bare = (*row[:at], replace(row[at], text=""), *row[at + 1 :])
    yield Mutation("label lost", f"{y}", _with(table, {y: (bare,)}), same, printed=False)
    places = {slot.place for slot in row if slot.place}
    changed = tuple(replace(slot, text=f"{int(slot.text) + 7}") if slot.place and slot.text.isdigit() else slot for slot in row[at:])
    different = {slot.place for slot, new in zip(row[at:], changed, strict=True) if slot.text != new.text}
    if not different:
        return
    kept = {place: reading for place, reading in same.items() if place not in places or place not in different}
    yield Mutation("row doubled with other figures", f"{y}", _with(table, {y: (row, changed)}), {**rest, **kept}, printed=False)
