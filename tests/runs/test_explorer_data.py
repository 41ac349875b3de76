"""What the explorer of the example holds of units and indicators is what the tables of the run say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoring.commands.running import Run
from scoring.results.store import open_results
from tests.explorerdata import data_files


@pytest.fixture(scope="module")
def files(example_run: Run) -> dict[str, Any]:
    return data_files(example_run.folder / "explorer")


@pytest.fixture(scope="module")
def points(example_run: Run) -> dict[tuple[str, str], dict[str, Any]]:
    with open_results(example_run.folder) as session:
        return {(row["unit_id"], row["indicator_id"]): row for row in session.records("select * from points order by unit_id, ord")}


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def test_every_point_stands_on_the_page_of_its_unit(files: dict[str, Any], points: dict[tuple[str, str], dict[str, Any]]) -> None:
    meta, shown = files["meta"], {}
    for place, unit in enumerate(meta["units"]):
        for line in files[f"unit/{place}"]["points"]:
            shown[unit["id"], meta["nodes"][line["node"]]["id"]] = line
    assert shown.keys() == points.keys()
    for key, row in points.items():
        line = shown[key]
        assert [line["outcome"], line["reason"]] == [row["outcome"], row["reason"]]
        assert [_amount(line[name]) for name in ("points", "lost", "value")] == [row["points"], row["lost"], row["value"]]
        assert bool(line["gain"]) == (row["points"] is not None and row["lost"] > 0 and not _beside(meta, line))


def _beside(meta: dict[str, Any], line: dict[str, Any]) -> bool:
    return meta["nodes"][line["node"]]["kind"] in {"bonus", "penalty"}


def test_every_number_is_followed_to_its_place(files: dict[str, Any]) -> None:
    lines = [line for name, value in files.items() if name.startswith("unit/") for line in value["points"]]
    measured = [line for line in lines if line["outcome"] == "measured" and line["value"]]
    assert all(line["sources"] for line in measured)
    facts = [entry for line in lines for entry in line["sources"] if entry["kind"] == "fact" and entry["value"] != "未报"]
    assert facts
    assert [entry for entry in facts if not (entry["file"] and entry["place"] and entry["quote"])] == []
    assert any(entry["file"].startswith("reports/") and entry["place"].startswith("第") for entry in facts)


def test_an_indicator_lists_the_units_of_its_groups_in_the_order_of_the_ranking(files: dict[str, Any]) -> None:
    ranking = {group["id"]: [row["unit"] for row in group["rows"]] for group in files["ranking"]}
    units = files["meta"]["units"]
    for head in files["indicators"]:
        own = files[f"indicator/{head['node']}"]
        assert own["node"] == head["node"]
        for group, stats in zip(own["groups"], head["groups"], strict=True):
            assert group["group"] == stats["group"]
            listed = [row["unit"] for row in group["rows"]]
            assert listed == [unit for unit in ranking[group["group"]] if unit in set(listed)]
            assert {units[unit]["group"] for unit in listed} == {group["group"]}


def test_shares_of_the_variance_of_totals_make_the_whole(files: dict[str, Any]) -> None:
    for group in ("city", "department"):
        stats = [stats for head in files["indicators"] for stats in head["groups"] if stats["group"] == group]
        judged = {stats["counted"] for stats in stats if stats["variance_share"]}
        if len(judged) == 1:  # where every unit has points everywhere and nothing is rescaled
            shares = sum((Decimal(stats["variance_share"].rstrip("%") or 0) for stats in stats), Decimal(0))
            assert abs(shares - 100) < Decimal("0.5"), group
