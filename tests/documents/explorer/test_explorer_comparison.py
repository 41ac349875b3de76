"""The files of the comparison and robustness pages hold what the documents on paper say."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scoring.documents.comparison.tables import REST, item_rows, mean_rows, unit_rows
from scoring.documents.explorer.data import comparison as compared
from scoring.documents.explorer.data import robustness as firm
from scoring.documents.robustness.sheets import input_rows, rank_rows, variant_rows
from scoring.results.comparison.model import ComparedItem, ComparedMean, ComparedRun, ComparedUnit, Comparison, Four, Split
from scoring.results.explorer.extent import Extent
from scoring.results.robustness.model import GroupFirmness, InputShare, Robustness, UnitFirmness, VariantOutcome
from tests.documents.explorer.test_explorer_quality import strings
from tests.documents.scored import TREE, Unit, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scoring.results.model import Results

NO_MOVE = Split("", "", "", ("", ""), ("", ""))
NONE = Four("", "", "", "")
SAID_BY_SIGN = {"—", "县区", "汇总及其他", "总分"}


def unit(name: str, **changes: Any) -> ComparedUnit:
    told: dict[str, Any] = {
        "unit_id": name,
        "name": f"{name}人民政府",
        "short_name": name,
        "group_id": "county",
        "group": "县区",
        "old_group": "",
        "change": "same",
        "predecessors": "",
        "held": 0,
        "improved": "1",
        "order": 1,
        "grade_due": "数据和标准共同",
        "totals": Four("81.11", "82.22", "83.33", "84.44"),
        "total": Split("3.33", "2.22", "1.11", ("2.22", "1.11"), ("2.22", "1.11")),
        "ranks": Four("4", "3", "2", "1"),
        "rank": Split("3", "2", "1", ("2", "1"), ("2", "1")),
        "grades": Four("合格", "合格", "良好", "优秀"),
        "rest": ("0.07", "0.05", "0.02"),
    }
    return ComparedUnit(**(told | changes))


def item(name: str, title: str, move: str, **changes: Any) -> ComparedItem:
    told: dict[str, Any] = {"unit_id": name, "item": title, "title": title, "old_full": "8", "new_full": "9", "old": "5.5", "new": "6.25"}
    told |= {"points": NONE, "split": Split(move, "0.5", "0.25", ("", ""), ("", "")), "note": "不能拆分"}
    return ComparedItem(**(told | changes))


def told_comparison() -> Comparison:
    old, new = (ComparedRun(f"{year}年考核", year, f"{year}年标准", "0123456789abcdef", f"run-{year}") for year in ("2015", "2016"))
    still = item("甲县", "没动的", "0", old="7.125", new="7.125", split=Split("0", "0", "0", ("", ""), ("", "")), note="")
    left: dict[str, Any] = {
        "change": "left",
        "totals": NONE,
        "total": NO_MOVE,
        "ranks": NONE,
        "rank": NO_MOVE,
        "grades": NONE,
        "grade_due": "",
    }
    return Comparison(
        old,
        new,
        "mean",
        (("county", "县区"),),
        units=(unit("甲县"), unit("乙县", held=2), unit("丙县", rest=("", "", ""), improved="", **left)),
        items=(item("甲县", "动了的", "0.75"), still, item("乙县", "没有数的", "", old="不适用", split=NO_MOVE)),
        means=(ComparedMean("县区", "a", "动了的", "2", "5.1", "5.9", "0.8", "0.6", "-0.2"),),
        notes=("某项没有数据",),
    )


def results() -> Results:
    return replace(run([Unit(name, dict.fromkeys(TREE.leaves(), "10")) for name in ("甲县", "乙县")]), explorer=Extent())


def written(files: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: json.loads(json.dumps(value, ensure_ascii=False)) for name, value in files}


def signless(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The cells of some rows, gains without their plus."""
    for row in rows:
        yield from (cell.removeprefix("+") for cell in row)


def test_every_cell_of_the_comparison_is_in_its_files() -> None:
    told = told_comparison()
    files = written(compared.files(replace(results(), comparison=told)))
    known = {text.removeprefix("+") for text in strings(list(files.values()))} | SAID_BY_SIGN | {""}
    listed = [row for row in item_rows(told) if row[3] != "没动的"]
    assert {REST, "动了的"} <= {row[3] for row in listed}
    cells = set(signless([*unit_rows(told), *listed, *mean_rows(told)]))
    assert cells - known == set()
    assert {"丙县人民政府", "数据和标准共同", "不能拆分", "某项没有数据", "2项指标缺少可套用的数据"} <= known


def test_indicators_that_did_not_move_are_left_out_and_gains_carry_a_plus() -> None:
    files = written(compared.files(replace(results(), comparison=told_comparison())))
    first, second, third = files["moves/0"]
    assert [(row["title"], row["move"], row["data"], row["old"]) for row in first] == [("动了的", "+0.75", "+0.5", "5.5")]
    assert [(row["title"], row["move"], row["old"]) for row in second] == [("没有数的", "", "不适用")]
    assert third == []
    assert [row["unit"] for row in files["comparison"]["units"]] == [0, 1, -1]
    assert files["comparison"]["means"][0]["criteria"] == "-0.2"


def test_moves_of_many_units_stand_in_several_files(monkeypatch: Any) -> None:
    monkeypatch.setattr(compared, "UNITS_A_FILE", 2)
    files = written(compared.files(replace(results(), comparison=told_comparison())))
    assert [len(files[f"moves/{number}"]) for number in (0, 1)] == [2, 1]
    assert files["comparison"]["units_a_file"] == 2


def test_a_very_large_run_has_no_moves_of_single_indicators_and_says_so() -> None:
    files = written(compared.files(replace(results(), comparison=told_comparison(), explorer=Extent(pages=False))))
    assert (list(files), files["comparison"]["moves"]) == (["comparison"], False)


def told_firmness() -> Robustness:
    units = (
        UnitFirmness("甲县", "甲县", 1, 1, 1, 2, 1, 3, "71.2%", "多数为第1位。", ((1, 712), (2, 288)), ("乙县",)),
        UnitFirmness("乙县", "乙县", 2, 1, 2, 4, 1, 5, "68.9%", "多数为第2位。", ((2, 689), (1, 311))),
    )
    variants = (VariantOutcome("合成方法", "取几何平均", 6, -7, "乙县", "甲县", 8),)
    inputs = (InputShare("某项权重", "0.11", "0.22", "0.33", "0.44", "0.55"),)
    return Robustness("权重±25%", 400, 7, (GroupFirmness("county", "县区", units, (("甲县", "乙县"),), variants, inputs),))


def test_every_cell_of_the_analysis_is_in_its_file() -> None:
    told = told_firmness()
    file = written(firm.files(replace(results(), robustness=told)))["robustness"]
    known = {*strings(file), *(str(number) for number in numbers(file))}
    cells = {cell for rows in (rank_rows, variant_rows, input_rows) for row in rows(told) for cell in row}
    assert cells - known == {"升7位"}
    assert (file["groups"][0]["ranks"], file["groups"][0]["runs"], file["groups"][0]["units"][1]["unit"]) == (5, [["甲县", "乙县"]], 1)
    assert file["groups"][0]["variants"][0]["largest"] == -7


def numbers(value: Any) -> Iterator[int]:
    """All whole numbers of a value."""
    if isinstance(value, int):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from numbers(inner)


def test_ranks_far_down_in_a_large_group_are_not_told_one_by_one(monkeypatch: Any) -> None:
    monkeypatch.setattr(firm, "MOST_SHARES", 1)
    (group,) = written(firm.files(replace(results(), robustness=told_firmness())))["robustness"]["groups"]
    assert [unit["shares"] for unit in group["units"]] == [[[1, 712], [2, 288]], []]


def test_a_run_without_them_has_no_pages() -> None:
    assert list(compared.files(results())) == []
    assert list(firm.files(results())) == []
