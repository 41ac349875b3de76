"""Table 3 on damaged pages: labels by their place, columns by their headings, rows that are not whole."""

from __future__ import annotations

import pytest

from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.grids import PARTS, TITLES, Rows, document, footing, grid, table_3

LABEL = 1
ROW = {"granted": 3, "refused_law_prohibits": 6, "unprocessed_excessive": 19}


def read(rows: Rows) -> TableReading:
    return table_facts(document(grid(rows)))


def figures(reading: TableReading, metric: str) -> dict[str, str]:
    return {fact.part: fact.raw for fact in reading.facts if fact.metric == metric}


def expected(metric: str) -> dict[str, str]:
    return dict(zip(PARTS, map(str, footing("2019")[metric]), strict=True))


@pytest.mark.parametrize("label", ["2.", "（2）", "2、", "2.其他法规情形", "2.其它法律行政法规不允许公开的"])
def test_a_damaged_label_is_read_by_its_place_between_two_neighbours(label: str) -> None:
    rows = table_3("2019")
    rows[ROW["refused_law_prohibits"]][LABEL] = label
    reading = read(rows)
    wanted = {} if "不" in label else expected("refused_law_prohibits")
    assert figures(reading, "refused_law_prohibits") == wanted
    if wanted:
        (quote,) = {fact.quote.split(" | ")[0] for fact in reading.facts if fact.metric == "refused_law_prohibits"}
        assert quote.endswith(label)
    else:
        assert [entry.code for entry in reading.unread] == ["U010"]


@pytest.mark.parametrize("label", ["3.", "不属于国家秘密", "无", "", "9.某省自设事项", "(四)无法提供"])
def test_a_label_that_speaks_against_the_place_is_not_read(label: str) -> None:
    rows = table_3("2019")
    rows[ROW["refused_law_prohibits"]][LABEL] = label
    assert not figures(read(rows), "refused_law_prohibits")


def test_the_place_decides_nothing_when_two_rows_are_missing() -> None:
    rows = table_3("2019")
    del rows[ROW["refused_law_prohibits"]]
    rows[ROW["refused_law_prohibits"]][LABEL] = "2."
    assert not figures(read(rows), "refused_law_prohibits")


def test_a_row_with_one_cell_less_is_not_read_by_its_place() -> None:
    rows = table_3("2019")
    rows[ROW["refused_law_prohibits"]][LABEL] = "2."
    del rows[ROW["refused_law_prohibits"]][4]
    assert not figures(read(rows), "refused_law_prohibits")


def rearranged(order: list[int | str]) -> Rows:
    """Table 3 with its columns in another order; a word stands for a further column."""
    rows = table_3("2019")
    head = [TITLES[place] if isinstance(place, int) else place for place in order]
    body = [[*row[:2], *(row[2 + place] if isinstance(place, int) else "件" for place in order)] for row in rows[1:]]
    return [["申请人情况", "", *head], *body]


@pytest.mark.parametrize(
    "order",
    [
        [6, 0, 1, 2, 3, 4, 5],  # total first
        [0, 2, 1, 3, 4, 5, 6],  # swapped
        ["计量单位", 0, 1, 2, 3, 4, 5, 6],  # a unit in front
        [0, 1, 2, 3, 4, 5, 6, 6],  # the total repeated
        [0, 1, 2, 3, 5, 6],  # a column dropped
    ],
)
def test_columns_are_those_of_the_header(order: list[int | str]) -> None:
    reading = read(rearranged(order))
    assert not reading.unread
    for metric in ROW:
        wanted = expected(metric)
        assert figures(reading, metric) == {part: wanted[part] for place, part in enumerate(PARTS) if place in order}


def test_a_repeated_column_with_another_figure_is_unread() -> None:
    rows = rearranged([0, 1, 2, 3, 4, 5, 6, 6])
    rows[ROW["granted"]][-1] = "99"
    reading = read(rows)
    assert "total" not in figures(reading, "granted")
    assert [entry.code for entry in reading.unread] == ["U008"]


def test_a_row_that_does_not_fit_a_header_of_its_own_is_unread() -> None:
    rows = rearranged([0, 1, 2, 3, 5, 6])
    rows[ROW["granted"]].insert(5, "0")
    reading = read(rows)
    assert not figures(reading, "granted")
    (entry,) = reading.unread
    assert (entry.code, entry.reason) == ("U011", "该行的格数与列标题的个数不符（应为 6 格），不能判断对应哪一栏")


def test_a_header_that_is_cut_off_leaves_the_columns_where_the_form_has_them() -> None:
    rows = table_3("2019")
    rows[0][2:] = ["自然", "商业企", "科研", "社会公", "法律服", "其他", "总"]
    assert figures(read(rows), "granted") == expected("granted")


def test_a_header_in_two_rows_without_spans_is_read() -> None:
    rows = table_3("2019")
    rows[0:1] = [["", "自然人", "法人或其他组织", "总计"], ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]]
    reading = read(rows)
    assert figures(reading, "granted") == expected("granted")
    swapped = [["", "总计", "自然人", "法人或其他组织"], rows[1], *rows[2:]]
    assert figures(read(swapped), "granted")["total"] == str(footing("2019")["granted"][0])


def test_a_part_of_the_header_decides_nothing() -> None:
    rows = table_3("2019")
    rows[0] = ["申请人情况", "", "自然人法人或其他组织", *TITLES[1:6]]
    rows[ROW["granted"]] = [*rows[ROW["granted"]][:2], *"12345"]
    reading = read(rows)
    assert not figures(reading, "granted")
    assert figures(reading, "refused_law_prohibits") == expected("refused_law_prohibits")


def test_a_unit_in_front_of_the_figures_is_no_figure() -> None:
    rows = table_3("2019")
    body = [[*row[:2], "件", *row[2:]] for row in rows[1:]]
    assert figures(read([rows[0], *body]), "granted") == expected("granted")


def test_a_table_that_goes_on_keeps_its_columns_and_a_new_one_does_not() -> None:
    rows = rearranged([6, 0, 1, 2, 3, 4, 5])
    parts = document(grid(rows[:10]), grid(rows[10:], "table 2"))
    reading = table_facts(parts)
    assert figures(reading, "unprocessed_excessive") == expected("unprocessed_excessive")


def test_cells_that_a_scrape_took_out_leave_the_row_unread() -> None:
    rows = table_3("2019")
    rows[ROW["granted"]][2:] = ["0", "1"]
    reading = read(rows)
    assert not figures(reading, "granted")
    assert [entry.code for entry in reading.unread] == ["U001"]
