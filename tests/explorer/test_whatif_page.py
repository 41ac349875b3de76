"""The what-if page in a real browser: sliders give what `scoring whatif` gives, and everything says that it is a trial."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import pytest

from scoring import whatif
from tests.explorer.browsing import Visit, visit
from tests.explorer.reading import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

WEIGHTS = {"requests": "1.5", "support.plan": "0", "disclosure": "0.35"}


@pytest.fixture(scope="module")
def opened(browser: Browser, internal: Path) -> Iterator[Visit]:
    with visit(browser, f"{internal.as_uri()}/") as seen:
        yield seen


def shown(page: Visit) -> list[tuple[str, ...]]:
    rows = table(page.page.locator("main table").first)
    return [(row["单位"], row["试算名次"], row["原名次"], row["试算得分"], row["原得分"], row["等次"]) for row in rows]


def test_sliders_give_what_the_engine_gives(opened: Visit, run_folder: Path) -> None:
    page = opened.page
    opened.go("#/whatif/city")
    assert "没有变动" in page.get_by_role("status").inner_text()
    for title, factor in (("依申请公开", "1.5"), ("主动公开", "0.35")):
        page.get_by_label(f"{title}的权重倍数").fill(factor)
    page.locator("summary", has_text="下级指标").last.click()
    page.get_by_label("年度工作要点或方案的权重倍数").fill("0")
    found = whatif(run_folder, [f"{node}={factor}" for node, factor in WEIGHTS.items()])
    for group, number in (("city", 0), ("department", 1)):
        page.locator("nav.tabs a").nth(number).click()
        page.wait_for_url(re.compile(rf"whatif/{group}\?w="))
        units = [row for row in found.units if row.group == page.locator("nav.tabs a[aria-current]").inner_text()]
        expected = [
            (
                row.unit,
                row.rank[1],
                row.rank[0],
                row.total[1],
                row.total[0],
                row.grade[1] if row.grade[0] == row.grade[1] else " → ".join(row.grade),
            )
            for row in units
            if row.rank[1]
        ]
        assert len(expected) > 10
        assert shown(opened)[: len(expected)] == expected
    assert opened.complaints == []


def test_the_weights_can_be_linked_to_taken_along_and_taken_back(opened: Visit, run_folder: Path, tmp_path: Path) -> None:
    page = opened.page
    opened.go("#/whatif/city?w=requests:1.5,support.plan:0,nothing:2,disclosure:0.35")
    given = page.get_by_role("list", name="已调整的权重")
    assert given.inner_text().split("\n") == ["依申请公开 ×1.5", "年度工作要点或方案 ×0", "主动公开 ×0.35"]
    tried = shown(opened)
    with page.expect_download() as kept:
        page.get_by_role("button", name="下载权重").click()
    kept.value.save_as(tmp_path / "weights.csv")
    rows = list(csv.DictReader((tmp_path / "weights.csv").read_text("utf-8-sig").splitlines()))
    assert {row["id"]: row["factor"] for row in rows} == WEIGHTS
    by_engine = {row.unit: row.total[1] for row in whatif(run_folder, file=tmp_path / "weights.csv").units}
    assert [by_engine[name] for name, *_ in tried] == [total for *_, total, _, _ in tried]
    page.get_by_role("button", name="恢复规定权重").click()
    assert [(rank, total) for _, rank, _, total, _, _ in shown(opened)] == [(rank, total) for _, _, rank, _, total, _ in shown(opened)]


def test_what_cannot_be_computed_is_said(opened: Visit) -> None:
    page = opened.page
    opened.go("#/whatif/city?w=requests.channels:0,requests.on_time:0,requests.replied:0,requests.lawful:0")
    assert page.get_by_role("alert").inner_text() == (
        "“依申请公开”的下级指标权重全为 0，分值没有可分配的地方。要不计这一级，请把它本身设为 ×0。"
    )
    page.get_by_role("button", name="恢复规定权重").click()
    assert page.get_by_role("alert").count() == 0


def test_the_notice_prints(opened: Visit) -> None:
    opened.go("#/whatif/city?w=requests:1.5")
    opened.page.emulate_media(media="print")
    notice = opened.page.get_by_text("试算结果，不是正式排名")
    assert [one.is_visible() for one in notice.all()] == [True, True]
    assert opened.page.get_by_label("依申请公开的权重倍数").is_hidden()
    opened.page.emulate_media(media="screen")


def test_a_page_that_does_not_come_to_the_run_offers_nothing(browser: Browser, internal: Path, tmp_path: Path) -> None:
    import shutil

    other = tmp_path / "explorer"
    shutil.copytree(internal, other)
    file = other / "data" / "whatif.js"
    head, value = file.read_text("utf-8").removesuffix(");\n").split(",", 1)
    found = json.loads(value)
    unit = next(unit for unit in found["units"] if unit["total"])
    unit["total"] = "1.00"
    file.write_text(f"{head},{json.dumps(found)});\n", "utf-8")
    with visit(browser, f"{other.as_uri()}/", "#/whatif") as seen:
        assert seen.page.get_by_role("alert").inner_text() == (
            f"按规定权重复算，有 1 个单位（如 {unit['unit_id']}）与运行结果不一致，不提供试算。请把这次运行发给维护人员。"
        )
        assert seen.page.get_by_role("slider").count() == 0
