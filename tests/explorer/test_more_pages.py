"""Quality, comparison, robustness and method in a real browser: what they say is what the tables of the run say."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from scoring.folder.planning import load_plan
from tests.explorer.browsing import Visit, visit
from tests.explorer.reading import printed, rows, says, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from playwright.sync_api import Browser

FIRST_TWO = "rows => rows.map(row => [row.cells[0].innerText.trim(), row.cells[1].innerText.trim()])"
SHORT = "coalesce(nullif(short_name, ''), name)"


@pytest.fixture(scope="module")
def opened(browser: Browser, internal: Path) -> Iterator[Visit]:
    with visit(browser, f"{internal.as_uri()}/") as seen:
        yield seen


def signed(value: Decimal | None) -> str:
    """A move with two digits, a plus before what is gained."""
    words = printed(value)
    return f"+{words}" if value is not None and printed(value).strip("-0.") and value > 0 else words


def test_every_check_that_fails_is_told_and_found_by_its_severity(opened: Visit, run_folder: Path) -> None:
    failing = rows(run_folder, "select severity, message from checks where outcome = 'fails' and coalesce(caused_by, '') = ''")
    assert {severity for severity, _ in failing} == {"error", "warning"}
    opened.go("#/quality/findings")
    told = table(opened.page.locator("main table").first)
    assert sorted(row["情况"].split("\n")[0] for row in told) == sorted(message for _, message in failing)
    opened.page.get_by_label("程度").select_option("error")
    errors = table(opened.page.locator("main table").first)
    assert len(errors) == Counter(severity for severity, _ in failing)["error"]
    assert {row["程度"] for row in errors} == {"■ 错误"}
    assert says(opened.page.get_by_role("status")) == f"共 {len(failing)} 条，显示 {len(errors)} 条"


def test_moves_and_their_parts_are_those_of_the_run(opened: Visit, run_folder: Path) -> None:
    query = f"select {SHORT}, new_total, move, data, criteria from compared_units where new_grp = 'city' and move is not null"
    expected = {name: (printed(new), *map(signed, split)) for name, new, *split in rows(run_folder, query)}
    opened.go("#/comparison/city")
    told = table(opened.page.locator("main table").first)
    found = {row["单位"]: (row["新总分"], row["总分升降"], row["其中：数据"], row["其中：标准"]) for row in told}
    assert len(expected) > 10
    assert {name: cells for name, cells in found.items() if name in expected} == expected


def test_the_indicators_of_a_unit_add_up_to_its_move(opened: Visit, run_folder: Path) -> None:
    ((unit, name),) = rows(
        run_folder, f"select unit_id, {SHORT} from compared_units where new_grp = 'city' order by abs(move) desc limit 1"
    )
    opened.go("#/comparison/city")
    opened.page.get_by_role("link", name=name, exact=True).first.click()
    opened.page.get_by_role("heading", name="升降的指标").wait_for()
    assert f"unit={unit}" in opened.page.url
    moved = {row["指标"]: row["升降"] for row in table(opened.page.locator("main table").last)}
    stored = rows(run_folder, "select count(*) from compared_items where unit_id = ? and move <> 0", unit)
    assert len(moved) >= stored[0][0] + 2
    assert moved.pop("总分") == signed(rows(run_folder, "select move from compared_units where unit_id = ?", unit)[0][0])


def test_means_are_not_put_down_to_criteria_that_did_not_change(run_folder: Path) -> None:
    assert rows(run_folder, "select count(*) from compared_means where move <> 0")[0][0] > 1
    assert rows(run_folder, "select grp, item, criteria from compared_means where criteria <> 0") == []


def test_intervals_are_those_of_the_draws(opened: Visit, run_folder: Path) -> None:
    described = {name for name, *_ in rows(run_folder, "describe robust_ranks")}
    query = f"""select {SHORT}, rank, low, high from robust_ranks join units using (unit_id)
        where units.grp = 'city' and distribution = 'uniform'"""
    assert {"low", "high"} <= described
    expected = {name: (str(rank), str(low) if low == high else f"{low}—{high}") for name, rank, low, high in rows(run_folder, query)}
    opened.go("#/robustness/city")
    told = table(opened.page.locator("main table").first)
    assert len(told) > 10
    assert {row["单位"]: (row["名次"], row["90%区间"]) for row in told} == expected


def test_the_method_says_the_full_points_of_every_indicator_of_a_group(opened: Visit, run_folder: Path) -> None:
    plan, _ = load_plan(run_folder / "criteria.yaml")
    assert plan is not None
    expected = {node.title: str(node.points["city"]) for node in plan.criteria.nodes() if "city" in node.points}
    opened.go("#/method/city")
    told = opened.page.locator("main table.criteria tbody tr").evaluate_all(FIRST_TWO)
    assert dict(told) == expected


def test_a_table_says_its_heads_on_every_page_of_paper(opened: Visit) -> None:
    """Buttons in a head that is repeated are not drawn; in print there are none."""
    opened.go("#/comparison/department")
    with pdfplumber.open(BytesIO(opened.page.pdf(prefer_css_page_size=True))) as printed_pages:
        words = [page.extract_text() for page in printed_pages.pages]
    tables = [text for text in words if any(title in text for title in ("公开指南和公开目录", "热点舆情回应", "第三方评估"))]
    assert len(tables) > 1
    assert [text for text in tables if "其中：数据" not in text] == []
