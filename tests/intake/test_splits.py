"""Numbers split over cells are joined only where the sums leave one way, and the joining is shown."""

from __future__ import annotations

from scoring.intake.document import Repair
from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.grids import document, footing, grid, table_3, table_4

TOTAL = len(table_3("2019")) - 2  # (七)总计, whose figures have two digits


def read(*tables: list[list[str]]) -> TableReading:
    return table_facts(document(*(grid(rows, f"table {n}") for n, rows in enumerate(tables, 1))))


def split(rows: list[list[str]], row: int, column: int) -> str:
    """Split a number of several digits over two cells; its digits with the border between them."""
    digits = rows[row][column]
    assert len(digits) > 1
    rows[row][column : column + 1] = [digits[0], digits[1:]]
    return f"{digits[0]} | {digits[1:]}"


def test_the_only_joining_with_which_all_sums_hold_is_a_repair() -> None:
    rows = table_3("2019")
    number = rows[TOTAL][2]
    before = split(rows, TOTAL, 2)
    reading = read(rows)
    place = f"table 1 row {TOTAL + 1} column 3"
    assert reading.repairs == (Repair("split_number", before, number, place),)
    fact = next(f for f in reading.facts if f.metric == "results_total")
    assert (str(fact.value), fact.raw, fact.locator) == (number, before, place)
    assert fact.quote.endswith(f"(七)总计 | 自然人（断开的“{before}”合为{number}）")
    assert not reading.unread
    assert {(f.metric, f.part): f.value for f in reading.facts} == {(f.metric, f.part): f.value for f in read(table_3("2019")).facts}


def test_a_number_with_a_blank_inside_is_joined_when_the_sums_say_so() -> None:
    rows = table_3("2019")
    digits = rows[TOTAL][2]
    rows[TOTAL][2] = f"{digits[0]} {digits[1:]}"
    reading = read(rows)
    assert [(r.before, r.after) for r in reading.repairs] == [(f"{digits[0]} {digits[1:]}", digits)]
    assert not reading.unread


def test_a_row_whose_sums_do_not_hold_stays_unread() -> None:
    rows = table_3("2019")
    split(rows, TOTAL, 2)
    rows[TOTAL][-1] = "999"
    reading = read(rows)
    assert not reading.repairs
    assert not [f for f in reading.facts if f.metric == "results_total"]
    assert [u.code for u in reading.unread] == ["U002"]


def test_a_column_that_contradicts_the_joining_leaves_the_row_unread() -> None:
    rows = table_3("2019")
    split(rows, TOTAL, 2)
    rows[1][2] = "500"
    assert not read(rows).repairs


def test_two_joinings_that_both_hold_decide_nothing() -> None:
    rows = table_4()
    rows[1][:5] = ["1", "2", "0", "1", "3", "16"]  # 1 + 2 + 0 + 13 = 16, and 12 + 0 + 1 + 3 = 16
    reading = read(rows)
    assert not reading.repairs
    assert [u.code for u in reading.unread] == ["U002"]


def test_the_sums_of_table_4_join_its_numbers() -> None:
    rows = table_4()
    whole = read(table_4())
    assert len(whole.facts) == 15
    split(rows, 1, 3)
    reading = read(rows)
    assert [(r.before, r.after) for r in reading.repairs] == [("2 | 5", "25")]
    assert {f.metric: f.value for f in reading.facts} == {f.metric: f.value for f in whole.facts}


def test_nothing_is_joined_where_no_sum_can_be_computed() -> None:
    table_2 = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "2", "3", "4"],
        ["行政规范性文件", "1 2", "0", "5"],
    ]
    reading = read(table_2)
    assert not reading.repairs
    assert sorted(u.code for u in reading.unread) == ["U002", "U005"]


def test_the_flat_form_is_joined_by_its_sums() -> None:
    rows = [["统计指标", "单位", "统计数"], ["（一）收到申请数", "件", "12"], ["1.当面申请数", "件", "1"]]
    rows += [["2.传真申请数", "件", "0"], ["3.网络申请数", "件", "1 1"], ["4.信函申请数", "件", "0"]]
    reading = read(rows)
    assert [(r.before, r.after) for r in reading.repairs] == [("1 1", "11")]
    rows[4][2:] = ["1", "1"]
    assert [(r.before, r.after) for r in read(rows).repairs] == [("1 | 1", "11")]


def test_the_figures_of_the_tests_hold() -> None:
    for form in ("2019", "2021"):
        assert all(sum(row[:6]) == row[6] for row in footing(form).values())
