"""The engine of the what-if page, run by node without a browser, beside the engine of the tool on the same session."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from scoring import numbers
from scoring.documents.explorer.data.whatif import whatif_file
from scoring.engine.database import Session
from scoring.problems import ProblemsFound
from scoring.results.whatif.collecting import collect_whatif
from scoring.results.whatif.describing import describe_whatif
from scoring.reweighing.applying import score_with
from scoring.reweighing.sharing import reweighed, shared
from scoring.rules import Plan
from tests.explorer.browsing import node
from tests.repository import ROOT

FACTORS = ["0", "0.05", "0.5", "0.95", "1", "1", "1.05", "1.5", "2.35", "3", "17.3333"]


@dataclass
class Page:
    """A running page engine: files and factors in, outcomes out."""

    given: IO[str]
    told: IO[str]

    def ask(self, value: Any) -> Any:
        self.given.write(json.dumps(value) + "\n")
        self.given.flush()
        return json.loads(self.told.readline())


@contextmanager
def page() -> Iterator[Page]:
    """Node with the engine built from its source."""
    process = subprocess.Popen(node(str(ROOT / "explorer/tests/engine.mjs")), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    with process:
        yield Page(process.stdin, process.stdout)
        process.stdin.close()


def page_file(session: Session, plan: Plan) -> Any:
    """What the page would load of a scored session."""
    rules = json.loads(json.dumps(describe_whatif(plan)))
    found = collect_whatif(session, {"whatif": rules})
    assert found is not None
    return json.loads(json.dumps(whatif_file(found, {unit.unit_id: place for place, unit in enumerate(found.units)})))


def said(session: Session, digits: int) -> dict[str, tuple[str, int, int, str]]:
    """Total, rank, overall rank and grade of every unit, as the page tells them."""
    return {
        row["unit_id"]: (
            "" if row["total_printed"] is None else numbers.fixed(row["total_printed"], digits),
            row["rank"] or 0,
            row["rank_overall"] or 0,
            row["grade"] or "",
        )
        for row in session.records("select * from ranking")
    }


def sliders(chance: random.Random, plan: Plan) -> dict[str, str]:
    """Random factors of some nodes."""
    return {found.id: chance.choice(FACTORS) for found in plan.criteria.nodes() if chance.random() < 0.6}


def compared(running: Page, session: Session, plan: Plan, chance: random.Random, moves: int) -> int:
    """Assert that the page gives what the engine gives for the declared and for random weights; the number of totals compared.

    Args:
        running: The page.
        session: Scored by the plan, with its long tables.
        plan: The plan.
        chance: Where random factors come from.
        moves: How many settings of sliders are tried.
    """
    file = page_file(session, plan)
    assert running.ask({"file": file}) == {"offered": True, "differing": []}
    declared = "declared_points"
    session.step(declared, "select * from points_wide")
    count = 0
    for _ in range(moves):
        factors = sliders(chance, plan)
        session.step("points_wide", f"select * from {declared}")
        found = running.ask({"factors": factors})
        expected = _engine(session, plan, {identity: Decimal(factor) for identity, factor in factors.items()})
        if expected is None:
            assert found["lost"] or not found["whole"], factors
            continue
        assert found["lost"] == []
        assert found["whole"]
        told = zip(found["totals"], found["ranks"], found["overall"], found["grades"], strict=True)
        got = {unit["unit_id"]: values for unit, values in zip(file["units"], told, strict=True)}
        assert got == expected, factors
        count += sum(1 for total, *_ in got.values() if total)
    return count


def _engine(session: Session, plan: Plan, factors: Mapping[str, Decimal]) -> dict[str, tuple[str, int, int, str]] | None:
    groups = [group.id for group in plan.criteria.groups]
    if shared(plan.criteria, factors, groups).lost:
        return None
    try:
        score_with(session, plan, reweighed(plan.criteria, factors, groups))
    except ProblemsFound:
        return None
    return said(session, plan.criteria.policy.rounding.digits)
