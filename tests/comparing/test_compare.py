"""Two runs compared: every move is split exactly, and what cannot be known is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scoring.comparing import Options, compare
from scoring.comparing.runs import Compared
from scoring.problems import ProblemsFound
from scoring.results.comparison.model import ComparedItem, ComparedUnit, Comparison, Four, Split
from tests.appeals import folder
from tests.comparing.folders import later, scored


@pytest.fixture(scope="module")
def runs(old: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first year, and a later one by stricter criteria."""
    base = tmp_path_factory.mktemp("compared")
    return {"old": old, "new": scored(later(base / "new"))}


@pytest.fixture(scope="module")
def compared(runs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Compared:
    return compare(runs["old"], runs["new"], Options(out=tmp_path_factory.mktemp("out") / "comparison"))


def unit(comparison: Comparison, unit_id: str) -> ComparedUnit:
    return next(row for row in comparison.units if row.unit_id == unit_id)


def item(comparison: Comparison, unit_id: str, name: str) -> ComparedItem:
    return next(row for row in comparison.items if (row.unit_id, row.item) == (unit_id, name))


def test_the_four_scorings_of_a_unit_are_those_computed_by_hand(compared: Compared) -> None:
    # 乙山县: replies 6/9, then 8/9 in time; one late reply (6, then 4 points); a report 2 days late; a plan; no survey.
    found = item(compared.comparison, "yi", "requests.on_time")
    assert found.points == Four("26.6667", "30", "35.5556", "40")
    # data first: 35.5556 - 26.6667, then 40 - 35.5556; criteria first: 30 - 26.6667, then 40 - 30; and their means
    assert found.split == Split("13.3333", "9.44445", "3.88885", ("8.8889", "4.4444"), ("10", "3.3333"))
    assert item(compared.comparison, "yi", "requests.lapses").split == Split("2", "0", "2", ("0", "2"), ("0", "2"))
    assert item(compared.comparison, "yi", "support.report").split.criteria == "-10"
    # 26.6667+14+28+10 of 100; 30+16+18+10 (+0 for the survey, which the old data do not have and the new run gave none)
    assert unit(compared.comparison, "yi").totals == Four("78.67", "74.00", "87.56", "84.00")


def test_parts_add_up_exactly_to_every_move(compared: Compared) -> None:
    comparison = compared.comparison
    for row in comparison.units:
        total, split = row.total, row.total
        assert Decimal(total.data) + Decimal(total.criteria) == Decimal(row.totals.new) - Decimal(row.totals.old) == Decimal(total.move)
        for way in (split.data_first, split.criteria_first):
            assert Decimal(way[0]) + Decimal(way[1]) == Decimal(total.move)
        own = [found.split for found in comparison.items if found.unit_id == row.unit_id]
        for name, place in (("move", 0), ("data", 1), ("criteria", 2)):
            parts = [Decimal(getattr(found, name)) for found in own if getattr(found, name)]
            assert sum(parts) + Decimal(row.rest[place]) == Decimal(getattr(total, name))


def test_what_nobody_had_collected_is_not_put_down_to_the_data(compared: Compared) -> None:
    found = item(compared.comparison, "jia", "support.survey")
    assert (found.old, found.new, found.split.data, found.split.criteria) == ("无此指标", "5", "0", "5")
    assert found.note == "旧数据没有新标准所需的内容，视为数据未变"
    assert unit(compared.comparison, "jia").held == 1
    assert compared.comparison.notes == ("2016年度的数据没有下列指标所需的内容，按2016年度标准计算时视为与2016年度得分相同：群众满意度。",)


def test_an_indicator_without_a_number_is_not_counted_as_zero(compared: Compared) -> None:
    # 丙桥县 had no requests in the old year: not applicable, which is no move of so many points.
    found = item(compared.comparison, "bing", "requests.on_time")
    assert (found.old, found.new, found.split.move, found.split.data) == ("不适用", "33.75", "", "")
    assert found.note == "缺少可比的得分，不拆分"


def test_only_data_that_gained_make_a_unit_improved(compared: Compared) -> None:
    gained = {row.unit_id: Decimal(row.total.data) for row in compared.comparison.units}
    places = {row.unit_id: row.improved for row in compared.comparison.units}
    best = sorted((unit_id for unit_id, amount in gained.items() if amount > 0), key=lambda unit_id: -gained[unit_id])
    assert best
    assert {unit_id: place for unit_id, place in places.items() if place} == {name: str(i) for i, name in enumerate(best, 1)}


def test_another_year_moves_the_deadlines_along(runs: dict[str, Path], tmp_path: Path) -> None:
    # The same rules a year later: the deadline of 2018 must not make the reports of 2017 timely, nor that of 2017 those of 2018 late.
    new = scored(later(tmp_path / "new", (), period=2017))
    comparison = compare(runs["old"], new, Options(out=tmp_path / "c")).comparison
    found = item(comparison, "yi", "support.report")
    assert found.points == Four("28", "28", "28", "28")
    # The same criteria: whatever moved, the data moved it.
    assert {Decimal(row.total.criteria) for row in comparison.units} == {Decimal(0)}
    assert {row.rank.criteria for row in comparison.units} == {"0"}
    assert {row.split.criteria for row in comparison.items if row.split.criteria} == {"0"}
    assert any(Decimal(row.total.data) for row in comparison.units)


def test_the_order_of_the_split_is_a_choice(runs: dict[str, Path], tmp_path: Path) -> None:
    comparison = compare(runs["old"], runs["new"], Options(out=tmp_path / "c", order="criteria_first")).comparison
    found = unit(comparison, "yi").total
    assert (found.data, found.criteria) == found.criteria_first == ("10.00", "-4.67")
    assert found.data_first == ("8.89", "-3.56")


def test_what_is_no_run_is_said_and_nothing_is_written(runs: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        compare(tmp_path, runs["new"], Options(out=tmp_path / "c"))
    assert [problem.code for problem in found.value.problems] == ["A007"]
    assert not (tmp_path / "c").exists()


def test_the_files_say_the_same_as_the_comparison_and_are_the_same_each_time(
    compared: Compared, runs: dict[str, Path], tmp_path: Path
) -> None:
    folder = compared.folder
    assert folder is not None
    rows = (folder / "units.csv").read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("组别,单位,旧总分,新总分,升降,其中：数据,其中：标准")
    assert any(row.startswith("县区,乙山县人民政府,78.67,84.00,5.33,") for row in rows)
    page = (folder / "comparison.html").read_text("utf-8")
    assert "<svg" in page
    assert "乙山县人民政府" in page
    again = compare(runs["old"], runs["new"], Options(out=tmp_path / "again"))
    assert again.folder is not None
    names = [path.relative_to(folder) for path in compared.files]
    assert len(names) == 14
    assert [name for name in names if (folder / name).read_bytes() != (again.folder / name).read_bytes()] == []


def test_another_folder_is_not_replaced(runs: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        compare(runs["old"], runs["new"], Options(out=tmp_path / "mine"))
    assert [problem.code for problem in found.value.problems] == ["K009"]
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_points_that_a_decision_gives_or_takes_are_no_change_of_the_rules(runs: dict[str, Path], tmp_path: Path) -> None:
    new = folder.scored(tmp_path / "new", folder.LESS, folder.MORE).folder
    comparison = compare(runs["old"], new, Options(out=tmp_path / "c")).comparison
    taken = item(comparison, "jia", "adjustment.down")
    assert (taken.split.move, taken.split.data, taken.split.criteria) == ("-1.5", "-1.5", "0")
    assert item(comparison, "bing", "support.report").split.data == "2.5"
    assert {Decimal(row.total.criteria) for row in comparison.units} == {Decimal(0)}
    assert unit(comparison, "jia").total.data == "-1.50"


def test_where_the_lowest_total_is_the_best_those_improved_whose_data_lowered_it(tmp_path: Path) -> None:
    lowest = (
        ("ranking: {on: printed, ties: competition}", "ranking: {on: printed, ties: competition, best: lowest}"),
        (
            "[{grade: 优秀, from: 90}, {grade: 合格, from: 60}, {grade: 不合格, from: 0}]",
            "[{grade: 优秀, from: 0}, {grade: 合格, from: 60}]",
        ),
    )
    first = later(tmp_path / "first", lowest)
    second = later(tmp_path / "second", lowest)
    findings = second / "findings.csv"
    findings.write_text(findings.read_text("utf-8") + "jia,requests.lapses,late_reply,2,2016-06-01,台账第12号,考核组\n", "utf-8")
    comparison = compare(scored(first), scored(second), Options(out=tmp_path / "c")).comparison
    assert {row.unit_id: (row.total.data, row.improved) for row in comparison.units} == {
        "jia": ("-12.00", "1"),
        "yi": ("0.00", ""),
        "bing": ("0.00", ""),
    }
