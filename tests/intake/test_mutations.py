"""Damage to a correct table is never silent: unread, caught by a sum, or still the figure that is printed in its place.

Each damage is done to every cell of table 3 (and 4) of a report in which all sums hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from scoring.intake.forms import load_forms
from scoring.intake.relations import LinearRelation
from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.grids import PARTS, Rows, document, footing, grid, table, table_3, table_4

Values = dict[tuple[str, str], Decimal | None]
Damage = Callable[[list[str], int], None]
FIRST = 2  # the first column of figures of table 3


def blank(row: list[str], place: int) -> None:
    row[place] = ""


def swap(row: list[str], place: int) -> None:
    row[place - 1], row[place] = row[place], row[place - 1]


def shift_right(row: list[str], place: int) -> None:
    row.insert(place, "")
    row.pop()


def shift_left(row: list[str], place: int) -> None:
    del row[place]
    row.append("")


def split(row: list[str], place: int) -> None:
    row[place : place + 1] = list(row[place])


def split_inside(row: list[str], place: int) -> None:
    row[place] = " ".join(row[place])


def duplicate(row: list[str], place: int) -> None:
    row.insert(place, row[place])


def delete(row: list[str], place: int) -> None:
    del row[place]


def change(row: list[str], place: int) -> None:
    row[place] += "7"


DAMAGES = [blank, swap, shift_right, shift_left, split, split_inside, duplicate, delete, change]


def values_of(reading: TableReading) -> Values:
    return {(fact.metric, fact.part): fact.value for fact in reading.facts}


def relations(form: str) -> list[LinearRelation]:
    return [relation for f in load_forms() if f.id == form for relation in f.relations if relation.op == "="]


def holds(relation: LinearRelation, values: Values) -> bool:
    """Whether the sum can be computed and holds."""
    total = Decimal(0)
    for side, coefficient, metric, part in relation.terms:
        value = values.get((metric, part))
        if value is None:
            return False
        total += coefficient * value * (1 if side == "left" else -1)
    return total == 0


def silent(truth: Values, reading: TableReading, form: str) -> list[tuple[str, str]]:
    """Figures that are not the true ones although every sum they enter holds."""
    values = values_of(reading)
    wrong = {name for name, value in values.items() if value is not None and value != truth[name]}
    doubted = {(metric, part) for r in relations(form) if not holds(r, values) for _, _, metric, part in r.terms}
    return sorted(wrong - doubted)


def damaged(rows: Rows, first: int, damage: Damage) -> Iterator[tuple[int, int, Rows]]:
    for number in range(1, len(rows)):
        for place in range(first, len(rows[number])):
            copy = [list(row) for row in rows]
            damage(copy[number], place)
            if copy != rows:
                yield number, place, copy


@pytest.mark.parametrize("ragged", [False, True])
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_no_damage_of_a_cell_of_table_3_is_silent(form: str, damage: Damage, *, ragged: bool) -> None:
    rows = table_3(form)
    truth = values_of(table_facts(document(grid(rows))))
    assert truth == {(m, p): Decimal(v) for m, row in footing(form).items() for p, v in zip(PARTS, row, strict=True)}
    for number, place, copy in damaged(rows, FIRST, damage):
        reading = table_facts(document(grid(copy, ragged=ragged)))
        assert silent(truth, reading, form) == [], (number, place, copy[number])
        missing = len(truth) - len(reading.facts)
        assert not missing or reading.unread, (number, place, copy[number])


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_of_a_cell_of_table_4_is_silent(damage: Damage) -> None:
    rows = table_4()
    whole = table_facts(document(grid(rows)))
    truth, places = values_of(whole), {fact.metric: fact.locator for fact in whole.facts}
    assert all(holds(r, truth) for r in relations("2019") if r.check_id == "T4-sum")
    for number, place, copy in damaged(rows, 0, damage):
        reading = table_facts(document(grid(copy)))
        printed = {f.metric for f in reading.facts if f.locator == places[f.metric] and f.raw == copy[1][int(f.locator.split()[-1]) - 1]}
        exchanged = damage is swap  # inside one kind of case no sum can tell two outcomes apart: what is printed is read
        assert not [name for name in silent(truth, reading, "2019") if not (exchanged and name[0] in printed)], (
            number,
            place,
            copy[number],
        )


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_rows_that_are_taken_out_or_change_places_are_read_by_their_labels(form: str) -> None:
    rows = table_3(form)
    truth = values_of(table_facts(document(grid(rows))))
    for number in range(1, len(rows) - 1):
        for copy in ([*rows[:number], *rows[number + 1 :]], [*rows[:number], rows[number + 1], rows[number], *rows[number + 2 :]]):
            values = values_of(table_facts(document(grid(copy))))
            assert values.items() <= truth.items(), number


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_labels_that_change_places_with_their_neighbours_never_lend_a_row_a_third_name(form: str) -> None:
    rows = table_3(form)
    for number in range(1, len(rows) - 1):
        copy = [list(row) for row in rows]
        copy[number][1], copy[number + 1][1] = copy[number + 1][1], copy[number][1]
        names = {row.values[0].metric for row in table(form, "3").rows}
        assert {fact.metric for fact in table_facts(document(grid(copy))).facts} <= names
