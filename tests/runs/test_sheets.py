"""Sheets of the example's units say what circular, workbook and explanation say, to the printed digit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from scoring.commands.running import Options, Run, run
from scoring.explaining import explain
from scoring.results.sheets.building import unit_sheets
from scoring.results.sheets.model import UnitSheet
from tests.runs import mini

EXAMPLE = Path(__file__).parents[2] / "data" / "linjiang-2016"


@pytest.fixture(scope="module")
def finished(example_run: Run) -> Run:
    return example_run


@pytest.fixture(scope="module")
def sheets(finished: Run) -> dict[str, UnitSheet]:
    assert finished.results
    return {sheet.unit_id: sheet for sheet in unit_sheets(finished.results)}


def test_every_unit_has_a_sheet(sheets: Mapping[str, UnitSheet]) -> None:
    assert len(sheets) == 45
    assert sum(sheet.standing is not None for sheet in sheets.values()) == 45
    assert [sheet.unit_id for sheet in sheets.values() if sheet.status == "not_ranked"] == ["lvyou"]
    assert [(sheet.unit_id, sheet.gates[0].consequence) for sheet in sheets.values() if sheet.gates] == [("zhijian", "等次定为不合格")]


def test_scores_ranks_grades_and_distances_are_those_of_the_explanation(finished: Run, sheets: Mapping[str, UnitSheet]) -> None:
    for sheet in sheets.values():
        total, standing = explain(finished.folder, sheet.unit_id)["total"], sheet.standing
        assert standing
        assert (standing.total, standing.rank) == (total["printed"], str(total["rank"] or ""))
        assert Decimal(standing.exact or standing.total) == Decimal(total["exact"])
        for name in ("base", "bonus", "penalty"):
            assert Decimal(getattr(standing, name)) == Decimal(total[name])
        assert bool(standing.tied) == bool(total["tied_with"])
        if sheet.status == "assessed":
            assert standing.grade == total["grade"]
            assert Decimal(standing.to_next_rank or 0) == Decimal(total["margin_to_next_rank"] or 0)
        if standing.next_grade:
            assert Decimal(standing.to_next_grade) == Decimal(total["margin_to_next_grade"])


def test_points_reasons_and_sources_are_those_of_the_explanation(finished: Run, sheets: Mapping[str, UnitSheet]) -> None:
    for sheet in list(sheets.values())[::4]:
        explained = explain(finished.folder, sheet.unit_id)
        parts = {part["id"]: part for part in explained["indicators"]}
        lost = {name for name, part in parts.items() if not name.startswith("bonus.") and part["points"] and part["points"] != part["full"]}
        assert {line.indicator_id for line in sheet.losses} == lost
        for line in sheet.losses:
            part = parts[line.indicator_id]
            assert (Decimal(line.points), line.full, line.reason) == (Decimal(part["points"]), part["full"], part["reason"])
            assert Decimal(line.points) + Decimal(line.lost) == Decimal(part["full"])
            assert [_shown(source) for source in part["sources"]] == [(found.value, found.locator, found.quote) for found in line.sources]
        assert {line.indicator_id: line.reason for line in sheet.opens} == {
            name: part["reason"] for name, part in parts.items() if part["points"] is None
        }
        assert [(block.title, Decimal(block.points), block.full) for block in sheet.blocks] == [
            (part["title"], Decimal(part["points"]), part["full"]) for part in explained["blocks"]
        ]


def _shown(source: Mapping[str, str]) -> tuple[str, str, str]:
    return source["value"], source["locator"], source["quote"]


def test_every_source_has_a_chinese_name_and_a_place(sheets: Mapping[str, UnitSheet]) -> None:
    for sheet in sheets.values():
        for found in [
            *(found for line in sheet.losses for found in line.sources),
            *(found for line in sheet.extras for found in line.sources),
        ]:
            assert not found.title.isascii(), found
            assert found.file
            assert not found.file.endswith(".csv"), found


def test_the_circular_and_the_workbook_print_the_same(finished: Run, sheets: Mapping[str, UnitSheet]) -> None:
    rows = [
        [cell.text for cell in row.cells] for table in docx.Document(str(finished.folder / "circular.docx")).tables for row in table.rows
    ]
    printed = {row[1].rstrip("①②③④⑤⑥⑦⑧⑨⑩"): row for row in rows if len(row) > 2}
    book = openpyxl.load_workbook(finished.folder / "results.xlsx", read_only=True)
    ranked: dict[Any, tuple[Any, ...]] = {
        row[1]: row for sheet in book.worksheets[:2] for row in sheet.iter_rows(min_row=3, values_only=True)
    }
    for sheet in sheets.values():
        standing, short = sheet.standing, sheet.short_name
        assert standing
        row = next(
            cells for name, cells in printed.items() if name in {short, short.removesuffix("人民政府"), sheet.name.removesuffix("人民政府")}
        )
        assert row[-2] == standing.total or row[-3] == standing.total
        assert row[0] == (standing.rank or "—")
        assert [block.points for block in sheet.blocks] == row[2:7]
        assert Decimal(str(ranked[sheet.name][9])) == Decimal(standing.total)


def test_the_gain_of_one_indicator_is_what_a_run_without_the_loss_would_give(tmp_path: Path) -> None:
    """The promise is put to the test: the lapse is taken out of the findings and everything is scored again."""
    folder = mini.make(tmp_path / "before")
    settings = folder / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + "feedback: {issuer: 县政府办公室, date: 2017-05-10}\n", "utf-8")
    before = run(folder, Options(out=tmp_path / "out", jobs=1))
    assert before.results
    sheet = next(found for found in unit_sheets(before.results) if found.unit_id == "yi")
    line = next(found for found in sheet.losses if found.indicator_id == "requests.lapses")
    folder = mini.make(tmp_path / "after")
    findings = (folder / "findings.csv").read_text("utf-8")
    (folder / "findings.csv").write_text("\n".join(row for row in findings.split("\n") if not row.startswith("yi,")), "utf-8")
    after = run(folder, Options(out=tmp_path / "again"))
    assert after.results
    row = next(found for group in after.results.groups for found in group.rows if found.unit_id == "yi")
    assert (line.total, line.rank) == (row.total, row.rank)
    assert Decimal(line.gain) > 0
    assert (line.standard, line.evidence) == ("超期答复每件扣6分，扣完为止。", "台账第3号")
    assert [(found.title, found.value, found.file, found.locator) for found in line.sources] == [
        ("超期答复", "1", "检查发现记录", "line 2")
    ]
