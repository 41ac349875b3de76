"""The engine and the oracle agree on random tables; what only follows names a failure of the same report."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.checks import run_checks
from scoring.engine.database import Session
from scoring.intake.forms import load_forms
from tests.budgets import examples
from tests.checks.loading import load
from tests.checks.oracle import Cell, Verdict, verdicts

YEAR = 2021
LINEAR = (
    "check_id like 'T3-%' or check_id like 'T4-%' or check_id like 'T2-B%' or check_id = 'PL-1' "
    "or (check_id like 'A%' and check_id not in ('A13', 'A14'))"
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from([Decimal(0)] * 12 + [Decimal(1), Decimal(2), None, "/"]), st.integers(-3, 40).map(Decimal)
)
Report = tuple[str, dict[tuple[str, str], Cell]]


def places(form: str) -> list[tuple[str, str]]:
    return [(v.metric, v.part) for f in load_forms() if f.id == form for t in f.tables for row in t.rows for v in row.values]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A table of zeros with some cells changed, and some rows left out."""
    form = draw(st.sampled_from(["2014", "2019", "2021"]))
    known = places(form)
    cells: dict[tuple[str, str], Cell] = dict.fromkeys(known, Decimal(0))
    cells.update(draw(st.dictionaries(st.sampled_from(known), CELLS, max_size=40)))
    for place in draw(st.lists(st.sampled_from(known), max_size=3)):
        cells.pop(place, None)
    return form, cells


def engine(found: list[Report]) -> list[dict[str, Any]]:
    """All checks of several reports, each of a unit of its own."""
    facts, sources = [], []
    for number, (form, cells) in enumerate(found):
        unit = f"u{number}"
        sources.append((unit, "", "", 0, "html", form, unit, YEAR, "read", ""))
        for position, ((metric, part), cell) in enumerate(cells.items()):
            semantic = "blank" if cell is None else "not_applicable" if cell == "/" else "numeric"
            value = cell if isinstance(cell, Decimal) else None
            facts.append((unit, YEAR, metric, part, value, semantic, "exact", "件", str(cell), "", unit, f"table 1 row {position}", ""))
    with Session() as session:
        load(session, facts, sources, [])
        run_checks(session)
        return session.records(f"select *, {LINEAR} as is_linear from checks")


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(reports(), min_size=4, max_size=8))
def test_engine_and_oracle_agree(found: list[Report]) -> None:
    rows = engine(found)
    for number, (form, cells) in enumerate(found):
        own = [row for row in rows if row["unit_id"] == f"u{number}"]
        linear = {
            Verdict(r["check_id"], r["part"], r["outcome"], r["difference"]) for r in own if r["is_linear"] and r["check_id"] != "A13"
        }
        assert linear == verdicts(form, cells)
        failing = {row["check_id"] for row in own if row["outcome"] == "fails"}
        assert {row["caused_by"] for row in own if row["outcome"] == "fails"} - {""} <= failing


@settings(max_examples=examples(12), deadline=None)
@given(st.sampled_from(["2014", "2019", "2021"]), st.data())
def test_one_wrong_cell_is_one_mistake(form: str, data: st.DataObject) -> None:
    """In a table of zeros a single cell that is wrong leaves one failure without a cause among the equations."""
    place = data.draw(st.sampled_from(places(form)))
    cells: dict[tuple[str, str], Cell] = dict.fromkeys(places(form), Decimal(0))
    cells[place] = Decimal(5)
    rows = [row for row in engine([(form, cells)]) if row["outcome"] == "fails" and row["severity"] == "error" and row["is_linear"]]
    sums = [row for row in rows if row["check_id"] not in {"A10", "T2-B2"}]
    assert sum(not row["caused_by"] for row in sums) <= 1
    if len(sums) > 1:
        assert any("疑此数有误" in row["message"] for row in sums)


@pytest.mark.parametrize(("form", "checks"), [("2019", 40), ("2021", 42)])
def test_a_report_has_all_its_footing_checks_whatever_is_missing(form: str, checks: int) -> None:
    full: dict[tuple[str, str], Cell] = dict.fromkeys(places(form), Decimal(0))
    rows = engine([(form, full), (form, {places(form)[-1]: Decimal(1)}), (form, {})])
    for unit in ("u0", "u1", "u2"):
        statutory = [r for r in rows if r["unit_id"] == unit and r["check_id"] in {"T3-row", "T3-sum", "T3-identity", "T4-sum"}]
        assert len(statutory) == checks


def test_two_files_of_one_report_are_one_report() -> None:
    cells = dict.fromkeys(places("2021"), Decimal(0)) | {("requests_new", "total"): Decimal(5)}
    facts = [
        ("u", YEAR, metric, part, value, "numeric", "exact", "件", str(value), "", source, f"table 1 row {position}", "")
        for source in ("s1", "s2")
        for position, ((metric, part), value) in enumerate(cells.items())
    ]
    with Session() as session:
        load(session, facts, [(s, "", "", 0, "html", "2021", "u", YEAR, "read", "") for s in ("s1", "s2")], [])
        run_checks(session)
        rows = session.rows("select check_id, found from checks where check_id like 'T3-%' and outcome = 'fails' order by all")
        assert rows == [("T3-identity", "0"), ("T3-row", "5")]
        assert session.rows("select count(*) from checks where check_id like 'T3-%' or check_id like 'T4-%'") == [(42,)]
