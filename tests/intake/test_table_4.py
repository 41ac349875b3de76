"""Table 4 in the layouts that pages give it."""

from __future__ import annotations

import pytest

from scoring.intake.document import Document, Grid, Line
from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.grids import Rows, document, grid, table, table_4

OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
KINDS = ["行政复议", "未经复议直接起诉", "复议后起诉"]
NUMBERS = table_4()[1]
METRICS = [value.metric for value in table("2019", "4").rows[0].values]


def read(*tables: Rows, said: tuple[str, ...] = ()) -> TableReading:
    lines = tuple(Line(text, f"line {n}") for n, text in enumerate(said, 1))
    made = [grid(rows, f"table {n}") for n, rows in enumerate(tables, 1)]
    grids = tuple(Grid(g.rows, g.locator, n if said else 0) for n, g in enumerate(made, 1))
    return table_facts(Document("html", lines, grids) if said else document(*grids))


def figures(reading: TableReading) -> dict[str, str]:
    return {fact.metric: fact.raw for fact in reading.facts}


ALL = dict(zip(METRICS, NUMBERS, strict=True))
BY_KIND = [NUMBERS[start : start + 5] for start in (0, 5, 10)]


@pytest.mark.parametrize(
    "rows",
    [
        [OUTCOMES * 3, NUMBERS],
        [["行政复议", *[""] * 4, "行政诉讼", *[""] * 9], OUTCOMES * 3, NUMBERS],
        [["维持", "纠正", "其他", "尚未审结", "合计"] * 3, ["件数", *NUMBERS]],
        [["", *OUTCOMES], *([kind, *numbers] for kind, numbers in zip(KINDS, BY_KIND, strict=True))],  # a row per kind
        [["结果", *KINDS], *([o, *(numbers[n] for numbers in BY_KIND)] for n, o in enumerate(OUTCOMES))],  # a row per outcome
        [row for kind, numbers in zip(KINDS, BY_KIND, strict=True) for row in ([kind] * 5, OUTCOMES, numbers)],  # one under the other
    ],
)
def test_every_layout_gives_the_same_fifteen_figures(rows: Rows) -> None:
    reading = read(rows)
    assert figures(reading) == ALL
    assert not reading.unread


def test_three_small_tables_under_their_titles_are_one() -> None:
    said = ("（一）行政复议", "（二）行政诉讼:未经复议直接起诉", "（三）复议后起诉")
    assert figures(read(*([OUTCOMES, numbers] for numbers in BY_KIND), said=said)) == ALL


def test_a_small_table_that_does_not_say_its_kind_is_unread() -> None:
    reading = read([OUTCOMES, BY_KIND[0]], said=("四、行政诉讼情况",))
    assert not reading.facts
    assert [u.code for u in reading.unread] == ["U001"]


def test_columns_in_another_order_are_read_by_their_headings() -> None:
    order = [4, 0, 1, 2, 3]
    heads = [[kind for kind in KINDS for _ in order], [OUTCOMES[o] for _ in KINDS for o in order]]
    reading = read([*heads, [numbers[o] for numbers in BY_KIND for o in order]])
    assert figures(reading) == ALL


def test_headings_that_name_no_kind_and_another_order_leave_the_row_unread() -> None:
    order = [4, 0, 1, 2, 3]
    reading = read([[OUTCOMES[o] for _ in KINDS for o in order], NUMBERS])
    assert not reading.facts
    (entry,) = reading.unread
    assert (entry.code, entry.reason) == ("U012", "表头不能说明各数属于哪一类案件、哪一种结果")


@pytest.mark.parametrize("lost", [0, 7, 14])
def test_a_row_with_a_cell_less_is_unread(lost: int) -> None:
    numbers = [*NUMBERS[:lost], *NUMBERS[lost + 1 :]]
    reading = read([OUTCOMES * 3, numbers])
    assert not reading.facts
    assert [u.code for u in reading.unread] == ["U001"]


def test_a_kind_without_all_its_outcomes_is_not_read() -> None:
    rows = [["", *OUTCOMES[:4]], *([kind, *numbers[:4]] for kind, numbers in zip(KINDS, BY_KIND, strict=True))]
    assert not read(rows).facts


def test_blanks_and_split_numbers_stay_what_they_are() -> None:
    numbers = ["", *NUMBERS[1:]]
    reading = read([OUTCOMES * 3, numbers])
    assert reading.facts[0].semantic == "blank"
    assert not read([OUTCOMES * 3, ["1 2", *NUMBERS[1:]]]).repairs
