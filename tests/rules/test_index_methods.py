"""The page on index methods: its example comes out as it says, and it names every key that prepares measures."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria import keys
from scoring.files import yamlfile
from tests.oracle.treat import Prepared
from tests.repository import ROOT
from tests.scores.test_structure_cases import planned

PAGE = (ROOT / "docs" / "index-methods.md").read_text("utf-8")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Criteria, units and what the engine makes of them."""
    file: Path = tmp_path_factory.mktemp("page") / "example.yaml"
    found = []
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL):
        file.write_text(block, "utf-8")
        found.append(yamlfile.read(file).data)
    criteria, units = found
    return criteria, units, compute(planned(criteria), case_tables(planned(criteria), units))


def test_the_example_comes_out_as_written(example: Any) -> None:
    criteria, units, found = example
    oracle = Prepared(criteria).run(case_tables(planned(criteria), units))
    expected = {unit["id"]: unit["expect"] for unit in units if "expect" in unit}
    assert len(expected) > 5
    for unit, want in expected.items():
        for got in (found[unit], oracle[unit]):
            assert (got["total_printed"], got["rank"]) == (Decimal(want["total"]), want["rank"])


def test_the_numbers_of_the_text_are_those_of_the_engine(example: Any) -> None:
    _, _, found = example
    assert found["c13"]["imputed"][0]["value"] == Decimal("15.4166666667")
    beds, quality, roads = found["c12"]["treated"]
    assert (roads["before"], roads["after"], roads["passes"]) == (100, 30, True)
    spread = [round(roads[f"{name}_{when}"], 2) for when in ("before", "after") for name in ("skewness", "kurtosis")]
    assert spread == [Decimal(text) for text in ("3.24", "11.10", "1.40", "1.15")]
    assert (beds["after"], quality["after"]) == (Decimal("5.7"), 100)
    assert [row["value"] for row in found["c14"]["imputed"]] == [Decimal("4.5"), Decimal("15.4166666667")]
    assert found["c14"]["screened"][0]["available"] == Decimal("0.333333")
    assert found["c12"]["reasons"]["roads"] == "路网密度（按规定缩尾：原值1000÷10=100，按30计），目标30，满分40分，得40分。"


@pytest.mark.parametrize("table", [keys.IMPUTE, keys.TREAT, keys.WINSORISE, keys.UNTIL, keys.BOUNDS, keys.PERCENTILES, keys.SCREENING])
def test_every_key_stands_in_the_page(table: dict[str, Any]) -> None:
    assert [key for key in table if not re.search(rf"\b{key}\b", PAGE)] == []
