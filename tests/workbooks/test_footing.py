"""The live checks of a workbook say what the engine says of the same figures."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from scoring.commands.extracting import extract
from scoring.workbooks.checksheet import HEAD, NAME
from scoring.workbooks.footing import footing_checks
from tests.documents.recalculated import OFFICE, recalculated
from tests.workbooks.filling import PAST, counted, fill, form_of, issued, pages, saved

FORMS = ("2014", "2019", "2021")
OUTCOMES = {"✔": "holds", "✘": "fails", "！": "fails", "—": "not_assessable"}


@pytest.mark.parametrize(("form", "least"), [("2014", 15), ("2019", 47), ("2021", 42)])
def test_every_relation_of_a_form_is_a_live_check(form: str, least: int) -> None:
    checks = footing_checks(form_of(form), pages(form), {})
    assert [check.relation for check in checks] == list(form_of(form).relations)
    assert len(checks) >= least


def test_continuity_is_checked_where_last_years_figure_is_known() -> None:
    checks = footing_checks(form_of("2021"), pages("2021"), PAST)
    assert [check.relation.part for check in checks if check.relation.check_id == "XY-1"] == ["natural_person", "total"]


def test_a_formula_names_its_cells() -> None:
    (check,) = [check for check in footing_checks(form_of("2014"), pages("2014"), {}) if check.relation.check_id == "A2"]
    absent = "('统计表'!D32:D33=\"不适用\")+('统计表'!D32:D33=\"/\")+('统计表'!E32:E33=\"不适用\")*('统计表'!D32:D33=\"\")"
    whole = f"IF(SUMPRODUCT({absent})=2,\"不适用\",SUM('统计表'!D32:D33))"
    assert check.left == f"=IF(COUNT('统计表'!D32:D33)+SUMPRODUCT({absent})=2,{whole},\"\")"


def mixed(form: str) -> dict[tuple[str, str], Any]:
    """Figures of which some are wrong, some missing and some not applicable."""
    chance = random.Random(8)  # noqa: S311 - figures of a test
    values: dict[tuple[str, str], Any] = dict(counted(form))
    blank = 0.08 if form == "2014" else 0.02
    for place, value in values.items():
        draw = chance.random()
        if draw < blank:
            values[place] = None
        elif draw > 0.9:
            values[place] = value + 1 if draw < 0.96 else "不适用"
    return values


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("form", FORMS)
def test_live_footing_is_what_the_engine_checks(form: str, tmp_path: Path) -> None:
    values = mixed(form)
    file = tmp_path / "jia.xlsx"
    file.write_bytes(saved(fill(issued(form), form, values)))
    (described,) = extract([file])
    assert described["unread"] == []
    engine = {(check["check_id"], check["part"]): check["outcome"] for check in described["checks"]}
    book = recalculated(file, tmp_path)
    live = {}
    for number, check in enumerate(footing_checks(form_of(form), pages(form), {})):
        verdict = book[NAME].cell(HEAD + number + 1, 8).value
        live[check.relation.check_id, check.relation.part] = OUTCOMES[verdict[0]]
    assert live == {place: engine[place] for place in live}
    assert len(set(live.values())) == 3
    shown = "".join(str(cell.value) for page in pages(form) for row in book[page.name].iter_rows() for cell in row if cell.value)
    assert "✘" in shown
    cover = {row[1].value: row[2].value for row in book["填报说明"].iter_rows(max_col=3) if row[1].value}
    missing = sum(value is None for value in values.values())
    assert sum(cell for label, cell in cover.items() if label.endswith(" 未填")) == missing
    assert cover["能否报送"] == f"！ 还有 {missing} 个数格未填"
