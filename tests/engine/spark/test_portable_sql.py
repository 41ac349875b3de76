"""Every SELECT of the engine is in the words that DuckDB and Spark understand alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scoring.authoring.testing import score_tables
from scoring.engine.database import Session
from scoring.files import yamlfile
from scoring.pipeline.work import prepare
from tests.criteria.test_packs import FOLDER, PACKS, plan_of
from tests.runs import mini

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytest.importorskip("sqlglot", reason="the extra 'spark' is not installed")


def wrong(steps: Mapping[str, str]) -> list[str]:
    from tests.engine.spark.portable import complaints

    return [f"{name}: {complaint}" for name, sql in steps.items() for complaint in complaints(sql)]


@pytest.mark.parametrize("pack", PACKS)
def test_the_steps_of_a_pack_are_portable(pack: str) -> None:
    from tests.engine.spark.portable import pack_tables

    file = min((FOLDER / pack / "cases").glob("*.yaml"))
    with Session() as session:
        score_tables(session, plan_of(pack), pack_tables(plan_of(pack), yamlfile.read(file).data[:1]))
        assert wrong({step.name: step.sql for step in session.steps}) == []


def test_the_steps_of_reports_and_checks_are_portable(tmp_path: Path) -> None:
    work = prepare(mini.make(tmp_path / "mini"))
    with work.session as session:
        steps = {step.name: step.sql for step in session.steps}
    assert {"facts_chosen", "check_sums", "checks_structure"} <= set(steps)
    assert wrong(steps) == []


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("select median(x) as m from t", "a median"),
        ("select percentile_cont(0.5) within group (order by x) as m from t", "percentile_cont"),
        ("select dayofweek(d) as w from t", "the day of the week"),
        ("select round(x, 2) as r from t", "round"),
        ("select avg(x) as a from t", "a mean of doubles"),
        ("select d + interval 3 days as e from t", "an interval"),
        ("select list_sum(l) as s from t", "the function list_sum"),
        ("select * exclude (a) from t", "a star with exceptions"),
        ("select cast(a / b as integer) as c from t", "a quotient cast to an integer"),
        ("select * from a join b using (k) join c using (k)", "a chain of joins by using"),
    ],
)
def test_what_is_not_portable_is_found(sql: str, complaint: str) -> None:
    assert f"step: {complaint}" in wrong({"step": sql})
