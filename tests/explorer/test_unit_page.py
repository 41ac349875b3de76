"""Pages of units and indicators in a real browser: every number held against the tables of the run, every source against facts."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from scoring.files import yamlfile
from tests.explorer.browsing import Visit, visit
from tests.explorer.data import read
from tests.explorer.reading import printed, rows, says, table
from tests.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

UNIT = "qingping"
RANKED = "select unit_id, grp, rank, total_printed, grade from ranking join units using (unit_id, grp) where status = 'assessed'"
# Of every line: title, points, mean of the group; words for screen readers are left out.
LINES = """() => [...document.querySelectorAll("details.point > summary")].map(line => {
    const told = [...line.querySelectorAll(".point-number")].map(one => [...one.childNodes]
        .filter(node => !node.classList?.contains("hidden")).map(node => node.textContent).join("").trim());
    return [line.querySelector(".point-title").childNodes[0].textContent, ...told.slice(0, 2)];
})"""
FIGURES = """() => Object.fromEntries([...document.querySelectorAll("dl.figures > div")]
    .map(one => [one.querySelector("dt").textContent, one.querySelector("b").textContent]))"""
SOURCES = """() => [...document.querySelectorAll("details.point .sources li")].map(one =>
    Object.fromEntries(["value", "place"].map(key => [key, one.querySelector("." + key)?.textContent ?? ""])
        .concat([["quote", one.querySelector("q")?.textContent ?? ""]])))"""


@pytest.fixture(scope="module")
def opened(browser: Browser, internal: Path) -> Iterator[Visit]:
    with visit(browser, f"{internal.as_uri()}/", f"#/unit/{UNIT}") as seen:
        yield seen


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    """Titles of indicators and bonuses by id, from the criteria themselves."""
    read = yamlfile.read(ROOT / "criteria" / "openness-2016" / "criteria.yaml")
    found: dict[str, str] = {}

    def walk(items: list[dict[str, Any]]) -> None:
        for item in items:
            found[item["id"]] = item["title"]
            walk(item.get("items", []))

    walk([*read.data["indicators"], *read.data.get("bonus", []), *read.data.get("penalty", [])])
    return found


def points_of(run: Path) -> dict[str, dict[str, tuple[Any, ...]]]:
    """By unit and indicator: outcome, points, full points."""
    found: dict[str, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for unit, indicator, *told in rows(run, "select unit_id, indicator_id, outcome, points, full_points from points"):
        found[unit][indicator] = tuple(told)
    return found


def test_every_number_of_every_unit_is_that_of_the_run(opened: Visit, run_folder: Path, titles: dict[str, str]) -> None:
    scored, told = points_of(run_folder), rows(run_folder, RANKED)
    members: dict[str, list[str]] = defaultdict(list)
    for unit, group, rank, *_ in told:
        if rank is not None:
            members[group].append(unit)
    assert len(told) > 40
    for unit, group, rank, total, grade in told:
        opened.go(f"#/unit/{unit}")
        figures = opened.page.evaluate(FIGURES)
        assert figures["得分"] == printed(total)
        assert (figures.get("名次"), figures.get("等次")) == ((f"{rank}", grade) if rank is not None else (None, None))
        assert lines(opened) == expected(scored, unit, members[group], titles), unit


def lines(page: Visit) -> dict[str, tuple[str, str]]:
    found = page.page.evaluate(LINES)
    assert len({title for title, *_ in found}) == len(found)
    return {title: (said, mean) for title, said, mean in found}


def expected(scored: Any, unit: str, members: list[str], titles: dict[str, str]) -> dict[str, tuple[str, str]]:
    """What the lines of a unit have to say."""
    made = {}
    for indicator, (outcome, points, full) in scored[unit].items():
        words = {"not_applicable": "不适用", "not_assessable": "无法评价", "exempt": "合理缺项"}.get(outcome)
        had = [scored[other][indicator][1] for other in members if indicator in scored[other] and scored[other][indicator][1] is not None]
        whole = "" if full is None else f"/{short(full)}"
        made[titles[indicator]] = (words or short(points) + whole, printed(sum(had, Decimal(0)) / len(had)) if had else "")
    return made


def short(value: Decimal) -> str:
    """A number without the zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def test_blocks_are_those_of_the_run(opened: Visit, run_folder: Path) -> None:
    opened.go(f"#/unit/{UNIT}")
    asked = "select points, coalesce(applicable_points, full_points) from node_scores where unit_id = ? and depth = 1 order by ord"
    found = rows(run_folder, asked, UNIT)
    shown = [row for row in table(opened.page.locator(".block-bars")) if row["部分"]]
    assert [(row["得分"].split("/")[0], row["得分率"]) for row in shown[: len(found)]] == [
        (printed(points), f"{printed(100 * points / full)}%") for points, full in found
    ]


def test_losses_stand_in_order_and_add_up(opened: Visit, run_folder: Path) -> None:
    opened.go("#/unit/zean")
    losses = [Decimal(row["失分"]) for row in table(opened.page.locator(".losses table").first)]
    asked = "select lost from points where unit_id = 'zean' and lost > 0 and indicator_id not like 'bonus.%' order by lost desc"
    assert losses == [lost for (lost,) in rows(run_folder, asked)]
    assert says(opened.page.locator(".losses > p").first) == f"{len(losses)}项指标失分，共失{printed(sum(losses, Decimal(0)))}分。"


def test_every_source_leads_to_a_fact_with_its_file_and_words(opened: Visit, run_folder: Path) -> None:
    opened.go(f"#/unit/{UNIT}")
    opened.page.get_by_role("button", name="全部展开").click()
    sources = opened.page.evaluate(SOURCES)
    asked = "select path, value, quote from facts join sources using (source_id) where facts.unit_id = ?"
    facts = {(path, short(value), quote) for path, value, quote in rows(run_folder, asked, UNIT) if value is not None}
    noted = rows(run_folder, "select mark, trim(concat_ws(' ', marker, remark)) from records_marks where unit_id = ?", UNIT)
    marks = {(short(mark), words) for mark, words in noted}
    read = [one for one in sources if one["place"].startswith("reports/")]
    assert len(read) > 15
    unknown = [one for one in read if (one["place"].split(" ")[0], one["value"], one["quote"]) not in facts]
    assert [one for one in unknown if not re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d", one["value"])] == []
    given = [one for one in sources if one["place"].startswith("评分记录")]
    assert len(given) > 10
    assert [one for one in given if (one["value"], one["quote"]) not in marks] == []


def test_neighbours_lead_down_the_ranking_and_back(opened: Visit, run_folder: Path) -> None:
    order = [
        name
        for (name,) in rows(run_folder, "select name from ranking join units using (unit_id) where units.grp = 'city' order by rank, ord")
    ]
    opened.go("#/unit/qingping")
    walked = [says(opened.page.locator("h1"))]
    for _ in range(3):
        opened.page.locator(".neighbours a", has_text="下一名").click()
        opened.settle()
        walked.append(says(opened.page.locator("h1")))
    assert walked == order[:4]
    opened.page.locator(".neighbours a", has_text="上一名").click()
    opened.settle()
    assert says(opened.page.locator("h1")) == order[2]
    opened.page.go_back()
    opened.settle()
    assert says(opened.page.locator("h1")) == order[3]


def test_a_line_is_opened_by_the_keyboard(opened: Visit) -> None:
    opened.go("#/unit/zean")
    line = opened.page.locator("details.point").first
    line.locator("summary").focus()
    opened.page.keyboard.press("Enter")
    assert line.get_attribute("open") is not None
    assert says(line.locator(".reason")).endswith("分。")


@pytest.mark.parametrize("indicator", ["disclosure.normative", "requests.lawful", "interpretation.drafts"])
def test_an_indicator_shows_the_points_of_all_units(opened: Visit, run_folder: Path, indicator: str) -> None:
    opened.go(f"#/indicator/{indicator}?group=department")
    asked = """select coalesce(nullif(short_name, ''), name), points from points join units using (unit_id) join ranking using (unit_id)
        where indicator_id = ? and units.grp = 'department' and rank is not null and points is not null"""
    found: dict[str, Decimal] = dict(rows(run_folder, asked, indicator))
    shown = {row["单位"]: row["得分"] for row in table(opened.page.locator("main table").first)}
    assert {name: shown[name] for name in found} == {name: short(points) for name, points in found.items()}
    values = sorted(found.values())
    half = len(values) // 2
    middle = values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
    figures = opened.page.evaluate(FIGURES)
    assert figures["平均"] == printed(sum(values, Decimal(0)) / len(values))
    assert (figures["最高"], figures["最低"], figures["中位数"]) == tuple(printed(one) for one in (values[-1], values[0], middle))


def test_shares_of_the_variance_add_up_to_the_whole(opened: Visit) -> None:
    opened.go("#/indicator?group=city")
    shown = table(opened.page.locator("main table").first)
    shares = [Decimal(row["占总分差异的比重"].split("%")[0]) for row in shown if row["占总分差异的比重"]]
    assert len(shares) > 20
    assert shares == sorted(shares, reverse=True)
    assert abs(sum(shares, Decimal(0)) - 100) < Decimal("0.5")


def test_the_field_in_the_head_leads_to_any_unit(opened: Visit, internal: Path) -> None:
    units = {unit["name"]: unit["id"] for unit in read(internal, "meta")["units"]}
    opened.go("#/quality")
    field = opened.page.locator(".masthead").get_by_role("searchbox")
    field.fill("ybs")
    found = opened.page.locator(".jump a")
    assert found.all_inner_texts() == ["砚北市人民政府"]
    assert opened.violations() == []
    field.press("Enter")
    opened.settle()
    assert (opened.page.locator("h1").inner_text(), opened.page.url.split("#")[1]) == ("砚北市人民政府", f"/unit/{units['砚北市人民政府']}")
    field.fill("没有这个单位")
    assert opened.page.locator(".jump li").all_inner_texts() == ["没有符合的单位"]
    field.press("Escape")
    assert (field.input_value(), opened.page.locator(".jump ul").count()) == ("", 0)
