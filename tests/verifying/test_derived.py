"""Scores, ranks and grades derived from the points alone are those of the engine, whatever the criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import score_tables
from scoring.engine.database import Session
from scoring.results.store import open_results
from scoring.verifying import verify
from scoring.verifying.derived import derive_scores
from scoring.verifying.derived.stored import Stored, read_stored, stored_of
from tests.appeals import folder as appeals
from tests.measures import test_preparation_against_oracle as preparation
from tests.scores import test_members_against_oracle as members
from tests.scores import test_structures_against_oracle as structures
from tests.scores import test_trees_against_oracle as trees
from tests.scores.test_structure_cases import planned

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.rules import Plan

FEW = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def hold_against_engine(plan: Plan, units: list[dict[str, Any]]) -> None:
    """Derive what the engine computed for random criteria, and compare."""
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, units))
        compare(session, stored_of(plan.criteria, {}, session))


def compare(session: Session, stored: Stored) -> None:
    """Every number, rank and grade that is derived with the one that the engine computed."""
    found = derive_scores(stored).scores
    terms = "select unit_id, base, bonus, penalty, total_exact, total_printed from totals where component = 'total' order by unit_id"
    rows = session.rows(terms)
    places = session.rows("select unit_id, rank, rank_overall, tied_with, grade from ranking order by unit_id")
    nodes = session.rows("select unit_id, node_id, points from node_scores where depth > 0 order by unit_id, ord")
    derived = [(unit, score) for unit, score in sorted(found.items())]
    assert [(u, s.terms.base, s.terms.bonus, s.terms.penalty, s.exact, s.printed) for u, s in derived] == rows
    assert [(u, s.place.rank, s.place.overall, s.place.sharing, s.place.grade) for u, s in derived] == places
    assert [(unit, node, found[unit].points.get(node)) for unit, node, _ in nodes] == nodes


@FEW
@given(st.data())
def test_trees_with_every_policy_mean_gate_and_quota(data: st.DataObject) -> None:
    written = data.draw(trees.criteria())
    breakers = data.draw(
        st.lists(st.sampled_from(["base", "bonus", "penalty", *(block["id"] for block in written["indicators"])]), unique=True)
    )
    written["policy"]["ranking"] |= {"overall": data.draw(st.booleans())} | ({"break_ties": breakers} if breakers else {})
    if data.draw(st.booleans()):  # the lowest total is the best, and grades begin with the lowest bound
        table = written["grades"]["standard"]
        written["policy"]["ranking"]["best"] = "lowest"
        for grade, bound in zip(table, sorted(grade["from"] for grade in table), strict=True):
            grade["from"] = bound
    hold_against_engine(planned(written), data.draw(trees.units(written)))


@FEW
@given(st.data())
def test_totals_of_components(data: st.DataObject) -> None:
    written = data.draw(structures.criteria())
    hold_against_engine(planned(written), data.draw(structures.units(written)))


@FEW
@given(st.data())
def test_units_made_of_others(data: st.DataObject) -> None:
    written = data.draw(members.criteria())
    hold_against_engine(planned(written), data.draw(members.units(written)))


@FEW
@given(st.data())
def test_units_with_too_little_data(data: st.DataObject) -> None:
    hold_against_engine(planned(data.draw(preparation.criteria())), data.draw(preparation.units()))


def test_points_that_were_decided_on_a_total_are_a_term_of_it(tmp_path: Path) -> None:
    run = appeals.scored(tmp_path / "mini", appeals.LESS, appeals.MORE, appeals.LESS | {"unit_id": "yi", "new": "0.5"}).folder
    with open_results(run) as session:
        stored = read_stored(run, session)
        compare(session, stored)
    scores = derive_scores(stored).scores
    assert (str(scores["jia"].terms.penalty), str(scores["yi"].terms.bonus)) == ("1.5000", "0.5000")
    assert verify(run).status == "identical"
