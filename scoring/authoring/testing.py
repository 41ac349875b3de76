"""``scoring criteria lint`` and ``test``: a criteria file alone, and with its test vectors."""

from __future__ import annotations

import atexit
import functools
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.authoring.case_tables import SCHEMAS, case_tables, exact, record_schemas
from scoring.authoring.cases import CASE, EXPECT, read_units
from scoring.criteria.fields import Reader
from scoring.files import yamlfile
from scoring.folder.packs import find_criteria, shipped_packs
from scoring.folder.planning import load_plan, usable_plan
from scoring.problems import Language, Problem, ProblemsFound, has_errors
from scoring.rules import Plan

if TYPE_CHECKING:
    from scoring.engine.database import Session


@dataclass(frozen=True)
class Failure:
    """One difference between a case and the engine."""

    case: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """How many cases ran, and every difference."""

    cases: int
    failures: tuple[Failure, ...]


def find(name: str) -> Path:
    """The criteria file of a pack, folder or path; raises ProblemsFound (A003)."""
    found = find_criteria(name, Path())
    if found is None:
        raise ProblemsFound([Problem("A003", "", found=name, args={"packs": "、".join(shipped_packs())})])
    return found


def lint_criteria(name: str) -> tuple[Problem, ...]:
    """All problems of a criteria file, warnings included."""
    return load_plan(find(name))[1]


def test_criteria(name: str, language: Language = "zh") -> Outcome:  # noqa: PT028 - a command is called test, this is no test
    """Run every case of ``cases/*.yaml`` beside a criteria file; differences in the language."""
    file = find(name)
    plan = usable_plan(file)
    failures: list[Failure] = []
    count = 0
    for path in sorted((file.parent / "cases").glob("*.yaml")):
        reader = Reader(yamlfile.read(path))
        cases = [(i, reader.mapping(case, (i,), CASE)) for i, case in enumerate(reader.sequence(reader.source.data, ()))]
        for i, case in cases:
            count += 1
            failures += _run_case(plan, reader, i, case, language)
        if has_errors(reader.problems):
            raise ProblemsFound(reader.problems)
    return Outcome(count, tuple(failures))


def _run_case(plan: Plan, reader: Reader, number: int, case: dict[str, Any], language: Language) -> list[Failure]:
    units = read_units(plan, reader, number, case)
    if has_errors(reader.problems):
        return []
    tables = case_tables(plan, units)
    name = f"{Path(reader.source.name).name}:{reader.source.line((number,))} {case.get('name', '')}"
    found = compute(plan, tables)
    failures = []
    for i, unit in enumerate(units):
        expect = reader.mapping(unit.get("expect", {}), (number, "units", i, "expect"), EXPECT)
        failures += [
            Failure(name, f"{name}: {unit.get('id')}.{text}") for text in differences(expect, found, str(unit.get("id")), language)
        ]
    return failures


# What was done before scoring, in the order of the tables: lists of rows per unit.
PREPARED = {
    "imputed": "measure, value, how, units, year, was",
    "treated": "measure, before, after, how, skewness_before, kurtosis_before, skewness_after, kurtosis_after, passes",
    "screened": "available, nonzero, lacking",
}


@functools.cache
def _engine() -> Session:
    """One engine for all cases of a process: starting one takes a sixth of a case. One thread, for cases are small."""
    from scoring.engine.database import Session

    session = Session(threads=1)
    session.lock()
    atexit.register(session.close)
    return session


def compute(plan: Plan, tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, dict[str, Any]]:
    """Score the rows of a case with the real engine; per unit its points, outcomes, total, rank and grade."""
    with _engine().apart() as session:
        score_tables(session, plan, tables)
        return _by_unit(session)


def score_tables(session: Session, plan: Plan, tables: dict[str, list[tuple[Any, ...]]]) -> None:
    """All steps from the rows of a case to the tables of results, in a session of any engine."""
    from scoring.ranking import build_ranking
    from scoring.records.calendar import build_calendar
    from scoring.results.steps import build_results
    from scoring.rules.computing import judge
    from scoring.rules.records import exempt_leaves_sql
    from scoring.rules.updates import build_column_states
    from scoring.scores import build_scores

    for name, columns in (SCHEMAS | record_schemas(plan)).items():
        _load(session, name, columns, tables[name])
    session.step("exempt_leaves", exempt_leaves_sql(plan))
    build_column_states(session, plan)
    if plan.records():
        build_calendar(session)
    judge(session, plan)
    build_scores(session, plan)
    build_ranking(session, plan.criteria)
    build_results(session, plan)


_SQL_TYPES = {"s": "varchar", "i": "integer", "n": "decimal(28, 10)", "d": "date", "w": "bigint", "b": "boolean"}


def _load(session: Session, name: str, columns: dict[str, str], rows: list[tuple[Any, ...]]) -> None:
    """Make a table from rows; most tables of most cases are empty, and need no file to be written and read."""
    import polars as pl

    if not rows:
        empty = ", ".join(f"cast(null as {_SQL_TYPES[kind]}) as {column}" for column, kind in columns.items())
        session.read(name, f"select {empty} where 1 = 0")
        return
    types = {"s": pl.String, "i": pl.Int32, "n": pl.Decimal(28, 10), "d": pl.Date, "w": pl.Int64, "b": pl.Boolean}
    schema = {column: types[kind] for column, kind in columns.items()}
    session.load(name, pl.DataFrame(rows, schema=schema, orient="row"))  # type: ignore[arg-type]  # polars' schema type is narrower than it accepts


def _by_unit(session: Session) -> dict[str, dict[str, Any]]:
    """What the tables of results say of every unit."""
    found: dict[str, dict[str, Any]] = {
        row["unit_id"]: {**row, "points": {}, "outcomes": {}, "reasons": {}, "values": {}, "components": {}}
        | {name: [] for name in PREPARED}
        for row in session.records("select * from ranking")
    }
    for row in session.records("select unit_id, base, bonus, penalty from totals where component = 'total'"):
        found[row["unit_id"]] |= row
    for unit_id, component, total in session.rows("select unit_id, component, total_exact from totals where component <> 'total'"):
        found[unit_id]["components"][component] = total
    for row in session.records("select unit_id, node_id, points from node_scores"):
        found[row["unit_id"]]["points"][row["node_id"]] = row["points"]
    for row in session.records("select unit_id, indicator_id, outcome, points, value, reason from points"):
        unit = found[row["unit_id"]]
        unit["points"][row["indicator_id"]] = row["points"]
        unit["outcomes"][row["indicator_id"]] = row["outcome"]
        unit["reasons"][row["indicator_id"]] = row["reason"]
        unit["values"][row["indicator_id"]] = row["value"]
    for name, wanted in PREPARED.items():
        for row in session.records(f"select unit_id, {wanted} from {name} order by 1, 2"):
            found[row["unit_id"]][name].append(row)
    return found


def differences(expect: dict[str, Any], found: dict[str, dict[str, Any]], unit: Any, language: Language = "zh") -> list[str]:
    """What a unit's ``expect`` says and the engine does not, in words; empty where they agree."""
    got = found[unit]
    texts = []
    for key, column in (("total", "total_printed"), ("exact", "total_exact"), ("base", "base"), ("bonus", "bonus")):
        if key in expect and exact(expect[key]) != got[column]:
            texts.append(_text(key, expect[key], got[column], language))
    texts += [
        _text(key, expect[key], got[key], language)
        for key in ("rank", "rank_overall", "tie_broken_by", "grade")
        if key in expect and expect[key] != got[key]
    ]
    texts += [
        _text(f"{what}[{key}]", value, got[what].get(key), language)
        for what in ("points", "components")
        for key, value in (expect.get(what) or {}).items()
        if exact(value) != got[what].get(key)
    ]
    texts += [
        _text(f"{what}[{key}]", value, got[what].get(key), language)
        for what in ("outcomes", "reasons")
        for key, value in (expect.get(what) or {}).items()
        if value != got[what].get(key)
    ]
    texts += [
        _text(f"outcomes[{key}]", "missing", got["outcomes"].get(key), language)
        for key in expect.get("missing") or []
        if got["outcomes"].get(key) != "missing"
    ]
    return texts


def _text(key: str, expected: object, got: object, language: Language) -> str:
    wanted, shown = _shown(expected, language), _shown(got, language)
    return f"{key}：应为 {wanted}，实为 {shown}" if language == "zh" else f"{key}: expected {wanted}, got {shown}"


def _shown(value: object, language: Language) -> str:
    if value is None:
        return "无" if language == "zh" else "none"
    return numbers.plain(value) if isinstance(value, Decimal) else date.isoformat(value) if isinstance(value, date) else str(value)
