"""The ranking in a real browser: numbers, order, search, filters, address, print."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from tests.explorer.browsing import Visit, visit
from tests.explorer.reading import printed, rows, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

GROUPS = ("city", "department")
BLOCKS = {"disclosure": "主动公开", "interpretation": "政策解读", "response": "回应关切", "requests": "依申请公开", "support": "监督保障"}
RANKED = """select coalesce(nullif(short_name, ''), name), rank, ranking.total_printed, grade, tied_with > 0, unit_id, bonus
    from ranking join units using (unit_id) join totals using (unit_id) where ranking.grp = ? and rank is not null order by rank, ord"""


@pytest.fixture(scope="module")
def opened(browser: Browser, internal: Path) -> Iterator[Visit]:
    with visit(browser, f"{internal.as_uri()}/") as seen:
        yield seen


@pytest.fixture
def page(opened: Visit) -> Visit:
    opened.go("#/ranking/city")
    return opened


def shown(page: Visit) -> list[dict[str, str]]:
    return table(page.page.locator("main table").first)


@pytest.mark.parametrize("group", GROUPS)
def test_ranks_totals_and_grades_are_those_of_the_run(page: Visit, run_folder: Path, group: str) -> None:
    page.go(f"#/ranking/{group}")
    expected = [
        (name, f"并列{rank}" if tied else str(rank), printed(total), grade, printed(bonus))
        for name, rank, total, grade, tied, _, bonus in rows(run_folder, RANKED, group)
    ]
    assert len(expected) > 10
    ranked = [(row["单位"], row["名次"], row["得分"], row["等次"], row["加分"]) for row in shown(page) if row["名次"]]
    assert ranked == expected


@pytest.mark.parametrize("group", GROUPS)
def test_points_of_blocks_are_those_of_the_run(page: Visit, run_folder: Path, group: str) -> None:
    page.go(f"#/ranking/{group}")
    asked = """select coalesce(nullif(short_name, ''), name), node_id, points from node_scores join units using (unit_id)
        join ranking using (unit_id) where depth = 1 and rank is not null and units.grp = ?"""
    expected = {(name, node): printed(points) for name, node, points in rows(run_folder, asked, group)}
    titles = {node: title for node, title in BLOCKS.items() if title in shown(page)[0]}
    assert len(titles) >= 4
    found = {(row["单位"], node): row[title] for row in shown(page) if row["名次"] for node, title in titles.items()}
    assert len(found) > 50
    assert found == {key: value for key, value in expected.items() if key[1] in titles}


def test_every_head_sorts_both_ways_and_says_so(page: Visit) -> None:
    usual = shown(page)
    for head in page.page.locator("main thead button.sort").all():
        words = head.locator("span").first.inner_text()
        orders = []
        for _ in range(2):
            head.click()
            state = head.locator("xpath=ancestor::th").get_attribute("aria-sort")
            orders.append((state, [row[words] for row in shown(page)]))
        assert {state for state, _ in orders} == {"ascending", "descending"}
        for state, cells in orders:
            values = [number(cell) for cell in cells if cell]
            if words in {"得分", "加分", "上次得分", "主动公开", "名次"}:
                assert values == sorted(values, reverse=state == "descending"), words
            assert cells[len(values) :] == [""] * (len(cells) - len(values)), f"{words}: rows without a value stand last"
        head.click()
    assert shown(page) == usual


def number(text: str) -> float:
    found = re.search(r"-?\d+(\.\d+)?", text)
    return float(found[0]) if found else 0


@pytest.mark.parametrize(("typed", "found"), [("澄阳", "澄阳市"), ("chengyang", "澄阳市"), ("CYS", "澄阳市"), ("yanbei", "砚北市")])
def test_units_are_found_by_characters_pinyin_and_initials(page: Visit, typed: str, found: str) -> None:
    page.page.locator("main").get_by_role("searchbox").fill(typed)
    assert found in [row["单位"] for row in shown(page)]
    assert len(shown(page)) < 4
    assert page.page.get_by_role("status").first.inner_text() == f"共 15 个单位，显示 {len(shown(page))} 个"
    assert f"q={typed}" in page.page.evaluate("decodeURIComponent(location.hash)")


def test_a_grade_is_filtered_and_conditions_are_cleared(page: Visit, run_folder: Path) -> None:
    page.page.get_by_label("等次").select_option("优秀")
    expected = [name for name, _, _, grade, *_ in rows(run_folder, RANKED, "city") if grade == "优秀"]
    assert [row["单位"] for row in shown(page)] == expected
    page.page.locator("main").get_by_role("searchbox").fill("没有这个单位")
    assert page.page.locator("main table").count() == 0
    page.page.get_by_role("button", name="清除条件").click()
    assert len(shown(page)) == 15


def test_what_is_shown_can_be_linked_to(browser: Browser, internal: Path, page: Visit) -> None:
    page.page.get_by_label("等次").select_option("良好")
    for _ in range(2):
        page.page.get_by_role("button", name="得分", exact=True).click()
    with visit(browser, f"{internal.as_uri()}/", page.page.evaluate("location.hash")) as other:
        assert shown(other) == shown(page)
        assert shown(other)[0]["等次"] == "良好"
        assert other.page.locator("th[aria-sort=ascending]").count() == 1


def test_in_print_all_rows_are_there(page: Visit, run_folder: Path) -> None:
    page.go("#/ranking/department")
    with pdfplumber.open(BytesIO(page.page.pdf(format="A4"))) as paper:
        text = "".join(sheet.extract_text() for sheet in paper.pages)
        assert 1 <= len(paper.pages) < 5
    told = re.sub(r"\s", "", text)
    expected = rows(run_folder, RANKED, "department")
    assert [name for name, _, total, *_ in expected if printed(total) not in told or name[:3] not in told] == []
    assert "查找单位" not in told


def test_the_keyboard_alone_reaches_and_sorts(page: Visit) -> None:
    page.page.reload()
    page.settle()
    press = page.page.keyboard.press
    press("Tab")
    assert focused(page) == "跳到正文"
    press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "content"
    reached = []
    for _ in range(40):
        press("Tab")
        reached.append(focused(page))
        if reached[-1].startswith("得分"):
            break
    assert reached[-1].startswith("得分")
    outline = page.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    press("Enter")
    assert page.page.locator("th[aria-sort=descending]").inner_text().startswith("得分")


def focused(page: Visit) -> str:
    found: str = page.page.evaluate("document.activeElement.innerText ?? ''")
    return found.strip()
